"""Whether published figures add up: the sixteen known reports, and the rules by which it is decided."""

from decimal import Decimal
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema.reports.closure import Check, PrintedFigure, close, parse_check, parse_figure
from schema.reports.enums import FigureQualifier, ReportClosure

CLOSES, OPEN, BOUND, UNCHECKED = (
    ReportClosure.CLOSES,
    ReportClosure.DOES_NOT_CLOSE,
    ReportClosure.BOUND_HOLDS,
    ReportClosure.NOT_CHECKABLE,
)

REPORTS: dict[str, tuple[ReportClosure, list[str]]] = {
    "全国政协 十四届三次": (CLOSES, ["5002+262+626=5890", "4531+471=5002", "2133+419+459+1387+604=5002"]),
    "全国政协 十二届一次": (CLOSES, ["5254+70+317=5641", "4884+352+6+12=5254"]),
    "广州市政协 十二届": (CLOSES, ["335+1833+332=2500", "453+777+637+633=2500"]),
    "广州市政协 2022": (CLOSES, ["197+153+185+150=685"]),
    "潮州市政协 2024": (CLOSES, ["52+52+12=116"]),
    "汉中市政协 2020": (CLOSES, ["221+108=329", "165+132+32=329"]),
    "东莞市政协 2022": (CLOSES, ["403+59=462"]),
    "深圳市政府系统 2016": (OPEN, ["258+302+76+29=572"]),
    "福建省政协 2025": (UNCHECKED, []),
    "广东省政协 十三届一次": (CLOSES, ["681+194=875", "258+292+98+227=875"]),
    "广东省政协 十三届二次": (CLOSES, ["848+212=1060", "330+329+152+249=1060"]),
    "白云区政协 2017": (UNCHECKED, ["65+78+?=155"]),
    "信宜市政协 村务协商议事会": (CLOSES, ["402+29=431"]),
    "广州市政协 百姓提案 2022": (BOUND, ["85<=115"]),
    "广州市政协 百姓提案 2023": (BOUND, ["143<=486"]),
    "海珠区 百姓提案试点": (BOUND, ["3+32+7+47<=110"]),
}


def _report(identities: list[str]) -> tuple[list[PrintedFigure], list[Check]]:
    """One figure for each printed number; a question mark stands for one that was not printed."""
    figures: list[PrintedFigure] = []
    checks = []
    for identity in identities:
        op: Literal["=", "<="] = "<=" if "<=" in identity else "="
        sides = []
        for side in identity.split(op):
            names = []
            for number in side.split("+"):
                names.append(f"figure {len(figures)}")
                figures.append(PrintedFigure(names[-1], None if number == "?" else Decimal(number)))
            sides.append(tuple(names))
        checks.append(Check(sides[0], op, sides[1], identity))
    return figures, checks


@pytest.mark.parametrize("name", REPORTS)
def test_the_published_reports(name: str) -> None:
    expected, identities = REPORTS[name]
    assert close(*_report(identities)).closes is expected


def test_ten_close_three_bounds_hold_and_one_is_open() -> None:
    found = [close(*_report(identities)).closes for _, identities in REPORTS.values()]
    assert [found.count(each) for each in (CLOSES, BOUND, OPEN, UNCHECKED)] == [10, 3, 1, 2]


def test_each_identity_has_its_own_result() -> None:
    closing = close(*_report(["403+59=462", "1+1=3", "2<=1", "1+?=2", "1<=1"]))
    assert [(check.identity, check.holds) for check in closing.checks] == [
        ("403+59=462", True),
        ("1+1=3", False),
        ("2<=1", False),
        ("1+?=2", None),
        ("1<=1", True),
    ]
    assert closing.closes is OPEN


@pytest.mark.parametrize(
    ("identities", "expected"),
    [
        (["1+1=2"], CLOSES),
        (["1+1=2", "1+?=2"], CLOSES),
        (["1+1=2", "1<=2"], CLOSES),
        (["1+1=2", "3<=2"], OPEN),
        (["1+?=2", "1<=2"], BOUND),
        (["1+?=2", "?<=2"], UNCHECKED),
        ([], UNCHECKED),
    ],
)
def test_what_the_results_make_of_a_report(identities: list[str], expected: ReportClosure) -> None:
    assert close(*_report(identities)).closes is expected


