"""Counting a limit from a day to its last day.

The conventions are those of the Civil Code (民法典 第二百零一条至第二百零三条): the day on which it begins does not
count; a limit of months ends on the same day of the last month, or on that month's last day where it has no such
day; and where the limit says so (`roll`), a last day that is free moves to the next working day.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol

from schema.calendar.model import Calendar


class LimitUnit(StrEnum):
    """What a limit is counted in. A fixed date is the next such day of a year after the start."""

    WORKING_DAYS = "WORKING_DAYS"
    DAYS = "DAYS"
    MONTHS = "MONTHS"
    FIXED_DATE = "FIXED_DATE"


class Period(Protocol):
    """What counting needs to know of a limit; see :class:`schema.rulebook.limits.Limit`."""

    @property
    def id(self) -> str: ...
    @property
    def amount(self) -> int: ...
    @property
    def unit(self) -> LimitUnit: ...
    @property
    def roll(self) -> bool: ...
    @property
    def fixed(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Due:
    """The last day of a limit, and what it was counted on.

    `provisional`: the calendar does not reach that far (or begins later than the count), so the notice for that
    year may still move the day; only Saturdays and Sundays were taken as free there.
    """

    on: date
    provisional: bool
    calendar: str
    limit: str

    def __str__(self) -> str:
        return f"{self.limit}: {self.on}{' (provisional)' if self.provisional else ''} by {self.calendar}"


def due(calendar: Calendar, limit: Period, start: date) -> Due:
    """The last day of the limit that begins with `start`, a day in China."""
    on = _counted(calendar, limit, start)
    if limit.roll:
        on = calendar.next_working_day(on)
    known = calendar.covers(on) and (limit.unit is not LimitUnit.WORKING_DAYS or calendar.covers(start))
    return Due(on, not known, calendar.version, limit.id)


def earliest(calendar: Calendar, limit: Period, before: date) -> date:
    """The first day that lies within the limit before a day, such as before a session opens; never rolled.

    Raises ValueError for a fixed date, which is not counted from a day.
    """
    match limit.unit:
        case LimitUnit.WORKING_DAYS:
            return _walk(calendar, before, limit.amount, -1)
        case LimitUnit.DAYS:
            return before - timedelta(days=limit.amount)
        case LimitUnit.MONTHS:
            return add_months(before, -limit.amount)
        case LimitUnit.FIXED_DATE:
            raise ValueError(f"{limit.id} is a fixed date")


def add_working_days(calendar: Calendar, start: date, amount: int) -> date:
    """The working day that is `amount` (≥ 0) working days after `start`, which itself does not count."""
    return _walk(calendar, start, amount, 1)


def add_months(start: date, amount: int) -> date:
    """The same day `amount` months later (or earlier), or that month's last day where it has no such day."""
    number = start.year * 12 + start.month - 1 + amount
    year, month = number // 12, number % 12 + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))


def _counted(calendar: Calendar, limit: Period, start: date) -> date:
    match limit.unit:
        case LimitUnit.WORKING_DAYS:
            return _walk(calendar, start, limit.amount, 1)
        case LimitUnit.DAYS:
            return start + timedelta(days=limit.amount)
        case LimitUnit.MONTHS:
            return add_months(start, limit.amount)
        case LimitUnit.FIXED_DATE:
            return _next_fixed(limit.fixed, start)


def _walk(calendar: Calendar, day: date, amount: int, step: int) -> date:
    while amount:
        day += timedelta(days=step)
        amount -= calendar.is_working_day(day)
    return day


def _next_fixed(fixed: str, start: date) -> date:
    this_year = _fixed_in(fixed, start.year)
    return this_year if this_year > start else _fixed_in(fixed, start.year + 1)


def _fixed_in(fixed: str, year: int) -> date:
    month, day = int(fixed[:2]), int(fixed[3:])
    return date(year, month, min(day, monthrange(year, month)[1]))
