"""The calendar as data: one file a year in `data/`, read once.

Each file restates the yearly notice 国务院办公厅关于…年部分节假日安排的通知 under its number. A year whose notice is
not at hand is not entered: the calendar then ends before it, and later deadlines are provisional.
"""

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from typing import Any, Final

from schema.calendar.model import Calendar, Holiday, Notice


def notice_from(table: Mapping[str, Any]) -> Notice:
    """One year's file. Raises KeyError for what is missing, ValueError for what cannot be."""
    holidays = tuple(
        Holiday(row["name"], row["first"], row["last"], tuple(row.get("worked", ()))) for row in table["holiday"]
    )
    for holiday in holidays:
        if holiday.last < holiday.first:
            raise ValueError(f"{holiday.name} {table['year']} ends before it begins")
    return Notice(table["year"], table["number"], table["issued_on"], holidays)


def _read() -> Calendar:
    found = [path for path in files("schema.calendar").joinpath("data").iterdir() if path.name.endswith(".toml")]
    notices = (notice_from(tomllib.loads(path.read_text(encoding="utf-8"))) for path in found)
    return Calendar(tuple(sorted(notices, key=lambda notice: notice.year)))


CALENDAR: Final = _read()
