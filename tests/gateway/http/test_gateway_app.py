"""The whole gateway over real nodes: identity, dead and revived nodes, health, metrics, and what never leaves it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import structlog
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route

from gateway.app import create_app, serve
from gateway.identity.tokens import issue_token
from gateway.partitions.membership_file import MembershipError
from gateway.settings import Settings, SettingsError
from tests.gateway.rim import NO_CLAIMS, NodeServers, Rim, rim, serving, write_home
from tests.gateway.station_node import FIXTURES

STATIONS = "{ stations { code } }"
RECORD = 'mutation { recordSighting(station: "440100", input: {title: "t"}) { record { title } } }'


def statuses(payload: dict[str, Any]) -> dict[str, str]:
    return {node["code"]: node["status"] for node in payload["extensions"]["completeness"]["nodes"]}


async def test_each_node_gets_its_own_assertion_and_never_the_token(gateway: Rim) -> None:
    token = issue_token(gateway.home, committee="440100", roles=["staff"], subject="clerk-1")
    status, payload = await gateway.ask(STATIONS, token=token)
    assert status == 200
    assert payload["data"]["stations"] == [{"code": "440100"}, {"code": "440500"}]
    for code, read_only in (("440100", False), ("440500", True)):
        (claims,) = gateway.nodes[code].claims
        assert claims["aud"] == code
        assert claims["ro"] is read_only
        assert (claims["sub"], claims["committee"], claims["roles"]) == ("clerk-1", "440100", ["staff"])
        assert claims["exp"] - claims["iat"] <= 60


async def test_anonymous_reads_go_bare_and_anonymous_commands_do_not(gateway: Rim) -> None:
    await gateway.ask(STATIONS)
    await gateway.ask(RECORD)
    read, command = gateway.nodes["440100"].claims
    assert read is NO_CLAIMS
    assert (command["committee"], command["roles"], command["ro"]) == (None, [], False)
    assert len(command["client"]) == 32
    assert "127" not in command["client"]


@pytest.mark.parametrize("token", ["nonsense", "a.b.c"])
async def test_a_bad_token_is_401_and_nothing_is_asked(gateway: Rim, token: str) -> None:
    status, payload = await gateway.ask(STATIONS, token=token)
    assert status == 401
    assert payload["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"
    assert "data" not in payload
    assert gateway.nodes["440100"].claims == []


async def test_an_expired_token_says_so(gateway: Rim) -> None:
    token = issue_token(gateway.home, committee="440100", roles=[], subject="c", now=time.time() - 7200)
    status, payload = await gateway.ask(STATIONS, token=token)
    assert status == 401
    assert payload["errors"][0]["extensions"]["reason"] == "EXPIRED"
    assert "已过期" in payload["errors"][0]["extensions"]["messageZh"]


async def test_the_development_issuer_counts_only_where_it_is_switched_on(tmp_path: Path) -> None:
    async with rim(tmp_path, "440100", dev_issuer=False) as gateway:
        token = issue_token(gateway.home, committee="440100", roles=[], subject="c")
        status, payload = await gateway.ask(STATIONS, token=token)
    assert status == 401
    assert payload["errors"][0]["extensions"]["reason"] == "UNKNOWN_ISSUER"


async def test_a_node_that_dies_is_down_at_once_and_live_within_two_seconds_of_its_return(tmp_path: Path) -> None:
    async with NodeServers(tmp_path, ("440100", "440500")) as nodes:
        write_home(tmp_path, nodes.ports)
        async with serving(create_app(Settings(tmp_path))) as url, aiohttp.ClientSession() as client:
            gateway = Rim(url, tmp_path, nodes.apps, client)
            assert statuses((await gateway.ask(STATIONS))[1]) == {"440100": "LIVE", "440500": "LIVE"}
            await nodes.stop("440100")
            started = time.monotonic()
            status, payload = await gateway.ask(STATIONS)
            assert time.monotonic() - started < 3
            assert status == 200
            assert "errors" not in payload
            assert payload["data"] == {"stations": [{"code": "440500"}]}
            assert statuses(payload) == {"440100": "DOWN", "440500": "LIVE"}
            assert payload["extensions"]["completeness"]["complete"] is False
            down = payload["extensions"]["completeness"]["nodes"][0]
            assert "refused" in down["reason"]
            _, refused = await gateway.ask(RECORD)
            assert refused["errors"][0]["extensions"]["code"] == "NODE_UNREACHABLE"
            await nodes.start("440100")
            returned = time.monotonic()
            while statuses((await gateway.ask(STATIONS))[1])["440100"] != "LIVE":
                assert time.monotonic() - returned < 2
                await asyncio.sleep(0.02)


async def test_all_nodes_down_is_an_empty_answer(tmp_path: Path) -> None:
    async with NodeServers(tmp_path, ("440100",)) as nodes:
        write_home(tmp_path, nodes.ports)
        await nodes.stop("440100")
        async with serving(create_app(Settings(tmp_path))) as url, aiohttp.ClientSession() as client:
            status, payload = await Rim(url, tmp_path, nodes.apps, client).ask(STATIONS)
    assert status == 200
    assert payload["data"] == {"stations": []}
    assert statuses(payload) == {"440100": "DOWN"}


async def test_a_node_that_hangs_costs_its_timeout_and_no_more(tmp_path: Path) -> None:
    async with NodeServers(tmp_path, ("440100", "440500")) as nodes:
        write_home(tmp_path, nodes.ports, timeout_ms=200)
        nodes.apps["440100"].gate.clear()
        async with serving(create_app(Settings(tmp_path))) as url, aiohttp.ClientSession() as client:
            gateway = Rim(url, tmp_path, nodes.apps, client)
            _, payload = await gateway.ask(STATIONS)
            assert payload["data"] == {"stations": [{"code": "440500"}]}
            assert statuses(payload)["440100"] == "DOWN"
            _, unknown = await gateway.ask(RECORD)
            nodes.apps["440100"].gate.set()
    assert unknown["errors"][0]["extensions"]["code"] in {"OUTCOME_UNKNOWN", "NODE_UNREACHABLE"}


async def test_readiness_waits_for_the_seed_and_not_for_nodes(gateway: Rim) -> None:
    async def status(path: str) -> int:
        async with gateway.client.get(gateway.url + path) as answer:
            return answer.status

    assert await status("/readyz") == 200
    (gateway.home / "run" / "seeded").unlink()
    assert await status("/readyz") == 503
    assert await status("/healthz") == 200


async def test_the_landing_page_links_to_graphql_in_both_languages(gateway: Rim) -> None:
    async with gateway.client.get(gateway.url) as answer:
        page = await answer.text()
    assert answer.status == 200
    assert 'href="/graphql"' in page
    assert 'lang="zh-CN"' in page
    assert 'lang="en"' in page


async def test_metrics_count_requests_nodes_and_plans(gateway: Rim) -> None:
    for query in (STATIONS, STATIONS, "{ nothing }"):
        await gateway.ask(query)
    async with gateway.client.get(f"{gateway.url}/metrics") as answer:
        lines = (await answer.text()).splitlines()
    for line in (
        'shizi_gateway_requests_total{kind="query",outcome="OK"} 2.0',
        'shizi_gateway_requests_total{kind="unknown",outcome="GRAPHQL_VALIDATION_FAILED"} 1.0',
        'shizi_gateway_plan_cache_total{result="hit"} 1.0',
        'shizi_gateway_plan_cache_total{result="miss"} 2.0',
        'shizi_gateway_sends_total{graph="stations",node="440100",outcome="REPLY"} 2.0',
        'shizi_gateway_node_up{node="440500"} 1.0',
    ):
        assert line in lines


@pytest.fixture
def events() -> Iterator[list[Any]]:
    with structlog.testing.capture_logs() as captured:
        yield captured


async def test_a_fault_of_ours_leaves_a_trace_id_and_nothing_else(
    events: list[Any], gateway: Rim, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: object) -> None:
        raise RuntimeError("the password is 1234")

    monkeypatch.setattr("gateway.engine.run", broken)
    status, payload = await gateway.ask(STATIONS)
    assert status == 500
    (error,) = payload["errors"]
    assert error["extensions"]["code"] == "INTERNAL"
    assert "1234" not in str(payload)
    logged = [event for event in events if event["event"] == "request failed"]
    assert [event["trace_id"] for event in logged] == [error["extensions"]["traceId"]]


async def test_what_cannot_be_served_is_said_before_the_port_is_taken(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"gateway\.toml: cannot be read"):
        await serve(Settings(tmp_path))
    with pytest.raises(MembershipError):
        create_app(Settings(tmp_path))
    with pytest.raises(SettingsError, match=r"needs gateway\.toml"):
        create_app(Settings(tmp_path, supergraph=FIXTURES / "stations.graphql"))
    with pytest.raises(SettingsError, match="cannot be read"):
        create_app(Settings(tmp_path, supergraph=tmp_path / "no.graphql"))


async def test_serves_a_supergraph_of_plain_subgraphs(tmp_path: Path) -> None:
    async def goods(_request: Any) -> Any:
        return JSONResponse({"data": {"items": [{"sku": "1"}]}})

    shop = (FIXTURES / "shop.graphql").read_text()
    async with serving(Starlette(routes=[Route("/graphql", goods, methods=["POST"])])) as subgraph:
        supergraph = tmp_path / "shop.graphql"
        supergraph.write_text(shop.replace('url: "http://goods"', f'url: "{subgraph}/graphql"'))
        app = create_app(Settings(tmp_path, supergraph=supergraph))
        async with serving(app) as url, aiohttp.ClientSession() as client:
            gateway = Rim(url, tmp_path, {}, client)
            assert (await gateway.ask("{ items { sku } }"))[1] == {"data": {"items": [{"sku": "1"}]}}
            async with client.get(f"{url}/readyz") as answer:
                assert answer.status == 200
