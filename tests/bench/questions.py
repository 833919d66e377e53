"""One question asked again and again: alone for its latency, sixteen at once for the rate."""

import asyncio
import time
from dataclasses import dataclass

import aiohttp

ALONE = 200
AT_ONCE = 16
SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Measured:
    """Latency of a client alone; requests a second of sixteen clients that never pause."""

    kilobytes: float
    p50_ms: float
    p99_ms: float
    per_second: float


def measure(url: str, query: str) -> Measured:
    """Raises RuntimeError when an answer is not 200 or carries errors."""
    return asyncio.run(_measure(url, query))


async def _measure(url: str, query: str) -> Measured:
    async with aiohttp.ClientSession() as session:
        size = len(await _ask(session, url, query))
        times = sorted([await _timed(session, url, query) for _ in range(ALONE)])
        begun = time.perf_counter()
        counts = await asyncio.gather(*(_repeat(session, url, query, begun + SECONDS) for _ in range(AT_ONCE)))
        took = time.perf_counter() - begun
    return Measured(size / 1000, times[ALONE // 2] * 1000, times[ALONE * 99 // 100] * 1000, sum(counts) / took)


async def _timed(session: aiohttp.ClientSession, url: str, query: str) -> float:
    begun = time.perf_counter()
    await _ask(session, url, query)
    return time.perf_counter() - begun


async def _repeat(session: aiohttp.ClientSession, url: str, query: str, until: float) -> int:
    count = 0
    while time.perf_counter() < until:
        await _ask(session, url, query)
        count += 1
    return count


async def _ask(session: aiohttp.ClientSession, url: str, query: str) -> bytes:
    async with session.post(url, json={"query": query}) as reply:
        body = await reply.read()
    if reply.status != 200 or b'"errors"' in body:
        raise RuntimeError(f"{reply.status}: {body[:1000].decode()}")
    return body
