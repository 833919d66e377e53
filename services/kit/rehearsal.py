"""Changes that are only tried: what each would leave in the database, worked out by PostgreSQL and written nowhere.

Values go through the types of their columns, so that before and after are spelled alike. A command that reads again
what it has changed sees its own changes, as it would in a real run.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from services.kit.database import Connection
from services.kit.events import Change, Written, fresh_row, stale
from services.kit.records import RecordKind
from services.kit.rows import child_rows, in_order, rows_by_id

JsonRow = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """A change that was tried: the record's columns before (None where it would be new) and after, and likewise the
    rows of each child table that it names.
    """

    change: Change
    before: JsonRow | None
    after: JsonRow
    children: Mapping[str, tuple[Sequence[JsonRow], Sequence[JsonRow]]]


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """The changes of one dry run, in the order in which they were tried."""

    connection: Connection
    owner: str
    at: datetime
    changes: list[Rehearsed] = field(default_factory=list)
    _values: dict[str, dict[str, object]] = field(default_factory=dict)

    async def write(self, change: Change) -> Written:
        """Try a change. Raises CONFLICT as :func:`services.kit.events.write_change` does."""
        kept = self._values.get(change.id, {})
        before, _ = await self._seen(change.record, change.id, kept)
        version = 0 if before is None else before["version"]
        if version != change.based_on:
            raise stale(version or None)
        if before is None:
            values = fresh_row(self.owner, change.id, change.values, self.at)
        else:
            values = {**kept, **change.values, "version": version + 1, "recorded_at": self.at}
        children = {table: await self._children(change, table) for table in change.children}
        _, after = await self._seen(change.record, change.id, values)
        self._values[change.id] = values
        self.changes.append(Rehearsed(change, before, after, children))
        return Written(uuid.uuid4(), change.id, version + 1)

    async def rows(self, record: RecordKind, ids: Sequence[str]) -> dict[str, Mapping[str, Any]]:
        """Rows by id as they would be by now, in the order of their ids; an id that has no row is not in the answer."""
        rows = await rows_by_id(self.connection, record, ids, locked=False)
        for each in ids:
            if values := self._values.get(each):
                found = await self.connection.fetchrow(f"SELECT r.* FROM {_tried(record)}", each, values)
                assert found is not None
                rows[each] = dict(found)
        return dict(sorted(rows.items()))

    async def children(self, record: RecordKind, table: str, id: str) -> list[dict[str, Any]]:
        """The rows of a child table as they would be by now, in their order where they have one."""
        for tried in reversed(self.changes):
            if tried.change.id == id and table in tried.children:
                return [dict(row) for row in tried.children[table][1]]
        return await child_rows(self.connection, record, table, id)

    async def _seen(self, record: RecordKind, id: str, values: Mapping[str, object]) -> tuple[JsonRow | None, JsonRow]:
        """A record as it would stand by then, None where there is none, and with these values."""
        found = await self.connection.fetchrow(
            f"SELECT to_jsonb(t) AS standing, to_jsonb(r) AS tried FROM {_tried(record)}", id, values
        )
        assert found is not None
        known = found["standing"] is not None or bool(self._values.get(id))
        return (found["tried"] if known else None), found["tried"]

    async def _children(self, change: Change, table: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """The rows before, and the given ones with the columns that are given."""
        given = change.children[table]
        found = await self.connection.fetch(
            f"SELECT to_jsonb(r) AS row FROM jsonb_populate_recordset(NULL::{table}, $1) r", list(given)
        )
        after = [{column: each["row"][column] for column in row} for each, row in zip(found, given, strict=True)]
        return await self.children(change.record, table, change.id), in_order(after)


def _tried(record: RecordKind) -> str:
    """FROM: the record ``$1`` as it is, or nothing, and the same with the values ``$2``."""
    table = record.table
    return f"(SELECT) one LEFT JOIN {table} t ON t.id = $1, jsonb_populate_record(t, $2) r"
