"""Aliases, fragments, directives and type names mean in SQL what they mean in GraphQL."""

from __future__ import annotations

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.services.reads.asking import Asker

NAMES = st.from_regex(r"\A[A-Za-z][_0-9A-Za-z]{0,20}\Z") | st.sampled_from(
    ["select", "null", "from", "j", "p", "f", "page"]
)
NASTY = (
    "'", "''", '"', "\\", "\\'", "'; drop table filing; --", "$1", "$$", "%s", "{0}", "{row}", "{own}", "{{code}}",
    "</script>", "\n\t\r", "\u2028", "\x01", "\x7f", "𠮷", "é", "null", "E'\\047'", "/*", "--", "||",
)  # fmt: skip


async def test_fragments_aliases_and_type_names(open_asker: Asker) -> None:
    id_ = await open_asker.filing("提案")
    query = """query($id: ID!) {
      first: node(id: $id) { __typename ...Named ... on Node { same: id } ... on Committee { code } }
      filings { __typename edges { __typename node { ...Named } } again: edges { node { id } }
        edges { cursor } pageInfo { __typename } completeness {
          __typename nodes { __typename missing ms } notJoined { level } } }
    }
    fragment Named on Filing { kind: __typename title again: title ... { ...Owner } ...Owner }
    fragment Owner on Filing { committee { code } committee { name } }"""
    found = await open_asker.ask(query, id=id_)
    named = {"kind": "Filing", "title": "提案", "again": "提案", "committee": {"code": "440100", "name": "广州市"}}
    assert found["first"] == {"__typename": "Filing", **named, "same": id_}
    page = found["filings"]
    assert page["__typename"] == "FilingConnection"
    assert page["edges"][0].keys() == {"__typename", "node", "cursor"}
    assert page["edges"][0]["node"] == named
    assert page["again"] == [{"node": {"id": id_}}]
    assert page["pageInfo"] == {"__typename": "PageInfo"}
    answer: dict[str, object] = {"__typename": "NodeAnswer", "missing": [], "ms": None}
    assert page["completeness"] == {"__typename": "Completeness", "nodes": [answer], "notJoined": []}


async def test_the_order_of_keys_is_that_of_the_document(open_asker: Asker) -> None:
    await open_asker.filing("提案")
    result = await open_asker.result("{ filings { edges { node { version title id } cursor } totalCount } }")
    text = bytes(
        json.dumps(await open_asker.ask("{ filings { edges { node { version title id } cursor } totalCount } }")),
        "ascii",
    )
    assert result.errors is None
    assert [text.index(b'"%s"' % key) for key in (b"version", b"title", b"id", b"cursor", b"totalCount")] == sorted(
        text.index(b'"%s"' % key) for key in (b"version", b"title", b"id", b"cursor", b"totalCount")
    )


async def test_skip_and_include(open_asker: Asker) -> None:
    await open_asker.filing("提案")
    query = """query($yes: Boolean!, $no: Boolean!) { filings { edges { node { __typename
      a: title @include(if: $yes) b: title @include(if: $no) c: title @skip(if: $yes) d: title @skip(if: $no)
      e: title @include(if: true) f: title @skip(if: true) g: title @include(if: $yes) @skip(if: $yes)
      ... @include(if: $no) { h: title } ...Some @skip(if: $no) } } } }
    fragment Some on Filing { i: title j: title @include(if: $no) }"""
    node = (await open_asker.ask(query, yes=True, no=False))["filings"]["edges"][0]["node"]
    assert "".join(sorted(node.keys() - {"__typename"})) == "adei"
    node = (await open_asker.ask(query, yes=False, no=True))["filings"]["edges"][0]["node"]
    assert "".join(sorted(node.keys() - {"__typename"})) == "bceh"


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(aliases=st.lists(NAMES, min_size=1, max_size=8, unique=True))
async def test_any_name_may_be_an_alias(open_asker: Asker, aliases: list[str]) -> None:
    await open_asker.database.writer.execute("DELETE FROM filing")
    await open_asker.filing("提案")
    wanted = " ".join(f"{alias}: title" for alias in aliases)
    query = f"{{ {aliases[0]}: filings {{ {aliases[0]}: edges {{ {aliases[0]}: node {{ {wanted} }} }} }} }}"
    found = await open_asker.ask(query)
    key = aliases[0]
    assert found == {key: {key: [{key: dict.fromkeys(aliases, "提案")}]}}


async def test_any_text_comes_back_as_it_was_written(open_asker: Asker) -> None:
    for text in NASTY:
        id_ = await open_asker.filing(text, text=text, gaps=[text], source=text)
        await open_asker.put(
            "proposer", filing_id=id_, owner="440100", position=1, kind="CITIZEN", name=text, first=True
        )
    query = "{ filings(first: 200) { edges { node { title text gaps source proposers { name } } } } }"
    found = [edge["node"] for edge in (await open_asker.ask(query))["filings"]["edges"]]
    expected = [{"title": t, "text": t, "gaps": [t], "source": t, "proposers": [{"name": t}]} for t in NASTY]
    assert sorted(found, key=str) == sorted(expected, key=str)


async def test_text_in_arguments_is_text_and_nothing_else(open_asker: Asker) -> None:
    await open_asker.filing("提案", case_number="第1号")
    query = "query($n: String!) { filings(filter: { caseNumber: $n }) { totalCount } }"
    for text in NASTY:
        assert (await open_asker.ask(query, n=text))["filings"]["totalCount"] == 0
        literal = f"{{ filings(filter: {{ caseNumber: {json.dumps(text)} }}) {{ totalCount }} }}"
        assert (await open_asker.ask(literal))["filings"]["totalCount"] == 0
        await open_asker.filing(text, case_number=text)
        assert (await open_asker.ask(query, n=text))["filings"]["totalCount"] == 1


async def test_every_filter_of_filings(open_asker: Asker) -> None:
    await open_asker.filing(
        "一", term=14, session=2, is_key_proposal=True, case_number="第9号", submitted_at=open_asker.clock.now(),
        provenance="PRESS", origin="CITIZEN_LEAD", state="CLOSED",
    )  # fmt: skip
    await open_asker.filing("二", outcome="PENDING", state="SUBMITTED")
    query = "query($f: FilingFilter) { filings(filter: $f) { edges { node { title } } } }"
    for filter_ in (
        {"outcome": "FILED"}, {"state": "CLOSED"}, {"term": 14}, {"session": 2}, {"isKeyProposal": True},
        {"caseNumber": "第9号"}, {"provenance": "PRESS"}, {"origin": "CITIZEN_LEAD"},
        {"submittedFrom": "2026-11-23T08:00:00Z", "submittedUntil": "2026-11-23T08:00:00.000001Z"},
    ):  # fmt: skip
        edges = (await open_asker.ask(query, f=filter_))["filings"]["edges"]
        assert [edge["node"]["title"] for edge in edges] == ["一"], filter_
    assert (await open_asker.ask(query, f={"submittedFrom": "2026-11-23T08:00:00.000001Z"}))["filings"]["edges"] == []
    assert len((await open_asker.ask(query, f={"outcome": None}))["filings"]["edges"]) == 2
    assert len((await open_asker.ask(query, f=None))["filings"]["edges"]) == 2
