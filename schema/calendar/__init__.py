"""Working days in China and the deadlines counted on them (docs/deadlines.md). Pure; knows nothing of rules."""

from datetime import date

from schema.calendar import counting
from schema.calendar.counting import Due, LimitUnit, Period
from schema.calendar.data import CALENDAR
from schema.calendar.model import CHINA, Calendar, Holiday, Notice, day_in_china

__all__ = [
    "CALENDAR",
    "CHINA",
    "Calendar",
    "Due",
    "Holiday",
    "LimitUnit",
    "Notice",
    "Period",
    "add_working_days",
    "day_in_china",
    "due",
    "earliest",
    "is_working_day",
]


def is_working_day(day: date) -> bool:
    """Whether people work on that day; outside the calendar only Saturdays and Sundays are free."""
    return CALENDAR.is_working_day(day)


def add_working_days(start: date, amount: int) -> date:
    """The working day that is `amount` (≥ 0) working days after `start`, which itself does not count."""
    return counting.add_working_days(CALENDAR, start, amount)


def due(limit: Period, start: date) -> Due:
    """The last day of the limit that begins with `start`; see :func:`schema.calendar.counting.due`."""
    return counting.due(CALENDAR, limit, start)


def earliest(limit: Period, before: date) -> date:
    """The first day that lies within the limit before a day; see :func:`schema.calendar.counting.earliest`."""
    return counting.earliest(CALENDAR, limit, before)
