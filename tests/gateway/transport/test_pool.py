"""The connection pool against servers that answer well, badly, late or not at all."""

from __future__ import annotations

import asyncio

import pytest

from gateway.transport.endpoint import Answer, Broken, Endpoint
from gateway.transport.pool import PoolLimits
from tests.gateway.transport.pooled import ask, says, transport
from tests.gateway.transport.scripted import OK, Line, Script, answer, echo, free_port, scripted


def says_and_closes(data: bytes) -> Script:
    async def script(line: Line) -> None:
        await line.request()
        await line.say(data)

    return script


CHUNKED = OK + b'transfer-encoding: chunked\r\n\r\n5\r\n{"a":\r\n3;x=y\r\n 1}\r\n0\r\ntrailer: t\r\n\r\n'


@pytest.mark.parametrize(
    ("sent", "body"),
    [
        (answer(b'{"a": 1}'), b'{"a": 1}'),
        (CHUNKED, b'{"a": 1}'),
        (answer(b""), b""),
        (b"HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n" + answer(b"{}"), b"{}"),
        (b"HTTP/1.1 100 Continue\r\n\r\n" + CHUNKED, b'{"a": 1}'),
        (b"HTTP/1.1 204 No Content\r\n\r\n", b""),
    ],
    ids=["length", "chunked", "empty", "hints first", "continue first", "no content"],
)
@pytest.mark.parametrize("size", [1, 7, 100_000])
async def test_reads_an_answer_however_it_is_cut_and_keeps_the_connection(sent: bytes, body: bytes, size: int) -> None:
    chunks = [sent[i : i + size] for i in range(0, len(sent), size)]
    async with scripted(says(*chunks)) as peer, transport() as pool:
        for _ in range(3):
            result = await ask(pool, peer.endpoint)
            assert isinstance(result, Answer)
            assert result.body == body
        assert peer.opened == 1


async def test_an_answer_without_a_length_ends_with_the_connection() -> None:
    async with scripted(says_and_closes(OK + b"\r\n{}")) as peer, transport() as pool:
        assert await ask(pool, peer.endpoint) == Answer(200, "application/json", b"{}")
        assert await ask(pool, peer.endpoint) == Answer(200, "application/json", b"{}")
        assert peer.opened == 2


async def test_gives_status_and_media_type() -> None:
    head = b"HTTP/1.1 503 Busy\r\nContent-Type: Text/HTML; charset=utf-8\r\n"
    async with scripted(says(answer(b"<p>", head))) as peer, transport() as pool:
        assert await ask(pool, peer.endpoint) == Answer(503, "text/html", b"<p>")


async def test_obeys_connection_close() -> None:
    async with scripted(says(answer(b"{}", OK + b"connection: close\r\n"))) as peer, transport() as pool:
        for _ in range(2):
            assert isinstance(await ask(pool, peer.endpoint), Answer)
        assert peer.opened == 2


async def test_bytes_beyond_an_answer_are_never_taken_for_the_next() -> None:
    async with scripted(says(answer(b'"mine"') + answer(b'"smuggled"'))) as peer, transport() as pool:
        for _ in range(3):
            result = await ask(pool, peer.endpoint)
            assert isinstance(result, Answer)
            assert result.body == b'"mine"'
        assert peer.opened == 3


async def test_a_connection_that_speaks_unasked_is_dropped() -> None:
    spoken = asyncio.Event()

    async def script(line: Line) -> None:
        await line.request()
        await line.say(answer(b"{}"))
        if line.number == 1:
            await spoken.wait()
            await line.say(answer(b'"unasked"'))
        await line.request()

    async with scripted(script) as peer, transport() as pool:
        await ask(pool, peer.endpoint)
        spoken.set()
        assert await peer.closed.get() == 1
        result = await ask(pool, peer.endpoint)
        assert isinstance(result, Answer)
        assert result.body == b"{}"


async def test_never_opens_more_connections_than_its_bound() -> None:
    async with scripted(echo) as peer, transport(PoolLimits(connections=3)) as pool:
        bodies = [b'"%d"' % number for number in range(50)]
        results = await asyncio.gather(*(ask(pool, peer.endpoint, body) for body in bodies))
        assert [r.body for r in results if isinstance(r, Answer)] == bodies
        assert peer.opened == 3


async def test_a_full_queue_refuses_at_once() -> None:
    go = asyncio.Event()

    async def script(line: Line) -> None:
        body = await line.request()
        await go.wait()
        await line.say(answer(body))
        await echo(line)

    async with scripted(script) as peer, transport(PoolLimits(connections=1, waiting=2)) as pool:
        first = [pool.post(peer.endpoint, b"1", timeout_s=10, repeatable=True) for _ in range(3)]
        refused = await ask(pool, peer.endpoint)
        assert isinstance(refused, Broken)
        assert not refused.sent
        assert "wait" in refused.reason
        go.set()
        assert all(isinstance(result, Answer) for result in await asyncio.gather(*first))


async def test_no_server_is_a_reason_and_nothing_was_sent() -> None:
    async with transport() as pool:
        result = await ask(pool, Endpoint.parse(f"http://127.0.0.1:{free_port()}/graphql"))
    assert isinstance(result, Broken)
    assert not result.sent
    assert not result.timed_out
    assert "refused" in result.reason.lower()
    assert result.reason_zh.startswith("无法连接")


