"""From a filing as its row gives it to the record to import; pure.

A row is known again by term, session and case number, and where it has no case number yet by the serial number of the
committee's own system. Both give an id that anyone can compute, so an import may be repeated.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from schema.ids import derived_id
from services.spreadsheets.mapping import Unit
from services.spreadsheets.rows import Draft

COLUMNS: Final = {
    "title": "title",
    "text": "text",
    "term": "term",
    "session": "session",
    "caseNumber": "case_number",
    "state": "state",
    "outcome": "outcome",
    "submittedAt": "submitted_at",
    "filedAt": "filed_at",
    "happenedIn": "happened_in",
}


NONE: Final[Mapping[str, Unit]] = {}


@dataclass(frozen=True, slots=True)
class Entry:
    """One row ready to be imported, as plain values so that it can wait on the disk.

    ``ids`` are the ids that the record may stand under, the preferred one first; ``units`` are columns of assignments.
    """

    row: int
    ids: tuple[str, ...]
    values: dict[str, Any]
    people: list[dict[str, Any]]
    units: list[dict[str, Any]]
    gaps: list[str]

    @property
    def case_number(self) -> str | None:
        number = self.values["case_number"]
        return None if number is None else str(number)


def entry(committee: str, draft: Draft, known: Mapping[str, Unit] = NONE) -> Entry:
    """What a draft without problems becomes at ``committee``; ``known`` says more of units by their names."""
    fields = draft.fields
    values: dict[str, Any] = {column: fields.get(name) for name, column in COLUMNS.items()}
    values["origin"] = fields.get("origin") or "PROPOSER"
    values["is_key_proposal"] = bool(fields.get("isKeyProposal"))
    people = [
        {"position": position, "kind": kind, "name": name, "first": position == 1}
        for position, (kind, name) in enumerate(draft.people, 1)
    ]
    handed_over = {
        "state": fields.get("assignmentState"),
        "assigning_body": fields.get("assigningBody"),
        "issued_on": fields.get("issuedOn"),
        "due_on": fields.get("dueOn"),
    }
    units = [{"unit": unit, "role": role, **_known(known.get(unit)), **handed_over} for unit, role in draft.units]
    return Entry(draft.row, _ids(committee, draft), values, people, units, list(draft.gaps))


def _known(unit: Unit | None) -> dict[str, str | None]:
    if unit is None:
        return {"unit_code": None, "unit_level": None, "unit_area": None}
    return {"unit_code": unit.credit_code, "unit_level": unit.level, "unit_area": unit.area}


def _ids(committee: str, draft: Draft) -> tuple[str, ...]:
    term, session, number = draft.key
    serial = draft.fields.get("serial")
    ids = []
    if number:
        ids.append(str(derived_id(committee, "filing", "sheet", term, session, number)))
    if serial:
        ids.append(str(derived_id(committee, "filing", "serial", term, str(serial))))
    return tuple(ids)
