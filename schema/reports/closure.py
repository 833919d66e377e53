"""Computes whether the figures of a published report add up. Pure: figures and declared checks in, results out.

A check says what ought to hold between figures, by their names: ``left`` summed, ``=`` or ``<=``, ``right``
summed. Whoever declares a check answers for the units being comparable. It is decided only as far as the
words around the numbers allow: an equality needs every figure printed and exact; a bound holds if its left
side is exact, and fails if its right side is, for every other wording only says that there was no less.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from schema.reports.enums import FigureQualifier, ReportClosure


@dataclass(frozen=True, slots=True)
class PrintedFigure:
    """A figure as far as arithmetic needs it; `value` is None where it was not printed."""

    name: str
    value: Decimal | None
    qualifier: FigureQualifier = FigureQualifier.EXACT


@dataclass(frozen=True, slots=True)
class Check:
    """An identity between sums of figures. `printed` is how it reads, such as ``5002+262+626=5890``."""

    left: tuple[str, ...]
    op: Literal["=", "<="]
    right: tuple[str, ...]
    printed: str


@dataclass(frozen=True, slots=True)
class CheckResult:
    """Whether one identity holds; None where the printed figures do not decide it."""

    identity: str
    op: Literal["=", "<="]
    holds: bool | None


@dataclass(frozen=True, slots=True)
class Closing:
    """What the checks of one report came to, together and one by one."""

    closes: ReportClosure
    checks: tuple[CheckResult, ...]


def close(figures: Sequence[PrintedFigure], checks: Sequence[Check]) -> Closing:
    """Evaluate all checks. Raises ValueError for a name that is no figure, or for two figures of one name."""
    by_name = {figure.name: figure for figure in figures}
    if len(by_name) != len(figures):
        raise ValueError("two figures of a report have one name")
    results = tuple(CheckResult(check.printed, check.op, _holds(check, by_name)) for check in checks)
    return Closing(_together(results), results)


def parse_figure(data: Mapping[str, object]) -> PrintedFigure:
    """A figure from its plain form ``{name, value, qualifier, …}``. Raises ValueError saying what is wrong."""
    name, value = data.get("name"), data.get("value")
    if not isinstance(name, str) or not name:
        raise ValueError("a figure needs a name")
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal | None):
        raise ValueError(f"the value of {name} is a number or null, not {value!r}")
    number = None if value is None else Decimal(str(value))
    return PrintedFigure(name, number, FigureQualifier(str(data.get("qualifier", "EXACT"))))


def parse_check(data: Mapping[str, object]) -> Check:
    """A check from its plain form ``{left, op, right, printed}``. Raises ValueError saying what is wrong."""
    op, printed = data.get("op"), data.get("printed")
    if not isinstance(printed, str) or not printed:
        raise ValueError("a check needs the identity as it reads")
    if op != "=" and op != "<=":
        raise ValueError(f"{printed}: op is = or <=, not {op!r}")
    return Check(_names(data, "left"), op, _names(data, "right"), printed)


def _names(data: Mapping[str, object], side: str) -> tuple[str, ...]:
    names = data.get(side)
    if not isinstance(names, list | tuple) or not names or not all(isinstance(name, str) for name in names):
        raise ValueError(f"{data['printed']}: {side} is a list of figure names, not {names!r}")
    return tuple(names)


def _together(results: Sequence[CheckResult]) -> ReportClosure:
    decided = [result for result in results if result.holds is not None]
    if any(not result.holds for result in decided):
        return ReportClosure.DOES_NOT_CLOSE
    if any(result.op == "=" for result in decided):
        return ReportClosure.CLOSES
    return ReportClosure.BOUND_HOLDS if decided else ReportClosure.NOT_CHECKABLE


def _holds(check: Check, figures: Mapping[str, PrintedFigure]) -> bool | None:
    missing = sorted({*check.left, *check.right} - figures.keys())
    if missing:
        raise ValueError(f"{check.printed}: no figure named {', '.join(missing)}")
    left = [figures[name] for name in check.left]
    right = [figures[name] for name in check.right]
    lesser, greater = _sum(left), _sum(right)
    if lesser is None or greater is None:
        return None
    if check.op == "=":
        return lesser == greater if _exact((*left, *right)) else None
    if lesser <= greater:
        return True if _exact(left) else None
    return False if _exact(right) else None


def _sum(figures: Sequence[PrintedFigure]) -> Decimal | None:
    total = Decimal(0)
    for figure in figures:
        if figure.value is None:
            return None
        total += figure.value
    return total


def _exact(figures: Sequence[PrintedFigure]) -> bool:
    return all(figure.qualifier is FigureQualifier.EXACT for figure in figures)
