"""Taking in the entries of a peer's ledger: each verified, applied exactly once, and receipted, in one transaction.

A request is worked through until the first entry that cannot be accepted; those before it stay. What was accepted and
what its handler made of it are one: received entry, effect, copy and signed receipt are written together or not at all.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import asyncpg
import structlog

from schema.errors import ShiziError, bad_user_input
from schema.ledger import (
    KEY_ROTATED,
    Chain,
    Entry,
    ForkError,
    LedgerError,
    LedgerName,
    MalformedError,
    Outcome,
    Pins,
    Receipt,
    RepeatedError,
    SigningKey,
    UnknownKeyError,
    Verdict,
    WrongLedgerError,
    check_same,
)
from schema.rulebook.model import Text
from services.exchange import peers, stored
from services.kit.clock import Clock
from services.kit.database import Connection, NodeDatabase
from services.kit.receiving import Delivery, Handler, Refusal, apply_delivery

MOST: Final = 100
"""How many entries one request may bring."""

ATTEMPTS: Final = 3
LONGEST_MESSAGE: Final = 2_000

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a line was not accepted; ``index`` is its place among those that were sent."""

    error: ShiziError
    index: int

    @property
    def code(self) -> str:
        """GAP, FORK, BAD_SIGNATURE …; the error's own code where it is none of a ledger."""
        return str(self.error.details.get("ledger", self.error.code.value))

    @property
    def shown(self) -> dict[str, object]:
        """As the contract has it."""
        return {
            "code": self.code,
            "message": self.error.message,
            "messageZh": self.error.message_zh,
            "index": self.index,
            "expected": self.error.details.get("expected"),
        }

    def __str__(self) -> str:
        return f"{self.code}: {self.error.message}"


@dataclass(frozen=True, slots=True)
class Taken:
    """The receipts, in the order of the lines, up to the first fault."""

    receipts: tuple[Receipt, ...]
    fault: Fault | None = None
    applied: int = 0
    refused: int = 0
    sender: str | None = None


