"""A calendar of working days, put together from yearly notices."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8))
"""Days are counted where the committees are; China has one time the year round."""

_SATURDAY = 5


def day_in_china(at: datetime) -> date:
    """The day on which an instant falls in China. Raises ValueError for a time without its zone."""
    if at.tzinfo is None:
        raise ValueError("a time without its zone falls on no day")
    return at.astimezone(CHINA).date()


@dataclass(frozen=True, slots=True)
class Holiday:
    """Free days from the first to the last, and the Saturdays or Sundays that are worked in exchange (调休)."""

    name: str
    first: date
    last: date
    worked: tuple[date, ...] = ()

    @property
    def days(self) -> Iterator[date]:
        """Every free day."""
        return (self.first + timedelta(days=number) for number in range((self.last - self.first).days + 1))


@dataclass(frozen=True, slots=True)
class Notice:
    """The State Council General Office's notice on the holidays of one year."""

    year: int
    number: str
    issued_on: date
    holidays: tuple[Holiday, ...]

    @property
    def title(self) -> str:
        """As it is printed above the notice."""
        return f"国务院办公厅关于{self.year}年部分节假日安排的通知"

    def __str__(self) -> str:
        return f"{self.title}（{self.number}）"


@dataclass(frozen=True, slots=True)
class Calendar:
    """The working days of consecutive years, each by its notice. `version` names the calendar in records and plans."""

    notices: tuple[Notice, ...]
    _free: frozenset[date] = field(init=False, repr=False)
    _worked: frozenset[date] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        years = [notice.year for notice in self.notices]
        if not years or years != list(range(years[0], years[0] + len(years))):
            raise ValueError(f"a calendar needs one notice for each of its years without a hole, not {years}")
        holidays = [holiday for notice in self.notices for holiday in notice.holidays]
        object.__setattr__(self, "_free", frozenset(day for holiday in holidays for day in holiday.days))
        object.__setattr__(self, "_worked", frozenset(day for holiday in holidays for day in holiday.worked))
        if both := self._free & self._worked:
            raise ValueError(f"free and worked at once: {sorted(both)}")

    @property
    def since(self) -> date:
        """The first day it knows."""
        return date(self.notices[0].year, 1, 1)

    @property
    def until(self) -> date:
        """The last day it knows."""
        return date(self.notices[-1].year, 12, 31)

    @property
    def version(self) -> str:
        """Such as ``cn-2023-2026 国办发明电〔2025〕7号``: its years and the notice it ends with."""
        return f"cn-{self.since.year}-{self.until.year} {self.notices[-1].number}"

    def covers(self, day: date) -> bool:
        """Whether a notice says which days around this one are free."""
        return self.since <= day <= self.until

    def is_working_day(self, day: date) -> bool:
        """Whether people work on that day; outside the calendar only Saturdays and Sundays are free."""
        if day in self._worked:
            return True
        return day not in self._free and day.weekday() < _SATURDAY

    def next_working_day(self, day: date) -> date:
        """That day if it is a working day, else the first one after it."""
        while not self.is_working_day(day):
            day += timedelta(days=1)
        return day
