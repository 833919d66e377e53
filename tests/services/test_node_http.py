"""What a node's endpoint answers over HTTP, above all to what cannot be meant."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest
import pytest_asyncio

from deploy.local.postgres import EmbeddedPostgres
from services.node.committee import CommitteeNode
from tests.services.conftest import empty_database
from tests.services.node_client import NodeClient, running

WHO = "{ committees { code joined } }"
GREAT = 1 << 20


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def place(
    postgres: EmbeddedPostgres, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[tuple[str, Path]]:
    """A database and a home that nodes of this module have one after the other: none of them writes."""
    async with empty_database(postgres) as dsn:
        yield dsn, tmp_path_factory.mktemp("home")


@pytest_asyncio.fixture
async def client(place: tuple[str, Path]) -> AsyncIterator[NodeClient]:
    """A node of 440100 without records."""
    async with running(*place) as client:
        yield client


def committee(client: NodeClient) -> CommitteeNode:
    node: CommitteeNode = client.app.state.process.nodes["440100"]
    return node


async def test_health_readiness_and_metrics(client: NodeClient) -> None:
    assert (await client.request("GET", "/healthz")).json == {"status": "ok", "committees": ["440100"]}
    assert (await client.request("GET", "/readyz")).json == {"status": "ok", "committees": {"440100": True}}
    answered = await client.ask(WHO)
    assert (answered.status, answered.json) == (200, {"data": {"committees": [{"code": "440100", "joined": True}]}})
    assert answered.headers["content-type"] == "application/json; charset=utf-8"
    await client.ask("{")
    metrics = (await client.request("GET", "/metrics")).body.decode()
    assert 'shizi_node_requests_total{committee="440100",outcome="ok"} 1.0' in metrics
    assert 'shizi_node_requests_total{committee="440100",outcome="GRAPHQL_PARSE_FAILED"} 1.0' in metrics
    assert 'shizi_node_request_seconds_count{committee="440100"} 2.0' in metrics


async def test_a_request_that_is_none(client: NodeClient) -> None:
    for body in (
        b"", b"x", b"[]", b"7", b"null", b"{}", b'{"query": 1}', b'{"query": "{ committees { code } }"', b'"\xff"',
        b'{"query": "\xff\xfe"}', b'{"query": "\xed\xa0\x80"}', b'{"query": "{a}", "variables": []}',
        b'{"query": "{a}", "operationName": 1}', b'{"query": "\\ud800"}', b"[" * 100_000,
    ):  # fmt: skip
        answered = await client.post(body)
        assert (answered.status, answered.code) == (400, "BAD_USER_INPUT"), body[:40]
    for method in ("GET", "PUT", "DELETE"):
        answered = await client.request(method, "/graphql")
        assert (answered.status, answered.headers["allow"], answered.code) == (405, "POST", "BAD_USER_INPUT")
    text = await client.post(b'{"query": "{ committees { code } }"}', content_type="text/plain")
    assert (text.status, text.code) == (400, "BAD_USER_INPUT")


async def test_a_body_over_the_limit_is_not_read_to_its_end(client: NodeClient) -> None:
    chunks = [b" " * 65_536] * 17
    answered = await client.post(chunks)
    assert (answered.status, answered.code) == (413, "PAYLOAD_TOO_LARGE")
    allowed = json.dumps({"query": WHO}).encode()
    assert (await client.post(allowed + b" " * (GREAT - len(allowed)))).status == 200
    assert (await client.post(allowed + b" " * (GREAT - len(allowed) + 1))).status == 413


CANNOT = [
    ("{", "GRAPHQL_PARSE_FAILED"),
    ("", "GRAPHQL_PARSE_FAILED"),
    ("\0", "GRAPHQL_PARSE_FAILED"),
    ("{ nothing }", "GRAPHQL_VALIDATION_FAILED"),
    ("{ filings(orderBy: SIDEWAYS) { totalCount } }", "GRAPHQL_VALIDATION_FAILED"),
    ("{ ...A } fragment A on Query { ...A }", "GRAPHQL_VALIDATION_FAILED"),
    ('{ committee(code: "44") { name } }', "BAD_USER_INPUT"),
    ('{ committee(code: "999999") { name } }', "BAD_USER_INPUT"),
    ('{ node(id: "x") { id } }', "BAD_USER_INPUT"),
    ('{ node(id: "440100:filing:\\u0000") { id } }', "BAD_USER_INPUT"),
    ('{ committee(code: "440100") { successors(at: "2023-02-30") { code } } }', "BAD_USER_INPUT"),
    ("query A { __typename } query B { __typename }", "BAD_USER_INPUT"),
    ("query($x: Int!) { filings(first: $x) { totalCount } }", "BAD_USER_INPUT"),
    ("{ " + " ".join(f"a{n}: committees {{ code }}" for n in range(10_000)) + " }", "TOO_COMPLEX"),
    ("{ committees { " + " ".join(f"a{n}: code" for n in range(600)) + " } }", "TOO_COMPLEX"),
    ("{ committees " + "{ parent " * 30 + "{ code }" + " }" * 31, "TOO_COMPLEX"),
    ("{ committees " + "{ parent " * 3000 + "{ code }" + " }" * 3001, "TOO_COMPLEX"),
]


async def test_a_document_that_cannot_be_answered(client: NodeClient) -> None:
    for query, code in CANNOT:
        answered = await client.ask(query)
        assert answered.status in (200, 400)
        assert answered.code == code, query[:80]
        assert "Traceback" not in answered.body.decode()


async def test_fragments_spread_many_times_count_each_time(client: NodeClient) -> None:
    doubling = " ".join(f"fragment F{n} on Committee {{ ...F{n + 1} ...F{n + 1} }}" for n in range(40))
    query = f"{{ committees {{ ...F0 }} }} {doubling} fragment F40 on Committee {{ code }}"
    assert (await client.ask(query)).code == "TOO_COMPLEX"


async def test_an_unknown_enum_or_a_nul_in_a_variable(client: NodeClient) -> None:
    order = "query($o: FilingOrder!) { filings(orderBy: $o) { totalCount } }"
    assert (await client.ask(order, o="SIDEWAYS")).code == "BAD_USER_INPUT"
    number = "query($n: String!) { filings(filter: { caseNumber: $n }) { totalCount } }"
    answered = await client.ask(number, n="a\0b")
    assert (answered.status, answered.code) == (400, "BAD_USER_INPUT")
    assert (await client.ask(number, n="\\u0000 as text")).code == "FORBIDDEN"


async def test_assertions_open_what_they_vouch_for_and_nothing_else(client: NodeClient) -> None:
    query = "{ filings { totalCount } }"
    assert (await client.ask(query)).code == "FORBIDDEN"
    assert (await client.ask(query, client.assertion())).json == {"data": {"filings": {"totalCount": 0}}}
    assert (await client.ask(query, client.assertion(committee="440500"))).code == "FORBIDDEN"
    for token in (
        "Bearer x",
        "Basic eDp4",
        client.assertion(audience="350800"),
        client.assertion(exp=1),
        client.assertion(iss="someone"),
        NodeClient(client.app, type(client.key).generate_key("Ed25519")).assertion(),
    ):
        answered = await client.ask(query, token)
        assert (answered.status, answered.code) == (401, "UNAUTHENTICATED"), token


async def test_graphql_response_json_where_it_is_asked_for(client: NodeClient) -> None:
    body = json.dumps({"query": "{"}).encode()
    answered = await client.post(body, accept="application/graphql-response+json")
    assert (answered.status, answered.code) == (400, "GRAPHQL_PARSE_FAILED")
    assert answered.headers["content-type"] == "application/graphql-response+json; charset=utf-8"


async def test_documents_are_parsed_and_compiled_once(client: NodeClient) -> None:
    documents, reader = committee(client).contract.documents, committee(client).reader
    for _ in range(3):
        assert (await client.ask(WHO)).status == 200
    assert (len(documents), len(reader._statements)) == (1, 1)


async def test_what_nobody_foresaw_leaves_as_a_trace_id(database_dsn: str, tmp_path: Path) -> None:
    trace = "0af7651916cd43dd8448eb211c80319c"
    body = json.dumps({"query": "{ publishedReports { totalCount } committees { code } }"}).encode()
    async with running(database_dsn, tmp_path) as client:
        connection = await asyncpg.connect(database_dsn)
        await connection.execute(f"DROP TABLE {committee(client).database.schema}.published_report CASCADE")
        await connection.close()
        answered = await client.post(body, client.assertion(), traceparent=f"00-{trace}-b7ad6b7169203331-01")
    (error,) = answered.json["errors"]
    assert error["extensions"]["code"] == "INTERNAL"
    assert error["extensions"]["traceId"] == trace
    assert error["path"] == ["publishedReports"]
    assert "published_report" not in answered.body.decode()
    assert "SELECT" not in answered.body.decode().upper()


async def test_several_committees_in_one_process(database_dsn: str, tmp_path: Path) -> None:
    async with running(database_dsn, tmp_path, "440100", "440113") as client:
        for code in ("440100", "440113"):
            client.path = f"/{code}/graphql"
            answered = await client.ask("{ committees { code parent { code joined } } }")
            parent = {"440100": "440000", "440113": "440100"}[code]
            assert answered.json["data"]["committees"] == [{"code": code, "parent": {"code": parent, "joined": False}}]
        for path in ("/graphql", "/440500/graphql"):
            client.path = path
            answered = await client.ask(WHO)
            assert (answered.status, answered.code) == (404, "NOT_FOUND")
        assert (await client.request("GET", "/readyz")).json["committees"] == {"440100": True, "440113": True}
