"""Deadlines of assignments, by the committee's time limits and the calendar of working days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from schema.calendar import CALENDAR, Due, due, is_working_day
from schema.rulebook import Rulebook

REPLY = "assignment.reply"
SUPPORT_OPINION = "assignment.support-opinion"
OBJECTION = "assignment.objection"
RETURN_ANSWER = "assignment.return-answer"
REHANDLING = "filing.rehandle"
IN_ALL = "assignment.extension-total"


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline, the latest day that its limit allows, and whether the limit wants a working day."""

    due: Due
    latest: date
    on_working_days: bool

    @property
    def facts(self) -> dict[str, object]:
        """What the rules ask of a deadline."""
        return {
            "due_on": self.due.on,
            "latest_due": self.latest,
            "due_must_work": self.on_working_days,
            "due_is_working_day": is_working_day(self.due.on),
        }


def deadline(book: Rulebook, role: str | None, issued_on: date, wanted: date | None) -> Deadline:
    """The deadline of an assignment issued on that day: as wanted, else the last day of the limit for its part.

    A support opinion goes to the lead, so that a day wanted for the replies binds it only where it comes earlier.
    """
    limit = book.limit(SUPPORT_OPINION if role == "SUPPORT" else REPLY)
    last = due(limit, issued_on)
    if wanted is None or (role == "SUPPORT" and wanted > last.on):
        return Deadline(last, last.on, limit.roll)
    return Deadline(_fixed(wanted, limit.id), last.on, limit.roll)


def extension(book: Rulebook, issued_on: date, until: date) -> Deadline:
    """A deadline put off to that day; the limit counts in all from the hand-over."""
    limit = book.limit(IN_ALL)
    return Deadline(_fixed(until, limit.id), due(limit, issued_on).on, book.limit(REPLY).roll)


def rehandling(book: Rulebook, issued_on: date, wanted: date | None) -> Deadline:
    """The deadline of the replies of a new round that begins on that day."""
    limit = book.limit(REHANDLING)
    last = due(limit, issued_on)
    return Deadline(last if wanted is None else _fixed(wanted, limit.id), last.on, limit.roll)


def objections(book: Rulebook, issued_on: date) -> Due:
    """Until when a unit may object to an assignment issued on that day."""
    return due(book.limit(OBJECTION), issued_on)


def return_answer(book: Rulebook, asked_on: date) -> Due:
    """Until when whoever handed it over answers a return that was asked for on that day."""
    return due(book.limit(RETURN_ANSWER), asked_on)


def _fixed(day: date, limit: str) -> Due:
    return Due(day, not CALENDAR.covers(day), CALENDAR.version, limit)
