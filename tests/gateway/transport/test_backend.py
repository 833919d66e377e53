"""The backend: routes, deadlines, failing fast, and what one request's failure teaches the next."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from joserfc.jwk import OKPKey

from gateway.context import ANONYMOUS, RequestContext
from gateway.execute.backend import Failure, Member, Reply
from gateway.identity.assertions import Assertions
from gateway.observe.metrics import Metrics
from gateway.partitions.membership import Membership, Node
from gateway.transport.backend import GatewayBackend, MemberRoutes
from gateway.transport.endpoint import Endpoint
from gateway.transport.pool import HttpTransport
from schema.errors import ErrorCode
from tests.gateway.transport.scripted import Line, answer, free_port, scripted

DATA = b'{"data":{"__typename":"Query"}}'


def context(seconds: float = 30.0) -> RequestContext:
    return RequestContext(ANONYMOUS, "client", time.monotonic() + seconds, "trace")


@asynccontextmanager
async def backend(
    endpoint: Endpoint, *, probing: bool = False, timeout_s: float = 10.0
) -> AsyncIterator[GatewayBackend]:
    """One member and one plain subgraph at the same address."""
    nodes = (Node(Member("440100", "CITY", "CITY"), str(endpoint), "k"),)
    membership = Membership("committees", nodes, {}, timeout_s, 0.02)
    metrics, transport = Metrics(), HttpTransport()
    members = MemberRoutes(membership, Assertions(OKPKey.generate_key("Ed25519")), transport, metrics)
    made = GatewayBackend(transport, metrics, {"plain": endpoint}, members)
    if probing:
        made.start()
    try:
        yield made
    finally:
        await made.close()


async def talk(line: Line) -> None:
    while True:
        await line.request()
        await line.say(answer(DATA))


async def hang(line: Line) -> None:
    await line.request()
    await line.request()


@pytest.mark.parametrize(("graph", "member"), [("committees", "440100"), ("plain", None)])
async def test_sends_to_members_and_to_plain_subgraphs(graph: str, member: str | None) -> None:
    async with scripted(talk) as peer, backend(peer.endpoint) as made:
        reply = await made.send(graph, member, b"{}", mutation=False, context=context())
        assert isinstance(reply, Reply)
        assert reply.data == {"__typename": "Query"}
        assert reply.ms > 0


async def test_knows_which_graph_is_partitioned() -> None:
    async with scripted(talk) as peer, backend(peer.endpoint) as made:
        assert made.partition("plain") is None
        view = made.partition("committees")
        assert view is not None
        assert [member.code for member in view.members()] == ["440100"]


async def test_a_request_out_of_time_is_not_sent() -> None:
    async with scripted(talk) as peer, backend(peer.endpoint) as made:
        failure = await made.send("committees", "440100", b"{}", mutation=True, context=context(-1))
        assert isinstance(failure, Failure)
        assert failure.code is ErrorCode.TIMEOUT
        assert peer.opened == 0


@pytest.mark.parametrize(("mutation", "code"), [(False, ErrorCode.TIMEOUT), (True, ErrorCode.OUTCOME_UNKNOWN)])
async def test_the_deadline_cuts_the_members_timeout_short(mutation: bool, code: ErrorCode) -> None:
    async with scripted(hang) as peer, backend(peer.endpoint, timeout_s=60) as made:
        failure = await made.send("committees", "440100", b"{}", mutation=mutation, context=context(0.05))
        assert isinstance(failure, Failure)
        assert failure.code is code


async def test_one_refused_connection_lets_the_next_fail_without_asking() -> None:
    async with backend(Endpoint.parse(f"http://127.0.0.1:{free_port()}/graphql")) as made:
        view = made.partition("committees")
        assert view is not None
        assert view.failure("440100") is None
        first = await made.send("committees", "440100", b"{}", mutation=False, context=context())
        assert view.failure("440100") == first
        second = await made.send("committees", "440100", b"{}", mutation=True, context=context())
        assert isinstance(first, Failure)
        assert isinstance(second, Failure)
        assert second == replace(first, code=ErrorCode.NODE_UNREACHABLE, ms=0.0)


async def test_probes_reopen_a_member_that_listens_again() -> None:
    port = free_port()
    async with backend(Endpoint.parse(f"http://127.0.0.1:{port}/graphql"), probing=True) as made:
        await made.send("committees", "440100", b"{}", mutation=False, context=context())
        async with scripted(talk, port):
            reply: Reply | Failure | None = None
            while not isinstance(reply, Reply):
                await asyncio.sleep(0.005)
                reply = await made.send("committees", "440100", b"{}", mutation=False, context=context())
        view = made.partition("committees")
        assert view is not None
        while view.failure("440100") is None:
            await asyncio.sleep(0.005)


async def test_a_member_that_answers_probes_with_errors_only_is_down() -> None:
    async def sick(line: Line) -> None:
        while True:
            await line.request()
            await line.say(answer(b'{"errors":[{"message":"no database"}]}'))

    async with scripted(sick) as peer, backend(peer.endpoint, probing=True) as made:
        view = made.partition("committees")
        assert view is not None
        while view.failure("440100") is None:
            await asyncio.sleep(0.005)


async def test_giving_up_a_send_gives_up_its_connection() -> None:
    asked = asyncio.Event()

    async def script(line: Line) -> None:
        await line.request()
        asked.set()
        await line.request()

    async with scripted(script) as peer, backend(peer.endpoint) as made:
        sending = made.send("plain", None, b"{}", mutation=False, context=context())
        await asked.wait()
        sending.cancel()
        assert await peer.closed.get() == 1
