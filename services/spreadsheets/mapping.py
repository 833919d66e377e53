"""The mapping file: which column of a committee's table is which field, in TOML; pure.

``[sheet]`` names the sheet and its header row, ``[constants]`` gives fields that the table leaves out because they are
the same in every row, ``[columns."header"]`` says what a column means, ``[gaps]`` which fields are missing for good.
"""

from __future__ import annotations

import dataclasses
import tomllib
from collections.abc import Mapping as Table
from dataclasses import dataclass
from typing import Any, Final

from schema.completeness import NodeLevel
from schema.handling.credit_codes import is_credit_code
from schema.handling.enums import AssignmentRole, AssignmentState
from schema.ids import NODE_CODE
from schema.proposals.enums import FilingOrigin, FilingOutcome, FilingState, ProposerKind
from services.spreadsheets.problems import refused

TEXTS: Final = ("title", "text", "caseNumber", "serial")
NUMBERS: Final = ("term", "session", "happenedIn")
FLAGS: Final = ("isKeyProposal",)
INSTANTS: Final = ("submittedAt", "filedAt")
DAYS: Final = ("dueOn", "issuedOn")
PEOPLE: Final = ("proposers",)
UNITS: Final = ("units",)
CODES: Final[Table[str, frozenset[str]]] = {
    "state": frozenset(FilingState.__members__),
    "outcome": frozenset(FilingOutcome.__members__),
    "origin": frozenset(FilingOrigin.__members__),
    "proposerKind": frozenset(ProposerKind.__members__),
    "assignmentState": frozenset(AssignmentState.__members__),
}
FIELDS: Final = (*TEXTS, *NUMBERS, *FLAGS, *INSTANTS, *DAYS, *PEOPLE, *UNITS, *CODES)
REPEATABLE: Final = frozenset({*PEOPLE, *UNITS})
GAPS: Final = (
    "text",
    "term",
    "session",
    "caseNumber",
    "submittedAt",
    "filedAt",
    "proposers",
    "assignments",
    "reviews",
    "mergedInto",
)
VISIBILITIES: Final = ("PUBLISHED", "SHARED", "NODE", "RESTRICTED")
SEPARATORS: Final = "、,，;；\n"
FORMATS: Final = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y%m%d")

_OPTIONS: Final[Table[str, frozenset[str]]] = {
    **{name: frozenset({"values"}) for name in (*CODES, *FLAGS)},
    **{name: frozenset({"formats", "serials"}) for name in (*INSTANTS, *DAYS)},
    "proposers": frozenset({"separators", "kind", "endings"}),
    "units": frozenset({"separators", "role"}),
}


@dataclass(frozen=True, slots=True)
class Column:
    """What a column means.

    ``values`` translates a cell's text into a code of the contract; ``formats`` are strptime's. ``endings`` gives the
    kind of a proposer by how the name ends, ``kind`` that of all others; ``role`` is the units' part.
    """

    header: str
    field: str
    values: Table[str, str] = dataclasses.field(default_factory=dict)
    separators: str = SEPARATORS
    formats: tuple[str, ...] = FORMATS
    serials: bool = True
    kind: str = "MEMBER"
    endings: Table[str, str] = dataclasses.field(default_factory=dict)
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """What the mapping knows of an undertaking unit: its unified social credit code, its level and its division."""

    credit_code: str
    level: str
    area: str


@dataclass(frozen=True, slots=True)
class Mapping:
    """A mapping file that was read and found sound."""

    columns: tuple[Column, ...]
    sheet: str | None = None
    header_row: int = 1
    constants: Table[str, Any] = dataclasses.field(default_factory=dict)
    visibility: str = "NODE"
    units: Table[str, Unit] = dataclasses.field(default_factory=dict)
    always: tuple[str, ...] = ()
    never: tuple[str, ...] = ()

    @property
    def fields(self) -> frozenset[str]:
        """The fields that the file or the constants give."""
        return frozenset(column.field for column in self.columns) | frozenset(self.constants)


def read_mapping(text: str) -> Mapping:
    """Read a mapping file. Raises BAD_USER_INPUT that names the key."""
    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise refused(
            "mapping.toml", f"映射文件不是有效的 TOML：{error}。", f"The mapping is no TOML: {error}."
        ) from error
    _known(given, {"sheet", "constants", "columns", "units", "gaps"}, "")
    sheet, gaps, constants = (_table(given, name) for name in ("sheet", "gaps", "constants"))
    _known(sheet, {"name", "header_row"}, "sheet")
    _known(gaps, {"always", "never"}, "gaps")
    mapping = Mapping(
        columns=tuple(_column(header, _table(_table(given, "columns"), header)) for header in _table(given, "columns")),
        sheet=_text(sheet, "name", "sheet") if "name" in sheet else None,
        header_row=_header_row(sheet.get("header_row", 1)),
        constants=_constants(constants),
        visibility=_one_of(constants.get("visibility", "NODE"), VISIBILITIES, "constants.visibility"),
        units={name: _unit(name, _table(_table(given, "units"), name)) for name in _table(given, "units")},
        always=_gaps(gaps, "always"),
        never=_gaps(gaps, "never"),
    )
    _check(mapping)
    return mapping


