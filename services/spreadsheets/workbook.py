"""Reading a sheet of an XLSX workbook, row by row; what is no workbook, or one made to hurt, is refused before that."""

from __future__ import annotations

import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any, Final
from xml.etree import ElementTree as ET

from openpyxl import load_workbook
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.utils.exceptions import InvalidFileException

from schema.errors import ShiziError
from services.spreadsheets.cells import MOST_COLUMNS, Cell, Odd, Row, Sheet
from services.spreadsheets.problems import refused

MOST_UNPACKED: Final = 768 * 2**20
MOST_STRINGS: Final = 256 * 2**20
"""Whatever is no sheet: the shared strings are the one part that is held in memory."""
MOST_PARTS: Final = 5_000
MOST_RATIO: Final = 200
OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REL: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_MERGE: Final = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]{0,200}?ref="([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})"')
_MOST_MERGES: Final = 1_000
_CHUNK: Final = 1 << 20
_OVERLAP: Final = 300
_BROKEN: Final = (
    zipfile.BadZipFile, InvalidFileException, ET.ParseError, zlib.error, EOFError, KeyError, IndexError,
    ValueError, TypeError, AttributeError, NotImplementedError,
)  # fmt: skip


@contextmanager
def open_workbook(path: Path, sheet: str | None, header_row: int) -> Iterator[Sheet]:
    """The sheet of that name, or the only one. Raises BAD_USER_INPUT for whatever is wrong with the file."""
    with warnings.catch_warnings(), path.open("rb") as file:
        warnings.simplefilter("ignore")  # of extensions that are not read
        try:
            inspect(path)
            book = load_workbook(file, read_only=True, data_only=False, keep_links=False)
            opened = _sheet(path, book, sheet, header_row)
        except _BROKEN as error:
            raise _damaged(path) from error
        yield opened


def _damaged(path: Path) -> ShiziError:
    return refused(
        "file.corrupt", "文件已损坏，不是完整的 XLSX。", "The file is damaged; it is no whole XLSX workbook.", path.name
    )


def _locked(path: Path) -> ShiziError:
    return refused(
        "file.encrypted", "文件有密码；请去掉密码后再导入。", "The file has a password; take it off first.", path.name
    )


def inspect(path: Path) -> None:
    """Refuse what is no workbook, is locked with a password, or would unpack to more than is taken."""
    with path.open("rb") as file:
        start = file.read(len(OLE))
        locked = start == OLE and ENCRYPTED in file.read()
    if locked:
        raise _locked(path)
    if start == OLE:
        raise refused(
            "file.old", "这是旧的 .xls 格式；请另存为 .xlsx。", "This is the old .xls; save it as .xlsx.", path.name
        )
    with zipfile.ZipFile(path) as archive:
        parts = archive.infolist()
        unpacked = sum(part.file_size for part in parts)
        packed = sum(part.compress_size for part in parts)
        strings = sum(part.file_size for part in parts if not part.filename.startswith("xl/worksheets/"))
        locked = any(part.flag_bits & 1 for part in parts)
        if locked:
            raise _locked(path)
        bomb = unpacked > 10 * 2**20 and unpacked > MOST_RATIO * max(packed, 1)
        if bomb or unpacked > MOST_UNPACKED or strings > MOST_STRINGS or len(parts) > MOST_PARTS:
            raise refused(
                "file.too-large",
                f"解压后有 {unpacked >> 20} MiB（压缩率 {unpacked // max(packed, 1)}），超过上限"
                f" {MOST_UNPACKED >> 20} MiB、文字 {MOST_STRINGS >> 20} MiB 或压缩率 {MOST_RATIO}。",
                f"It unpacks to {unpacked >> 20} MiB ({unpacked // max(packed, 1)} times its size); at most"
                f" {MOST_UNPACKED >> 20} MiB, {MOST_STRINGS >> 20} MiB of texts and {MOST_RATIO} times are taken.",
                path.name,
            )
        for part in parts:
            if part.filename.endswith((".xml", ".rels")):
                with archive.open(part) as content:
                    if b"<!DOCTYPE" in content.read(4096):
                        raise zipfile.BadZipFile("a workbook has no document types")


def _sheet(path: Path, book: Any, name: str | None, header_row: int) -> Sheet:
    names = [each.title for each in book.worksheets]
    listed = "、".join(names)
    if name is None and len(names) != 1:
        raise refused(
            "sheet.which",
            f"有多个工作表，请用 --sheet 指明：{listed}。",
            f"Say by --sheet which of {listed}.",
            path.name,
        )
    if name is not None and name not in names:
        raise refused(
            "sheet.unknown",
            f"没有工作表「{name}」；有：{listed}。",
            f"There is no sheet {name!r}; there are {listed}.",
            path.name,
        )
    title = name or names[0]
    worksheet = book[title]
    worksheet.reset_dimensions()  # what a file says about its own size is not believed
    rows = _rows(path, worksheet.iter_rows(max_col=MOST_COLUMNS))
    header: tuple[str, ...] = ()
    for row in rows:
        if row.number == header_row:
            header = tuple("" if cell is None else str(cell) for cell in row.cells)
            break
    return Sheet(title, header, rows, book.epoch == CALENDAR_MAC_1904, merged_ranges(path, title))


def _rows(path: Path, rows: Iterator[Any]) -> Iterator[Row]:
    try:
        for number, row in enumerate(rows, 1):
            yield Row(number, tuple(_value(cell) for cell in row))
    except _BROKEN as error:
        raise _damaged(path) from error


def _value(cell: Any) -> Cell:
    if cell.value is None:
        return None
    if cell.data_type == "f":
        return Odd("FORMULA", str(getattr(cell.value, "text", None) or cell.value))
    if cell.data_type == "e":
        return Odd("ERROR", str(cell.value))
    value: Cell = cell.value
    return value


def merged_ranges(path: Path, title: str) -> tuple[tuple[int, int, int, int], ...]:
    """The merged ranges of a sheet. They stand behind the rows, where a reader that streams does not look."""
    found: list[tuple[int, int, int, int]] = []
    with zipfile.ZipFile(path) as archive, archive.open(_part(archive, title)) as content:
        kept = b""
        while chunk := content.read(_CHUNK):
            text = kept + chunk
            end = 0
            for match in _MERGE.finditer(text):
                found.append(range_boundaries(match[1].decode()))  # type: ignore[arg-type]
                end = match.end()
            if len(found) > _MOST_MERGES:
                break
            kept = text[max(end, len(text) - _OVERLAP) :]
    return tuple(found)


def _part(archive: zipfile.ZipFile, title: str) -> str:
    """The part of the archive that holds a sheet: its relation by the workbook, the target by the relations."""
    book = ET.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314 - no document type, see inspect
    relation = next(each.get(_REL) for each in book.iter(f"{_MAIN}sheet") if each.get("name") == title)
    targets = ET.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314
    target = next(str(each.get("Target")) for each in targets if each.get("Id") == relation)
    return target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl") / target)
