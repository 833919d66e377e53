"""Assignments with deadlines, for the tests of what time brings about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from schema.ids import derived_id
from services.handling.records import ASSIGNMENT
from services.handling.watches import WATCHES
from services.kit.clock import Clock
from services.kit.database import NodeDatabase
from services.kit.importing import ImportRecord, import_records
from services.kit.watch import Watcher
from services.proposals.records import FILING
from tests.services.conftest import CODE

UNIT = "11440100007482532L"


def assignment_id(number: int) -> str:
    """The id of the assignment of that number."""
    return str(derived_id(CODE, "assignment", str(number)))


def assignment(number: int, due_on: str, provenance: str = "RECORDED", **values: object) -> ImportRecord:
    """An assignment of a proposal of its own, handed over on 23 August 2026."""
    usual = {
        "filing_id": str(derived_id(CODE, "filing", str(number))),
        "position": 1,
        "unit": "示例局",
        "unit_code": UNIT,
        "unit_level": "CITY",
        "unit_area": CODE,
        "role": "SOLE",
        "state": "SIGNED",
        "assigning_body": "市政府办公厅",
        "issued_on": "2026-08-23",
        "due_on": due_on,
    }
    gaps = ("creditCode",) if provenance == "PRESS" else ()
    return ImportRecord(ASSIGNMENT, assignment_id(number), usual | values, provenance, "test", gaps)


async def put(database: NodeDatabase, clock: Clock, assignments: list[ImportRecord]) -> None:
    """Bring assignments in, each with its proposal."""
    filing = {"title": "提案", "state": "HANDLING", "outcome": "FILED", "origin": "PROPOSER"}
    filings = [ImportRecord(FILING, str(each.values["filing_id"]), filing, "RECORDED", "test") for each in assignments]
    await import_records(database, CODE, [*filings, *assignments], clock)


def watcher(database: NodeDatabase, clock: Clock, **more: Any) -> Watcher:
    """A watcher of assignments that was not started."""
    return Watcher(database, clock, WATCHES, **{"committed": lambda: None, **more})


async def stamps(database: NodeDatabase) -> Mapping[int, tuple[date | None, date | None, int]]:
    """When each assignment was warned of and found overdue, and its version, by its number."""
    rows = await database.writer.fetch("SELECT id, warned_on, overdue_on, version FROM assignment")
    by_id = {row["id"]: (row["warned_on"], row["overdue_on"], row["version"]) for row in rows}
    return {number: by_id[assignment_id(number)] for number in range(len(by_id))}


async def said(database: NodeDatabase) -> list[tuple[str, str, str]]:
    """What the clock said: event, record and subject, in the order of records."""
    rows = await database.writer.fetch(
        "SELECT kind, record_id, actor ->> 'subject' AS subject FROM event WHERE kind NOT LIKE '%imported'"
        " ORDER BY record_id, record_version"
    )
    return [(row["kind"], row["record_id"], row["subject"]) for row in rows]
