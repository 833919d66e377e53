"""Rows of records as they are now, found by id, and the rows of their child tables."""

from collections.abc import Mapping, Sequence
from typing import Any

from services.kit.database import Connection
from services.kit.records import RecordKind, Within


async def rows_by_id(
    connection: Connection, record: RecordKind, ids: Sequence[str], *, locked: bool
) -> dict[str, Mapping[str, Any]]:
    """The rows with these ids, where wanted locked in the order of their ids so that no two commands wait for each
    other.
    """
    if not ids:
        return {}
    if locked and record.within is not None:
        await _lock_around(connection, record, record.within, ids)
    rows = await connection.fetch(
        f"SELECT * FROM {record.table} WHERE id = ANY ($1::text[]) ORDER BY id{' FOR UPDATE' if locked else ''}",
        list(ids),
    )
    return {row["id"]: dict(row) for row in rows}


async def _lock_around(connection: Connection, record: RecordKind, within: Within, ids: Sequence[str]) -> None:
    """Lock what the records belong to; which it is never changes."""
    await connection.execute(
        f"SELECT FROM {within.table} w WHERE w.id IN (SELECT r.{within.column} FROM {record.table} r"
        " WHERE r.id = ANY ($1::text[])) ORDER BY w.id FOR UPDATE",
        list(ids),
    )


async def child_rows(connection: Connection, record: RecordKind, table: str, id: str) -> list[dict[str, Any]]:
    """The rows of a child table that belong to one record, in their order where they have one."""
    child = record.child(table)
    found = await connection.fetch(
        f"SELECT to_jsonb(c) - 'owner' - '{child.parent}' AS row FROM {table} c WHERE c.{child.parent} = $1", id
    )
    return in_order([each["row"] for each in found])


def in_order(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows by their position where they have one."""
    return sorted(rows, key=lambda row: row.get("position", 0))
