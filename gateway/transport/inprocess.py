"""A transport that calls ASGI applications in this process: what tests use where sockets are not the subject."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from typing import Any
from urllib.parse import unquote

from gateway.transport.endpoint import Answer, Broken, Endpoint

Message = MutableMapping[str, Any]
Application = Callable[
    [MutableMapping[str, Any], Callable[[], Awaitable[Message]], Callable[[Message], Awaitable[None]]], Awaitable[None]
]


STOPPING = Broken("the gateway is stopping", "网关正在停止", sent=True)


class InProcessTransport:
    """Finds the application by the endpoint's authority, `host:port`; an unknown one cannot be connected to."""

    def __init__(self, applications: Mapping[str, Application]) -> None:
        self._applications = applications
        self._running: set[asyncio.Task[Answer | Broken]] = set()

    def post(
        self, endpoint: Endpoint, body: bytes, *, headers: bytes = b"", timeout_s: float, repeatable: bool
    ) -> asyncio.Future[Answer | Broken]:
        future: asyncio.Future[Answer | Broken] = asyncio.get_running_loop().create_future()
        task = asyncio.create_task(self._run(endpoint, body, headers, timeout_s))
        self._running.add(task)

        def ended(task: asyncio.Task[Answer | Broken]) -> None:
            self._running.discard(task)
            if not future.done():
                future.set_result(STOPPING if task.cancelled() else task.result())

        task.add_done_callback(ended)
        return future

    async def close(self) -> None:
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)

    async def _run(self, endpoint: Endpoint, body: bytes, headers: bytes, timeout_s: float) -> Answer | Broken:
        application = self._applications.get(endpoint.authority)
        if application is None:
            return Broken("cannot connect: no such application", "无法连接：没有这个应用", sent=False)
        try:
            async with asyncio.timeout(timeout_s):
                return await _call(application, _scope(endpoint, headers), body)
        except TimeoutError:
            return Broken("no answer in time", "未按时答复", sent=True, timed_out=True)
        except Exception as error:  # noqa: BLE001 - over a socket, a crashed application is a closed connection
            return Broken(f"the application failed: {error!r}", f"应用出错：{error!r}", sent=True)


async def _call(application: Application, scope: MutableMapping[str, Any], body: bytes) -> Answer:
    status, content_type, parts = 500, "", list[bytes]()

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Message) -> None:
        nonlocal status, content_type
        if message["type"] == "http.response.start":
            status = message["status"]
            found = dict(message["headers"]).get(b"content-type", b"")
            content_type = found.decode("latin-1").partition(";")[0].strip().lower()
        elif message["type"] == "http.response.body":
            parts.append(message.get("body", b""))

    await application(scope, receive, send)
    return Answer(status, content_type, b"".join(parts))


def _scope(endpoint: Endpoint, headers: bytes) -> MutableMapping[str, Any]:
    path, _, query = endpoint.target.partition("?")
    lines = [b"host: " + endpoint.authority.encode(), b"content-type: application/json", *headers.splitlines()]
    return {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.4"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": "https" if endpoint.secure else "http",
        "path": unquote(path),
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [_header(line) for line in lines],
        "client": ("127.0.0.1", 1),
        "server": (endpoint.host, endpoint.port),
    }


def _header(line: bytes) -> tuple[bytes, bytes]:
    name, _, value = line.partition(b":")
    return name.strip().lower(), value.strip()
