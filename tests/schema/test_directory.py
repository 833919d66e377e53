"""The directory: every known division, the tree, and what became of retired codes at a date."""

from datetime import date
from itertools import pairwise

import pytest

from schema.completeness import NodeLevel
from schema.directory import COUNTRY, DIVISIONS, children, division, divisions, periods, successors

EIGHT = {
    "440000": ("广东省", NodeLevel.PROVINCE, COUNTRY),
    "440100": ("广州市", NodeLevel.CITY, "440000"),
    "440113": ("番禺区", NodeLevel.DISTRICT, "440100"),
    "440500": ("汕头市", NodeLevel.CITY, "440000"),
    "441800": ("清远市", NodeLevel.CITY, "440000"),
    "440606": ("顺德区", NodeLevel.DISTRICT, "440600"),
    "440983": ("信宜市", NodeLevel.DISTRICT, "440900"),
    "350800": ("龙岩市", NodeLevel.CITY, "350000"),
}


def names(code: str, at: date | None = None) -> list[tuple[str, str]]:
    return [(each.code, each.name) for each in successors(code, at)]


@pytest.mark.parametrize("code", list(EIGHT))
def test_the_eight_committees_of_the_article(code: str) -> None:
    found = division(code)
    assert found is not None
    assert (found.name, found.level, found.parent) == EIGHT[code]
    assert found.until is None


def test_today_there_are_one_country_two_provinces_22_cities_and_the_rest_districts() -> None:
    today = divisions()
    assert [each.code for each in today] == sorted({each.code for each in today})
    counts = {level: sum(each.level is level for each in today) for level in NodeLevel}
    assert counts == {NodeLevel.NATIONAL: 1, NodeLevel.PROVINCE: 2, NodeLevel.CITY: 22, NodeLevel.DISTRICT: 129}
    assert len(children("440000")) == 21
    assert [each.name for each in children("440500")] == [
        "龙湖区", "金平区", "濠江区", "潮阳区", "潮南区", "澄海区", "南澳县",
    ]  # fmt: skip
    assert [each.code for each in children(COUNTRY)] == ["350000", "440000"]
    assert children("441900") == ()


def test_every_parent_is_a_division_one_level_up_or_the_province() -> None:
    for each in DIVISIONS:
        if each.parent is None:
            assert each.code == COUNTRY
            continue
        parent = division(each.parent)
        assert parent is not None, each
        above = list(NodeLevel).index(parent.level)
        assert above < list(NodeLevel).index(each.level), each
        assert each.parent[:4] == each.code[:4] or parent.level in (NodeLevel.PROVINCE, NodeLevel.NATIONAL), each


def test_periods_of_a_code_never_overlap_and_never_run_backwards() -> None:
    for code in {each.code for each in DIVISIONS}:
        known = periods(code)
        for one in known:
            assert one.from_ is None or one.until is None or one.from_ < one.until, one
            assert all(day.day == 1 for day in (one.from_, one.until) if day is not None)
        for one, other in pairwise(known):
            assert one.until is not None
            assert other.from_ is not None
            assert one.until <= other.from_, (one, other)


def test_no_two_divisions_of_a_parent_share_a_name_at_a_time() -> None:
    moments = sorted({each.from_ for each in DIVISIONS if each.from_ is not None})
    for at in moments:
        seen = [(each.parent, each.name) for each in DIVISIONS if each.holds(at)]
        assert len(seen) == len(set(seen)), at


def test_successors_are_codes_that_hold_when_the_old_one_ends() -> None:
    for each in DIVISIONS:
        assert not each.successors or each.until is not None, each
        for code in each.successors:
            heir = division(code, at=each.until)
            assert heir is not None, each
            assert heir.level in (each.level, NodeLevel.CITY), each


@pytest.mark.parametrize(
    ("code", "before", "after", "heirs"),
    [
        ("440116", "2013-06-01", "2015-01-01", [("440112", "黄埔区")]),
        ("440681", "2002-11-30", "2003-01-01", [("440606", "顺德区")]),
        ("440183", "2013-12-31", "2015-01-01", [("440118", "增城区")]),
        ("440184", "2013-12-31", "2015-01-01", [("440117", "从化区")]),
        ("350822", "2014-11-30", "2014-12-01", [("350803", "永定区")]),
        ("440582", "2003-05-31", "2003-06-01", [("440513", "潮阳区"), ("440514", "潮南区")]),
        ("440102", "2005-05-31", "2005-06-01", [("440104", "越秀区")]),
    ],
)
def test_known_cases_by_date(code: str, before: str, after: str, heirs: list[tuple[str, str]]) -> None:
    assert division(code, at=date.fromisoformat(before)) is not None
    assert division(code, at=date.fromisoformat(after)) is None
    assert names(code, date.fromisoformat(before)) == []
    assert names(code, date.fromisoformat(after)) == heirs
    assert names(code) == heirs


def test_a_chain_is_followed_to_the_day_asked_for() -> None:
    assert names("442623", date(1990, 1, 1)) == [("440623", "顺德县")]
    assert names("442623", date(1993, 1, 1)) == [("449001", "顺德市")]
    assert names("442623", date(1999, 1, 1)) == [("440681", "顺德市")]
    assert names("442623") == [("440606", "顺德区")]


def test_a_code_that_was_given_twice_is_read_at_its_date() -> None:
    assert [each.name for each in periods("440106")] == ["芳村区", "天河区"]
    old, new = division("440106", at=date(1987, 1, 1)), division("440106")
    assert old is not None
    assert new is not None
    assert (old.name, new.name) == ("芳村区", "天河区")
    assert names("440107") == [("440103", "荔湾区")]
    assert names("449001") == [("440606", "顺德区")]


def test_nothing_is_invented() -> None:
    assert division("440999") is None
    assert division("440116", at=date(1999, 1, 1)) is None
    assert successors("440999") == ()
    assert names("440116", date(1999, 1, 1)) == []
    assert names("440100") == []
    retired = division("442401")
    assert retired is not None
    assert (retired.name, retired.successors) == ("梅县市", ())


@pytest.mark.parametrize("name", ["市辖区", "海口市", "达豪区"])
def test_what_is_no_division_of_the_area_is_left_out(name: str) -> None:
    assert name not in {each.name for each in DIVISIONS}


def test_a_division_shows_itself() -> None:
    assert str(division("440116")) == "440116 萝岗区 [2005-06..2014-12)"
    assert str(division("440100")) == "440100 广州市 [..)"
