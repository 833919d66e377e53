"""Issuing assignments: each a new record with its clocks, copied to the committee where the unit is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from schema.ids import new_id
from services.handling.copies import notices, peers, sharing
from services.handling.deadlines import Deadline, deadline, objections
from services.handling.records import ASSIGNMENT
from services.handling.undertakers import Undertaker
from services.kit.acts import NEW, Act
from services.kit.events import Change

MACHINE: Final = "Assignment"


@dataclass(frozen=True, slots=True)
class Issued:
    """A new assignment, and the committees that are told of it."""

    id: str
    peers: tuple[str, ...]


def new_assignment(act: Act) -> str:
    """The id of an assignment that is about to be issued."""
    return str(new_id(act.code, ASSIGNMENT.kind, at=act.at))


async def issue(
    act: Act, filing: Mapping[str, Any], to: Undertaker, *,
    place: int, round: int, wanted: date | None = None, named: str | None = None, limit: Deadline | None = None,
) -> Issued:  # fmt: skip
    """Issue one assignment of ``filing`` in its ``round``, as the ``place``-th of all that the filing ever had.

    ``wanted`` is the deadline asked for; the rulebook judges it. ``limit`` is for where the usual limit does not
    count. Raises RULE_REFUSED.
    """
    assignment = named or new_assignment(act)
    limit, window = limit or deadline(act.book, to.role, act.today, wanted), objections(act.book, act.today)
    facts = {
        "credit_code": to.credit_code, "area": to.area, "level": to.level, "assigning_level": to.assigning_level,
        "issued_on": act.today, **limit.facts,
    }  # fmt: skip
    transition = act.derive(MACHINE, "issueAssignment", None, facts)
    act.clock("objectionDueOn", window)
    act.clock("dueOn", limit.due)
    values = {
        **NEW,
        **sharing(filing, to.area, act.code),
        **to.columns,
        "filing_id": filing["id"],
        "round": round,
        "position": place,
        "state": transition.after,
        "issued_on": act.today,
        "due_on": limit.due.on,
        "due_provisional": limit.due.provisional,
        "objection_due_on": window.on,
        "objection_provisional": window.provisional,
    }
    messages = notices("assignment.copied", assignment, filing, values)
    await act.write(Change(ASSIGNMENT, "assignment.issued", assignment, values, messages=messages))
    return Issued(assignment, peers(messages))
