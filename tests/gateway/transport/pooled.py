"""A pool for one test, and ways to ask it and to answer it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from gateway.transport.endpoint import Answer, Broken, Endpoint
from gateway.transport.pool import HttpTransport, PoolLimits
from tests.gateway.transport.scripted import Line, Script


@asynccontextmanager
async def transport(limits: PoolLimits | None = None) -> AsyncIterator[HttpTransport]:
    pool = HttpTransport(limits)
    try:
        yield pool
    finally:
        await pool.close()


async def ask(
    pool: HttpTransport, endpoint: Endpoint, body: bytes = b"{}", *, repeatable: bool = True, timeout_s: float = 10.0
) -> Answer | Broken:
    return await pool.post(endpoint, body, timeout_s=timeout_s, repeatable=repeatable)


def says(*chunks: bytes) -> Script:
    """Answers each request with these chunks, each in a packet of its own, and keeps the connection."""

    async def script(line: Line) -> None:
        while True:
            await line.request()
            for chunk in chunks:
                await line.say(chunk)
                await asyncio.sleep(0)

    return script
