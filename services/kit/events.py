"""The one way in which a record changes: the record, its version in history, the event and the messages to peers, in
one transaction. None of them is numbered here; the sequencer does that after the commit.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import asyncpg

from schema.errors import ShiziError, conflict
from services.kit.database import Connection
from services.kit.messages import Message, queue
from services.kit.records import Child, RecordKind

__all__ = ["Change", "Message", "Row", "Written", "write_change"]

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Change:
    """A new record, or new values of an existing one.

    ``values`` are columns of the record's table; a column that is left out keeps its value (or takes its default).
    ``children`` gives, for each child table named, all its rows from now on. ``based_on`` is the version that was
    read, 0 for a new record. ``details`` go into the event beside the values.
    """

    record: RecordKind
    event: str
    id: str
    values: Row
    based_on: int = 0
    children: Mapping[str, Sequence[Row]] = field(default_factory=dict)
    messages: tuple[Message, ...] = ()
    details: Row = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Written:
    """What a change left behind."""

    event_id: uuid.UUID
    id: str
    version: int


async def write_change(connection: Connection, owner: str, change: Change, *, actor: Row, at: datetime) -> Written:
    """Carry out ``change`` in the caller's transaction.

    ``actor`` says who acts, ``at`` is the clock's time. Raises CONFLICT with the current version when the record is
    no longer at ``based_on``, or when a new record's id is taken.
    """
    if not connection.is_in_transaction():
        raise RuntimeError("a change is written inside a transaction")
    event_id = uuid.uuid4()
    if change.based_on:
        await _update(connection, change, at)
    else:
        await _insert(connection, owner, change, at)
    for table, rows in change.children.items():
        await _replace_children(connection, owner, change, change.record.child(table), rows)
    version = change.based_on + 1
    await keep_versions(connection, change.record, [(change.id, version, event_id)])
    body = {"values": change.values, "children": change.children, **change.details}
    await connection.execute(
        "INSERT INTO event (id, kind, record_kind, record_table, record_id, record_version, actor, body, occurred_at)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        event_id,
        change.event,
        change.record.kind,
        change.record.table,
        change.id,
        version,
        actor,
        body,
        at,
    )
    if change.messages:
        await queue(connection, event_id, change.record, change.id, change.messages)
    return Written(event_id, change.id, version)


def fresh_row(owner: str, id: str, values: Row, at: datetime) -> dict[str, object]:
    """The columns of a new record's first version."""
    return {
        "audience": [],
        "gaps": [],
        "source": None,
        **values,
        "id": id,
        "owner": owner,
        "version": 1,
        "recorded_at": at,
        "created_at": at,
    }


async def insert_rows(connection: Connection, table: str, rows: Sequence[Row], *, or_skip: str = "") -> list[Any]:
    """Insert rows that all have the same columns; returns the first column named ``or_skip`` of those inserted.

    PostgreSQL reads the values from JSON by its own column types. With ``or_skip``, rows whose key exists are skipped.
    """
    columns = ", ".join(rows[0])
    statement = f"INSERT INTO {table} ({columns}) SELECT {columns} FROM jsonb_populate_recordset(NULL::{table}, $1)"
    if not or_skip:
        await connection.execute(statement, rows)
        return []
    inserted = await connection.fetch(f"{statement} ON CONFLICT ({or_skip}) DO NOTHING RETURNING {or_skip}", rows)
    return [row[0] for row in inserted]


async def keep_versions(
    connection: Connection, record: RecordKind, versions: Sequence[tuple[str, int, uuid.UUID]]
) -> None:
    """Copy the records as they are now into history, with the rows that belong to them; (id, version, event) each."""
    ids, numbers, events = ([version[part] for version in versions] for part in range(3))
    past = f"{record.table}_history"
    await connection.execute(
        f"INSERT INTO {past} SELECT h.* FROM unnest($1::text[], $2::uuid[]) AS v (id, event_id)"
        f" JOIN {record.table} t ON t.id = v.id,"
        f" jsonb_populate_record(NULL::{past}, to_jsonb(t) || jsonb_build_object('event_id', v.event_id)) h",
        ids,
        events,
    )
    for child in record.children:
        past = f"{child.table}_history"
        await connection.execute(
            f"INSERT INTO {past} SELECT h.* FROM unnest($1::text[], $2::int[]) AS v (id, version)"
            f" JOIN {child.table} c ON c.{child.parent} = v.id,"
            f" jsonb_populate_record(NULL::{past}, to_jsonb(c) || jsonb_build_object('version', v.version)) h",
            ids,
            numbers,
        )


async def _insert(connection: Connection, owner: str, change: Change, at: datetime) -> None:
    try:
        async with connection.transaction():
            await insert_rows(connection, change.record.table, [fresh_row(owner, change.id, change.values, at)])
    except asyncpg.UniqueViolationError as error:
        if error.constraint_name != f"{change.record.table}_pkey":
            raise
        raise await _stale(connection, change) from error


async def _update(connection: Connection, change: Change, at: datetime) -> None:
    table = change.record.table
    row = {**change.values, "recorded_at": at, "version": change.based_on + 1}
    assignments = ", ".join(f"{column} = r.{column}" for column in row)
    changed = await connection.fetchval(
        f"UPDATE {table} t SET {assignments} FROM jsonb_populate_record(NULL::{table}, $1) r"
        " WHERE t.id = $2 AND t.version = $3 RETURNING t.version",
        row,
        change.id,
        change.based_on,
    )
    if changed is None:
        raise await _stale(connection, change)


async def _stale(connection: Connection, change: Change) -> ShiziError:
    version = await connection.fetchval(f"SELECT version FROM {change.record.table} WHERE id = $1", change.id)
    return stale(version)


def stale(current_version: int | None) -> ShiziError:
    """The refusal of a change that was based on a version which is no longer the current one."""
    return conflict(
        f"The record has moved on; its version is now {current_version}. Read it again and decide anew.",
        f"记录已被更改，现为第 {current_version} 版；请重新读取后再办理。",
        current_version=current_version,
    )


async def _replace_children(
    connection: Connection, owner: str, change: Change, child: Child, rows: Sequence[Row]
) -> None:
    if change.based_on:
        await connection.execute(f"DELETE FROM {child.table} WHERE {child.parent} = $1", change.id)
    if rows:
        await insert_rows(connection, child.table, [{**row, child.parent: change.id, "owner": owner} for row in rows])