class Inbox:
    """Takes in what peers tell committee ``code``. ``committed`` is called after each commit that wrote something."""

    def __init__(
        self, database: NodeDatabase, key: SigningKey, handlers: Sequence[Handler], clock: Clock, *,
        committed: Callable[[], None],
    ) -> None:  # fmt: skip
        self._database = database
        self._code = database.code
        self._key = key
        self._handlers = handlers
        self._clock = clock
        self._committed = committed

    async def take(self, lines: Sequence[str]) -> Taken:
        """Take in lines of one ledger. Raises BAD_USER_INPUT for none or too many; what is wrong with a line is told
        as a fault.
        """
        if not 0 < len(lines) <= MOST:
            raise bad_user_input(f"Send 1 to {MOST} entries.", f"每次请送 1 至 {MOST} 条记录。")
        entries, fault = _parsed(lines)
        taken = Taken((), fault)
        if entries:
            for attempt in range(ATTEMPTS):
                try:
                    taken = await self._transact(entries, fault)
                    break
                except (asyncpg.DeadlockDetectedError, asyncpg.SerializationError):
                    if attempt == ATTEMPTS - 1:
                        raise
        if taken.applied or taken.refused:
            self._committed()
        if taken.fault is not None:
            sender = entries[0].ledger.sender if entries else "?"
            log.warning("entry not accepted", committee=self._code, peer=sender, fault=str(taken.fault))
        return taken

    async def _transact(self, entries: Sequence[Entry], fault: Fault | None) -> Taken:
        now, ledger = self._clock.now(), entries[0].ledger
        async with self._database.writer.acquire() as connection, connection.transaction():
            try:
                pins = await self._pins(connection, ledger)
                chain = await self._chain(connection, ledger)
            except LedgerError as error:
                return Taken((), Fault(error, 0))
            receipts: list[Receipt] = []
            outcomes: list[Outcome] = []
            for index, entry in enumerate(entries):
                try:
                    entry.check_ledger(ledger)
                    receipt, fresh = await self._accept(connection, chain, entry, pins, now)
                except LedgerError as error:
                    await self._note(connection, entry, error, now)
                    fault = Fault(error, index)
                    break
                receipts.append(receipt)
                if fresh:
                    outcomes.append(receipt.verdict.outcome)
                if entry.header.kind == KEY_ROTATED:
                    pins = await self._pins(connection, ledger)
        refused = outcomes.count(Outcome.REFUSED)
        return Taken(tuple(receipts), fault, len(outcomes) - refused, refused, ledger.sender)

    async def _pins(self, connection: Connection, ledger: LedgerName) -> Pins:
        """The keys that may sign the ledger: a trusted peer's."""
        if ledger.receiver != self._code:
            raise WrongLedgerError(f"{ledger} is no ledger to {self._code}.", f"台账 {ledger} 并非发往 {self._code}。")
        peer = (await peers.trusted(connection, [ledger.sender])).get(ledger.sender)
        if peer is None:
            raise UnknownKeyError(
                f"{ledger.sender} is not trusted by {self._code}.", f"{self._code} 未登记信任 {ledger.sender}。"
            )
        return peer.pins

    async def _chain(self, connection: Connection, ledger: LedgerName) -> Chain:
        """The ledger at its head, held until the transaction ends: one delivery of a peer at a time."""
        await connection.execute("SELECT FROM peer WHERE code = $1 FOR UPDATE", ledger.sender)
        return Chain(ledger, await stored.head_of(connection, ledger))

    async def _accept(
        self, connection: Connection, chain: Chain, entry: Entry, pins: Pins, now: datetime
    ) -> tuple[Receipt, bool]:
        """The receipt of an entry, and whether it is new. Raises LedgerError."""
        payload = entry.payload()
        if payload is None:
            raise MalformedError(f"{entry} came without its content.", f"{entry} 缺少内容。")
        try:
            chain.append(entry, pins)
        except RepeatedError:
            return await self._again(connection, entry), False
        delivery = Delivery(
            entry.ledger.sender, entry.number, payload.kind, payload.body, entry.header.at, entry.values()
        )
        outcome = await apply_delivery(connection, self._code, now, delivery, self._handlers)
        receipt = Receipt.seal(self._key, entry, _verdict(outcome.refusal), at=now)
        if outcome.refusal is not None:
            log.info("message refused", committee=self._code, message=str(delivery), why=str(outcome.refusal))
        await stored.insert_entries(connection, [entry], now)
        await stored.insert_receipts(connection, [receipt], now)
        return receipt, True

    async def _again(self, connection: Connection, entry: Entry) -> Receipt:
        """The receipt that was given for an entry held already. Raises ForkError for another one of its number."""
        held = await stored.hash_at(connection, entry.ledger, entry.number)
        assert held is not None
        check_same(entry, held)
        (receipt,) = await stored.receipts_of(connection, entry.ledger, [entry.number])
        return receipt

    async def _note(self, connection: Connection, entry: Entry, error: LedgerError, now: datetime) -> None:
        """A fork is proof against its signer: keep it, and stop."""
        if isinstance(error, ForkError):
            why = Text(error.message_zh, error.message)
            sender = entry.ledger.sender
            await peers.note_fault(connection, sender, error.ledger_code, entry.number, why, entry.print(), now)
            await peers.stand(connection, sender, peers.FORKED, now, why)


def _parsed(lines: Sequence[str]) -> tuple[list[Entry], Fault | None]:
    entries: list[Entry] = []
    for index, line in enumerate(lines):
        try:
            entries.append(Entry.parse(line))
        except LedgerError as error:
            return entries, Fault(error, index)
    return entries, None


def _verdict(refusal: Refusal | None) -> Verdict:
    if refusal is None:
        return Verdict(Outcome.APPLIED)
    message, message_zh = (_printable(text) for text in (refusal.message, refusal.message_zh))
    return Verdict(Outcome.REFUSED, refusal.code, refusal.rule, message, message_zh)


def _printable(text: str) -> str:
    """A refusal may quote what was sent; a receipt carries no control characters."""
    return "".join(each if each.isprintable() or each in "\n\t" else "\ufffd" for each in text[:LONGEST_MESSAGE])
