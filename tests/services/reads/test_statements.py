"""One SQL statement a root field, compiled once; its text holds no value that a client sent."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from asyncpg.connection import LoggedQuery

from services.kit.reads.statements import StatementStore
from tests.services.reads.asking import STAFF, Asker

DEEP = """{
  a: filings(first: 50) { totalCount pageInfo { hasNextPage hasPreviousPage endCursor startCursor }
    edges { cursor node { id title committee { name parent { name parent { name } } successors { code } }
      proposers { name kind } assignments { unit } reviews { decision } mergedInto { title proposers { name } } } }
    completeness { complete nodes { code rows } } }
  b: filingTotals { received groups { key received } byTerm: groups(by: TERM) { key filed } }
  jointTopics { edges { node { participations { state topic { title writtenSuggestions { title } } committee { name } }
    writtenSuggestions { title recipients } } } }
  publishedReports { edges { node { figures { name value } checks { identity } committee { name } } } }
  committees { partners { code } sectors { name } refusalReasons { code } profile { officialName } }
  committee(code: "440113") { name joined }
}"""


@asynccontextmanager
async def statements(asker: Asker) -> AsyncIterator[list[str]]:
    """What every connection of the reader's pool sends while the block runs."""
    seen: list[str] = []

    def note(query: LoggedQuery) -> None:
        seen.append(query.query)

    pool = asker.database.reader
    connections = [await pool.acquire() for _ in range(pool.get_max_size())]
    for connection in connections:
        connection.add_query_logger(note)
        await pool.release(connection)
    yield seen
    for connection in [await pool.acquire() for _ in range(pool.get_max_size())]:
        connection.remove_query_logger(note)
        await pool.release(connection)


async def fill(asker: Asker, count: int) -> list[str]:
    """Filings with children, a topic with an invitation and a suggestion, a report."""
    ids = [await asker.filing(f"提案 {number}", term=number) for number in range(count)]
    for id_ in ids:
        await asker.put("proposer", filing_id=id_, owner="440100", position=1, kind="MEMBER", name="委员", first=True)
    return ids


@pytest.mark.parametrize("rows", [0, 1, 60])
async def test_one_statement_a_root_field_whatever_the_rows_and_nesting(open_asker: Asker, rows: int) -> None:
    await fill(open_asker, rows)
    async with statements(open_asker) as seen:
        answer = await open_asker.ask(DEEP)
    assert answer["a"]["totalCount"] == rows
    assert len(answer["a"]["edges"]) == min(rows, 50)
    assert len(seen) == 6


async def test_one_statement_for_entities_of_many_types(open_asker: Asker) -> None:
    ids = await fill(open_asker, 30)
    representations: list[dict[str, Any]] = [{"__typename": "Filing", "id": id_} for id_ in ids]
    representations += [{"__typename": "Committee", "code": code} for code in ("440100", "440113", "999999")]
    query = """query($r: [_Any!]!) { _entities(representations: $r) {
      __typename ... on Filing { title proposers { name } } ... on Committee { code name joined } } }"""
    async with statements(open_asker) as seen:
        found = (await open_asker.ask(query, r=representations))["_entities"]
    assert len(seen) == 1
    assert [each["title"] for each in found[:30]] == [f"提案 {number}" for number in range(30)]
    assert found[30:] == [
        {"__typename": "Committee", "code": "440100", "name": "广州市", "joined": True},
        {"__typename": "Committee", "code": "440113", "name": "番禺区", "joined": False},
        None,
    ]


async def test_no_value_enters_the_text(open_asker: Asker) -> None:
    await open_asker.filing("x", case_number="NEEDLE-1")
    query = """query($n: String!, $first: Int!) {
      filings(first: $first, filter: { caseNumber: $n, term: 987654 }) { totalCount edges { cursor } } }"""
    async with statements(open_asker) as seen:
        await open_asker.ask(query, n="NEEDLE-1", first=137)
        await open_asker.ask(query, n="'; drop table filing; --", first=138)
    assert len(set(seen)) == 1
    assert not any(word in seen[0] for word in ("NEEDLE", "137", "138", "987654", "drop", "440100"))


async def test_a_document_is_compiled_once_for_each_shape_of_its_arguments(open_asker: Asker) -> None:
    await fill(open_asker, 3)
    query = """query($after: String, $order: FilingOrder! = TITLE_ASC, $more: Boolean! = false,
        $outcome: FilingOutcome) {
      filings(first: 1, after: $after, orderBy: $order, filter: { outcome: $outcome }) {
        edges { cursor node { id title @include(if: $more) } } } }"""
    kept: StatementStore = open_asker.reader._statements
    first = await open_asker.ask(query)
    await open_asker.ask(query, STAFF)
    assert len(kept) == 1
    await open_asker.ask(query, after=first["filings"]["edges"][0]["cursor"])
    assert len(kept) == 2
    with_title = await open_asker.ask(query, more=True)
    assert "title" in with_title["filings"]["edges"][0]["node"]
    assert len(kept) == 3
    await open_asker.ask(query, order="TITLE_DESC")
    await open_asker.ask(query, outcome="FILED")
    await open_asker.ask(query, outcome="MERGED")
    assert len(kept) == 5


async def test_the_store_is_bounded(open_asker: Asker) -> None:
    kept = open_asker.reader._statements = StatementStore(fields=8, shapes=2)
    for number in range(20):
        await open_asker.ask(f"{{ committees {{ a{number}: name }} }}")
    assert len(kept) == 8
    orders = ("TITLE_ASC", "TITLE_DESC", "RECORDED_AT_ASC")
    for order in orders * 2:
        await open_asker.ask("query($o: FilingOrder!) { filings(orderBy: $o) { totalCount } }", o=order)
    assert len(kept) == 7 + 2
