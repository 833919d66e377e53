"""Keep-alive connections by origin: bounded, last used first, with a bounded queue in front of each origin."""

from __future__ import annotations

import asyncio
import errno
import os
import socket
import ssl
from collections import deque
from dataclasses import dataclass

from gateway.transport.connection import Connection, Exchange
from gateway.transport.endpoint import Answer, Broken, Endpoint

Origin = tuple[str, int, bool]
STOPPING = Broken("the gateway is stopping", "网关正在停止", sent=False)


@dataclass(frozen=True, slots=True)
class PoolLimits:
    """Bounds of the pool; each holds for one origin."""

    connections: int = 64
    waiting: int = 1024
    connect_s: float = 1.0
    max_answer: int = 32 * 1024 * 1024
    idle_s: float = 4.0
    """A connection idle for longer is not used again: servers close theirs after five seconds."""
    fresh_s: float = 1.0
    """What must not be repeated takes a kept connection only if it was in use this recently."""


class OriginPool:
    """The connections to one host and port."""

    def __init__(self, endpoint: Endpoint, limits: PoolLimits, loop: asyncio.AbstractEventLoop) -> None:
        self._endpoint, self._limits, self._loop = endpoint, limits, loop
        self._idle: list[Connection] = []
        self._all: set[Connection] = set()
        self._waiting: deque[Exchange] = deque()
        self._opening: set[asyncio.Task[None]] = set()
        self._closed = False
        self._tls = ssl.create_default_context() if endpoint.secure else None

    def submit(self, exchange: Exchange) -> None:
        """Send on a kept connection, else on a new one, else wait for one."""
        connection = self._take(self._limits.idle_s if exchange.repeatable else self._limits.fresh_s)
        if connection is not None:
            connection.start(exchange)
        elif len(self._all) + len(self._opening) < self._limits.connections:
            self._open(exchange)
        elif len(self._waiting) < self._limits.waiting:
            self._waiting.append(exchange)
        else:
            exchange.finish(
                Broken("too many requests are waiting for this address", "等待该地址的请求过多", sent=False)
            )

    def close(self) -> None:
        self._closed = True
        while self._waiting:
            self._waiting.popleft().finish(STOPPING)
        for task in self._opening:
            task.cancel()
        for connection in tuple(self._all):
            connection.abort()

    # --- the connections' side

    def released(self, connection: Connection) -> None:
        exchange = self._next()
        if exchange is not None:
            connection.start(exchange)
        else:
            connection.idle_since = self._loop.time()
            self._idle.append(connection)

    def lost(self, connection: Connection) -> None:
        self._all.discard(connection)
        if connection in self._idle:
            self._idle.remove(connection)
        self._refill()

    def again(self, exchange: Exchange) -> None:
        if self._closed:
            exchange.finish(STOPPING)
        else:
            self._open(exchange)

    # --- inside

    def _take(self, max_idle_s: float) -> Connection | None:
        now = self._loop.time()
        while self._idle:
            connection = self._idle[-1]
            if now - connection.idle_since > self._limits.idle_s:
                for old in self._idle:  # the last one is the youngest
                    old.abort()
                self._idle.clear()
            elif now - connection.idle_since > max_idle_s:
                return None
            elif self._idle.pop().usable:
                return connection
        return None

    def _next(self) -> Exchange | None:
        while self._waiting:
            exchange = self._waiting.popleft()
            if not exchange.future.done():
                return exchange
        return None

    def _refill(self) -> None:
        if len(self._all) + len(self._opening) < self._limits.connections:
            exchange = self._next()
            if exchange is not None:
                self._open(exchange)

    def _open(self, exchange: Exchange) -> None:
        task = self._loop.create_task(self._connect(exchange))
        self._opening.add(task)
        task.add_done_callback(self._opened)

    def _opened(self, task: asyncio.Task[None]) -> None:
        self._opening.discard(task)
        self._refill()

    async def _connect(self, exchange: Exchange) -> None:
        """Open a connection for this exchange; when that was given up meanwhile, for whoever waits next."""
        try:
            connection = await self._dial()
        except TimeoutError:
            ms = round(self._limits.connect_s * 1000)
            exchange.finish(Broken(f"no connection within {ms} ms", f"{ms} 毫秒内未能建立连接", sent=False))
        except OSError as error:
            en, zh = _why(error)
            exchange.finish(Broken(f"cannot connect: {en}", f"无法连接：{zh}", sent=False))
        except asyncio.CancelledError:
            exchange.finish(STOPPING)
            raise
        else:
            self._dialled(connection, exchange)

    def _dialled(self, connection: Connection, exchange: Exchange) -> None:
        if not connection.usable:
            exchange.finish(Broken("the connection closed at once", "连接建立后即关闭", sent=False))
        elif exchange.future.done():
            self.released(connection)
        else:
            connection.start(exchange)

    async def _dial(self) -> Connection:
        host = self._endpoint.host
        async with asyncio.timeout(self._limits.connect_s):
            _, connection = await self._loop.create_connection(
                lambda: Connection(self, self._limits.max_answer),
                host,
                self._endpoint.port,
                ssl=self._tls,
                server_hostname=host if self._tls else None,
            )
        if connection.usable:
            self._all.add(connection)
        return connection


class HttpTransport:
    """The `Transport` of a running gateway. Belongs to the event loop that first posts with it."""

    def __init__(self, limits: PoolLimits | None = None) -> None:
        self._limits = limits or PoolLimits()
        self._pools: dict[Origin, OriginPool] = {}
        self._heads: dict[Endpoint, bytes] = {}

    def post(
        self, endpoint: Endpoint, body: bytes, *, headers: bytes = b"", timeout_s: float, repeatable: bool
    ) -> asyncio.Future[Answer | Broken]:
        loop = asyncio.get_running_loop()
        head = self._heads.get(endpoint) or self._head(endpoint)
        payload = b"%b%bcontent-length: %d\r\n\r\n%b" % (head, headers, len(body), body)
        future: asyncio.Future[Answer | Broken] = loop.create_future()
        exchange = Exchange(future, payload, repeatable, timeout_s)
        exchange.arm()
        self._pool(endpoint, loop).submit(exchange)
        return future

    async def close(self) -> None:
        for pool in self._pools.values():
            pool.close()
        self._pools.clear()
        await asyncio.sleep(0)  # lets the aborted connections say so

    def _head(self, endpoint: Endpoint) -> bytes:
        head = (
            f"POST {endpoint.target} HTTP/1.1\r\nhost: {endpoint.authority}\r\n"
            "accept: application/graphql-response+json, application/json;q=0.9\r\ncontent-type: application/json\r\n"
        ).encode("ascii")
        self._heads[endpoint] = head
        return head

    def _pool(self, endpoint: Endpoint, loop: asyncio.AbstractEventLoop) -> OriginPool:
        origin = (endpoint.host, endpoint.port, endpoint.secure)
        pool = self._pools.get(origin)
        if pool is None:
            pool = self._pools[origin] = OriginPool(endpoint, self._limits, loop)
        return pool


def _why(error: OSError) -> tuple[str, str]:
    """The reason in both languages, without the address: that is the operator's business."""
    if isinstance(error, socket.gaierror):
        return "the host name is not known", "找不到该主机名"
    if isinstance(error, ssl.SSLError):
        return "TLS failed", "TLS 握手失败"
    if isinstance(error, ConnectionRefusedError) or error.errno == errno.ECONNREFUSED:
        return "connection refused", "连接被拒绝"
    return os.strerror(error.errno) if error.errno else type(error).__name__, "网络错误"
