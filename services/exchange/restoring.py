"""Noticing that our database came from an old backup, or that two histories claim one number.

What a peer holds of our ledger is compared with what we hold, once for each peer after a start and before anything is
sealed to it. If it holds more, we lost entries: they are signed by us, so the peer gives them back and each proves
itself. If it holds another entry under a number of ours, that is a fork: it is named, and people decide.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import structlog

from schema.ledger import Chain, Entry, ForkError, Head, LedgerError, LedgerName, Pin, Pins, Receipt
from schema.rulebook.model import Text
from services.exchange import peers, stored
from services.exchange.gate import Gate
from services.exchange.ring import KeyRing
from services.kit.clock import Clock
from services.kit.database import Connection, NodeDatabase

DELIVERED: Final = """UPDATE outbox SET outcome = 'DELIVERED' WHERE peer = $2 AND outcome IS NULL AND number <= $3
    AND number > (SELECT coalesce(max(number), 0) FROM ledger_receipt WHERE sender = $1 AND receiver = $2)"""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Restorer:
    """Compares the ledgers of committee ``code`` with what its peers hold, and opens the gate where they agree.

    ``ring`` holds every key that it ever signed with: what comes back may have been signed before a rotation.
    """

    database: NodeDatabase
    ring: KeyRing
    gate: Gate
    clock: Clock

    async def compare(self, peer: str, held: Head | None) -> int | None:
        """``held`` is what the peer says that it holds of our ledger to it, None for nothing.

        Lets the peer through when we hold the same. When it holds more, returns our last number: what follows is to be
        given back. Raises ForkError when it holds another past; the peer is named and nothing is sealed to it.
        """
        ledger = LedgerName(self.database.code, peer)
        ours = await stored.head_of(self.database.writer, ledger)
        if held is not None and held.number > (0 if ours is None else ours.number):
            await self._behind(peer, held, 0 if ours is None else ours.number)
            return 0 if ours is None else ours.number
        if held is not None:
            expected = await stored.hash_at(self.database.writer, ledger, held.number)
            if expected != held.hash:
                raise await self._forked(ledger, held)
            await self.database.writer.execute(DELIVERED, ledger.sender, peer, held.number)
        await peers.stand(self.database.writer, peer, peers.OK, self.clock.now(), None)
        self.gate.let(peer)
        return None

    async def take_back(self, peer: str, entries: Sequence[Entry], receipts: Sequence[Receipt]) -> int:
        """Put our own entries, as the peer gives them back, behind those that we hold; the last number held then.

        Raises LedgerError for an entry that we did not sign or that does not follow: nothing of it is kept.
        """
        now, ledger = self.clock.now(), LedgerName(self.database.code, peer)
        pins = Pins(Pin(self.database.code, key) for key in self.ring.public)
        async with self.database.writer.acquire() as connection, connection.transaction():
            await connection.execute("SELECT FROM peer WHERE code = $1 FOR UPDATE", peer)
            chain = Chain(ledger, await stored.head_of(connection, ledger))
            fresh = [each for each in entries if each.number >= chain.next_number]
            for entry in fresh:
                chain.append(entry, pins)
            await stored.insert_entries(connection, fresh, now)
            await self._receipts(connection, peer, fresh, receipts)
        if fresh:
            log.warning("own entries taken back", committee=ledger.sender, peer=peer, last=str(fresh[-1]))
        return chain.next_number - 1

    async def _receipts(
        self, connection: Connection, peer: str, entries: Sequence[Entry], receipts: Sequence[Receipt]
    ) -> None:
        """Receipts for what was taken back, where the peer signed them; what does not hold is left to be sent again."""
        known = (await peers.trusted(connection, [peer]))[peer]
        hashes = {entry.number: entry.hash for entry in entries}
        for receipt in receipts:
            if receipt.ledger != LedgerName(self.database.code, peer) or hashes.get(receipt.number) != receipt.hash:
                continue
            receipt.check_signature(known.pins.key(peer, receipt.key, receipt.suite))
            await stored.insert_receipts(connection, [receipt], self.clock.now())

    async def _behind(self, peer: str, held: Head, last: int) -> None:
        why = Text(
            f"{peer} 持有本方台账至第 {held.number} 号，本方只有 {last} 条：本方数据库来自旧备份。",
            f"{peer} holds our ledger up to number {held.number}, we hold {last}: our database is an old backup.",
        )
        self.gate.stop(peer)
        if await peers.stand(self.database.writer, peer, peers.RESTORED, self.clock.now(), why):
            log.warning("restored from an old backup", committee=self.database.code, peer=peer, why=why.en)

    async def _forked(self, ledger: LedgerName, held: Head) -> LedgerError:
        error = ForkError(
            f"{ledger.receiver} holds another entry under number {held.number} of {ledger}: {held.hash}.",
            f"{ledger.receiver} 所持台账 {ledger} 第 {held.number} 号为另一条记录：{held.hash}。",
            number=held.number,
        )
        why, now = Text(error.message_zh, error.message), self.clock.now()
        self.gate.stop(ledger.receiver)
        async with self.database.writer.acquire() as connection, connection.transaction():
            await peers.note_fault(connection, ledger.receiver, error.ledger_code, held.number, why, None, now)
            await peers.stand(connection, ledger.receiver, peers.FORKED, now, why)
        log.error("ledgers forked", committee=ledger.sender, peer=ledger.receiver, why=why.en)
        return error
