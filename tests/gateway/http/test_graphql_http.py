"""GraphQL over HTTP: what is accepted, which status and media type an answer has, and every kind of bad input."""

from __future__ import annotations

import io
from typing import Any

import aiohttp
import orjson
import pytest
from yarl import URL

from tests.gateway.rim import Rim

pytestmark = pytest.mark.asyncio(loop_scope="module")

JSON, GRAPHQL_JSON = "application/json", "application/graphql-response+json"
STATIONS = "{ stations { code } }"
BOTH = {"stations": [{"code": "440100"}, {"code": "440500"}]}


async def post(shared: Rim, body: bytes, **headers: str) -> tuple[aiohttp.ClientResponse, Any]:
    sent = {"content-type": JSON} | {name.replace("_", "-"): value for name, value in headers.items()}
    async with shared.client.post(f"{shared.url}/graphql", data=io.BytesIO(body), headers=sent) as answer:
        return answer, orjson.loads(await answer.read())


def only_error(payload: Any) -> dict[str, Any]:
    """The single error, checked for what every error has; nothing of the inside may show."""
    assert set(payload) == {"errors"}
    (error,) = payload["errors"]
    assert error["message"]
    assert any("\u4e00" <= letter <= "\u9fff" for letter in error["extensions"]["messageZh"])
    text = orjson.dumps(error).decode()
    assert "Traceback" not in text
    assert ".py" not in text
    extensions: dict[str, Any] = error["extensions"]
    return extensions


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        (None, JSON),
        ("*/*", JSON),
        ("application/*", JSON),
        (JSON, JSON),
        (GRAPHQL_JSON, GRAPHQL_JSON),
        (f"{GRAPHQL_JSON}, {JSON};q=0.9", GRAPHQL_JSON),
        (f"{JSON};q=0.1, {GRAPHQL_JSON};q=0.2", GRAPHQL_JSON),
        (f"text/html, {JSON};q=0.5", JSON),
    ],
)
async def test_answers_in_the_accepted_type(shared: Rim, accept: str | None, media_type: str) -> None:
    headers = {} if accept is None else {"accept": accept}
    answer, payload = await post(shared, orjson.dumps({"query": STATIONS}), **headers)
    assert (answer.status, answer.content_type, answer.charset) == (200, media_type, "utf-8")
    assert payload["data"] == BOTH
    assert payload["extensions"]["completeness"]["complete"] is True
    assert [node["code"] for node in payload["extensions"]["completeness"]["nodes"]] == ["440100", "440500"]
    assert len(answer.headers["x-trace-id"]) == 32


async def test_nothing_acceptable_is_406(shared: Rim) -> None:
    answer, payload = await post(shared, orjson.dumps({"query": STATIONS}), accept="image/png")
    assert answer.status == 406
    assert only_error(payload)["code"] == "BAD_USER_INPUT"


async def test_runs_the_named_operation_with_variables(shared: Rim) -> None:
    query = "query A($c: StationCode!) { station(code: $c) { code } } query B { __typename }"
    status, payload = await shared.ask(query, operationName="A", variables={"c": "440500"}, extensions={})
    assert status == 200
    assert payload["data"] == {"station": {"code": "440500"}}


async def test_introspection_and_typename_need_no_node(shared: Rim) -> None:
    _, payload = await shared.ask('{ __typename __type(name: "Station") { name } }')
    assert payload["data"] == {"__typename": "Query", "__type": {"name": "Station"}}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null",
        b'"query"',
        b"{}",
        b'{"query": 1}',
        b'{"query": ""}',
        b'{"query": "{__typename}", "variables": []}',
        b'{"query": "{__typename}", "variables": "{}"}',
        b'{"query": "{__typename}", "operationName": 7}',
        b'{"query": "{__typename}", "extensions": "x"}',
        b'[{"query": "{__typename}"}]',
        b'{"query": "{__typename}"} trailing',
        b'{"query": "{__typename} # \xff"}',
        b'{"query": "{__typename} # \xed\xa0\x80"}',
        b'{"query": "{__typename} # \\ud800"}',
        b'{"query": "{__typename} # \\u0000"}',
        b'{"query": "{__typename} # \x00"}',
        b'{"query": "{__typename}", "variables": {"a": ["\\u0000"]}}',
        b'{"query": "{__typename}", "variables": {"\\u0000": 1}}',
        b'{"query": "{__typename}", "variables": {"a": ' + b"[" * 5000 + b"]" * 5000 + b"}}",
        b'{"a":' * 5000,
    ],
    ids=lambda body: repr(body[:40]),
)
@pytest.mark.parametrize("accept", [JSON, GRAPHQL_JSON])
async def test_a_request_that_is_none_is_400(shared: Rim, body: bytes, accept: str) -> None:
    answer, payload = await post(shared, body, accept=accept)
    assert answer.status == 400
    assert answer.content_type == accept
    assert only_error(payload)["code"] == "BAD_USER_INPUT"


