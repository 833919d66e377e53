"""Reading a CSV file, row by row: UTF-8, UTF-16 with a mark, or GB18030; comma, tab or semicolon."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from services.spreadsheets.cells import MOST_COLUMNS, Row, Sheet
from services.spreadsheets.problems import refused

LONGEST_CELL: Final = 1_000_000
DELIMITERS: Final = (",", "\t", ";")
_MARKS: Final = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CHUNK: Final = 1 << 20


@contextmanager
def open_delimited(path: Path, header_row: int) -> Iterator[Sheet]:
    """The rows of a CSV file; all its cells are text. Raises BAD_USER_INPUT for an encoding that is none of these."""
    encoding = encoding_of(path)
    with path.open(encoding=encoding, newline="") as file:
        rows = _rows(file, path.name, header_row)
        header: tuple[str, ...] = ()
        for row in rows:
            if row.number == header_row:
                header = tuple(str(cell) for cell in row.cells)
                break
        yield Sheet(path.name, header, rows)


def encoding_of(path: Path) -> str:
    """The encoding of the whole file: by its mark, else UTF-8 if it is valid, else GB18030 if it is."""
    with path.open("rb") as file:
        start = file.read(4)
    for mark, encoding in _MARKS:
        if start.startswith(mark):
            return encoding
    places = {}
    for encoding in ("utf-8", "gb18030"):
        wrong = _first_wrong_byte(path, encoding)
        if wrong is None:
            return encoding
        places[encoding] = wrong
    where = max(places.values())
    raise refused(
        "file.encoding",
        f"既不是 UTF-8 也不是 GB18030（第 {where} 字节）。",
        f"It is neither UTF-8 nor GB18030 (byte {where}).",
        path.name,
    )


def _first_wrong_byte(path: Path, encoding: str) -> int | None:
    decoder = codecs.getincrementaldecoder(encoding)()
    before = 0
    with path.open("rb") as file:
        while True:
            chunk = file.read(_CHUNK)
            held = len(decoder.getstate()[0])
            try:
                text = decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError as error:
                return before - held + error.start
            if "\x00" in text:
                return before
            if not chunk:
                return None
            before += len(chunk)


def _rows(file: IO[str], name: str, header_row: int) -> Iterator[Row]:
    """Rows are counted as records, as a spreadsheet program shows them; a line break may stand inside quotes."""
    csv.field_size_limit(LONGEST_CELL)
    start = file.tell()
    lines = [file.readline() for _ in range(header_row)]
    file.seek(start)
    delimiter = max(DELIMITERS, key=lines[-1].count)
    reader = csv.reader(file, delimiter=delimiter, strict=True)
    number = 0
    try:
        for number, record in enumerate(reader, 1):
            yield Row(number, tuple(record[:MOST_COLUMNS]))
    except (csv.Error, UnicodeError) as error:
        raise refused(
            "file.csv", f"不是有效的 CSV：{error}。", f"It is no valid CSV: {error}.", f"{name} {number + 1}"
        ) from error
