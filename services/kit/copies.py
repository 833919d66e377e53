"""Copies of other committees' records, as their owners sent them along with messages; they come from nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from schema.errors import ShiziError, bad_user_input, conflict, forbidden
from schema.ids import parse_id
from services.kit.database import Connection
from services.kit.inputs import Input
from services.kit.records import RecordKind
from services.kit.rows import in_order

RECORD: Final = "record"
"""The member of a message's body that holds the copy."""

SEEN_BY: Final = ("visibility", "audience")
"""Columns that every copy carries: a copy is seen by whom its owner lets see the record."""

LATEST: Final = 2**31 - 1


async def copy_of(connection: Connection, record: RecordKind, id: str) -> dict[str, Any]:
    """The copy of a record as it is now, for a message's body."""
    columns = (*SEEN_BY, *record.copied)
    row = await connection.fetchrow(
        f"SELECT t.version, {_columns('t', columns)} AS values FROM {record.table} t WHERE t.id = $1", id
    )
    assert row is not None
    children = {}
    for child in record.children:
        if child.copied:
            rows = await connection.fetch(
                f"SELECT {_columns('c', child.copied)} AS values FROM {child.table} c"
                f" WHERE c.{child.parent} = $1 ORDER BY c",
                id,
            )
            children[child.table] = in_order([each["values"] for each in rows])
    return {"kind": record.kind, "id": id, "version": row["version"], "values": row["values"], "children": children}


def _columns(row: str, columns: tuple[str, ...]) -> str:
    pairs = ", ".join(f"'{column}', {row}.{column}" for column in columns)
    return f"jsonb_build_object({pairs})"


async def keep(connection: Connection, peer: str, body: Mapping[str, Any], number: int, at: Any) -> None:
    """Keep the copy that a message of ``peer`` carries, in the caller's transaction; without one nothing happens.

    Raises FORBIDDEN for a record that is not the peer's own, CONFLICT when a version as late is held already,
    BAD_USER_INPUT for what is no copy.
    """
    copy = body.get(RECORD)
    if copy is None:
        return
    given = Input({RECORD: copy}, "body").part(RECORD)
    named, kind = given.text("id", most=100), given.text("kind", most=50)
    version = given.integer("version", 1, LATEST)
    if version is None or not _whole(copy):
        raise bad_user_input("body.record is not a copy of a record.", "body.record 不是记录的副本。")
    if parse_id(named, kind=kind).owner != peer:
        raise forbidden(
            f"{named} is no record of {peer}; a committee sends copies of its own records only.",
            f"{named} 不是 {peer} 的记录；政协只发送自己记录的副本。",
        )
    kept = await connection.fetchval(
        "INSERT INTO copy AS held (peer, kind, id, version, body, number, received_at)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (id) DO UPDATE SET version = excluded.version,"
        " body = excluded.body, number = excluded.number, received_at = excluded.received_at"
        " WHERE held.version < excluded.version RETURNING true",
        peer, kind, named, version, copy, number, at,
    )  # fmt: skip
    if not kept:
        raise await _overtaken(connection, named, version)


def _whole(copy: Mapping[str, Any]) -> bool:
    values, children = copy.get("values"), copy.get("children")
    return (
        isinstance(values, Mapping)
        and isinstance(children, Mapping)
        and all(isinstance(rows, list) and all(isinstance(row, Mapping) for row in rows) for rows in children.values())
    )


async def _overtaken(connection: Connection, id: str, version: int) -> ShiziError:
    held = await connection.fetchval("SELECT version FROM copy WHERE id = $1", id)
    return conflict(
        f"Version {held} of {id} is held already; version {version} came after it.",
        f"{id} 的第 {held} 版已经收到，第 {version} 版来在其后。",
        current_version=held,
    )


async def held(connection: Connection, id: str) -> dict[str, Any] | None:
    """The copy held of another committee's record: ``peer``, ``kind``, ``id``, ``version``, ``number`` (of the message
    that brought it), ``received_at`` and ``body`` with ``values`` and ``children``; None where there is none.
    """
    row = await connection.fetchrow("SELECT * FROM copy WHERE id = $1", id)
    return None if row is None else dict(row)
