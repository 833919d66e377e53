"""The schemes of reply grades: kept as printed, understood across committees, and honest where they do not compare."""

import itertools
from datetime import date

import pytest

from schema.handling.grades import ReplyMeaning
from schema.rulebook import rulebook
from schema.rulebook.grades import SCHEMES, Grade, Scheme, comparable, compare, scheme
from schema.rulebook.model import Mark, Source, Text
from tests.schema.rulebook.walking import bilingual, sourced

PAIRS = list(itertools.permutations([each.id for each in SCHEMES], 2))
PRINTED = {
    "zhejiang-fisheries": {
        "A": "已经解决或基本解决", "B": "部分解决或已列入计划", "C": "条件限制留作参考或不可行",
    },
    "city-four-grades": {
        "A": "已解决或基本解决", "B": "正在解决或列入规划逐步解决", "C": "目前条件限制需以后解决", "D": "留作参考",
    },
    "city-planned-is-c": {
        "A": "已解决或通过其他途径解决", "B": "正在解决或已启动", "C": "已列入规划逐步解决",
    },
    "system-gdszm": {"A": "解决或基本解决", "B": "列入计划拟解决", "C": "暂不能解决，留作参考"},
    "shanghai-hongkou": {"A": "解决或采纳", "B": "列入计划拟解决", "C": "留作参考", "D": "处理中"},
}  # fmt: skip


@pytest.mark.parametrize("each", SCHEMES, ids=lambda each: each.id)
def test_a_scheme_says_where_it_comes_from_and_what_is_lost(each: Scheme) -> None:
    assert sourced(each.source)
    assert bilingual(each.name)
    letters = [grade.letter for grade in each.grades]
    assert letters == sorted(set(letters))
    used = [meaning for grade in each.grades for meaning in grade.meanings]
    assert len(used) == len(set(used)), "two letters mean the same"
    for grade in each.grades:
        assert grade.meanings
        assert grade.ambiguous == (len(grade.meanings) > 1)
        assert grade.loss is not None or not grade.ambiguous
        assert grade.loss is None or bilingual(grade.loss)


def test_the_five_schemes_are_kept_as_printed() -> None:
    assert {
        each.id: {grade.letter: grade.label for grade in each.grades} for each in SCHEMES if each.id != "national"
    } == PRINTED


@pytest.mark.parametrize("each", SCHEMES, ids=lambda each: each.id)
def test_from_letter_to_meaning_and_back_loses_nothing(each: Scheme) -> None:
    for grade in each.grades:
        back = {other.letter for other in each.grades if set(other.meanings) & set(grade.meanings)}
        assert back == {grade.letter}
        assert each.grade(grade.letter) is grade
    assert each.grade("Z") is None


@pytest.mark.parametrize(("left", "right"), PAIRS)
def test_a_common_scale_has_one_place_for_every_grade(left: str, right: str) -> None:
    found, mirrored = comparable(left, right), comparable(right, left)
    for side, other in ((left, "left"), (right, "right")):
        placed = [letter for band in found.bands for letter in getattr(band, other)]
        assert sorted(placed) == [grade.letter for grade in scheme(side).grades]
    for band, back in zip(found.bands, mirrored.bands, strict=True):
        assert (band.meanings, band.left, band.right) == (back.meanings, back.right, back.left)
    firsts = [list(ReplyMeaning).index(band.meanings[0]) for band in found.bands]
    assert firsts == sorted(firsts)


@pytest.mark.parametrize(("left", "right"), PAIRS)
def test_the_common_scale_is_the_finest(left: str, right: str) -> None:
    """Whatever shares a band is tied together by a chain of grades, each of which covers a meaning of the next."""
    groups = [set(grade.meanings) for name in (left, right) for grade in scheme(name).grades]
    for band in comparable(left, right).bands:
        tied, before = {band.meanings[0]}, set[ReplyMeaning]()
        while tied != before:
            before = tied
            tied = tied.union(*(group for group in groups if group & tied))
        assert tied == set(band.meanings)


def test_planned_is_b_here_and_c_there_and_comes_out_equal() -> None:
    for here, b in (("system-gdszm", "B"), ("shanghai-hongkou", "B"), ("city-four-grades", "B"), ("national", "B")):
        assert comparable(here, "city-planned-is-c").same(b, "C")
    exact = comparable("shanghai-hongkou", "city-planned-is-c")
    assert exact.exact
    assert exact.same("D", "B")
    assert not exact.same("B", "B")
    assert str(exact).splitlines()[:3] == [
        "shanghai-hongkou ~ city-planned-is-c",
        "  A = A (RESOLVED)",
        "  D = B (IN_PROGRESS)",
    ]


def test_a_letter_outside_the_scheme_is_no_grade() -> None:
    with pytest.raises(LookupError, match="city-planned-is-c has no grade D"):
        comparable("shanghai-hongkou", "city-planned-is-c").same("A", "D")
    with pytest.raises(LookupError, match="no scheme"):
        comparable("national", "nowhere")


def test_schemes_that_do_not_compare_say_so() -> None:
    known, text = Source(Mark.DESIGN, "test"), Text("一", "one")
    halves = Scheme(
        "halves", text, known,
        (Grade("A", "办了", tuple(ReplyMeaning)[:3], text), Grade("B", "没办", tuple(ReplyMeaning)[3:], text)),
    )  # fmt: skip
    whole = Scheme("whole", text, known, (Grade("A", "收悉", tuple(ReplyMeaning), text),))
    assert not compare(halves, whole).comparable
    assert compare(halves, halves).comparable
    assert comparable("national", "city-planned-is-c").comparable


@pytest.mark.parametrize("committee", [None, "440000", "440100", "440113", "440500", "350800"])
def test_every_edition_names_a_scheme_that_exists(committee: str | None) -> None:
    for year in range(2010, 2027):
        assert scheme(rulebook(committee, date(year, 7, 1)).scheme)
