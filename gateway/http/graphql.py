"""The GraphQL endpoint over HTTP: POST with JSON, GET for queries, and the GraphiQL page for browsers."""

from __future__ import annotations

import time
from typing import Final

import structlog
from starlette.requests import Request
from starlette.types import Receive, Scope, Send

from gateway.engine import Engine, Outcome, refusal
from gateway.http import pages
from gateway.http.accept import preferred
from gateway.http.admission import Admission, trace_id
from gateway.http.parameters import from_body, from_query_string
from gateway.http.statuses import BY_CODE, GRAPHQL_JSON, JSON, status
from gateway.operation.as_of import HEADER
from schema.errors import ShiziError, bad_user_input, payload_too_large

_log = structlog.get_logger(__name__)

READ_PAST: Final = 16 << 20
"""Most bytes of a refused body that are read and dropped. Closing at once would cut off the answer on its way."""


class Refused(Exception):  # noqa: N818 - it is an answer, not a fault
    """The HTTP request itself is refused: an error with a status of its own."""

    def __init__(self, http_status: int, error: ShiziError, allow: str | None = None) -> None:
        super().__init__(error.message)
        self.http_status, self.error, self.allow = http_status, error, allow


class GraphQLEndpoint:
    """An ASGI application for one path."""

    def __init__(self, engine: Engine, admission: Admission, max_body: int) -> None:
        self._engine, self._admission, self._max_body = engine, admission, max_body

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request, started = Request(scope, receive), time.perf_counter()
        if _wants_page(request):
            response = await pages.graphiql_response(request)
            await response(scope, receive, send)
            return
        trace = trace_id(request.headers.get("traceparent"))
        media_type = preferred(request.headers.get("accept"), (JSON, GRAPHQL_JSON))
        allow: str | None = None
        try:
            if media_type is None:
                raise Refused(406, _not_acceptable())
            outcome = await self._answer(request, trace)
            code, allow = (405, "POST") if outcome.misplaced else (status(outcome.rejected, media_type), None)
        except Refused as refused:
            outcome, code, allow = refusal(refused.error), refused.http_status, refused.allow
        except ShiziError as error:
            outcome, code = refusal(error), BY_CODE.get(error.code, 400)
        await _respond(send, outcome, code, media_type or JSON, trace, allow)
        ms = round((time.perf_counter() - started) * 1000, 2)
        _log.info("request", trace_id=trace, method=request.method, status=code, ms=ms, codes=list(outcome.codes))

    async def _answer(self, request: Request, trace: str) -> Outcome:
        """Raises Refused or ShiziError for what never becomes a GraphQL request."""
        if request.method == "POST":
            _check_content_type(request.headers.get("content-type"), request.headers.get("content-encoding"))
            graphql_request = from_body(await self._body(request))
        elif request.method == "GET":
            graphql_request = from_query_string(request.scope["query_string"])
        else:
            raise Refused(
                405, bad_user_input("Use POST, or GET for queries.", "请使用 POST；查询也可用 GET。"), "GET, POST"
            )
        viewer = self._admission.viewer(request.headers.get("authorization"))
        address, as_of = request.client.host if request.client else "", request.headers.get(HEADER)
        context = self._admission.context(viewer, address, trace, as_of)
        return await self._engine.answer(graphql_request, context, queries_only=request.method == "GET")

    async def _body(self, request: Request) -> bytes:
        """The whole body. One over the limit is never kept, only read past, so that the refusal can be read."""
        declared = request.headers.get("content-length", "0")
        too_large = not declared.isdecimal() or int(declared) > self._max_body
        if too_large and not _is_worth_reading(request, declared):
            raise payload_too_large(self._max_body)
        parts, size = list[bytes](), 0
        async for part in request.stream():
            size += len(part)
            if too_large or size > self._max_body:
                too_large = True
                parts.clear()
                if size > READ_PAST:
                    break
            else:
                parts.append(part)
        if too_large:
            raise payload_too_large(self._max_body)
        return b"".join(parts)


def _is_worth_reading(request: Request, declared: str) -> bool:
    """Whether a client that sends too much reads no answer before it has sent all, and all is not absurdly much."""
    waits = request.headers.get("expect", "").lower() == "100-continue"
    return not waits and declared.isdecimal() and int(declared) <= READ_PAST


def _wants_page(request: Request) -> bool:
    """A browser's address bar: GET, HTML preferred, no query to answer."""
    if request.method not in ("GET", "HEAD") or "query" in request.query_params:
        return False
    return preferred(request.headers.get("accept"), (JSON, GRAPHQL_JSON, "text/html")) == "text/html"


def _check_content_type(content_type: str | None, encoding: str | None) -> None:
    name, _, parameters = (content_type or "").partition(";")
    charset = parameters.replace(" ", "").lower()
    if name.strip().lower() != JSON or charset not in ("", "charset=utf-8", 'charset="utf-8"'):
        raise Refused(
            415,
            bad_user_input(
                "Send application/json in UTF-8 (Content-Type).", "请发送 UTF-8 的 application/json（Content-Type）。"
            ),
        )
    if encoding and encoding.strip().lower() != "identity":
        raise Refused(415, bad_user_input("Send the body uncompressed.", "请发送未压缩的请求体。"))


def _not_acceptable() -> ShiziError:
    return bad_user_input(
        f"Only {JSON} and {GRAPHQL_JSON} can be answered (Accept).", f"只能以 {JSON} 或 {GRAPHQL_JSON} 答复（Accept）。"
    )


async def _respond(send: Send, outcome: Outcome, code: int, media_type: str, trace: str, allow: str | None) -> None:
    headers = [
        (b"content-type", media_type.encode() + b"; charset=utf-8"),
        (b"content-length", b"%d" % len(outcome.body)),
        (b"cache-control", b"no-store"),
        (b"vary", b"accept"),
        (b"x-content-type-options", b"nosniff"),
        (b"x-trace-id", trace.encode()),
    ]
    if code == 401:
        headers.append((b"www-authenticate", b"Bearer"))
    if allow is not None:
        headers.append((b"allow", allow.encode()))
    await send({"type": "http.response.start", "status": code, "headers": headers})
    await send({"type": "http.response.body", "body": outcome.body})
