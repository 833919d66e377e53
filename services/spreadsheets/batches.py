"""What a batch of rows would do to the database: new, changed, unchanged or in conflict, row by row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final

from schema.ids import derived_id
from services.handling.records import ASSIGNMENT
from services.kit.database import Connection
from services.kit.importing import ImportRecord
from services.kit.reimporting import Standing, compare, last_imports
from services.proposals.records import FILING
from services.spreadsheets.filings import COLUMNS, Entry
from services.spreadsheets.problems import Problem, shown

PROVENANCE: Final = "OFFICIAL"
SHOWN_AS: Final = {column: name for name, column in COLUMNS.items()} | {
    "is_key_proposal": "isKeyProposal",
    "proposer": "proposers",
}
UNIT_GAPS: Final = {
    "unit_code": "creditCode",
    "unit_level": "level",
    "unit_area": "area",
    "role": "role",
    "state": "state",
    "assigning_body": "assigningBody",
    "issued_on": "issuedOn",
    "due_on": "dueOn",
}
"""What a table of proposals may leave out about an assignment, by column."""
DEADLINE_ANEW: Final = {"warned_on": None, "overdue_on": None, "due_provisional": False}
"""What the clock said of a deadline goes when the deadline changes."""


class Verdict(StrEnum):
    """What becomes of a row."""

    NEW = "NEW"
    CHANGED = "CHANGED"
    UNCHANGED = "UNCHANGED"
    CONFLICT = "CONFLICT"
    TAKEN = "TAKEN"


@dataclass(frozen=True, slots=True)
class Origin:
    """Whose file it is, what its records name as their source, and who may see them."""

    committee: str
    source: str
    visibility: str


@dataclass(frozen=True, slots=True)
class RowPlan:
    """What becomes of a row: ``writes`` for a new or changed one, ``problem`` where it cannot be taken."""

    entry: Entry
    verdict: Verdict
    fields: tuple[str, ...] = ()
    writes: tuple[Standing, ...] = ()
    problem: Problem | None = None


async def plan_batch(
    connection: Connection, origin: Origin, entries: Sequence[Entry], *, locked: bool = False
) -> list[RowPlan]:
    """Compare a batch with the database. ``locked`` holds what is there until the transaction ends."""
    ids, numbers = await _present(connection, entries)
    chosen = [next((known for known in each.ids if known in ids), each.ids[0]) for each in entries]
    filings = await compare(
        connection, [_filing(origin, *pair) for pair in zip(chosen, entries, strict=True)], locked=locked
    )
    units = await _assignments(connection, origin, dict(zip(chosen, entries, strict=True)), locked=locked)
    plans = []
    for each, filing in zip(entries, filings, strict=True):
        holder = numbers.get(_number(each.values))
        if each.case_number and holder is not None and holder != filing.record.id:
            plans.append(_taken(each, holder))
        else:
            plans.append(_plan(each, filing, units[filing.record.id]))
    return plans


def _plan(each: Entry, filing: Standing, units: list[Standing]) -> RowPlan:
    """A row is in conflict when it differs and a command has touched the filing or what differs."""
    writes = tuple(standing for standing in (filing, *units) if standing.differs)
    fields = tuple(dict.fromkeys([*(SHOWN_AS.get(name, name) for name in filing.fields), *_unit_fields(units)]))
    if not writes:
        return RowPlan(each, Verdict.UNCHANGED)
    if filing.touched or any(standing.touched for standing in writes):
        return RowPlan(each, Verdict.CONFLICT, fields, problem=_conflict(each, fields))
    return RowPlan(each, Verdict.CHANGED if filing.version else Verdict.NEW, fields, writes)


def _unit_fields(units: Iterable[Standing]) -> list[str]:
    return ["assignments"] if any(standing.differs for standing in units) else []


async def _present(
    connection: Connection, entries: Sequence[Entry]
) -> tuple[frozenset[str], dict[tuple[Any, ...], str]]:
    """Which of the entries' ids are there, and who holds which number of a term and session."""
    rows = await connection.fetch(
        "SELECT id, term, session, case_number FROM filing WHERE id = ANY ($1::text[])"
        " UNION SELECT id, term, session, case_number FROM filing WHERE case_number = ANY ($2::text[])",
        [known for each in entries for known in each.ids],
        [each.case_number for each in entries if each.case_number],
    )
    numbers = {(row["term"], row["session"], row["case_number"]): row["id"] for row in rows if row["case_number"]}
    return frozenset(row["id"] for row in rows), numbers