async def test_a_backslash_before_u0000_is_no_nul(shared: Rim) -> None:
    answer, payload = await post(shared, b'{"query": "{__typename} # \\\\u0000"}')
    assert answer.status == 200
    assert payload["data"] == {"__typename": "Query"}


@pytest.mark.parametrize(
    ("query", "members", "code"),
    [
        ("{", {}, "GRAPHQL_PARSE_FAILED"),
        ("{ nothing }", {}, "GRAPHQL_VALIDATION_FAILED"),
        ("{ sightings(orderBy: SIDEWAYS) { totalCount } }", {}, "GRAPHQL_VALIDATION_FAILED"),
        ("query($o: SightingOrder!) { sightings(orderBy: $o) { totalCount } }", {"variables": {"o": "X"}}, "INPUT"),
        ("query($c: StationCode!) { station(code: $c) { code } }", {}, "INPUT"),
        ("query A { __typename }", {"operationName": "B"}, "INPUT"),
        ("query A { __typename } query B { __typename }", {}, "INPUT"),
        ("fragment F on Query { __typename }", {}, "GRAPHQL_VALIDATION_FAILED"),
        ('mutation { recordSighting(station: "440100", input: {title: "a\\u0000"}) { replayed } }', {}, "INPUT"),
        ("subscription { x }", {}, "GRAPHQL_VALIDATION_FAILED"),
        ("{ " + "".join(f"a{number}: __typename " for number in range(10_000)) + "}", {}, "TOO_COMPLEX"),
    ],
    ids=lambda value: str(value)[:40],
)
async def test_a_document_that_is_refused(shared: Rim, query: str, members: dict[str, Any], code: str) -> None:
    code = "BAD_USER_INPUT" if code == "INPUT" else code
    body = orjson.dumps({"query": query, **members})
    shared.nodes["440100"].documents.clear()
    for accept, status in ((JSON, 200), (GRAPHQL_JSON, 400)):
        answer, payload = await post(shared, body, accept=accept)
        assert answer.status == status
        assert only_error(payload)["code"] == code
    assert shared.nodes["440100"].documents == []


async def test_a_syntax_error_has_its_place(shared: Rim) -> None:
    _, payload = await shared.ask("{\n  stations { code ")
    assert payload["errors"][0]["locations"] == [{"line": 2, "column": 19}]
    assert "第 2 行第 19 列" in payload["errors"][0]["extensions"]["messageZh"]


async def test_a_body_over_the_limit_is_413(shared: Rim) -> None:
    body = orjson.dumps({"query": STATIONS, "variables": {"a": "x" * 1024 * 1024}})
    answer, payload = await post(shared, body)
    assert answer.status == 413
    assert only_error(payload)["code"] == "PAYLOAD_TOO_LARGE"


async def test_a_body_of_unknown_length_is_cut_at_the_limit(shared: Rim) -> None:
    async def chunks() -> Any:
        for _ in range(20):
            yield b"x" * 100_000

    headers = {"content-type": JSON}
    async with shared.client.post(f"{shared.url}/graphql", data=chunks(), headers=headers) as answer:
        assert answer.status == 413


@pytest.mark.parametrize(
    "headers",
    [
        {"content-type": "text/plain"},
        {"content-type": "application/x-www-form-urlencoded"},
        {"content-type": "application/json; charset=utf-16"},
        {"content-type": "application/graphql"},
        {"content-type": JSON, "content-encoding": "gzip"},
    ],
    ids=str,
)
async def test_other_content_types_are_415(shared: Rim, headers: dict[str, str]) -> None:
    body = orjson.dumps({"query": STATIONS})
    async with shared.client.post(f"{shared.url}/graphql", data=body, headers=headers) as answer:
        assert answer.status == 415
        assert only_error(await answer.json())["code"] == "BAD_USER_INPUT"


