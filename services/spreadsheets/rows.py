"""From a row of the sheet to a filing as the file gives it, or to everything that is wrong with the row; pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from services.kit.inputs import LONGEST_TEXT, NAME, TITLE
from services.spreadsheets.cells import Cell, Row, is_empty
from services.spreadsheets.mapping import CODES, DAYS, FLAGS, INSTANTS, NUMBERS, PEOPLE, Column, Mapping
from services.spreadsheets.plausible import implausible, outcome_of
from services.spreadsheets.problems import Problem, refused, shown
from services.spreadsheets.values import Unreadable, as_code, as_day, as_flag, as_names, as_number, as_text, own_value

LENGTHS: Final = {"title": TITLE, "text": LONGEST_TEXT, "caseNumber": 100, "serial": 100}
RANGES: Final = {"term": (1, 99), "session": (1, 99), "happenedIn": (1949, 2099)}
MOST_NAMES: Final = 100
EXPECTED: Final = {
    "text": "text",
    "term": "term",
    "session": "session",
    "caseNumber": "caseNumber",
    "submittedAt": "submittedAt",
    "filedAt": "filedAt",
    "proposers": "proposers",
    "units": "assignments",
}
"""What a filing ordinarily has, and the gap that is named where the file leaves it out."""


@dataclass(slots=True)
class Draft:
    """A filing as its row gives it, by the contract's names; ``people`` are (kind, name), ``units`` (name, role)."""

    row: int
    fields: dict[str, Any] = field(default_factory=dict)
    people: list[tuple[str, str]] = field(default_factory=list)
    units: list[tuple[str, str | None]] = field(default_factory=list)
    gaps: tuple[str, ...] = ()
    problems: list[Problem] = field(default_factory=list)

    @property
    def key(self) -> tuple[str, str, str]:
        """Term, session and case number; empty for what is not given."""
        term, session, number = (str(self.fields.get(name) or "") for name in ("term", "session", "caseNumber"))
        return term, session, number


@dataclass(frozen=True, slots=True)
class Reader:
    """A mapping bound to the header of one sheet: where each column stands."""

    mapping: Mapping
    places: tuple[tuple[int, Column], ...]
    epoch_1904: bool = False

    def read(self, row: Row) -> Draft:
        """Everything that the row says; what is wrong with it stands in ``problems``."""
        draft = Draft(row.number, dict(self.mapping.constants))
        draft.fields.pop("visibility", None)
        given: list[tuple[Column, list[str]]] = []
        for place, column in self.places:
            cell = row.cells[place] if place < len(row.cells) else None
            try:
                self._take(draft, column, own_value(cell), given)
            except Unreadable as problem:
                draft.problems.append(
                    Problem(row.number, column.header, shown(cell), problem.code, problem.zh, problem.en)
                )
        _people(draft, given)
        _units(draft, given)
        if not draft.problems:
            draft.fields.setdefault("outcome", None)
            draft.fields["outcome"] = draft.fields["outcome"] or outcome_of(draft.fields.get("state"))
            draft.problems += implausible(row.number, draft.fields, draft.people, draft.units)
        draft.gaps = _gaps(self.mapping, draft)
        return draft

    def _take(self, draft: Draft, column: Column, cell: Cell, given: list[tuple[Column, list[str]]]) -> None:
        name = column.field
        if name in PEOPLE or name == "units":
            given.append((column, as_names(cell, column, NAME)))
            return
        value = _CONVERT[name](cell, column, self.epoch_1904)
        if value is not None:
            draft.fields[name] = value


