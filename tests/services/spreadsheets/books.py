"""Small workbooks and CSV files for tests, and a mapping that fits them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

MAPPING = """
[constants]
term = 14
session = 5
[columns."案号"]
field = "caseNumber"
[columns."案由"]
field = "title"
[columns."状态"]
field = "state"
values = { "立案" = "FILED", "办理" = "HANDLING", "待审" = "SUBMITTED", "不予" = "NOT_FILED" }
[columns."提案者"]
field = "proposers"
[columns."提案者".endings]
"界" = "SECTOR"
[columns."立案日期"]
field = "filedAt"
[columns."主办"]
field = "units"
role = "LEAD"
[columns."会办"]
field = "units"
role = "SUPPORT"
[gaps]
never = ["text", "submittedAt"]
"""
HEADER = ("案号", "案由", "状态", "提案者", "立案日期", "主办", "会办", "备注")
Cells = Sequence[Any]


def line(number: int, **change: Any) -> list[Any]:
    """A sound row; ``change`` by header."""
    sound: dict[str, Any] = {
        "案号": f"{number:04}",
        "案由": f"关于第{number}件事的提案",
        "状态": "办理",
        "提案者": "某委员、教育界",
        "立案日期": "2026-01-20",
        "主办": "某局",
        "会办": "另局",
        "备注": "",
    }
    return list((sound | change).values())


def workbook(path: Path, rows: Iterable[Cells], *, header: Cells = HEADER, sheet: str = "提案") -> Path:
    """A workbook with one sheet."""
    book = Workbook(write_only=True)
    page = book.create_sheet(sheet)
    page.append(list(header))
    for row in rows:
        page.append(list(row))
    book.save(path)
    return path


def delimited(path: Path, rows: Iterable[Cells], *, encoding: str = "utf-8", delimiter: str = ",") -> Path:
    """The same as CSV."""
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows([HEADER, *rows])
    return path
