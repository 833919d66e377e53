"""`searchFilings` against the plain definition: every word occurs, the best score first, then the id."""

from __future__ import annotations

import random
import unicodedata
from collections import Counter
from collections.abc import AsyncIterator
from itertools import pairwise
from typing import Any

import pytest_asyncio

from services.kit.clock import ManualClock
from services.kit.events import Change, write_change
from services.kit.reads.binding import View
from services.proposals.records import FILING
from tests.services.reads.asking import ANYONE, STAFF, Asker
from tests.services.reads.test_paging import PAGE as FILINGS_PAGE

SEARCH = """query Search($q: String!, $first: Int, $after: String, $last: Int, $before: String, $f: FilingFilter) {
  searchFilings(query: $q, first: $first, after: $after, last: $last, before: $before, filter: $f) {
    totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    edges { cursor score snippet node { id title } } completeness { complete nodes { status rows } } } }"""
CHARACTERS = "停车小区管理Ａ5g 、"
Page = dict[str, Any]


def folded(text: str) -> str:
    """What the database searches."""
    return unicodedata.normalize("NFKC", text).lower()


def times(text: str, pair: str) -> int:
    """How often a pair occurs, as far as ranking tells."""
    counted = Counter(a + b for a, b in pairwise(text))[pair]
    return min(counted, 9) if counted >= 3 and "、" not in pair else 1


def score(title: str, text: str, words: list[str]) -> int | None:
    """The score that a filing has for these words; None if one of them does not occur."""
    title, text = folded(title), folded(text)
    if not all(word in title or word in text for word in words):
        return None
    return sum(100 * (word in title) + min(times(text, word[:2]), times(text, word[-2:])) for word in words)


async def search(asker: Asker, query: str, view: Any = ANYONE, **asked: Any) -> Page:
    page: Page = (await asker.ask(SEARCH, view, q=query, **asked))["searchFilings"]
    return page


async def titles(asker: Asker, query: str, view: Any = ANYONE, **asked: Any) -> list[str]:
    page = await search(asker, query, view, **asked)
    assert page["totalCount"] == len(page["edges"])
    return [edge["node"]["title"] for edge in page["edges"]]


@pytest_asyncio.fixture
async def scattered(open_asker: Asker) -> AsyncIterator[tuple[Asker, dict[str, tuple[str, str]]]]:
    """Ninety filings whose texts are made of few characters, so that words occur often and not always."""
    dice = random.Random(11)
    filings = {}
    for number in range(90):
        title = "".join(dice.choices(CHARACTERS, k=dice.randrange(2, 9))).strip() or "题"
        text = "".join(dice.choices(CHARACTERS, k=dice.randrange(0, 60)))
        filings[await open_asker.filing(f"提案 {number}", title=title, text=text or None)] = (title, text)
    yield open_asker, filings


async def walk(asker: Asker, query: str, size: int, *, forward: bool) -> list[tuple[int, str]]:
    """Scores and ids of all pages."""
    found: list[tuple[int, str]] = []
    mark = None
    while True:
        asked = {"first": size, "after": mark} if forward else {"last": size, "before": mark}
        page = await search(asker, query, **asked)
        rows = [(edge["score"], edge["node"]["id"]) for edge in page["edges"]]
        found = found + rows if forward else rows + found
        info = page["pageInfo"]
        assert page["completeness"] == {"complete": True, "nodes": [{"status": "LIVE", "rows": len(rows)}]}
        onward, back = ("hasNextPage", "hasPreviousPage") if forward else ("hasPreviousPage", "hasNextPage")
        assert info[back] == (mark is not None)
        assert info[onward] == (len(found) < page["totalCount"])
        if not info[onward]:
            return found
        mark = info["endCursor" if forward else "startCursor"]


async def test_pages_are_what_the_definition_says_best_first(
    scattered: tuple[Asker, dict[str, tuple[str, str]]],
) -> None:
    asker, filings = scattered
    checked = 0
    for query in ("停车", "小区 管理", "停车小", "a5", "5G", "区管理", "车、 理a", "停停停", "管理停车小", "理、"):
        words = folded(query).split()
        scores = {id_: score(*filing, words) for id_, filing in filings.items()}
        expected = sorted((-found, id_) for id_, found in scores.items() if found is not None)
        for forward in (True, False):
            assert await walk(asker, query, 7, forward=forward) == [(-rank, id_) for rank, id_ in expected], query
        checked += len(expected)
    assert checked > 100


async def test_width_and_case_do_not_matter_and_simplified_is_not_traditional(open_asker: Asker) -> None:
    await open_asker.filing("关于推进５Ｇ基站与ＡＩ应用的提案", text="Wi-Fi，PM2.5")
    for query in ("5g", "５g", "ai应用", "ＡＩ", "wi-fi", "pm2.5", "WI-FI,pm"):
        assert len(await titles(open_asker, query)) == 1, query
    assert await titles(open_asker, "應用") == []


async def test_what_looks_like_syntax_is_text(open_asker: Asker) -> None:
    await open_asker.filing("关于“a' & !b\\c:*%_”的提案")
    for query in ("a'", "b\\", "\\c:*", "%_", "!b", "“a"):
        assert len(await titles(open_asker, query)) == 1, query
    for query in ("'&", "%%", "c\\", "a_", ":* !a"):
        assert await titles(open_asker, query) == [], query


async def test_a_title_weighs_more_than_any_text_and_more_in_the_text_weighs_more(open_asker: Asker) -> None:
    await open_asker.filing("其一", text="停车" * 20)
    await open_asker.filing("其二 停车")
    await open_asker.filing("其三", text="停车，" * 3)
    await open_asker.filing("其四", text="停车")
    page = await search(open_asker, "停车")
    assert [(edge["node"]["title"], edge["score"]) for edge in page["edges"]] == [
        ("其二 停车", 101), ("其一", 9), ("其三", 3), ("其四", 1),
    ]  # fmt: skip


