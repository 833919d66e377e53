"""Writing tables as XLSX or CSV, streaming: rows go to the disk as they come, and the file appears when it is whole."""

from __future__ import annotations

import csv
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any, Final, Protocol, TypeAlias

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from services.spreadsheets.problems import refused

Value: TypeAlias = str | int | float | bool | date | datetime | None
FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")
LONGEST: Final = 32_767
"""Characters that a cell of a workbook can hold."""
MOST_SHEET_ROWS: Final = 1_048_576
XML_FORBIDDEN: Final = {code: None for code in range(32) if chr(code) not in "\t\n\r"}


class Table(Protocol):
    """What rows are written to."""

    def row(self, values: Sequence[Value]) -> None:
        """Add a row."""
        ...


class Sheet:
    """A sheet of a workbook that is being written."""

    def __init__(self, sheet: Any) -> None:
        self._sheet = sheet
        self._rows = 0

    def row(self, values: Sequence[Value]) -> None:
        """Add a row; a text is a text whatever it begins with. Raises BAD_USER_INPUT when the sheet is full."""
        self._rows += 1
        if self._rows > MOST_SHEET_ROWS:
            raise refused(
                "sheet.full",
                f"一个工作表至多 {MOST_SHEET_ROWS} 行；请导出为 .csv。",
                f"A sheet holds {MOST_SHEET_ROWS} rows; export to .csv.",
            )
        self._sheet.append([self._cell(value) for value in values])

    def _cell(self, value: Value) -> Any:
        if isinstance(value, datetime) and value.tzinfo is not None:
            value = value.isoformat()  # a workbook knows no zones
        if not isinstance(value, str):
            return value
        text = value.translate(XML_FORBIDDEN)[:LONGEST]
        if not text.startswith(FORMULA_STARTS):
            return text
        cell = WriteOnlyCell(self._sheet, text)
        cell.data_type = "s"  # openpyxl takes what begins with = for a formula
        cell.number_format = "@"
        return cell


class Lines:
    """A CSV file that is being written: UTF-8 with a mark, so that spreadsheet programs read Chinese."""

    def __init__(self, file: IO[str]) -> None:
        self._writer = csv.writer(file)

    def row(self, values: Sequence[Value]) -> None:
        """Add a row; a text that a spreadsheet program would compute gets an apostrophe before it."""
        self._writer.writerow([_harmless(value) for value in values])


def _harmless(value: Value) -> Value:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A path beside ``path`` to write to; what is whole at the end takes its place, what is not vanishes."""
    draft = path.with_name(f".{path.stem}.{secrets.token_hex(6)}{path.suffix}")
    try:
        yield draft
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def open_workbook_tables(path: Path, titles: Sequence[str]) -> Iterator[list[Sheet]]:
    """The sheets of a new workbook, which may be written in any order."""
    book = Workbook(write_only=True)
    sheets = [Sheet(book.create_sheet(title)) for title in titles]
    with replacing(path) as draft:
        try:
            yield sheets
        except BaseException:
            for sheet in book.worksheets:
                sheet.close()
            raise
        book.save(draft)


@contextmanager
def open_lines(path: Path) -> Iterator[Lines]:
    """A new CSV file."""
    with replacing(path) as draft, draft.open("w", encoding="utf-8-sig", newline="") as file:
        yield Lines(file)


@contextmanager
def open_table(path: Path, title: str) -> Iterator[Table]:
    """A table alone in a file, by the file's ending."""
    kind = kind_of(path)
    if kind == "xlsx":
        with open_workbook_tables(path, [title]) as (sheet,):
            yield sheet
    else:
        with open_lines(path) as lines:
            yield lines


def kind_of(path: Path) -> str:
    """``xlsx`` or ``csv``. Raises BAD_USER_INPUT for another ending, or when the folder is not there."""
    kind = path.suffix.lower().removeprefix(".")
    if kind not in {"xlsx", "csv"}:
        raise refused("file.kind", "文件名应以 .xlsx 或 .csv 结尾。", "A file ends in .xlsx or .csv.", str(path))
    if not path.absolute().parent.is_dir():
        raise refused("file.folder", "没有这个目录。", "There is no such folder.", str(path.absolute().parent))
    return kind