@pytest.mark.parametrize("content_type", ["application/json;charset=utf-8", 'Application/JSON; charset="UTF-8"'])
async def test_json_in_utf8_by_any_spelling(shared: Rim, content_type: str) -> None:
    answer, _ = await post(shared, orjson.dumps({"query": STATIONS}), content_type=content_type)
    assert answer.status == 200


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
async def test_other_methods_are_405(shared: Rim, method: str) -> None:
    async with shared.client.request(method, f"{shared.url}/graphql") as answer:
        assert answer.status == 405
        assert answer.headers["allow"] == "GET, POST"


async def get(shared: Rim, **parameters: str) -> tuple[aiohttp.ClientResponse, Any]:
    async with shared.client.get(f"{shared.url}/graphql", params=parameters) as answer:
        return answer, await answer.json()


async def test_get_answers_queries(shared: Rim) -> None:
    query = "query A($c: StationCode!) { station(code: $c) { code } }"
    answer, payload = await get(shared, query=query, variables='{"c":"440100"}', operationName="A")
    assert answer.status == 200
    assert payload["data"] == {"station": {"code": "440100"}}


async def test_get_refuses_mutations(shared: Rim) -> None:
    answer, payload = await get(shared, query='mutation { renameSighting(id: "x", title: "y") { replayed } }')
    assert answer.status == 405
    assert answer.headers["allow"] == "POST"
    assert only_error(payload)["code"] == "BAD_USER_INPUT"


@pytest.mark.parametrize(
    "parameters",
    [{}, {"query": STATIONS, "variables": "{"}, {"query": STATIONS, "variables": "[]"}, {"query": STATIONS + "#\x00"}],
    ids=str,
)
async def test_get_with_bad_parameters_is_400(shared: Rim, parameters: dict[str, str]) -> None:
    answer, payload = await get(shared, **parameters)
    assert answer.status == 400
    assert only_error(payload)["code"] == "BAD_USER_INPUT"


@pytest.mark.parametrize("raw", ["query=%7B__typename%7D&query=%7Bx%7D", "query=%ff%fe", "a=1" + 50 * "&a=1"])
async def test_get_with_a_bad_query_string_is_400(shared: Rim, raw: str) -> None:
    async with shared.client.get(URL(f"{shared.url}/graphql?{raw}", encoded=True)) as answer:
        assert answer.status == 400
        assert only_error(await answer.json())["code"] == "BAD_USER_INPUT"


async def test_a_browser_gets_the_page_and_a_program_never(shared: Rim) -> None:
    accept = {"accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
    async with shared.client.get(f"{shared.url}/graphql", headers=accept) as answer:
        assert answer.content_type == "text/html"
    async with shared.client.get(f"{shared.url}/graphql?query=%7B__typename%7D", headers=accept) as answer:
        assert answer.content_type == JSON
        assert (await answer.json())["data"] == {"__typename": "Query"}


async def test_cors_admits_listed_origins_only_and_never_credentials(shared: Rim) -> None:
    preflight = {"access-control-request-method": "POST"}
    preflight["access-control-request-headers"] = "content-type,authorization"
    for origin, admitted in (("https://board.example", True), ("https://evil.example", False)):
        headers = {"origin": origin} | preflight
        async with shared.client.options(f"{shared.url}/graphql", headers=headers) as answer:
            assert (answer.headers.get("access-control-allow-origin") == origin) is admitted
            assert answer.status == (200 if admitted else 400)
            assert "access-control-allow-credentials" not in answer.headers
        answered, _ = await post(shared, orjson.dumps({"query": STATIONS}), origin=origin)
        assert (answered.headers.get("access-control-allow-origin") == origin) is admitted
        assert "access-control-allow-credentials" not in answered.headers


async def test_takes_over_the_callers_trace(shared: Rim) -> None:
    trace = "4bf92f3577b34da6a3ce929d0e0e4736"
    body = orjson.dumps({"query": STATIONS})
    answer, _ = await post(shared, body, traceparent=f"00-{trace}-00f067aa0ba902b7-01")
    assert answer.headers["x-trace-id"] == trace
    answer, _ = await post(shared, body, traceparent="00-" + "0" * 32 + "-00f067aa0ba902b7-01")
    assert answer.headers["x-trace-id"] != "0" * 32
