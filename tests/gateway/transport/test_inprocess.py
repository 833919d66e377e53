"""The in-process transport stands in for the pool: same answers, same failures."""

import asyncio
import json
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from gateway.transport.endpoint import Answer, Broken, Endpoint
from gateway.transport.inprocess import InProcessTransport

HERE = Endpoint.parse("http://node:1/440100/graphql?x=1")


async def mirror(request: Request) -> Response:
    seen: dict[str, Any] = {
        "path": request.url.path,
        "query": request.url.query,
        "authorization": request.headers.get("authorization"),
        "body": (await request.body()).decode(),
    }
    return JSONResponse(seen, status_code=418)


async def crash(_request: Request) -> Response:
    raise RuntimeError("secret")


async def hang(_request: Request) -> Response:
    await asyncio.Event().wait()
    raise AssertionError


def to(handler: Any) -> InProcessTransport:
    return InProcessTransport({"node:1": Starlette(routes=[Route("/440100/graphql", handler, methods=["POST"])])})


async def test_calls_the_application() -> None:
    headers = b"authorization: Bearer t\r\n"
    result = await to(mirror).post(HERE, b"{}", headers=headers, timeout_s=5, repeatable=True)
    assert isinstance(result, Answer)
    assert (result.status, result.content_type) == (418, "application/json")
    assert json.loads(result.body) == {
        "path": "/440100/graphql",
        "query": "x=1",
        "authorization": "Bearer t",
        "body": "{}",
    }


async def test_an_unknown_authority_cannot_be_connected_to() -> None:
    result = await to(mirror).post(Endpoint.parse("http://node:2/"), b"{}", timeout_s=5, repeatable=True)
    assert isinstance(result, Broken)
    assert not result.sent


async def test_a_crash_is_a_broken_answer() -> None:
    result = await to(crash).post(HERE, b"{}", timeout_s=5, repeatable=True)
    assert isinstance(result, Broken)
    assert result.sent


async def test_silence_times_out_and_closing_ends_what_is_left() -> None:
    transport = to(hang)
    result = await transport.post(HERE, b"{}", timeout_s=0.01, repeatable=True)
    assert isinstance(result, Broken)
    assert result.timed_out
    pending = transport.post(HERE, b"{}", timeout_s=60, repeatable=True)
    await transport.close()
    assert isinstance(await pending, Broken)