def _number(values: Mapping[str, Any]) -> tuple[Any, ...]:
    return values["term"], values["session"], values["case_number"]


def _filing(origin: Origin, id: str, each: Entry) -> ImportRecord:
    return ImportRecord(
        FILING,
        id,
        each.values,
        PROVENANCE,
        origin.source,
        tuple(each.gaps),
        {"proposer": each.people},
        origin.visibility,
    )


async def _assignments(
    connection: Connection, origin: Origin, entries: Mapping[str, Entry], *, locked: bool
) -> dict[str, list[Standing]]:
    """The assignments of each filing: those that the file gives, and cancelled those that it gave before."""
    rows = await connection.fetch(
        "SELECT id, filing_id, position FROM assignment WHERE filing_id = ANY ($1::text[])"
        " ORDER BY filing_id, position",
        list(entries),
    )
    places = {row["id"]: row["position"] for row in rows}
    taken = {row["filing_id"]: row["position"] for row in rows}  # the last of each filing is its greatest
    wanted = [
        record
        for filing, each in entries.items()
        for record in _given(origin, filing, each, places, taken.get(filing, 0))
    ]
    known = frozenset(each.id for each in wanted)
    gone = [row["id"] for row in rows if row["id"] not in known]
    standings = [_due_anew(standing) for standing in await compare(connection, wanted, locked=locked)]
    last = await last_imports(connection, ASSIGNMENT, gone, locked=locked) if gone else {}
    standings += [standing for lost in gone for standing in _cancelled(origin, lost, *last[lost])]
    found: dict[str, list[Standing]] = {filing: [] for filing in entries}
    for standing in standings:
        found[str(standing.record.values["filing_id"])].append(standing)
    return found


def _given(origin: Origin, filing: str, each: Entry, places: Mapping[str, int], taken: int) -> Iterable[ImportRecord]:
    """A unit keeps the position that it has; new ones come behind all that were ever given."""
    for unit in each.units:
        record_id = str(derived_id(origin.committee, "assignment", filing, unit["unit"]))
        taken += record_id not in places
        gaps = tuple(name for column, name in UNIT_GAPS.items() if unit[column] is None)
        values = {**unit, "filing_id": filing, "position": places.get(record_id, taken)}
        yield ImportRecord(ASSIGNMENT, record_id, values, PROVENANCE, origin.source, gaps, visibility=origin.visibility)


def _due_anew(standing: Standing) -> Standing:
    if not standing.version or "due_on" not in standing.fields:
        return standing
    return replace(standing, record=replace(standing.record, values={**standing.record.values, **DEADLINE_ANEW}))


def _cancelled(
    origin: Origin, id: str, version: int, touched: bool, last: Mapping[str, Any] | None
) -> Iterable[Standing]:
    """An assignment that an earlier import gave and this file no longer does. Records are never deleted."""
    if last is None or last["values"].get("state") == "CANCELLED" or last["values"].get("provenance") != PROVENANCE:
        return
    own = ("visibility", "audience", "provenance", "source", "gaps")
    values = {name: value for name, value in last["values"].items() if name not in own} | {"state": "CANCELLED"}
    gaps = tuple(gap for gap in last["values"]["gaps"] if gap != "state")
    record = ImportRecord(ASSIGNMENT, id, values, PROVENANCE, origin.source, gaps, visibility=origin.visibility)
    yield Standing(record, version, touched, ("state",), last)


def _conflict(each: Entry, fields: Sequence[str]) -> Problem:
    listed = "、".join(fields)
    return Problem(
        each.row, "", shown(each.case_number or each.values["title"]), "row.conflict",
        f"上次导入之后这件提案已在本系统办理，未予覆盖；表中有变动的是：{listed}。",
        "Commands have moved this proposal on since it was imported; it was left as it is."
        f" The file changes: {listed}.",
    )  # fmt: skip


def _taken(each: Entry, holder: str) -> RowPlan:
    problem = Problem(
        each.row, "", shown(each.case_number), "row.number-taken",
        f"同届同次的这一案号已属于另一条记录 {holder}。",
        f"In its term and session this case number already belongs to another record, {holder}.",
    )  # fmt: skip
    return RowPlan(each, Verdict.TAKEN, problem=problem)
