"""Walking a connection forward and backward gives one sorted list, each record once, whatever the order."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from schema.cursors import position
from tests.services.reads.asking import Asker
from tests.services.reads.conftest import CHINESE, ForeignOrder

ORDERS = {
    "RECORDED_AT": "recorded_at",
    "TITLE": "title",
    "SUBMITTED_AT": "submitted_at",
    "FILED_AT": "filed_at",
    "CASE_NUMBER": "case_number",
}
TITLES = (
    "关于加装电梯的提案",
    "关于夜间公交的提案",
    "阿",
    "安",
    "啊",
    "Zebra",
    "apple",
    "Äpfel",
    "apple 2",
    "提案\u3000一",
    "𠮷野家",
)
DAY_ZERO = datetime(2026, 1, 1, tzinfo=UTC)
PAGE = """query Page($first: Int, $after: String, $last: Int, $before: String, $order: FilingOrder!) {
  filings(first: $first, after: $after, last: $last, before: $before, orderBy: $order) {
    totalCount
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    edges { cursor node { id } }
    completeness { complete nodes { rows } }
  }
}"""


async def scatter(asker: Asker, count: int, seed: int) -> list[dict[str, Any]]:
    """Filings whose every sort key has ties, and NULLs where there can be."""
    dice = random.Random(seed)
    rows = []
    for number in range(count):
        row: dict[str, Any] = {
            "title": dice.choice(TITLES),
            "recorded_at": DAY_ZERO + timedelta(microseconds=dice.randrange(5)),
            "submitted_at": dice.choice(
                [None, DAY_ZERO - timedelta(days=dice.randrange(4)), datetime(1969, 1, 1, tzinfo=UTC)]
            ),
            "filed_at": dice.choice([None, DAY_ZERO + timedelta(seconds=dice.randrange(3))]),
            "case_number": None if dice.random() < 0.4 else f"{dice.choice('第号-AZaz')}{number // 2}",
            "term": number,
        }
        row["id"] = await asker.filing(f"提案 {number}", **row)
        rows.append(row)
    return rows


def in_order(rows: Sequence[dict[str, Any]], column: str, *, descending: bool) -> list[str]:
    """The one list that all pages together must give."""
    placed = sorted((position(row[column], descending=descending, id=row["id"]), row["id"]) for row in rows)
    return [id_ for _, id_ in placed]


async def walk(asker: Asker, order: str, *, forward: bool, total: int) -> list[str]:
    """All ids by pages of seven, checking what each page says of itself."""
    found: list[str] = []
    mark: str | None = None
    while True:
        asked: dict[str, Any] = {"first": 7, "after": mark} if forward else {"last": 7, "before": mark}
        page = (await asker.ask(PAGE, order=order, **asked))["filings"]
        ids = [edge["node"]["id"] for edge in page["edges"]]
        found = found + ids if forward else ids + found
        info = page["pageInfo"]
        assert page["totalCount"] == total
        assert page["completeness"] == {"complete": True, "nodes": [{"rows": len(ids)}]}
        assert (info["startCursor"], info["endCursor"]) == (page["edges"][0]["cursor"], page["edges"][-1]["cursor"])
        onward, back = ("hasNextPage", "hasPreviousPage") if forward else ("hasPreviousPage", "hasNextPage")
        assert info[onward] == (len(found) < total)
        assert info[back] == (mark is not None)
        if not info[onward]:
            return found
        mark = info["endCursor" if forward else "startCursor"]


async def walk_every_order(asker: Asker, rows: Sequence[dict[str, Any]]) -> None:
    """Every order, forward and backward, against the one list."""
    for key, column in ORDERS.items():
        for direction in ("ASC", "DESC"):
            expected = in_order(rows, column, descending=direction == "DESC")
            for forward in (True, False):
                assert await walk(asker, f"{key}_{direction}", forward=forward, total=len(rows)) == expected


@pytest.mark.parametrize("seed", [1, 2])
async def test_pages_of_seven_give_one_sorted_list(open_asker: Asker, seed: int) -> None:
    await walk_every_order(open_asker, await scatter(open_asker, 45, seed))


async def test_the_order_is_that_of_bytes_in_a_database_of_another_locale(
    foreign_asker: Asker, foreign_order: ForeignOrder
) -> None:
    rows = await scatter(foreign_asker, 60, seed=7)
    if CHINESE in str(foreign_order):  # then the database itself would order otherwise: the test can fail
        found = await foreign_asker.database.reader.fetch(
            'SELECT t FROM unnest($1::text[]) t ORDER BY t COLLATE "default"', list(TITLES)
        )
        assert [row[0] for row in found] != sorted(TITLES, key=str.encode)
    await walk_every_order(foreign_asker, rows)


async def test_after_and_before_bound_a_page_together(open_asker: Asker) -> None:
    rows = await scatter(open_asker, 20, seed=3)
    expected = in_order(rows, "filed_at", descending=True)
    whole = (await open_asker.ask(PAGE, order="FILED_AT_DESC", first=20))["filings"]["edges"]
    asked = {"after": whole[3]["cursor"], "before": whole[9]["cursor"], "order": "FILED_AT_DESC"}
    first = (await open_asker.ask(PAGE, first=3, **asked))["filings"]
    assert [edge["node"]["id"] for edge in first["edges"]] == expected[4:7]
    last = (await open_asker.ask(PAGE, last=3, **asked))["filings"]
    assert [edge["node"]["id"] for edge in last["edges"]] == expected[6:9]


async def test_twenty_unless_told_and_none_when_told(open_asker: Asker) -> None:
    await scatter(open_asker, 22, seed=4)
    usual = (await open_asker.ask(PAGE, order="TITLE_ASC"))["filings"]
    assert (len(usual["edges"]), usual["pageInfo"]["hasNextPage"]) == (20, True)
    none = (await open_asker.ask(PAGE, order="TITLE_ASC", first=0))["filings"]
    assert (none["edges"], none["totalCount"]) == ([], 22)
    assert none["pageInfo"] == {"hasNextPage": True, "hasPreviousPage": False, "startCursor": None, "endCursor": None}


async def test_what_is_no_page_is_refused(open_asker: Asker) -> None:
    wrong: tuple[dict[str, Any], ...] = (
        {"first": -1}, {"first": 201}, {"last": -1}, {"last": 201}, {"first": 1, "last": 1},
        {"after": "no cursor"}, {"after": ""}, {"before": "AAAA"}, {"after": "é"},
    )  # fmt: skip
    for asked in wrong:
        assert await open_asker.refusal(PAGE, order="TITLE_ASC", **asked) == "BAD_USER_INPUT", asked


async def test_a_cursor_holds_for_its_own_order_filter_and_list_only(open_asker: Asker) -> None:
    await scatter(open_asker, 3, seed=5)
    cursor = (await open_asker.ask(PAGE, order="TITLE_ASC"))["filings"]["pageInfo"]["endCursor"]
    assert await open_asker.refusal(PAGE, order="TITLE_DESC", after=cursor) == "BAD_USER_INPUT"
    assert await open_asker.refusal(PAGE, order="CASE_NUMBER_ASC", after=cursor) == "BAD_USER_INPUT"
    filtered = "query($c: String) { filings(orderBy: TITLE_ASC, after: $c, filter: { outcome: FILED }) { totalCount } }"
    assert await open_asker.refusal(filtered, c=cursor) == "BAD_USER_INPUT"
    elsewhere = "query($c: String) { jointTopics(orderBy: TITLE_ASC, after: $c) { totalCount } }"
    assert await open_asker.refusal(elsewhere, c=cursor) == "BAD_USER_INPUT"
