"""Time limits as data: how long something may take, counted in what, warned of when, and by which rule."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from schema.calendar import LimitUnit, add_working_days
from schema.rulebook.model import Mark, Source

__all__ = ["Limit", "LimitUnit", "limit_from"]

_ID: Final = re.compile(r"^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*\Z", re.ASCII)
_KEYS: Final = frozenset({"id", "amount", "unit", "warn", "roll", "fixed", "source", "mark"})
_LEAP_YEAR: Final = 2024


@dataclass(frozen=True, slots=True)
class Limit:
    """How long something may take.

    `amount` is counted in `unit`; `warn` is how many days (working days where the limit is counted in them) before
    the last day the watcher says that it is due soon, 0 never; with `roll` a last day that is free moves to the next
    working day; `fixed` is ``MM-DD`` for a fixed date and empty otherwise.
    """

    id: str
    source: Source
    amount: int
    unit: LimitUnit
    warn: int = 0
    roll: bool = False
    fixed: str = ""

    def warned_until(self, today: date) -> date | None:
        """The latest last day of which people are warned on `today`; None where nobody is ever warned."""
        if not self.warn:
            return None
        if self.unit is LimitUnit.WORKING_DAYS:
            return add_working_days(today, self.warn)
        return today + timedelta(days=self.warn)

    def __str__(self) -> str:
        counted = self.fixed if self.unit is LimitUnit.FIXED_DATE else f"{self.amount} {self.unit}"
        return f"{self.id} [{self.source.mark}] {counted}{' roll' if self.roll else ''}"


def limit_from(table: Mapping[str, object], source: Source | None = None) -> Limit:
    """A limit as an edition's TOML writes it: ``id``, ``unit``, ``amount`` or ``fixed``, and where wanted ``warn``,
    ``roll``, ``source`` with ``mark``; without a source of its own it takes the edition's.

    Raises ValueError that names the limit and what is wrong with it.
    """
    name = str(table.get("id", ""))
    if not _ID.match(name):
        raise ValueError(f"a limit is called like assignment.reply, not {name!r}")
    if unknown := set(table) - _KEYS:
        raise ValueError(f"limit {name} has no {', '.join(sorted(unknown))}")
    unit = LimitUnit(str(table.get("unit", "")))
    fixed = str(table.get("fixed", ""))
    if (unit is LimitUnit.FIXED_DATE) != bool(fixed) or (fixed and "amount" in table):
        raise ValueError(f'limit {name} takes an amount, or unit FIXED_DATE and fixed = "MM-DD"')
    if fixed and not _is_day(fixed):
        raise ValueError(f"limit {name}: {fixed!r} is no MM-DD")
    amount = 0 if fixed else _number(name, table, "amount", least=1)
    own = _source(name, table) or source
    if own is None:
        raise ValueError(f"limit {name} has no source")
    return Limit(
        name, own, amount, unit, warn=_number(name, table, "warn", least=0), roll=bool(table.get("roll")), fixed=fixed
    )


def _source(name: str, table: Mapping[str, object]) -> Source | None:
    if "source" not in table and "mark" not in table:
        return None
    if not ("source" in table and "mark" in table):
        raise ValueError(f"limit {name} names its source and its mark together")
    return Source(Mark(str(table["mark"])), str(table["source"]))


def _number(name: str, table: Mapping[str, object], key: str, *, least: int) -> int:
    value = table.get(key, 0)
    if type(value) is not int or value < least:
        raise ValueError(f"limit {name}: {key} is a whole number from {least}, not {value!r}")
    return value


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(f"{_LEAP_YEAR}-{text}").strftime("%m-%d") == text
    except ValueError:
        return False
