"""Everything that the node holds about an archived filing, as plain values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from schema.errors import bad_user_input, not_found
from schema.ids import parse_id
from services.handling.records import ASSIGNMENT
from services.kit.database import Connection
from services.kit.records import RecordKind
from services.proposals.records import FILING

ARCHIVED: Final = "ARCHIVED"

_VERSIONS: Final = """SELECT h.id, h.version, to_jsonb(h) - '{{event_id,recorded_from,recorded_to}}'::text[] AS row,
    jsonb_build_object('recordedFrom', h.recorded_from, 'recordedTo', h.recorded_to,
      'event', jsonb_build_object('id', e.id, 'kind', e.kind, 'actor', e.actor, 'occurredAt', e.occurred_at,
        'position', e.position, 'auditHash', encode(e.audit_hash, 'hex'))) AS made
    FROM {table}_history h JOIN event e ON e.id = h.event_id WHERE h.{key} = $1 ORDER BY h.id, h.version"""


@dataclass(frozen=True, slots=True)
class Dossier:
    """A filing as it is, and every version of it and of its assignments with what belonged to each."""

    filing: Mapping[str, Any]
    versions: Sequence[Any]
    assignments: Sequence[Mapping[str, Any]]

    @property
    def id(self) -> str:
        return str(self.filing["id"])


async def archived_ids(connection: Connection, committee: str, *, filing: str | None, term: int | None) -> list[str]:
    """The archived filings that are meant: one by its id, or all of a term in the order of their archive numbers.

    Raises BAD_USER_INPUT or NOT_FOUND when the one is of another committee, not there, or not archived.
    """
    if filing is None:
        rows = await connection.fetch(
            "SELECT id FROM filing WHERE state = $1 AND term = $2 ORDER BY archive_number, id", ARCHIVED, term
        )
        return [row["id"] for row in rows]
    if parse_id(filing, kind=FILING.kind).owner != committee:
        raise bad_user_input(f"{filing} is not a filing of {committee}.", f"{filing} 不是 {committee} 的提案。")
    state = await connection.fetchval("SELECT state FROM filing WHERE id = $1", filing)
    if state is None:
        raise not_found(f"There is no filing {filing}.", f"没有提案 {filing}。")
    if state != ARCHIVED:
        raise bad_user_input(
            f"{filing} is in state {state}; only archived proposals are exported to the archive.",
            f"{filing} 的状态是 {state}；只有已归档的提案才能导出档案。",
        )
    return [filing]


async def dossier(connection: Connection, filing: str) -> Dossier:
    """All of an archived filing, read in the caller's transaction, which shows it one state of the database."""
    versions = await _versions(connection, FILING, "id", filing)
    assignments = await _versions(connection, ASSIGNMENT, "filing_id", filing)
    return Dossier(versions[-1]["record"], versions, assignments)


async def _versions(connection: Connection, kind: RecordKind, key: str, value: str) -> list[dict[str, Any]]:
    """Every version of the records that a column names, with the rows that belonged to each."""
    rows = await connection.fetch(_VERSIONS.format(table=kind.table, key=key), value)
    children = {child.table: await _children(connection, child.table, child.parent, rows) for child in kind.children}
    return [
        {
            **row["made"],
            "record": row["row"],
            "children": {table: found.get((row["id"], row["version"]), []) for table, found in children.items()},
        }
        for row in rows
    ]


async def _children(
    connection: Connection, table: str, parent: str, versions: Sequence[Any]
) -> dict[tuple[str, int], list[dict[str, Any]]]:
    rows = await connection.fetch(
        f"SELECT c.{parent} AS id, c.version, to_jsonb(c) - '{{owner,version,{parent}}}'::text[] AS row"
        f" FROM {table}_history c WHERE c.{parent} = ANY ($1::text[])"
        f" ORDER BY c.{parent}, c.version, to_jsonb(c) -> 'position', to_jsonb(c)",
        sorted({row["id"] for row in versions}),
    )
    found: dict[tuple[str, int], list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault((row["id"], row["version"]), []).append(row["row"])
    return found
