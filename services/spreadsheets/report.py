"""The bad rows of a file as a table of their own, CSV or XLSX."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from services.spreadsheets.problems import Problem
from services.spreadsheets.writing import open_table

COLUMNS: Final = ("行 row", "列 column", "值 value", "代码 code", "原因", "reason")


def write_report(path: Path, problems: Sequence[Problem]) -> None:
    """Write the problems to ``path``, replacing what is there. Raises BAD_USER_INPUT for another kind of file."""
    with open_table(path, "问题 problems") as table:
        table.row(COLUMNS)
        for each in problems:
            table.row((each.row, each.column, each.value, each.code, each.zh, each.en))
