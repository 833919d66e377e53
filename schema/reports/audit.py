"""Audits the identities of a published report: what each side adds up to, in which units, and what that says. Pure.

Proposals are counted in 件, their assignments in 件次: one proposal may be handled by several units, so figures of the
two never stand in one identity, whether or not their numbers happen to agree. For other units (村, 个 …) whoever
declares a check answers for their being comparable.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from schema.reports.closure import Check, PrintedFigure, close, parse_check, parse_figure
from schema.reports.enums import ReportVerdict

COUNTS: Final = frozenset({"件", "件次"})
"""Units that look alike and never add up to one another."""

GRAVEST_FIRST: Final = (
    ReportVerdict.DOES_NOT_CLOSE,
    ReportVerdict.UNIT_MISMATCH,
    ReportVerdict.CLOSES,
    ReportVerdict.BOUND_HOLDS,
    ReportVerdict.NOT_ENOUGH_FIGURES,
)


@dataclass(frozen=True, slots=True)
class Side:
    """One side of an identity: its sum, None where a figure was not printed, and the units of its figures."""

    total: Decimal | None
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AuditedCheck:
    """One identity with both sides added up; ``holds`` is None where the printed figures do not decide it."""

    identity: str
    holds: bool | None
    verdict: ReportVerdict
    parts: Side
    whole: Side

    @property
    def difference(self) -> Decimal | None:
        """How much the parts exceed the whole."""
        if self.parts.total is None or self.whole.total is None:
            return None
        return self.parts.total - self.whole.total

    def __str__(self) -> str:
        return f"{self.identity}: {self.verdict}"


def audit(figures: Sequence[Mapping[str, object]], checks: Sequence[Mapping[str, object]]) -> tuple[AuditedCheck, ...]:
    """Every declared check of a report, figures and checks in their plain forms. Raises ValueError as `close` does."""
    printed = {str(figure["name"]): parse_figure(figure) for figure in figures}
    unit = {str(figure["name"]): str(figure.get("unit", "")) for figure in figures}
    declared = [parse_check(check) for check in checks]
    results = close([parse_figure(figure) for figure in figures], declared).checks
    return tuple(
        _audited(check, result.holds, _side(check.left, printed, unit), _side(check.right, printed, unit))
        for check, result in zip(declared, results, strict=True)
    )


def verdict_of(checks: Sequence[AuditedCheck]) -> ReportVerdict:
    """What the checks come to together: the gravest finding, and with no finding at all that figures are missing."""
    found = {check.verdict for check in checks}
    return next((each for each in GRAVEST_FIRST if each in found), ReportVerdict.NOT_ENOUGH_FIGURES)


def _audited(check: Check, holds: bool | None, parts: Side, whole: Side) -> AuditedCheck:
    return AuditedCheck(check.printed, holds, _verdict(check, holds, parts, whole), parts, whole)


def _verdict(check: Check, holds: bool | None, parts: Side, whole: Side) -> ReportVerdict:
    if {*parts.units, *whole.units} >= COUNTS:
        return ReportVerdict.UNIT_MISMATCH
    if holds is None:
        return ReportVerdict.NOT_ENOUGH_FIGURES
    if not holds:
        return ReportVerdict.DOES_NOT_CLOSE
    return ReportVerdict.CLOSES if check.op == "=" else ReportVerdict.BOUND_HOLDS


def _side(names: Sequence[str], printed: Mapping[str, PrintedFigure], unit: Mapping[str, str]) -> Side:
    values = [printed[name].value for name in names]
    known = [value for value in values if value is not None]
    total = sum(known, Decimal(0)) if len(known) == len(values) else None
    return Side(total, tuple(dict.fromkeys(unit[name] for name in names)))
