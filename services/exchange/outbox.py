"""What became of our own entries at a peer: its receipts, verified against what we sent, and what follows of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import structlog

from schema.errors import bad_user_input
from schema.ledger import (
    Entry,
    ForkError,
    LedgerError,
    LedgerName,
    Outcome,
    Receipt,
    UnknownKeyError,
    WrongLedgerError,
)
from schema.rulebook.model import Text
from services.exchange import peers, stored
from services.exchange.inbox import MOST, Fault
from services.kit.clock import Clock
from services.kit.database import Connection, NodeDatabase
from services.kit.receiving import Delivery, Handler, Refusal, hear_refusal

BATCH_BYTES: Final = 600_000
"""About how much of one request's text a batch of entries may be."""

UNRECEIPTED: Final = """SELECT e.header, e.signature, e.payload, e.openings FROM ledger_entry e
    WHERE e.sender = $1 AND e.receiver = $2 AND e.number > $3
    ORDER BY e.number LIMIT $4"""
QUEUED: Final = """SELECT p.code,
    (SELECT count(*) FROM outbox WHERE peer = p.code AND number IS NULL AND unsendable IS NULL)
    + (SELECT coalesce(max(number), 0) FROM ledger_entry WHERE sender = $1 AND receiver = p.code)
    - (SELECT coalesce(max(number), 0) FROM ledger_receipt WHERE sender = $1 AND receiver = p.code) AS waiting
    FROM peer p WHERE p.trusted"""
LAST: Final = """SELECT coalesce(max(number), 0) FROM ledger_receipt WHERE sender = $1 AND receiver = $2"""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Heard:
    """How many receipts were accepted, and the first that was not."""

    taken: int
    fault: Fault | None = None
    applied: int = 0
    refused: int = 0
    peer: str | None = None


