"""A source that is imported again and again: what changed in it since the last time becomes a record's next version.

A record is compared with what its own last ``imported`` event brought, not with what it is now: a command may have
moved it on meanwhile, and a source that says what it said before is no reason to move it back.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any, Final

import orjson

from services.kit.database import Connection
from services.kit.events import insert_rows, keep_versions
from services.kit.importing import ImportRecord, import_event, imported_values, insert_imports
from services.kit.records import RecordKind

UNCOMPARED: Final = frozenset({"source"})
"""A source's name holds the digest of a file; that alone changes nothing."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a record to import stands to what is there.

    ``version`` is 0 where there is nothing. ``touched``: somebody has changed it since its last import; what the
    clock alone brought about, such as a warning that it is due, does not count.
    ``fields`` are the columns and child tables that differ from what the last import brought; ``last`` is that.
    """

    record: ImportRecord
    version: int = 0
    touched: bool = False
    fields: tuple[str, ...] = ()
    last: Mapping[str, Any] | None = None

    @property
    def differs(self) -> bool:
        """Whether the source says something else than last time."""
        return bool(self.fields) or not self.version


async def last_imports(
    connection: Connection, record: RecordKind, ids: Sequence[str], *, locked: bool = False
) -> dict[str, tuple[int, bool, Mapping[str, Any] | None]]:
    """Of each record that is there: its version, whether somebody has touched it, and what the last import brought.

    ``locked`` holds the records until the transaction ends, in the order of their ids.
    """
    if locked:
        await connection.execute(
            f"SELECT id FROM {record.table} WHERE id = ANY ($1::text[]) ORDER BY id FOR UPDATE", list(ids)
        )
    rows = await connection.fetch(
        # Events are looked up by the given ids: those of the table have another collation than the events' index.
        "SELECT w.id, t.version, past.body,"
        " EXISTS (SELECT FROM event e WHERE e.record_kind = $2 AND e.record_id = w.id"
        "  AND e.record_version > coalesce(past.record_version, 0) AND NOT e.actor -> 'roles' ? 'system') AS touched"
        f" FROM unnest($1::text[]) AS w (id) JOIN {record.table} t ON t.id = w.id"
        " LEFT JOIN LATERAL (SELECT e.body, e.record_version FROM event e"
        "  WHERE e.record_kind = $2 AND e.record_id = w.id AND e.kind = $3 ORDER BY e.record_version DESC LIMIT 1) past"
        " ON true",
        list(ids),
        record.kind,
        f"{record.kind}.imported",
    )
    return {row["id"]: (row["version"], row["touched"], row["body"]) for row in rows}


async def compare(connection: Connection, records: Sequence[ImportRecord], *, locked: bool = False) -> list[Standing]:
    """How each of ``records``, all of one kind, stands to what is there; in their order."""
    if not records:
        return []
    there = await last_imports(connection, records[0].record, [each.id for each in records], locked=locked)
    return [_standing(each, *there[each.id]) if each.id in there else Standing(each) for each in records]


def _standing(each: ImportRecord, version: int, touched: bool, last: Mapping[str, Any] | None) -> Standing:
    brought = orjson.loads(orjson.dumps({**imported_values(each), **each.children}))
    before = {**last["values"], **last["children"]} if last else {}
    differing = [
        name
        for name in brought
        if name not in UNCOMPARED and brought[name] != before.get(name, _default(brought[name]))
    ]
    return Standing(each, version, touched, tuple(differing), last)


def _default(brought: object) -> object:
    """What an earlier import said that did not know the field yet."""
    return [] if isinstance(brought, list) else None


async def write_standings(connection: Connection, owner: str, standings: Sequence[Standing], at: datetime) -> None:
    """New records and next versions of those that differ, in the caller's transaction, which locked them to compare.

    The order of kinds is kept. Raises ValueError when a new record is there after all.
    """
    for _, run in groupby(standings, key=lambda each: each.record.record.kind):
        same = [each for each in run if each.differs]
        fresh = [each.record for each in same if not each.version]
        if await insert_imports(connection, owner, fresh, at) != len(fresh):
            raise ValueError("a record came in meanwhile")
        changed = [each for each in same if each.version]
        changed.sort(key=lambda each: sorted(each.record.values))
        for _, alike in groupby(changed, key=lambda each: sorted(each.record.values)):
            await _update(connection, owner, list(alike), at)


async def _update(connection: Connection, owner: str, changed: list[Standing], at: datetime) -> None:
    kind = changed[0].record.record
    rows = [
        {**imported_values(each.record), "id": each.record.id, "version": each.version + 1, "recorded_at": at}
        for each in changed
    ]
    assignments = ", ".join(f"{column} = r.{column}" for column in rows[0] if column != "id")
    await connection.execute(
        f"UPDATE {kind.table} t SET {assignments} FROM jsonb_populate_recordset(NULL::{kind.table}, $1) r"
        " WHERE t.id = r.id",
        rows,
    )
    for child in kind.children:
        given = [each for each in changed if child.table in each.record.children]
        await connection.execute(
            f"DELETE FROM {child.table} WHERE {child.parent} = ANY ($1::text[])", [each.record.id for each in given]
        )
        children = [
            {**row, child.parent: each.record.id, "owner": owner}
            for each in given
            for row in each.record.children[child.table]
        ]
        for _, run in groupby(children, key=sorted):
            await insert_rows(connection, child.table, list(run))
    events = [(each, uuid.uuid4()) for each in changed]
    await insert_rows(
        connection, "event", [import_event(each.record, event, at, each.version + 1) for each, event in events]
    )
    await keep_versions(connection, kind, [(each.record.id, each.version + 1, event) for each, event in events])
