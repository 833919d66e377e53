"""The graphql-transport-ws protocol, message by message, with the close codes of the protocol text."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import orjson
import pytest

from gateway.identity.tokens import issue_token
from tests.gateway.rim import Rim

pytestmark = pytest.mark.asyncio(loop_scope="module")

PROTOCOL = "graphql-transport-ws"
INIT = {"type": "connection_init"}
REFUSED = {"{": "GRAPHQL_PARSE_FAILED", "{ x }": "GRAPHQL_VALIDATION_FAILED", "": "BAD_USER_INPUT"}


class Socket:
    """A client's end of the conversation."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket

    async def say(self, *messages: Any) -> None:
        for message in messages:
            await self.socket.send_str(message if isinstance(message, str) else orjson.dumps(message).decode())

    async def hear(self) -> Any:
        message = await self.socket.receive(timeout=10)
        assert message.type is aiohttp.WSMsgType.TEXT, message
        return orjson.loads(message.data)

    async def closed(self) -> tuple[int | None, str | None]:
        message = await self.socket.receive(timeout=10)
        assert message.type is aiohttp.WSMsgType.CLOSE, message
        return message.data, message.extra


@asynccontextmanager
async def connected(
    rim: Rim, protocols: tuple[str, ...] = (PROTOCOL,), origin: str | None = None
) -> AsyncIterator[Socket]:
    url = f"{rim.url.replace('http', 'ws')}/graphql"
    async with rim.client.ws_connect(url, protocols=protocols, origin=origin) as socket:
        yield Socket(socket)


@asynccontextmanager
async def ready(rim: Rim, **payload: str) -> AsyncIterator[Socket]:
    async with connected(rim) as socket:
        await socket.say(INIT | ({"payload": payload} if payload else {}))
        assert await socket.hear() == {"type": "connection_ack"}
        yield socket


def subscribe(query: str, operation_id: str = "1", **members: Any) -> dict[str, Any]:
    return {"id": operation_id, "type": "subscribe", "payload": {"query": query, **members}}


async def test_runs_a_query_and_completes_it(shared: Rim) -> None:
    async with ready(shared) as socket:
        assert socket.socket.protocol == PROTOCOL
        query = "query A($c: StationCode!) { station(code: $c) { code } }"
        await socket.say(subscribe(query, variables={"c": "440500"}))
        answer = await socket.hear()
        assert (answer["id"], answer["type"]) == ("1", "next")
        assert answer["payload"]["data"] == {"station": {"code": "440500"}}
        assert await socket.hear() == {"id": "1", "type": "complete"}


async def test_runs_a_mutation_as_the_viewer_of_the_handshake_message(shared: Rim) -> None:
    shared.nodes["440100"].claims.clear()
    token = issue_token(shared.home, committee="440100", roles=["staff"], subject="clerk-1")
    async with ready(shared, Authorization=f"Bearer {token}") as socket:
        await socket.say(subscribe('mutation { recordSighting(station: "440100", input: {title: "t"}) { replayed } }'))
        answer = await socket.hear()
        assert answer["payload"]["data"] == {"recordSighting": {"replayed": False}}
    (claims,) = shared.nodes["440100"].claims
    assert (claims["sub"], claims["ro"]) == ("clerk-1", False)


async def test_a_refused_document_is_an_error_and_the_socket_goes_on(shared: Rim) -> None:
    async with ready(shared) as socket:
        for query, code in REFUSED.items():
            await socket.say(subscribe(query))
            answer = await socket.hear()
            assert (answer["id"], answer["type"]) == ("1", "error")
            assert answer["payload"][0]["extensions"]["code"] == code
            assert answer["payload"][0]["extensions"]["messageZh"]
        await socket.say(subscribe("{ __typename }", variables={"a": "\x00"}))
        assert (await socket.hear())["payload"][0]["extensions"]["code"] == "BAD_USER_INPUT"


async def test_answers_pings_and_accepts_pongs(shared: Rim) -> None:
    async with connected(shared) as socket:
        await socket.say({"type": "pong"}, {"type": "ping"}, {"type": "ping", "payload": {"a": 1}})
        assert await socket.hear() == {"type": "pong"}
        assert await socket.hear() == {"type": "pong", "payload": {"a": 1}}


async def test_operations_run_side_by_side_and_can_be_given_up(shared: Rim) -> None:
    node = shared.nodes["440100"]
    node.gate.clear()
    try:
        async with ready(shared) as socket:
            slow = '{ stations(nodes: ["440100"]) { code } }'
            await socket.say(subscribe(slow, "slow"), subscribe(slow, "unwanted"), subscribe("{ __typename }", "quick"))
            assert (await socket.hear())["id"] == "quick"
            assert await socket.hear() == {"id": "quick", "type": "complete"}
            await socket.say({"id": "unwanted", "type": "complete"}, {"type": "ping"})
            assert await socket.hear() == {"type": "pong"}
            node.gate.set()
            assert (await socket.hear())["id"] == "slow"
            assert await socket.hear() == {"id": "slow", "type": "complete"}
            await socket.say(subscribe("{ __typename }", "unwanted"))
            assert (await socket.hear())["id"] == "unwanted"
    finally:
        node.gate.set()


