"""How long the pool keeps connections and requests: given up, idle, restarted, closed."""

from __future__ import annotations

import asyncio

from gateway.transport.endpoint import Answer, Broken
from gateway.transport.pool import HttpTransport, PoolLimits
from tests.gateway.transport.pooled import ask, transport
from tests.gateway.transport.scripted import Line, answer, echo, free_port, scripted


async def test_cancelling_gives_the_connection_up() -> None:
    asked = asyncio.Event()

    async def script(line: Line) -> None:
        await line.request()
        asked.set()
        await line.request()

    async with scripted(script) as peer, transport() as pool:
        pending = pool.post(peer.endpoint, b"{}", timeout_s=10, repeatable=True)
        await asked.wait()
        pending.cancel()
        assert await peer.closed.get() == 1


async def test_a_cancelled_request_in_the_queue_is_never_sent() -> None:
    go, seen = asyncio.Event(), list[bytes]()

    async def script(line: Line) -> None:
        while True:
            seen.append(await line.request())
            await go.wait()
            await line.say(answer(b"{}"))

    async with scripted(script) as peer, transport(PoolLimits(connections=1)) as pool:
        first, second, third = (pool.post(peer.endpoint, b, timeout_s=10, repeatable=True) for b in (b"1", b"2", b"3"))
        second.cancel()
        go.set()
        await asyncio.gather(first, third)
        assert seen == [b"1", b"3"]


async def test_closing_ends_everything_under_way() -> None:
    asked = asyncio.Event()

    async def script(line: Line) -> None:
        await line.request()
        asked.set()
        await line.request()

    async with scripted(script) as peer:
        pool = HttpTransport(PoolLimits(connections=1))
        pending = [pool.post(peer.endpoint, b"{}", timeout_s=60, repeatable=True) for _ in range(2)]
        await asked.wait()
        await pool.close()
        results = await asyncio.gather(*pending)
        assert all(isinstance(result, Broken) for result in results)
        assert await peer.closed.get() == 1


async def test_a_connection_idle_for_long_is_not_used_again() -> None:
    async with scripted(echo) as peer, transport(PoolLimits(idle_s=-1)) as pool:
        await ask(pool, peer.endpoint)
        await ask(pool, peer.endpoint)
        assert peer.opened == 2


async def test_a_mutation_takes_only_a_connection_in_recent_use() -> None:
    async with scripted(echo) as peer, transport(PoolLimits(fresh_s=-1)) as pool:
        await ask(pool, peer.endpoint)
        await ask(pool, peer.endpoint)
        assert peer.opened == 1
        await ask(pool, peer.endpoint, repeatable=False)
        assert peer.opened == 2


async def test_finds_a_server_that_was_restarted() -> None:
    port = free_port()
    async with transport() as pool:
        async with scripted(echo, port) as peer:
            assert isinstance(await ask(pool, peer.endpoint), Answer)
        assert isinstance(await ask(pool, peer.endpoint), Broken)
        async with scripted(echo, port):
            assert isinstance(await ask(pool, peer.endpoint), Answer)


async def test_sends_the_head_it_was_given() -> None:
    heads: list[bytes] = []

    async def script(line: Line) -> None:
        heads.append(await line.reader.readuntil(b"\r\n\r\n"))
        await line.say(answer(b"{}"))

    async with scripted(script) as peer, transport() as pool:
        await pool.post(peer.endpoint, b"", headers=b"authorization: Bearer x\r\n", timeout_s=10, repeatable=True)
    lines = heads[0].split(b"\r\n")
    assert lines[0] == b"POST /graphql HTTP/1.1"
    assert b"host: %b" % peer.endpoint.authority.encode() in lines
    assert b"authorization: Bearer x" in lines
    assert b"content-type: application/json" in lines
