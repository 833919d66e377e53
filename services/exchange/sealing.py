"""Messages become entries: numbered per peer without a gap, chained and signed, in the batch that numbers events."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, Final

import structlog

from schema.ledger import (
    KEY_ROTATED,
    Chain,
    Entry,
    Head,
    LedgerError,
    LedgerName,
    Opening,
    Payload,
    SigningKey,
    introduced,
)
from services.exchange.gate import Gate
from services.exchange.ring import KeyRing
from services.exchange.stored import entry_of, insert_entries
from services.kit.clock import Clock
from services.kit.database import Connection

CHUNK: Final = 500

WAITING: Final = """SELECT o.event_id, o.peer, o.kind, o.body, o.commitments, o.openings, e.recorded_at
    FROM outbox o JOIN event e ON e.id = o.event_id
    WHERE o.number IS NULL AND o.unsendable IS NULL AND o.peer = ANY ($1::text[]) AND e.position IS NOT NULL
    ORDER BY o.peer, e.position LIMIT $2"""
HEADS: Final = """SELECT p.peer, h.* FROM unnest($2::text[]) AS p (peer), LATERAL (
      SELECT number, hash, header, signature, payload, openings FROM ledger_entry
      WHERE sender = $1 AND receiver = p.peer ORDER BY number DESC LIMIT 1) h"""
ROTATING: Final = """SELECT DISTINCT ON (o.peer) o.peer, o.body ->> 'replaces' AS replaces
    FROM outbox o JOIN event e ON e.id = o.event_id
    WHERE o.number IS NULL AND o.unsendable IS NULL AND o.kind = $1 AND o.peer = ANY ($2::text[])
    ORDER BY o.peer, e.seq"""
NUMBERED: Final = """UPDATE outbox o SET number = n.number, openings = NULL
    FROM unnest($1::uuid[], $2::text[], $3::bigint[]) AS n (event_id, peer, number)
    WHERE o.event_id = n.event_id AND o.peer = n.peer"""

log = structlog.get_logger(__name__)


class Sealer:
    """Seals the messages of committee ``code`` to the peers that the gate lets through.

    Called with a connection that holds the sequencer's lock, in the transaction that numbers events: so there is one
    numberer, and a message has its number, its hash and its signature at once or not at all. ``ring`` holds the keys
    of a committee that changed its key; a ledger goes on under the key that its last entry says.
    """

    def __init__(self, code: str, key: SigningKey, gate: Gate, clock: Clock, *, ring: KeyRing | None = None) -> None:
        self._code = code
        self._ring = KeyRing([key]) if ring is None else ring
        self._gate = gate
        self._clock = clock

    async def __call__(self, connection: Connection) -> int:
        """Seal what waits; how many messages that was."""
        total = 0
        peers = self._gate.open
        while peers:
            rows = await connection.fetch(WAITING, peers, CHUNK)
            if rows:
                await self._seal(connection, rows)
            total += len(rows)
            if len(rows) < CHUNK:
                break
        return total

    async def _seal(self, connection: Connection, rows: list[Any]) -> None:
        by_peer: defaultdict[str, list[Any]] = defaultdict(list)
        for row in rows:
            by_peer[row["peer"]].append(row)
        heads = {row["peer"]: row for row in await connection.fetch(HEADS, self._code, list(by_peer))}
        keys = await self._keys(connection, heads, [peer for peer in by_peer if peer not in heads])
        entries: list[Entry] = []
        sealed = []
        for peer, waiting in by_peer.items():
            head = heads.get(peer)
            chain = Chain(LedgerName(self._code, peer), None if head is None else Head(head["number"], head["hash"]))
            key = keys.get(peer, self._ring.current)
            for row in waiting:
                entry = await self._entry(connection, chain, key, row)
                if entry is not None:
                    key = self._next(entry)
                    entries.append(entry)
                    sealed.append(row["event_id"])
        await insert_entries(connection, entries, self._clock.now(), sealed)
        receivers, numbers = [each.ledger.receiver for each in entries], [each.number for each in entries]
        await connection.execute(NUMBERED, sealed, receivers, numbers)

    async def _keys(
        self, connection: Connection, heads: Mapping[str, Any], begin: Sequence[str]
    ) -> dict[str, SigningKey]:
        """The key by which each ledger goes on; one that is to ``begin`` does so with the key that its
        first rotation, if one waits, replaces. A peer that is left out begins with the key in use.
        """
        keys = {peer: self._next(entry_of(row)) for peer, row in heads.items()}
        for row in await connection.fetch(ROTATING, KEY_ROTATED, begin) if begin else ():
            keys[row["peer"]] = self._ring.find(row["replaces"]) or self._ring.current
        return keys

    def _next(self, entry: Entry) -> SigningKey:
        """The key that signs after an entry of ours: its own, or the one that it introduces; for a lost one that in
        use, which the steward vouches for.
        """
        new = introduced(entry)
        return self._ring.find(entry.header.key if new is None else new.id) or self._ring.current

    async def _entry(self, connection: Connection, chain: Chain, key: SigningKey, row: Any) -> Entry | None:
        openings = {name: Opening(each["salt"], each["value"]) for name, each in (row["openings"] or {}).items()}
        payload = Payload(row["kind"], row["body"], row["commitments"])
        try:
            return chain.seal(key, payload, at=row["recorded_at"], openings=openings)
        except LedgerError as error:
            log.error("message cannot be sealed", committee=self._code, peer=row["peer"], error=error.message)
            await connection.execute(
                "UPDATE outbox SET unsendable = $3 WHERE event_id = $1 AND peer = $2",
                row["event_id"], row["peer"], error.message,
            )  # fmt: skip
            return None