def bind(mapping: Mapping, header: Sequence[str], *, sheet: str, epoch_1904: bool = False) -> Reader:
    """Find the mapping's columns in a header. Raises BAD_USER_INPUT for columns that are missing or there twice."""
    titles = [" ".join(title.split()) for title in header]
    missing = [column.header for column in mapping.columns if column.header not in titles]
    if missing:
        there = "、".join(title for title in titles if title) or "—"
        raise refused(
            "sheet.columns",
            f"缺少列：{'、'.join(missing)}；表头有：{there}。",
            f"Columns are missing: {', '.join(missing)}; the header has: {there}.",
            sheet,
        )
    twice = [column.header for column in mapping.columns if titles.count(column.header) > 1]
    if twice:
        raise refused(
            "sheet.column-twice", f"表头重复：{'、'.join(twice)}。", f"Headers stand twice: {', '.join(twice)}.", sheet
        )
    return Reader(mapping, tuple((titles.index(each.header), each) for each in mapping.columns), epoch_1904)


def is_blank(row: Row) -> bool:
    """Whether nothing at all stands in the row; such rows are passed over."""
    return all(is_empty(cell) for cell in row.cells)


def _text_of(name: str) -> Callable[[Cell, Column, bool], object]:
    return lambda cell, _column, _epoch: as_text(cell, LENGTHS[name])


def _number_of(name: str) -> Callable[[Cell, Column, bool], object]:
    return lambda cell, _column, _epoch: as_number(cell, *RANGES[name])


def _code_of(name: str) -> Callable[[Cell, Column, bool], object]:
    return lambda cell, column, _epoch: as_code(cell, column, CODES[name])


def _day(cell: Cell, column: Column, epoch_1904: bool) -> str | None:
    moment = as_day(cell, column, epoch_1904=epoch_1904)
    return moment.date().isoformat() if moment else None


def _instant(cell: Cell, column: Column, epoch_1904: bool) -> str | None:
    moment: datetime | None = as_day(cell, column, epoch_1904=epoch_1904)
    return moment.isoformat() if moment else None


_CONVERT: Final[dict[str, Callable[[Cell, Column, bool], object]]] = {
    **{name: _text_of(name) for name in LENGTHS},
    **{name: _number_of(name) for name in NUMBERS},
    **{name: _code_of(name) for name in CODES},
    **dict.fromkeys(FLAGS, lambda cell, column, _epoch: as_flag(cell, column)),
    **dict.fromkeys(INSTANTS, _instant),
    **dict.fromkeys(DAYS, _day),
}


def _people(draft: Draft, given: list[tuple[Column, list[str]]]) -> None:
    """The proposers, columns in the mapping's order; the row's own kind, if a column gives one, holds for all."""
    for column, names in given:
        if column.field != "proposers":
            continue
        for name in names:
            by_ending = next((kind for ending, kind in column.endings.items() if name.endswith(ending)), column.kind)
            draft.people.append((draft.fields.get("proposerKind") or by_ending, name))
    draft.people = list(dict.fromkeys(draft.people))[: MOST_NAMES + 1]


def _units(draft: Draft, given: list[tuple[Column, list[str]]]) -> None:
    """The undertakers. A leading unit without supporting ones handles the proposal alone (单办)."""
    units = [(name, column.role) for column, names in given if column.field == "units" for name in names]
    if len(units) == 1 and units[0][1] == "LEAD":
        units = [(units[0][0], "SOLE")]
    draft.units = units[: MOST_NAMES + 1]


def _gaps(mapping: Mapping, draft: Draft) -> tuple[str, ...]:
    """What the source leaves out: named for good, or empty in this row and not declared dispensable."""
    here = {"proposers": draft.people, "units": draft.units}
    received = draft.fields.get("state") not in {"DRAFT", "COSIGNING"}
    filed = draft.fields.get("outcome") == "FILED"
    handled = filed and draft.fields.get("state") != "FILED"
    needed = {"caseNumber": filed, "filedAt": filed, "submittedAt": received, "units": handled}
    found = [
        gap
        for name, gap in EXPECTED.items()
        if needed.get(name, True) and not (here[name] if name in here else draft.fields.get(name))
    ]
    if draft.fields.get("outcome") == "MERGED":
        found.append("mergedInto")
    return tuple(dict.fromkeys(gap for gap in (*found, *mapping.always) if gap not in mapping.never))
