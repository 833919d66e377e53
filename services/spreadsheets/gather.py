"""Reading a whole file before anything is written: its good rows wait on the disk, its bad ones are told."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Final

import orjson

from services.spreadsheets.cells import MOST_PACKED, MOST_PLAIN, MOST_ROWS, Sheet
from services.spreadsheets.delimited import open_delimited
from services.spreadsheets.filings import Entry, entry
from services.spreadsheets.mapping import Mapping
from services.spreadsheets.problems import Problem, refused
from services.spreadsheets.rows import Draft, Reader, bind, is_blank
from services.spreadsheets.workbook import open_workbook

MOST_PROBLEMS: Final = 10_000
"""Problems that are told one by one; the rest is counted."""
TEXTS: Final = frozenset({".csv", ".txt", ".tsv"})


@dataclass(slots=True)
class Gathered:
    """What a file holds: entries on the disk, problems in memory. Close it to throw the entries away."""

    file: str
    sha256: str
    rows: int = 0
    bad: int = 0
    problems: list[Problem] = field(default_factory=list)
    spool: IO[bytes] = field(default_factory=tempfile.TemporaryFile)

    @property
    def source(self) -> str:
        """What the records name as their source: the file, and the first digits of its SHA-256."""
        return f"{self.file} sha256:{self.sha256[:12]}"

    def entries(self) -> Iterator[Entry]:
        """The good rows in the order of the file."""
        self.spool.seek(0)
        for line in self.spool:
            given = orjson.loads(line)
            yield Entry(**{**given, "ids": tuple(given["ids"])})

    def batches(self, size: int) -> Iterator[list[Entry]]:
        """The good rows, so many at a time."""
        batch: list[Entry] = []
        for each in self.entries():
            batch.append(each)
            if len(batch) == size:
                yield batch
                batch = []
        if batch:
            yield batch

    def tell(self, problems: list[Problem]) -> None:
        """Count a bad row, and keep what is wrong with it."""
        self.bad += 1
        self.problems += problems[: max(0, MOST_PROBLEMS - len(self.problems))]

    def close(self) -> None:
        self.spool.close()


def gather(
    path: Path,
    mapping: Mapping,
    committee: str,
    *,
    sheet: str | None = None,
    most: int = MOST_ROWS,
    said: Callable[[int], None] = lambda _rows: None,
) -> Gathered:
    """Read and judge every row. Raises BAD_USER_INPUT where the file as a whole cannot be taken.

    ``said`` hears how many rows were read so far. The caller closes what it gets.
    """
    gathered = Gathered(path.name, _digest(path))
    try:
        with _open(path, sheet or mapping.sheet, mapping.header_row) as opened:
            reader = bind(mapping, opened.header, sheet=opened.name, epoch_1904=opened.epoch_1904)
            _refuse_merged(opened, reader, mapping.header_row)
            _read(gathered, opened, reader, committee, most, said)
    except BaseException:
        gathered.close()
        raise
    return gathered


def _read(
    gathered: Gathered, sheet: Sheet, reader: Reader, committee: str, most: int, said: Callable[[int], None]
) -> None:
    seen: dict[str, int] = {}
    for row in sheet.rows:
        if is_blank(row):
            continue
        gathered.rows += 1
        if gathered.rows > most:
            raise refused(
                "sheet.too-many-rows",
                f"超过 {most} 行；请分成几个文件。",
                f"It has more than {most} rows; split it into several files.",
                sheet.name,
            )
        draft = reader.read(row)
        if draft.problems:
            gathered.tell(draft.problems)
        else:
            _keep(gathered, entry(committee, draft, reader.mapping.units), draft, seen)
        if gathered.rows % 1000 == 0:
            said(gathered.rows)
    if not gathered.rows:
        raise refused("sheet.empty", "表头之后没有数据。", "There is no row after the header.", sheet.name)
    said(gathered.rows)


def _keep(gathered: Gathered, each: Entry, draft: Draft, seen: dict[str, int]) -> None:
    """Put a good row aside, unless one of its keys stood in the file before."""
    first = next((seen[known] for known in each.ids if known in seen), None)
    if first is not None:
        value = str(draft.fields.get("caseNumber") or draft.fields.get("serial"))
        gathered.tell(
            [
                Problem(
                    draft.row, "", value, "row.duplicate",
                    f"与第 {first} 行的届、次和案号（或流水号）相同。",
                    f"Row {first} has the same term, session and case number (or serial).",
                )
            ]
        )  # fmt: skip
        return
    seen.update(dict.fromkeys(each.ids, each.row))
    gathered.spool.write(orjson.dumps(each, option=orjson.OPT_APPEND_NEWLINE))


def _open(path: Path, sheet: str | None, header_row: int) -> AbstractContextManager[Sheet]:
    if path.suffix.lower() in TEXTS:
        return open_delimited(path, header_row)
    return open_workbook(path, sheet, header_row)


def _digest(path: Path) -> str:
    try:
        size = path.stat().st_size
    except OSError as error:
        raise refused("file.missing", "没有这个文件。", "There is no such file.", str(path)) from error
    if not path.is_file() or not size:
        raise refused("file.empty", "文件是空的。", "The file is empty.", str(path))
    most = MOST_PLAIN if path.suffix.lower() in TEXTS else MOST_PACKED
    if size > most:
        raise refused("file.too-large", f"超过 {most >> 20} MiB。", f"It is larger than {most >> 20} MiB.", str(path))
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _refuse_merged(sheet: Sheet, reader: Reader, header_row: int) -> None:
    """Merged cells in the mapped columns, from the header down: which row such a value belongs to is not knowable."""
    places = {place + 1 for place, _ in reader.places}
    wrong = [
        f"{_letters(left)}{top}:{_letters(right)}{bottom}"
        for left, top, right, bottom in sheet.merged
        if bottom >= header_row and any(left <= place <= right for place in places)
    ]
    if wrong:
        listed = "、".join(wrong[:20]) + ("…" if len(wrong) > 20 else "")
        raise refused(
            "sheet.merged", f"数据区有合并单元格：{listed}。", f"Cells are merged in the data: {listed}.", sheet.name
        )


def _letters(column: int) -> str:
    """1 → A, 27 → AA."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text