async def test_an_unknown_host_is_a_reason() -> None:
    async with transport(PoolLimits(connect_s=5)) as pool:
        result = await ask(pool, Endpoint.parse("http://no-such-host.invalid:1/graphql"))
    assert isinstance(result, Broken)
    assert not result.sent


async def test_silence_times_out_and_the_connection_is_given_up() -> None:
    async def script(line: Line) -> None:
        await line.request()
        await line.request()

    async with scripted(script) as peer, transport() as pool:
        result = await ask(pool, peer.endpoint, timeout_s=0.05)
        assert isinstance(result, Broken)
        assert result.timed_out
        assert result.sent
        assert await peer.closed.get() == 1


async def test_waiting_for_a_connection_times_out_unsent() -> None:
    async def script(line: Line) -> None:
        await line.request()
        await line.request()

    async with scripted(script) as peer, transport(PoolLimits(connections=1)) as pool:
        held = pool.post(peer.endpoint, b"held", timeout_s=10, repeatable=True)
        result = await ask(pool, peer.endpoint, timeout_s=0.05)
        assert isinstance(result, Broken)
        assert result.timed_out
        assert not result.sent
        assert not held.done()


def dies_when_asked_again(seen: list[bytes]) -> Script:
    """The first connection answers once and closes at its second request, as a server that shuts down does."""

    async def script(line: Line) -> None:
        seen.append(await line.request())
        await line.say(answer(b"{}"))
        seen.append(await line.request())
        if line.number > 1:
            await line.say(answer(b"{}"))
            await line.request()

    return script


async def test_a_read_is_repeated_once_on_a_connection_that_was_dead() -> None:
    seen: list[bytes] = []
    async with scripted(dies_when_asked_again(seen)) as peer, transport() as pool:
        await ask(pool, peer.endpoint, b"one")
        assert isinstance(await ask(pool, peer.endpoint, b"two"), Answer)
        assert seen == [b"one", b"two", b"two"]


async def test_a_mutation_is_never_repeated() -> None:
    seen: list[bytes] = []
    async with scripted(dies_when_asked_again(seen)) as peer, transport() as pool:
        await ask(pool, peer.endpoint, b"one", repeatable=False)
        result = await ask(pool, peer.endpoint, b"two", repeatable=False)
        assert isinstance(result, Broken)
        assert result.sent
        assert seen == [b"one", b"two"]


async def test_a_read_is_not_repeated_twice() -> None:
    seen: list[bytes] = []

    async def script(line: Line) -> None:
        seen.append(await line.request())
        if line.number == 1:
            await line.say(answer(b"{}"))
            seen.append(await line.request())

    async with scripted(script) as peer, transport() as pool:
        await ask(pool, peer.endpoint, b"one")
        result = await ask(pool, peer.endpoint, b"two")
        assert isinstance(result, Broken)
        assert seen == [b"one", b"two", b"two"]


async def test_a_read_is_not_repeated_once_bytes_came() -> None:
    async def script(line: Line) -> None:
        await line.request()
        await line.say(answer(b"{}"))
        await line.request()
        await line.say(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{")

    async with scripted(script) as peer, transport() as pool:
        await ask(pool, peer.endpoint)
        result = await ask(pool, peer.endpoint)
        assert isinstance(result, Broken)
        assert "broke" in result.reason
        assert peer.opened == 1


async def test_a_reset_in_an_answer_without_length_is_no_answer() -> None:
    async def script(line: Line) -> None:
        await line.request()
        await line.say(OK + b"\r\n{")
        line.reset()

    async with scripted(script) as peer, transport() as pool:
        assert isinstance(await ask(pool, peer.endpoint), Broken)


@pytest.mark.parametrize(
    "head", [b"content-length: 1000\r\n\r\n", b"transfer-encoding: chunked\r\n\r\n"], ids=["length", "chunked"]
)
async def test_an_answer_over_the_bound_is_refused(head: bytes) -> None:
    body = b"3e8\r\n" + b"x" * 1000 + b"\r\n0\r\n\r\n" if b"chunked" in head else b"x" * 1000
    async with scripted(says(OK + head + body)) as peer, transport(PoolLimits(max_answer=999)) as pool:
        result = await ask(pool, peer.endpoint)
        assert isinstance(result, Broken)
        assert "999" in result.reason
        assert await peer.closed.get() == 1


async def test_a_head_without_end_is_refused() -> None:
    async def script(line: Line) -> None:
        await line.request()
        await line.say(b"HTTP/1.1 200 OK\r\nx: ")
        while True:
            await line.say(b"y" * 10_000)

    async with scripted(script) as peer, transport() as pool:
        result = await ask(pool, peer.endpoint)
        assert isinstance(result, Broken)
        assert "head" in result.reason


@pytest.mark.parametrize(
    "data",
    [
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\ncontent-length: x\r\n\r\n{}",
        b"HTTP/1.1 101 Switching Protocols\r\nupgrade: h2c\r\nconnection: upgrade\r\n\r\nxx",
        b"\x00\xff" * 50,
    ],
    ids=["ssh", "two lengths", "no number", "upgrade", "noise"],
)
async def test_what_is_not_http_is_a_reason(data: bytes) -> None:
    async with scripted(says_and_closes(data)) as peer, transport() as pool:
        result = await ask(pool, peer.endpoint, timeout_s=5)
        assert isinstance(result, Broken)
        assert result.sent
        assert not result.timed_out
