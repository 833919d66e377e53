"""Bringing facts in from outside: what was printed elsewhere, with its source and its gaps, or made up and marked so.

Facts enter by an ``imported`` event and are exempt from the rulebook. An import of a committee is one transaction: all
of it or nothing. A record whose id is there already is left as it is, so an import may be repeated. How a source that
changes comes in again is told in ``reimporting``.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Any, Final

from schema.ids import parse_id
from services.kit.clock import Clock
from services.kit.database import Connection, NodeDatabase
from services.kit.events import Row, fresh_row, insert_rows, keep_versions
from services.kit.records import RecordKind

CHUNK: Final = 2000
ACTOR: Final[Row] = {"subject": "import", "committee": None, "roles": []}
LISTS: Final = ("sector", "refusal_reason", "sharing_policy")
_OWNED: Final = frozenset({"sector", "refusal_reason"})


@dataclass(frozen=True, slots=True)
class ImportRecord:
    """One fact. ``values`` are columns of the record's own table, ``children`` all rows of its child tables.

    ``gaps`` names, as GraphQL does, the fields that the source leaves out. ``occurred_at`` is when it happened, where
    that is known to the instant; otherwise the time of the import stands in the event.
    """

    record: RecordKind
    id: str
    values: Row
    provenance: str
    source: str | None
    gaps: tuple[str, ...] = ()
    children: Mapping[str, Sequence[Row]] = field(default_factory=dict)
    visibility: str = "PUBLISHED"
    audience: tuple[str, ...] = ()
    occurred_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ImportSummary:
    """How many records came in, and how many were there before."""

    imported: int
    present: int


async def import_records(
    node_db: NodeDatabase,
    owner: str,
    records: Sequence[ImportRecord],
    clock: Clock,
    *,
    lists: Mapping[str, Sequence[Row]] | None = None,
) -> ImportSummary:
    """Import ``records`` of committee ``owner``, and rows of its ``lists`` (``sector``, ``refusal_reason`` and
    ``sharing_policy``, by table), where they are not there yet.

    Raises ValueError for an id that is not the owner's, not of its kind, or given twice.
    """
    if owner != node_db.code:
        raise ValueError(f"{owner} has its own database, this is that of {node_db.code}")
    _check(owner, records)
    at = clock.now()
    async with node_db.writer.acquire() as connection, connection.transaction():
        for table, rows in (lists or {}).items():
            await _add_to_list(connection, owner, table, rows)
        imported = await insert_imports(connection, owner, records, at)
    return ImportSummary(imported, len(records) - imported)


async def insert_imports(connection: Connection, owner: str, records: Sequence[ImportRecord], at: datetime) -> int:
    """The records that are not there yet, in the caller's transaction; how many they were."""
    return sum([await _import_chunk(connection, owner, chunk, at) for chunk in _chunks(records)])


def _check(owner: str, records: Sequence[ImportRecord]) -> None:
    seen = set()
    for each in records:
        if parse_id(each.id, kind=each.record.kind).owner != owner:
            raise ValueError(f"{each.id} is not a record of {owner}")
        if each.id in seen:
            raise ValueError(f"{each.id} is given twice")
        seen.add(each.id)


def _chunks(records: Sequence[ImportRecord]) -> Iterator[list[ImportRecord]]:
    """Runs of records of one kind that give the same columns, as one statement inserts them; order is kept."""
    for _, run in groupby(records, key=lambda each: (each.record.kind, sorted(each.values))):
        same = list(run)
        for start in range(0, len(same), CHUNK):
            yield same[start : start + CHUNK]


async def _import_chunk(connection: Connection, owner: str, chunk: list[ImportRecord], at: datetime) -> int:
    record = chunk[0].record
    rows = [fresh_row(owner, each.id, imported_values(each), at) for each in chunk]
    inserted = frozenset(await insert_rows(connection, record.table, rows, or_skip="id"))
    fresh = [each for each in chunk if each.id in inserted]
    if not fresh:
        return 0
    for child in record.children:
        children = [
            {**row, child.parent: each.id, "owner": owner}
            for each in fresh
            for row in each.children.get(child.table, ())
        ]
        for _, run in groupby(children, key=sorted):
            await insert_rows(connection, child.table, list(run))
    pairs = [(each, uuid.uuid4()) for each in fresh]
    await insert_rows(connection, "event", [import_event(each, event, at) for each, event in pairs])
    await keep_versions(connection, record, [(each.id, 1, event) for each, event in pairs])
    return len(fresh)


def imported_values(each: ImportRecord) -> dict[str, Any]:
    """The columns of an imported record as its event keeps them."""
    return {
        **each.values,
        "visibility": each.visibility,
        "audience": list(each.audience),
        "provenance": each.provenance,
        "source": each.source,
        "gaps": list(each.gaps),
    }


def import_event(each: ImportRecord, event: uuid.UUID, at: datetime, version: int = 1) -> dict[str, object]:
    """The row of the event by which a version of a record came in."""
    return {
        "id": event,
        "kind": f"{each.record.kind}.imported",
        "record_kind": each.record.kind,
        "record_table": each.record.table,
        "record_id": each.id,
        "record_version": version,
        "actor": ACTOR,
        "body": {"values": imported_values(each), "children": each.children},
        "occurred_at": each.occurred_at or at,
    }


async def _add_to_list(connection: Connection, owner: str, table: str, rows: Sequence[Row]) -> None:
    if table not in LISTS:
        raise ValueError(f"{table} is no list of a committee")
    for row in rows:
        owned = {**row, "owner": owner} if table in _OWNED else row
        columns = ", ".join(owned)
        await connection.execute(
            f"INSERT INTO {table} ({columns}) SELECT {columns} FROM jsonb_populate_record(NULL::{table}, $1)"
            " ON CONFLICT DO NOTHING",
            owned,
        )