async def test_the_snippet_shows_the_text_as_written_around_the_first_word(open_asker: Asker) -> None:
    await open_asker.filing("其一", text="甲" * 100 + "，在社区ＡＩ试点，" + "乙" * 100)
    await open_asker.filing("社区ai")
    shown = {edge["node"]["title"]: edge["snippet"] for edge in (await search(open_asker, "ai 社区"))["edges"]}
    assert shown["社区ai"] is None
    assert shown["其一"] == "…" + "甲" * 12 + "，在社区ＡＩ试点，" + "乙" * 39 + "…"


async def test_what_may_not_be_seen_is_neither_found_nor_counted(open_asker: Asker) -> None:
    await open_asker.filing("公开的停车提案")
    await open_asker.filing("内部的停车提案", visibility="NODE")
    await open_asker.filing("告知的停车提案", visibility="SHARED", audience=["440500"])
    assert await titles(open_asker, "停车") == ["公开的停车提案"]
    assert len(await titles(open_asker, "停车", STAFF)) == 3
    assert len(await titles(open_asker, "停车提案", STAFF)) == 3


async def test_a_unit_finds_the_proposals_that_it_was_given(open_asker: Asker) -> None:
    code = "114401000000000001"
    unit = View(None, ("PUBLISHED",), False, frozenset({"unit"}), code)
    for name, given in (("其一停车", code), ("其二停车", "114401000000000002")):
        id_ = await open_asker.filing(name, visibility="NODE")
        await open_asker.record(
            "assignment",
            "assignment",
            name,
            filing_id=id_,
            position=1,
            unit=name,
            unit_code=given,
            visibility="NODE",
            provenance="PRESS",
        )
    assert await titles(open_asker, "停车", unit) == ["其一停车"]
    assert await titles(open_asker, "停车", unit, f={"outcome": "FILED"}) == ["其一停车"]
    assert await titles(open_asker, "停车") == []


async def test_every_way_of_writing_is_searched_at_once(open_asker: Asker, clock: ManualClock) -> None:
    id_ = "440100:filing:01890000-0000-7000-8000-000000000001"
    values = {
        "title": "关于停车的提案", "text": None, "state": "DRAFT", "origin": "PROPOSER", "visibility": "NODE",
        "provenance": "RECORDED",
    }  # fmt: skip
    changes = (
        (Change(FILING, "drafted", id_, values), {"停车": (0, 1)}),
        (Change(FILING, "edited", id_, {"title": "关于电梯的提案"}, based_on=1), {"停车": (0, 0), "电梯": (0, 1)}),
        (Change(FILING, "edited", id_, {"text": "停车难"}, based_on=2), {"停车": (0, 1), "电梯的提": (0, 1)}),
        (Change(FILING, "published", id_, {"visibility": "PUBLISHED"}, based_on=3), {"停车": (1, 1), "停车难": (1, 1)}),
    )
    for change, expected in changes:
        async with open_asker.database.writer.acquire() as connection, connection.transaction():
            await write_change(connection, "440100", change, actor={}, at=clock.now())
        for query, (anyone, staff) in expected.items():
            assert len(await titles(open_asker, query)) == anyone, (change, query)
            assert len(await titles(open_asker, query, STAFF)) == staff, (change, query)


async def test_a_filter_narrows_what_is_found(open_asker: Asker) -> None:
    await open_asker.filing("停车一", term=13)
    await open_asker.filing("停车二", term=14, state="NOT_FILED", outcome="NOT_FILED")
    assert await titles(open_asker, "停车", f={"term": 13}) == ["停车一"]
    assert await titles(open_asker, "停车二", f={"outcome": "NOT_FILED", "term": 14}) == ["停车二"]
    assert await titles(open_asker, "停车", f={"term": 12}) == []


async def test_a_text_beyond_any_index_is_kept_and_its_first_hundred_thousand_characters_are_searched(
    open_asker: Asker,
) -> None:
    dice = random.Random(3)
    text = "".join(chr(dice.randrange(0x4E00, 0x9FA5)) for _ in range(150_000))
    await open_asker.filing("长文", text=text)
    assert await titles(open_asker, text[99_000:99_100]) == ["长文"]
    assert await titles(open_asker, text[120_000:120_100]) == []


async def test_a_cursor_holds_for_its_words_and_filter_only(open_asker: Asker) -> None:
    await open_asker.filing("停车管理")
    cursor = (await search(open_asker, "停车"))["pageInfo"]["endCursor"]
    assert (await search(open_asker, "停车 停车", after=cursor))["edges"] == []
    assert await open_asker.refusal(SEARCH, q="管理", after=cursor) == "BAD_USER_INPUT"
    assert await open_asker.refusal(SEARCH, q="停车", after=cursor, f={"term": 1}) == "BAD_USER_INPUT"
    assert await open_asker.refusal(FILINGS_PAGE, order="TITLE_ASC", after=cursor) == "BAD_USER_INPUT"
    assert await open_asker.refusal(SEARCH, q="停") == "BAD_USER_INPUT"


async def test_whom_the_query_leaves_out_and_who_does_not_share_answer_nothing(asker: Asker) -> None:
    await asker.filing("停车管理")
    assert await asker.refusal(SEARCH, q="停车") == "FORBIDDEN"
    skipped = '{ searchFilings(query: "停车", nodes: ["440500"]) { totalCount edges { cursor } } }'
    assert await asker.ask(skipped) == {"searchFilings": {"totalCount": 0, "edges": []}}
