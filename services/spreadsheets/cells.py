"""A sheet as both kinds of file give it: a header, and rows of cells that are streamed and never all held."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final, TypeAlias

MOST_ROWS: Final = 200_000
"""Rows of data that one import takes; measured in docs/benchmarks.md."""
MOST_COLUMNS: Final = 256
MOST_PACKED: Final = 100 * 2**20
"""Size of a workbook on the disk."""
MOST_PLAIN: Final = 1024 * 2**20
"""Size of a CSV file, of which no more than a row is held."""


@dataclass(frozen=True, slots=True)
class Odd:
    """A cell that holds no value of its own: a formula, or an error such as #N/A."""

    kind: str
    text: str

    def __str__(self) -> str:
        return self.text


Cell: TypeAlias = str | int | float | bool | date | datetime | time | timedelta | Odd | None


@dataclass(frozen=True, slots=True)
class Row:
    """One row with its number in the sheet."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The header and what follows it.

    ``epoch_1904``: day serials count from 1904, as old Macintosh workbooks do. ``merged`` are the ranges of merged
    cells as (first column, first row, last column, last row), counted from 1.
    """

    name: str
    header: tuple[str, ...]
    rows: Iterator[Row]
    epoch_1904: bool = False
    merged: tuple[tuple[int, int, int, int], ...] = ()


def is_empty(cell: Cell) -> bool:
    """Whether nothing stands in a cell; white space is nothing."""
    return cell is None or (isinstance(cell, str) and not cell.strip())
