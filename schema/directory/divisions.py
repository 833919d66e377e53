"""Questions about divisions: by code, by date, downward, and from retired codes to those that took over."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Final

from schema.directory.data import DIVISIONS
from schema.directory.model import Division


def _by_code() -> Mapping[str, tuple[Division, ...]]:
    found: dict[str, list[Division]] = defaultdict(list)
    for each in DIVISIONS:
        found[each.code].append(each)
    return {code: tuple(sorted(each, key=lambda one: one.from_ or date.min)) for code, each in found.items()}


_PERIODS: Final = _by_code()
_CURRENT: Final = tuple(sorted((each for each in DIVISIONS if each.until is None), key=lambda each: each.code))


def division(code: str, *, at: date | None = None) -> Division | None:
    """What a code stands for on a day; without a day its latest period, retired or not. None if it is no code then."""
    known = _PERIODS.get(code, ())
    if at is None:
        return known[-1] if known else None
    return next((each for each in known if each.holds(at)), None)


def periods(code: str) -> tuple[Division, ...]:
    """Everything a code ever stood for, oldest first."""
    return _PERIODS.get(code, ())


def divisions() -> tuple[Division, ...]:
    """The divisions of today, by code."""
    return _CURRENT


def children(code: str) -> tuple[Division, ...]:
    """The divisions of today directly below a code, by code."""
    return tuple(each for each in _CURRENT if each.parent == code)


def successors(code: str, at: date | None = None) -> tuple[Division, ...]:
    """The divisions in which a retired code lives on, on a day (without one: today), by code.

    Empty while the code itself holds, before it began, and where no successor is established.
    """
    begun = [each for each in _PERIODS.get(code, ()) if at is None or each.began(at)]
    if not begun or _holds(begun[-1], at):
        return ()
    found: dict[str, Division] = {}
    _follow(begun[-1], at, found)
    return tuple(found[each] for each in sorted(found))


def _follow(retired: Division, at: date | None, found: dict[str, Division]) -> None:
    for code in retired.successors:
        heir = division(code, at=retired.until)
        if heir is None:
            continue
        if _holds(heir, at):
            found[code] = heir
        else:
            _follow(heir, at, found)


def _holds(each: Division, at: date | None) -> bool:
    return each.until is None if at is None else each.holds(at)