class Outbox:
    """Our entries to the peers of committee ``code``. ``committed`` is called after a commit that wrote something."""

    def __init__(
        self, database: NodeDatabase, handlers: Sequence[Handler], clock: Clock, *, committed: Callable[[], None]
    ) -> None:
        self._database = database
        self._code = database.code
        self._handlers = handlers
        self._clock = clock
        self._committed = committed

    async def queued(self) -> dict[str, int]:
        """How many messages to each trusted peer have no receipt yet."""
        return {row["code"]: row["waiting"] for row in await self._database.writer.fetch(QUEUED, self._code)}

    async def batch(self, peer: str, *, after: int | None = None) -> list[str]:
        """The next lines to send to a peer: those without a receipt, or all above ``after`` where it asks for them."""
        writer, ledger = self._database.writer, LedgerName(self._code, peer)
        if after is None:
            last = await writer.fetchval(LAST, self._code, peer)
            rows = await writer.fetch(UNRECEIPTED, self._code, peer, last, MOST)
            entries = [stored.entry_of(row) for row in rows]
        else:
            entries = await stored.entries_after(writer, ledger, after, most=MOST)
        return fitting(entries)

    async def hear_any(self, lines: Sequence[str]) -> Heard:
        """Take in receipts of whichever peer signed the first of them: they prove who that is.

        Raises LedgerError where the first cannot be read, and what :meth:`hear` raises.
        """
        return Heard(0) if not lines else await self.hear(Receipt.parse(lines[0]).ledger.receiver, lines)

    async def hear(self, peer: str, lines: Sequence[str], *, asked: bool = False) -> Heard:
        """Take in receipts that a peer signed for entries of ours, and let refusals be heard.

        A receipt that does not verify, or names what we never sent, is told as a fault. Where the peer signed it, or we
        ``asked`` the peer itself for it, the peer is named; anybody may send us nonsense in its name.
        Raises BAD_USER_INPUT for too many.
        """
        if len(lines) > MOST:
            raise bad_user_input(f"Send at most {MOST} receipts.", f"每次最多送 {MOST} 份回执。")
        now, fresh, fault = self._clock.now(), list[Receipt](), None
        async with self._database.writer.acquire() as connection, connection.transaction():
            known = (await peers.trusted(connection, [peer])).get(peer)
            await connection.execute("SELECT FROM peer WHERE code = $1 FOR UPDATE", peer)
            for index, line in enumerate(lines):
                try:
                    receipt = _receipt(line, LedgerName(self._code, peer), known)
                    if await self._accept(connection, receipt, now):
                        fresh.append(receipt)
                except LedgerError as error:
                    fault = Fault(error, index)
                    await self._note(connection, peer, fault, line, now, asked=asked)
                    break
        if fresh:
            self._committed()
        refused = sum(each.verdict.outcome is Outcome.REFUSED for each in fresh)
        return Heard(len(lines) if fault is None else fault.index, fault, len(fresh) - refused, refused, peer)

    async def _accept(self, connection: Connection, receipt: Receipt, now: datetime) -> bool:
        """Keep a receipt; whether it is new. Raises LedgerError."""
        ledger, number = receipt.ledger, receipt.number
        held = await stored.hash_at(connection, ledger, number)
        if held != receipt.hash:
            raise ForkError(
                f"{receipt} names {receipt.hash}, which we never sent under this number.",
                f"{receipt} 所列的 {receipt.hash} 并非本方以该编号发出的记录。",
                number=number,
            )
        if await stored.receipts_of(connection, ledger, [number]):
            return False
        await stored.insert_receipts(connection, [receipt], now)
        row = await connection.fetchrow(
            "UPDATE outbox SET delivered_at = $3, outcome = $4 WHERE peer = $1 AND number = $2 RETURNING event_id",
            ledger.receiver, number, now, receipt.verdict.outcome.value,
        )  # fmt: skip
        if receipt.verdict.outcome is Outcome.REFUSED and row is not None:
            await self._refused(connection, receipt, now)
        return True

    async def _refused(self, connection: Connection, receipt: Receipt, now: datetime) -> None:
        verdict, ledger = receipt.verdict, receipt.ledger
        refusal = Refusal(verdict.code or "", verdict.rule, verdict.message or "", verdict.message_zh or "")
        (entry,) = await stored.entries_after(connection, ledger, receipt.number - 1, most=1)
        payload = entry.payload()
        log.info("peer refused", committee=self._code, entry=str(entry), why=str(refusal))
        if payload is not None:
            sent = Delivery(ledger.receiver, entry.number, payload.kind, payload.body, entry.header.at, entry.values())
            await hear_refusal(connection, self._code, now, sent, refusal, self._handlers)

    async def _note(
        self, connection: Connection, peer: str, fault: Fault, line: str, now: datetime, *, asked: bool
    ) -> None:
        """A receipt that the peer signed and that cannot be true is kept as evidence."""
        why = Text(fault.error.message_zh, fault.error.message)
        log.warning("receipt not accepted", committee=self._code, peer=peer, fault=str(fault))
        if isinstance(fault.error, ForkError):
            number: Any = fault.error.details.get("number")
            await peers.note_fault(connection, peer, fault.code, number, why, line, now)
        if asked or isinstance(fault.error, ForkError):
            await peers.stand(connection, peer, peers.FAULTY, now, why)


def fitting(entries: Sequence[Entry]) -> list[str]:
    """The lines of as many of the entries as one request carries; at least one where there is any."""
    lines: list[str] = []
    room = BATCH_BYTES
    for entry in entries:
        line = entry.print()
        room -= len(line)
        if lines and room < 0:
            break
        lines.append(line)
    return lines


def _receipt(line: str, ledger: LedgerName, peer: peers.Peer | None) -> Receipt:
    """A receipt of the ledger, signed by its receiver. Raises LedgerError."""
    receipt = Receipt.parse(line)
    if receipt.ledger != ledger:
        raise WrongLedgerError(f"{receipt} is none of {ledger}.", f"{receipt} 不属于台账 {ledger}。")
    if peer is None:
        raise UnknownKeyError(f"{ledger.receiver} is not trusted.", f"未登记信任 {ledger.receiver}。")
    receipt.check_signature(peer.pins.key(peer.code, receipt.key, receipt.suite))
    return receipt
