"""The pure merging of pages and totals."""

from __future__ import annotations

from typing import Any

from gateway.partitions.merge import Page, Row, merge_pages, merge_totals, total
from gateway.planner.names import Names
from gateway.planner.plan import TotalRule

NAMES = Names()


def page(code: str, *positions: bytes, more: tuple[bool, bool] = (False, False)) -> Page:
    rows = tuple(Row(position, code, index, f"{code}/{index}") for index, position in enumerate(positions))
    return Page(rows, *more)


def positions(merged: Page) -> list[bytes]:
    return [row.position for row in merged.rows]


def test_left_over_rows_are_behind_a_forward_page_and_before_a_backward_one() -> None:
    pages = [page("1", b"a", b"d"), page("2", b"b", b"c")]
    forward = merge_pages(pages, 3, backward=False)
    assert (positions(forward), forward.has_next, forward.has_previous) == ([b"a", b"b", b"c"], True, False)
    backward = merge_pages(pages, 3, backward=True)
    assert (positions(backward), backward.has_next, backward.has_previous) == ([b"b", b"c", b"d"], False, True)


def test_a_page_of_no_rows() -> None:
    pages = [page("1", more=(True, False)), page("2")]
    for backward in (False, True):
        merged = merge_pages(pages, 0, backward=backward)
        assert (merged.rows, merged.has_next, merged.has_previous) == ((), True, False)


def test_no_pages() -> None:
    assert merge_pages([], 5, backward=False) == Page((), False, False)


def test_numbers() -> None:
    assert total(TotalRule("n", "SUM", True), []) == 0
    assert total(TotalRule("n", "SUM", False), [None]) is None
    assert total(TotalRule("n", "SUM", True), [1, None, 2]) == 3
    assert total(TotalRule("n", "MIN", False), [2, None, 1]) == 1
    assert total(TotalRule("n", "MAX", False), [2, None, 1]) == 2
    assert total(TotalRule("n", "MAX", False), []) is None


def test_parts_and_groups_and_a_group_without_a_key() -> None:
    group = (TotalRule("k", "KEY", False), TotalRule("n", "SUM", True))
    rules = (TotalRule("part", "PART", False, (TotalRule("m", "SUM", True),)), TotalRule("g", "GROUPS", True, group))
    values: list[dict[str, Any]] = [
        {"part": {"m": 1}, "g": [{"_key": "b", "k": "b", "n": 1}, {"_key": None, "k": None, "n": 5}]},
        {"part": None, "g": [{"_key": "a", "k": "a", "n": 2}, {"_key": "b", "k": "b", "n": 3}]},
    ]
    assert merge_totals(rules, values, NAMES) == {
        "part": {"m": 1},
        "g": [{"k": "a", "n": 2}, {"k": "b", "n": 4}, {"k": None, "n": 5}],
    }


def test_fields_that_a_condition_left_out_do_not_count() -> None:
    assert merge_totals((TotalRule("n", "SUM", True),), [{}, {}], NAMES) == {"n": 0}
