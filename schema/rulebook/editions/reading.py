"""Reads editions as TOML files write them; docs/rulebook.md shows the form. Every mistake is collected and named."""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from itertools import pairwise
from typing import Any, Final, TypeVar

from schema.directory import periods
from schema.rulebook.editions.edition import Edition, EditionError, MoveChange, RuleChange
from schema.rulebook.guards import GUARDS
from schema.rulebook.limits import limit_from
from schema.rulebook.model import Mark, Move, Rule, Source, Term, Text

T = TypeVar("T")
Table = Mapping[str, Any]

NATIONAL: Final = "national"
_VERSION: Final = re.compile(r"\d{4}(-\d{2}){0,2}", re.ASCII)
_RULE_ID: Final = re.compile(r"[a-z]+(-[a-z]+)*(\.[a-z]+(-[a-z]+)*)+", re.ASCII)
_KEYS: Final = frozenset(
    {"version", "from", "until", "source", "mark", "scheme", "limits", "vocabularies"}
    | {"drop_rules", "rules", "drop_moves", "moves"}
)
_RULE_KEYS: Final = frozenset(
    {"id", "on", "guard", "reason_zh", "reason_en", "allowed_when_zh", "allowed_when_en", "source", "mark"}
)


def editions_of(name: str, text: str) -> tuple[Edition, ...]:
    """The editions of one file, in the order of their days; `name` is the committee's code or ``national``.

    Raises EditionError.
    """
    problems: list[str] = []
    if name != NATIONAL and not periods(name):
        problems.append(f"{name} is no code of a committee")
    try:
        tables: list[Table] = tomllib.loads(text).get("edition", [])
    except tomllib.TOMLDecodeError as problem:
        raise EditionError([f"{name}: {problem}"]) from problem
    if not tables:
        problems.append(f"{name}: there is no [[edition]]")
    found = [_edition(name, table, problems) for table in tables]
    editions = sorted((each for each in found if each is not None), key=lambda each: each.valid_from)
    for earlier, later in pairwise(editions):
        if earlier.meets(later):
            problems.append(f"{name}: {earlier.name} and {later.name} are both in force on {later.valid_from}")
    if problems:
        raise EditionError(problems)
    return tuple(editions)


def _edition(name: str, table: Table, problems: list[str]) -> Edition | None:
    where = f"{name}, edition {table.get('version', '?')}"
    before = len(problems)

    def every(key: str, read: Callable[[Table, Source], T]) -> tuple[T, ...]:
        return _every(table.get(key, ()), lambda entry: read(entry, source), f"{where}, {key}", problems)

    try:
        source = _source(table, None)
        valid_from, until = _days(table)
        scheme = _scheme(table.get("scheme"), source)
    except ValueError as problem:
        problems.append(f"{where}: {problem}")
        return None
    edition = Edition(
        committee=None if name == NATIONAL else name,
        version=table["version"],
        valid_from=valid_from,
        until=until,
        source=source,
        scheme=scheme[0],
        scheme_source=scheme[1],
        limits=every("limits", limit_from),
        vocabularies=every("vocabularies", _vocabulary),
        dropped_rules=tuple(table.get("drop_rules", ())),
        rules=every("rules", _rule),
        moves=(*every("drop_moves", _dropped), *every("moves", _move)),
    )
    return edition if len(problems) == before else None


def _every(tables: Iterable[Table], read: Callable[[Table], T], where: str, problems: list[str]) -> tuple[T, ...]:
    found = []
    for table in tables:
        try:
            found.append(read(table))
        except ValueError as problem:
            problems.append(f"{where}: {problem}")
    return tuple(found)


def _days(table: Table) -> tuple[date, date | None]:
    if unknown := set(table) - _KEYS:
        raise ValueError(f"an edition has no {', '.join(sorted(unknown))}")
    if not _VERSION.fullmatch(str(table.get("version", ""))):
        raise ValueError("version is like 2019-09")
    first, until = table.get("from"), table.get("until")
    if type(first) is not date or type(until) not in (date, type(None)):
        raise ValueError("from and until are days, such as 2019-09-27")
    if until is not None and until <= first:
        raise ValueError(f"it ends on {until}, before it begins")
    return first, until


