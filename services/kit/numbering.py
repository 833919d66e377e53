"""Numbering one batch of committed events: positions, recorded times, hashes, history intervals; then the messages.

Whoever calls this holds the committee's sequencer lock, so that there is one numberer. Events come in the order of
``seq``. A lower ``seq`` may commit later and then gets a higher position; the feed is ordered by position alone.
Versions of one record never swap: the later version's event was made after the earlier one had committed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeAlias

from services.kit.audit import NumberedEvent, chained, genesis, later
from services.kit.clock import Clock
from services.kit.database import Connection
from services.kit.past import hold_numbering

PENDING = """SELECT id, kind, record_kind, record_table, record_id, record_version, actor, body, occurred_at
    FROM event WHERE position IS NULL ORDER BY seq LIMIT $1"""
HEAD = "SELECT position, recorded_at, audit_hash FROM event WHERE position IS NOT NULL ORDER BY position DESC LIMIT 1"


@dataclass(frozen=True, slots=True)
class _Numbered:
    event: NumberedEvent
    table: str


Seal: TypeAlias = Callable[[Connection], Awaitable[object]]
"""Gives the messages of numbered events their numbers in the ledgers to peers, in the caller's transaction."""


async def leave_waiting(_connection: Connection) -> None:
    """What a committee does with its messages that takes no part in the exchange."""


async def number_batch(
    connection: Connection, code: str, channel: str, clock: Clock, *, limit: int, seal: Seal = leave_waiting
) -> int:
    """Number up to ``limit`` pending events in one transaction and tell the channel; returns how many there were."""
    async with connection.transaction():
        await hold_numbering(connection, channel)
        rows = await connection.fetch(PENDING, limit)
        if not rows:
            return 0
        head = await connection.fetchrow(HEAD)
        batch = _chain(rows, head, code, clock)
        events = [entry.event for entry in batch]
        await connection.execute(
            "UPDATE event e SET position = n.position, recorded_at = n.recorded_at, audit_hash = n.audit_hash"
            " FROM unnest($1::uuid[], $2::bigint[], $3::timestamptz[], $4::bytea[])"
            " AS n (id, position, recorded_at, audit_hash) WHERE e.id = n.id AND e.position IS NULL",
            [event.id for event in events],
            [event.position for event in events],
            [event.recorded_at for event in events],
            [event.audit_hash for event in events],
        )
        await _close_intervals(connection, batch)
        await seal(connection)
        await connection.execute("SELECT pg_notify($1, $2)", channel, str(events[-1].position))
        return len(events)


def _chain(rows: list[Any], head: Any, code: str, clock: Clock) -> list[_Numbered]:
    position, last, previous = (0, None, genesis(code)) if head is None else tuple(head)
    batch = []
    now = clock.now()
    for row in rows:
        position, last = position + 1, later(now, last)
        event = _event(row, position, last)
        previous = chained(previous, event)
        batch.append(_Numbered(replace(event, audit_hash=previous), row["record_table"]))
    return batch


def _event(row: Any, position: int, recorded_at: datetime) -> NumberedEvent:
    return NumberedEvent(
        position=position,
        recorded_at=recorded_at,
        id=row["id"],
        kind=row["kind"],
        record_kind=row["record_kind"],
        record_id=row["record_id"],
        record_version=row["record_version"],
        actor=row["actor"],
        body=row["body"],
        occurred_at=row["occurred_at"],
    )


async def _close_intervals(connection: Connection, batch: list[_Numbered]) -> None:
    """A version holds from its event's recorded time to the next version's."""
    by_table: defaultdict[str, list[NumberedEvent]] = defaultdict(list)
    for entry in batch:
        by_table[entry.table].append(entry.event)
    for table, events in sorted(by_table.items()):
        for column, back in (("recorded_from", 0), ("recorded_to", 1)):
            await connection.execute(
                f"UPDATE {table}_history h SET {column} = n.at FROM unnest($1::text[], $2::int[], $3::timestamptz[])"
                " AS n (id, version, at) WHERE h.id = n.id AND h.version = n.version",
                [event.record_id for event in events],
                [event.record_version - back for event in events],
                [event.recorded_at for event in events],
            )
