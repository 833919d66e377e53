"""What an audit finds in published reports: the known ones, and what tells 件 from 件次."""

from collections import Counter
from decimal import Decimal
from typing import Any

import pytest

from schema.reports.audit import audit, verdict_of
from schema.reports.enums import ReportVerdict
from services.facts.reading import entries

REPORTS = entries("reports", "report")
CHECK = {"left": ["a", "b"], "op": "=", "right": ["c"], "printed": "a+b=c"}


def figures(values: tuple[Any, ...], units: tuple[str, ...] = ("件", "件", "件"), **of_c: str) -> list[dict[str, Any]]:
    return [
        {"name": name, "value": value, "unit": unit, **(of_c if name == "c" else {})}
        for name, value, unit in zip("abc", values, units, strict=True)
    ]


def test_ten_close_three_bounds_hold_and_one_mixes_units() -> None:
    found = {
        (report["subject"], report["title"], report["period"]): verdict_of(
            audit(report["figures"], report.get("checks", ()))
        )
        for report in REPORTS
    }
    counted = Counter(found.values())
    assert counted[ReportVerdict.CLOSES] == 10
    assert counted[ReportVerdict.BOUND_HOLDS] == 3
    assert counted[ReportVerdict.DOES_NOT_CLOSE] == 0
    assert [key[0] for key, each in found.items() if each is ReportVerdict.UNIT_MISMATCH] == ["深圳市政府系统"]


def test_shenzhen_prints_572_and_its_parts_add_up_to_665_assignments() -> None:
    (report,) = [each for each in REPORTS if each["subject"] == "深圳市政府系统"]
    (check,) = audit(report["figures"], report["checks"])
    assert (check.parts.total, check.parts.units) == (Decimal(665), ("件次",))
    assert (check.whole.total, check.whole.units) == (Decimal(572), ("件",))
    assert check.difference == 93


@pytest.mark.parametrize(
    ("given", "op", "expected"),
    [
        (figures((1, 2, 3)), "=", ReportVerdict.CLOSES),
        (figures((1, 2, 4)), "=", ReportVerdict.DOES_NOT_CLOSE),
        (figures((1, 2, 4)), "<=", ReportVerdict.BOUND_HOLDS),
        (figures((1, 4, 4)), "<=", ReportVerdict.DOES_NOT_CLOSE),
        (figures((1, None, 4)), "=", ReportVerdict.NOT_ENOUGH_FIGURES),
        (figures((1, 2, 3), qualifier="AT_LEAST"), "=", ReportVerdict.NOT_ENOUGH_FIGURES),
        (figures((1, 2, 3), ("件次", "件次", "件")), "=", ReportVerdict.UNIT_MISMATCH),
        (figures((1, 2, 3), ("件", "件次", "件")), "<=", ReportVerdict.UNIT_MISMATCH),
        (figures((1, None, 3), ("件次", "件次", "件")), "=", ReportVerdict.UNIT_MISMATCH),
        (figures((1, 2, 3), ("件次", "件次", "件次")), "=", ReportVerdict.CLOSES),
        (figures((1, 2, 3), ("个", "村", "个")), "=", ReportVerdict.CLOSES),
    ],
)
def test_what_one_check_comes_to(given: list[dict[str, Any]], op: str, expected: ReportVerdict) -> None:
    (check,) = audit(given, [{**CHECK, "op": op}])
    assert check.verdict is expected
    assert (check.difference is None) == (given[1]["value"] is None)


def test_the_gravest_finding_is_the_reports() -> None:
    closing, mixed = audit(figures((1, 2, 3)), [CHECK]), audit(figures((1, 2, 3), ("件次", "件次", "件")), [CHECK])
    failing, missing = audit(figures((1, 2, 4)), [CHECK]), audit(figures((1, None, 4)), [CHECK])
    assert verdict_of(closing + missing) is ReportVerdict.CLOSES
    assert verdict_of(closing + mixed) is ReportVerdict.UNIT_MISMATCH
    assert verdict_of(closing + mixed + failing) is ReportVerdict.DOES_NOT_CLOSE
    assert verdict_of(()) is ReportVerdict.NOT_ENOUGH_FIGURES