def _source(table: Table, default: Source | None) -> Source:
    if default is not None and "source" not in table and "mark" not in table:
        return default
    text, mark = str(table.get("source", "")).strip(), str(table.get("mark", ""))
    if not text:
        raise ValueError("source is missing")
    if mark not in Mark.__members__.values():
        raise ValueError(f"mark is one of {', '.join(Mark)}, not {mark!r}")
    return Source(Mark(mark), text)


def _only(table: Table, keys: frozenset[str], what: str) -> None:
    if unknown := set(table) - keys:
        raise ValueError(f"{what} has no {', '.join(sorted(unknown))}")


def _texts(table: Table, *names: str) -> tuple[str, ...]:
    for name in names:
        if not str(table.get(name, "")).strip():
            raise ValueError(f"{table.get('id') or table.get('code') or table}: {name} is missing")
    return tuple(str(table[name]).strip() for name in names)


def _scheme(table: Table | None, source: Source) -> tuple[str | None, Source | None]:
    if table is None:
        return None, None
    _only(table, frozenset({"id", "source", "mark"}), "a scheme")
    (scheme,) = _texts(table, "id")
    return scheme, _source(table, source)


def _vocabulary(table: Table, source: Source) -> tuple[str, tuple[Term, ...]]:
    _only(table, frozenset({"id", "terms", "source", "mark"}), "a vocabulary")
    (name,) = _texts(table, "id")
    own = _source(table, source)
    terms = tuple(_term(each, own) for each in table.get("terms", ()))
    codes = [term.code for term in terms]
    if not terms or len(set(codes)) < len(codes):
        raise ValueError(f"{name} has no terms, or a code twice")
    return name, terms


def _term(table: Table, source: Source) -> Term:
    _only(table, frozenset({"code", "zh", "en", "canonical", "source", "mark"}), "a term")
    code, zh, en = _texts(table, "code", "zh", "en")
    return Term(code, zh, en, table.get("canonical"), _source(table, source))


def _rule(table: Table, source: Source) -> RuleChange:
    _only(table, _RULE_KEYS, "a rule")
    name, guard, *texts = _texts(
        table, "id", "guard", "reason_zh", "reason_en", "allowed_when_zh", "allowed_when_en"
    )  # fmt: skip
    if not _RULE_ID.fullmatch(name):
        raise ValueError(f"a rule is called like filing.submit.text, not {name!r}")
    if guard not in GUARDS:
        raise ValueError(f"{name}: there is no guard {guard}")
    reason, allowed_when = Text(texts[0], texts[1]), Text(texts[2], texts[3])
    return RuleChange(Rule(name, _source(table, source), reason, allowed_when, guard), tuple(table.get("on", ())))


def _states(table: Table) -> tuple[str | None, ...]:
    """The states of a move; ``-`` stands for a record that does not exist yet."""
    return tuple(None if state == "-" else str(state) for state in table.get("from", ()))


def _dropped(table: Table, _source: Source) -> MoveChange:
    _only(table, frozenset({"machine", "command", "from"}), "a dropped move")
    machine, command = _texts(table, "machine", "command")
    return MoveChange(machine, command, _states(table))


def _move(table: Table, source: Source) -> MoveChange:
    keys = frozenset({"machine", "command", "from", "to", "roles", "rules", "sets", "source", "mark"})
    _only(table, keys, "a move")
    machine, command, to = _texts(table, "machine", "command", "to")
    states, roles = _states(table), tuple(table.get("roles", ()))
    if not states or not roles:
        raise ValueError(f"{command}: from and roles are not empty")
    sets = tuple(dict(table.get("sets", {})).items())
    move = Move(command, states, to, roles, _source(table, source), sets=sets)
    return MoveChange(machine, command, states, move, tuple(table.get("rules", ())))