@pytest.mark.parametrize("qualifier", [each for each in FigureQualifier if each is not FigureQualifier.EXACT])
def test_what_is_not_exact_decides_no_equality(qualifier: FigureQualifier) -> None:
    left, right = PrintedFigure("some", Decimal(7000), qualifier), PrintedFigure("all", Decimal(7000))
    assert close([left, right], [Check(("some",), "=", ("all",), "7000=7000")]).closes is UNCHECKED


@pytest.mark.parametrize(
    ("left", "left_exact", "right", "right_exact", "holds"),
    [
        (1, True, 2, True, True),
        (2, True, 1, True, False),
        (1, True, 2, False, True),  # at least 2 is no less than 1
        (2, True, 1, False, None),  # at least 1 may be 2
        (1, False, 2, True, None),  # at least 1 may be 3
        (2, False, 1, True, False),  # at least 2 is more than 1
    ],
)
def test_a_bound_holds_as_far_as_the_wording_goes(
    left: int, left_exact: bool, right: int, right_exact: bool, holds: bool | None
) -> None:
    figures = [
        PrintedFigure(name, Decimal(value), FigureQualifier.EXACT if exact else FigureQualifier.AT_LEAST)
        for name, value, exact in (("left", left, left_exact), ("right", right, right_exact))
    ]
    closing = close(figures, [Check(("left",), "<=", ("right",), "left<=right")])
    assert closing.checks[0].holds is holds


@given(parts=st.lists(st.decimals(0, 10_000, places=2), min_size=1, max_size=6), error=st.sampled_from([-1, 0, 1]))
def test_only_the_true_sum_closes(parts: list[Decimal], error: int) -> None:
    figures = [PrintedFigure(str(place), part) for place, part in enumerate(parts)]
    figures.append(PrintedFigure("total", sum(parts, Decimal(error))))
    check = Check(tuple(str(place) for place in range(len(parts))), "=", ("total",), "parts=total")
    assert close(figures, [check]).closes is (OPEN if error else CLOSES)


def test_decimals_are_added_as_printed() -> None:
    figures = [parse_figure({"name": name, "value": value}) for name, value in (("a", 0.1), ("b", 0.2), ("c", 0.3))]
    assert close(figures, [Check(("a", "b"), "=", ("c",), "0.1+0.2=0.3")]).closes is CLOSES


def test_a_figure_and_a_check_from_their_plain_forms() -> None:
    assert parse_figure(
        {"name": "筹资", "value": 7000, "unit": "万元", "qualifier": "AT_LEAST", "asPrinted": "7000多万元"}
    ) == (PrintedFigure("筹资", Decimal(7000), FigureQualifier.AT_LEAST))
    assert parse_figure({"name": "C 类", "value": None}) == PrintedFigure("C 类", None)
    plain = {"left": ["立案", "不予立案"], "op": "=", "right": ["收到"], "printed": "403+59=462"}
    assert parse_check(plain) == Check(("立案", "不予立案"), "=", ("收到",), "403+59=462")


@pytest.mark.parametrize(
    "plain",
    [
        {"left": ["a"], "op": "<", "right": ["b"], "printed": "a<b"},
        {"left": [], "op": "=", "right": ["b"], "printed": "=b"},
        {"left": "a", "op": "=", "right": ["b"], "printed": "a=b"},
        {"left": ["a"], "op": "=", "right": [1], "printed": "a=1"},
        {"left": ["a"], "op": "=", "right": ["b"]},
    ],
)
def test_a_malformed_check_is_refused(plain: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"check|op|list"):
        parse_check(plain)


@pytest.mark.parametrize(
    "plain",
    [{"value": 1}, {"name": "a", "value": "1"}, {"name": "a", "value": True}, {"name": "a", "qualifier": "SOME"}],
)
def test_a_malformed_figure_is_refused(plain: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"name|number|FigureQualifier"):
        parse_figure(plain)


def test_a_check_over_no_figure_and_two_figures_of_one_name_are_refused() -> None:
    figure = PrintedFigure("收到", Decimal(1))
    with pytest.raises(ValueError, match="no figure named 立案"):
        close([figure], [Check(("立案",), "=", ("收到",), "立案=收到")])
    with pytest.raises(ValueError, match="one name"):
        close([figure, figure], [])
