"""The gateway's HTTP client beside aiohttp: the same small request to the same server, in turns."""

import asyncio
import resource
import sys
import threading
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import cast

import aiohttp
import uvloop

from gateway.transport.endpoint import Answer, Endpoint
from gateway.transport.pool import HttpTransport

BODY = b'{"query":"{ __typename }"}'
REPLY = b'{"data":{"__typename":"Query"}}'
HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n" % len(REPLY)
AT_ONCE = 50
REQUESTS = 20_000
ROUNDS = 3

Post = Callable[[], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Cost:
    """Requests a second, and the client's own CPU time for each in microseconds."""

    per_second: float
    cpu_us: float


class Echo(asyncio.Protocol):
    """Answers every request with the same JSON; requests of this size arrive in one piece on loopback."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)  # uvloop's own class, not a subclass

    def data_received(self, data: bytes) -> None:
        self._transport.write((HEAD + REPLY) * data.count(b"POST "))


def compare() -> dict[str, Cost]:
    """The cheapest round of each client; rounds alternate, so that a busy machine disturbs both."""
    found: dict[str, list[Cost]] = {"own pool": [], "aiohttp": []}
    for _ in range(ROUNDS):
        for name, costs in found.items():
            costs.append(uvloop.run(_round(name)))
    return {name: min(costs, key=lambda cost: cost.cpu_us) for name, costs in found.items()}


async def _round(name: str) -> Cost:
    port = await _serve_elsewhere()
    if name == "aiohttp":
        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=AT_ONCE)) as session:
            return await _measured(lambda: _by_aiohttp(session, f"http://127.0.0.1:{port}/graphql"))
    transport = HttpTransport()
    endpoint = Endpoint.parse(f"http://127.0.0.1:{port}/graphql")
    try:
        return await _measured(lambda: _by_pool(transport, endpoint))
    finally:
        await transport.close()


async def _measured(post: Post) -> Cost:
    await asyncio.gather(*(post() for _ in range(AT_ONCE)))
    cpu, begun = _own_cpu(), time.perf_counter()
    await asyncio.gather(*(_several(post, REQUESTS // AT_ONCE) for _ in range(AT_ONCE)))
    took = time.perf_counter() - begun
    return Cost(REQUESTS / took, (_own_cpu() - cpu) / REQUESTS * 1e6)


async def _several(post: Post, count: int) -> None:
    for _ in range(count):
        await post()


async def _by_pool(transport: HttpTransport, endpoint: Endpoint) -> None:
    answer = await transport.post(endpoint, BODY, timeout_s=10, repeatable=True)
    if not isinstance(answer, Answer) or answer.body != REPLY:
        raise RuntimeError(answer)


async def _by_aiohttp(session: aiohttp.ClientSession, url: str) -> None:
    async with session.post(url, data=BODY, headers={"content-type": "application/json"}) as reply:
        if await reply.read() != REPLY:
            raise RuntimeError(reply.status)


async def _serve_elsewhere() -> int:
    """A server in a process of its own, which ends with its input; its port."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.bench.pool", stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    return int(await process.stdout.readline())


async def _serve() -> None:
    server = await asyncio.get_running_loop().create_server(Echo, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    gone = asyncio.Event()
    loop = asyncio.get_running_loop()
    threading.Thread(target=lambda: (sys.stdin.read(), loop.call_soon_threadsafe(gone.set)), daemon=True).start()
    await gone.wait()


def _own_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    uvloop.run(_serve())