async def test_a_used_id_is_4409_while_it_runs(shared: Rim) -> None:
    node = shared.nodes["440100"]
    node.gate.clear()
    try:
        async with ready(shared) as socket:
            await socket.say(subscribe("{ stations { code } }"), subscribe("{ __typename }"))
            assert await socket.closed() == (4409, "Subscriber for 1 already exists")
    finally:
        node.gate.set()


@pytest.mark.parametrize(
    "message",
    [
        "{",
        "[]",
        "{}",
        {"type": 1},
        {"type": "start"},
        {"type": "subscribe"},
        {"type": "subscribe", "id": 1, "payload": {"query": "{x}"}},
        {"type": "subscribe", "id": "", "payload": {"query": "{x}"}},
        {"type": "subscribe", "id": "1"},
        {"type": "complete"},
        {"type": "ping", "payload": "x"},
    ],
    ids=str,
)
async def test_a_broken_message_is_4400(shared: Rim, message: Any) -> None:
    async with ready(shared) as socket:
        await socket.say(message)
        assert await socket.closed() == (4400, "Invalid message received")


async def test_a_binary_message_is_4400(shared: Rim) -> None:
    async with ready(shared) as socket:
        await socket.socket.send_bytes(orjson.dumps({"type": "ping"}))
        assert (await socket.closed())[0] == 4400


async def test_subscribing_before_the_acknowledgement_is_4401(shared: Rim) -> None:
    async with connected(shared) as socket:
        await socket.say(subscribe("{ __typename }"))
        assert await socket.closed() == (4401, "Unauthorized")


@pytest.mark.parametrize("authorization", ["Bearer nonsense", "Basic x", 7])
async def test_a_bad_token_is_4403(shared: Rim, authorization: Any) -> None:
    async with connected(shared) as socket:
        await socket.say(INIT | {"payload": {"authorization": authorization}})
        code, reason = await socket.closed()
        assert code == 4403
        assert reason is not None
        assert reason.startswith("Forbidden")


async def test_silence_before_the_first_message_is_4408(shared: Rim, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gateway.http.websocket.INIT_TIMEOUT_S", 0.05)
    async with connected(shared) as socket:
        assert await socket.closed() == (4408, "Connection initialisation timeout")


async def test_a_second_initialisation_is_4429(shared: Rim) -> None:
    async with ready(shared) as socket:
        await socket.say(INIT)
        assert await socket.closed() == (4429, "Too many initialisation requests")


@pytest.mark.parametrize("protocols", [(), ("graphql-ws",)])
async def test_another_subprotocol_is_4406(shared: Rim, protocols: tuple[str, ...]) -> None:
    async with connected(shared, protocols=protocols) as socket:
        assert await socket.closed() == (4406, "Subprotocol not acceptable")


@pytest.mark.parametrize(
    ("origin", "welcome"),
    [(None, True), ("https://board.example", True), ("own", True), ("https://evil.example", False), ("null", False)],
)
async def test_pages_of_other_sites_may_not_connect(shared: Rim, origin: str | None, welcome: bool) -> None:
    origin = shared.url if origin == "own" else origin
    if welcome:
        async with connected(shared, origin=origin) as socket:
            await socket.say(INIT)
            assert await socket.hear() == {"type": "connection_ack"}
    else:
        with pytest.raises(aiohttp.WSServerHandshakeError) as caught:
            async with connected(shared, origin=origin):
                pass
        assert caught.value.status == 403


async def test_a_message_over_the_limit_closes_the_socket(shared: Rim) -> None:
    async with ready(shared) as socket:
        await socket.say("x" * (1024 * 1024 + 1))
        assert (await socket.closed())[0] == 1009


async def test_an_expired_token_ends_its_operations_not_the_socket(shared: Rim) -> None:
    token = issue_token(shared.home, committee="440100", roles=[], subject="clerk-1", lifetime_s=1)
    async with ready(shared, authorization=f"Bearer {token}") as socket:
        code = ""
        while code != "UNAUTHENTICATED":
            await socket.say(subscribe("{ __typename }"))
            answer = await socket.hear()
            if answer["type"] == "error":
                code = answer["payload"][0]["extensions"]["code"]
            else:
                assert (await socket.hear())["type"] == "complete"
                await asyncio.sleep(0.02)
        await socket.say({"type": "ping"})
        assert await socket.hear() == {"type": "pong"}
