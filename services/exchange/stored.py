"""Entries and receipts as they lie in the database, byte for byte as they were signed."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from schema.ledger import Entry, Head, LedgerName, Opening, Receipt
from schema.ledger.personal import plain_openings
from services.kit.database import Connection, Pool


async def head_of(connection: Connection | Pool, ledger: LedgerName) -> Head | None:
    """The last entry held of a ledger."""
    row = await connection.fetchrow(
        "SELECT number, hash FROM ledger_entry WHERE sender = $1 AND receiver = $2 ORDER BY number DESC LIMIT 1",
        ledger.sender, ledger.receiver,
    )  # fmt: skip
    return None if row is None else Head(row["number"], row["hash"])


async def hash_at(connection: Connection | Pool, ledger: LedgerName, number: int) -> str | None:
    """The hash of the entry held under a number; None where there is none."""
    found: str | None = await connection.fetchval(
        "SELECT hash FROM ledger_entry WHERE sender = $1 AND receiver = $2 AND number = $3",
        ledger.sender, ledger.receiver, number,
    )  # fmt: skip
    return found


async def insert_entries(
    connection: Connection, entries: Sequence[Entry], at: datetime, events: Sequence[uuid.UUID | None] = ()
) -> None:
    """Add entries; ``events`` are the events that our own ones tell of."""
    await connection.executemany(
        "INSERT INTO ledger_entry (sender, receiver, number, kind, header, hash, signature, payload, openings,"
        " event_id, entered_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        [
            (
                entry.ledger.sender, entry.ledger.receiver, entry.number, entry.header.kind, entry.header_bytes,
                entry.hash, entry.signature, entry.payload_bytes, plain_openings(entry.openings), event, at,
            )
            for entry, event in zip(entries, events or [None] * len(entries), strict=True)
        ],
    )  # fmt: skip


async def insert_receipts(connection: Connection, receipts: Sequence[Receipt], at: datetime) -> None:
    """Add receipts; one that is there already stays as it is."""
    await connection.executemany(
        "INSERT INTO ledger_receipt (sender, receiver, number, hash, receipt, signature, outcome, code, rule, message,"
        " message_zh, entered_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT DO NOTHING",
        [
            (
                each.ledger.sender, each.ledger.receiver, each.number, each.hash, each.content, each.signature,
                each.verdict.outcome.value, each.verdict.code, each.verdict.rule, each.verdict.message,
                each.verdict.message_zh, at,
            )
            for each in receipts
        ],
    )  # fmt: skip


async def entries_after(
    connection: Connection | Pool, ledger: LedgerName, after: int, *, most: int, upto: int | None = None
) -> list[Entry]:
    """Entries of a ledger above a number, in order, at most ``most``."""
    rows = await connection.fetch(
        "SELECT header, signature, payload, openings FROM ledger_entry WHERE sender = $1 AND receiver = $2"
        " AND number > $3 AND ($5::bigint IS NULL OR number <= $5) ORDER BY number LIMIT $4",
        ledger.sender, ledger.receiver, after, most, upto,
    )  # fmt: skip
    return [entry_of(row) for row in rows]


async def receipts_of(connection: Connection | Pool, ledger: LedgerName, numbers: Iterable[int]) -> list[Receipt]:
    """The receipts held for these entries, in the order of their numbers."""
    rows = await connection.fetch(
        "SELECT receipt, signature FROM ledger_receipt WHERE sender = $1 AND receiver = $2"
        " AND number = ANY ($3::bigint[]) ORDER BY number",
        ledger.sender, ledger.receiver, list(numbers),
    )  # fmt: skip
    return [Receipt(row["receipt"], row["signature"]) for row in rows]


def entry_of(row: Any) -> Entry:
    """An entry from its columns."""
    openings = {name: Opening(each["salt"], each["value"]) for name, each in (row["openings"] or {}).items()}
    return Entry(row["header"], row["signature"], row["payload"], openings)
