"""A TCP server that answers by script: what the other side of a connection does, byte by byte."""

from __future__ import annotations

import asyncio
import socket
import struct
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from gateway.transport.endpoint import Endpoint

Script = Callable[["Line"], Awaitable[None]]
OK = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n"


def answer(body: bytes, head: bytes = OK) -> bytes:
    return b"%bcontent-length: %d\r\n\r\n%b" % (head, len(body), body)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass(slots=True)
class Line:
    """One accepted connection; `number` counts them from 1."""

    number: int
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def request(self) -> bytes:
        """The next request's body; EOFError when the gateway closed the connection."""
        try:
            head = await self.reader.readuntil(b"\r\n\r\n")
            length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0])
            return await self.reader.readexactly(length)
        except asyncio.IncompleteReadError as error:
            raise EOFError from error

    async def say(self, data: bytes) -> None:
        self.writer.write(data)
        await self.writer.drain()

    def reset(self) -> None:
        """End the connection as a crash does, not as a close does."""
        self.writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.writer.transport.abort()


@dataclass(slots=True)
class Peer:
    """The running server, and what it saw."""

    endpoint: Endpoint
    opened: int = 0
    closed: asyncio.Queue[int] = field(default_factory=asyncio.Queue)


@asynccontextmanager
async def scripted(script: Script, port: int = 0) -> AsyncIterator[Peer]:
    """Runs the script once for each connection; a script that ends closes its connection."""
    tasks: set[asyncio.Task[None]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        peer.opened += 1
        line = Line(peer.opened, reader, writer)
        task = asyncio.current_task()
        assert task is not None
        tasks.add(task)
        try:
            await script(line)
        except (EOFError, ConnectionError, asyncio.CancelledError):
            pass
        finally:
            peer.closed.put_nowait(line.number)
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", port)
    peer = Peer(Endpoint.parse(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/graphql"))
    try:
        yield peer
    finally:
        server.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await server.wait_closed()


def echo(line: Line) -> Awaitable[None]:
    """Answers every request with its own body."""

    async def run() -> None:
        while True:
            await line.say(answer(await line.request()))

    return run()