def _check(mapping: Mapping) -> None:
    """Every field once, title and state given, and something by which a row is known again."""
    seen: set[str] = set(mapping.constants)
    for column in mapping.columns:
        if column.field in seen and column.field not in REPEATABLE:
            raise _wrong(f"columns.{column.header}", f"{column.field} 已另有来源", f"{column.field} is given twice")
        seen.add(column.field)
    for name in ("title", "state"):
        if name not in seen:
            raise _wrong("columns", f"没有指明 {name} 的列", f"no column or constant gives {name}")
    if not seen & {"caseNumber", "serial"}:
        raise _wrong(
            "columns",
            "须有 caseNumber 或 serial 的列，否则再次导入时认不出各行",
            "a column must give caseNumber or serial, or no row is known again at the next import",
        )


def _column(header: str, given: Table[str, Any]) -> Column:
    place = f"columns.{header}"
    name = _one_of(given.get("field"), FIELDS, f"{place}.field")
    _known(given, {"field", *_OPTIONS.get(name, ())}, place)
    values = {str(key).strip(): _code(name, value, f"{place}.values") for key, value in _table(given, "values").items()}
    endings = {
        ending: _one_of(kind, sorted(CODES["proposerKind"]), f"{place}.endings")
        for ending, kind in _table(given, "endings").items()
    }
    role = given.get("role")
    return Column(
        header=" ".join(header.split()),
        field=name,
        values=values,
        separators=_text(given, "separators", place) if "separators" in given else SEPARATORS,
        formats=_formats(given.get("formats", list(FORMATS)), place),
        serials=bool(given.get("serials", True)),
        kind=_one_of(given.get("kind", "MEMBER"), sorted(CODES["proposerKind"]), f"{place}.kind"),
        endings=endings,
        role=None if role is None else _one_of(role, tuple(AssignmentRole.__members__), f"{place}.role"),
    )


def _constants(given: Table[str, Any]) -> dict[str, Any]:
    allowed = (*NUMBERS, *FLAGS, "state", "outcome", "origin", "proposerKind", "assignmentState", "assigningBody")
    _known(given, {*allowed, "visibility"}, "constants")
    constants: dict[str, Any] = {}
    for name in allowed:
        if name not in given:
            continue
        value = given[name]
        if name in NUMBERS and (not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= 9999):
            raise _wrong(f"constants.{name}", "应为正整数", "must be a positive number")
        if name in FLAGS and not isinstance(value, bool):
            raise _wrong(f"constants.{name}", "应为 true 或 false", "must be true or false")
        if name == "assigningBody":
            value = _text(given, name, "constants")
        constants[name] = _code(name, value, f"constants.{name}") if name in CODES else value
    return constants


def _code(name: str, value: object, place: str) -> Any:
    if name in FLAGS:
        if not isinstance(value, bool):
            raise _wrong(place, "应为 true 或 false", "must be true or false")
        return value
    return _one_of(value, sorted(CODES[name]), place)


def _unit(name: str, given: Table[str, Any]) -> Unit:
    place = f"units.{name}"
    _known(given, {"creditCode", "level", "area"}, place)
    code, area = str(given.get("creditCode", "")), str(given.get("area", ""))
    if not is_credit_code(code):
        raise _wrong(f"{place}.creditCode", "不是统一社会信用代码", "is no credit code of GB 32100-2015")
    if not NODE_CODE.match(area):
        raise _wrong(f"{place}.area", "应为六位行政区划代码", "must be a division code of six digits")
    return Unit(code, _one_of(given.get("level"), tuple(NodeLevel.__members__), f"{place}.level"), area)


def _formats(given: object, place: str) -> tuple[str, ...]:
    if not isinstance(given, list) or not given or not all(isinstance(each, str) and "%" in each for each in given):
        raise _wrong(f"{place}.formats", "应为日期格式的列表", "must be a list of date formats such as %Y-%m-%d")
    return tuple(given)


def _gaps(given: Table[str, Any], name: str) -> tuple[str, ...]:
    listed = given.get(name, [])
    if not isinstance(listed, list):
        raise _wrong(f"gaps.{name}", "应为列表", "must be a list")
    return tuple(_one_of(each, GAPS, f"gaps.{name}") for each in listed)


def _header_row(given: object) -> int:
    if not isinstance(given, int) or isinstance(given, bool) or not 1 <= given <= 100:
        raise _wrong("sheet.header_row", "应为 1 至 100 的行号", "must be a row number from 1 to 100")
    return given


def _one_of(given: object, allowed: tuple[str, ...] | list[str], place: str) -> str:
    if not isinstance(given, str) or given not in allowed:
        listed = ", ".join(allowed)
        raise _wrong(place, f"不能是 {given!r}；可用：{listed}", f"cannot be {given!r}; there are {listed}")
    return given


def _text(given: Table[str, Any], name: str, place: str) -> str:
    value = given[name]
    if not isinstance(value, str) or not value:
        raise _wrong(f"{place}.{name}", "应为文字", "must be a text")
    return value


def _table(given: Table[str, Any], name: str) -> Table[str, Any]:
    value = given.get(name, {})
    if not isinstance(value, dict):
        raise _wrong(name, "应为表", "must be a table")
    return value


def _known(given: Table[str, Any], allowed: set[str], place: str) -> None:
    for name in given:
        if name not in allowed:
            listed = ", ".join(sorted(allowed))
            where = f"{place}.{name}" if place else name
            raise _wrong(where, f"不认识这个键；可用：{listed}", f"is not a key here; there are {listed}")


def _wrong(place: str, zh: str, en: str) -> Exception:
    return refused("mapping.key", f"{zh}。", f"{en}.", place)
