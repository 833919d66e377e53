"""The HTTP endpoint of one committee: a POST with JSON in, GraphQL's answer out."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from inspect import isawaitable
from typing import Any

import orjson
from graphql import DocumentNode, ExecutionResult, GraphQLSchema, execute
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from schema.errors import ShiziError, bad_user_input, payload_too_large
from schema.port import CLIENT_KEY, CONTEXT_KEY, Port
from schema.scalars import parse_date_time
from services.graphql_app.documents import Documents, InvalidDocumentError, nul_refused
from services.graphql_app.failures import STATUSES, execution_errors, invalid_document, refused, unforeseen
from services.graphql_execution import FragmentExecutor

LARGEST_BODY = 1 << 20
JSON = "application/json"
GRAPHQL_JSON = "application/graphql-response+json"
AS_OF = "shizi-as-of"
"""The header with the instant of recorded time that a whole operation looks at."""

_TRACEPARENT = re.compile(r"[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}\Z")
_MUST_BE_POST = bad_user_input(
    "Send GraphQL as a POST with a JSON body.", "请以 POST 方式发送 JSON 格式的 GraphQL 请求。"
)


@dataclass(frozen=True, slots=True)
class Asking:
    """A request body taken apart."""

    query: str
    operation: str | None
    variables: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Outcome:
    """An HTTP status and the response's members."""

    status: int
    members: Mapping[str, Any]

    @property
    def label(self) -> str:
        """One word for metrics: ``ok``, or the code of the first error."""
        errors = self.members.get("errors")
        return "ok" if not errors else str(errors[0]["extensions"]["code"])


class GraphQLEndpoint:
    """An ASGI application. ``admit`` makes a port for an Authorization header and the instant that is looked at,
    ``observe`` is told every outcome.
    """

    def __init__(
        self,
        schema: GraphQLSchema,
        documents: Documents,
        admit: Callable[[str | None, datetime | None], Port],
        observe: Callable[[str], None],
    ) -> None:
        self._schema = schema
        self._documents = documents
        self._admit = admit
        self._observe = observe

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        outcome = await self._outcome(request)
        self._observe(outcome.label)
        accepts = request.headers.get("accept", "")
        media_type = GRAPHQL_JSON if GRAPHQL_JSON in accepts else JSON
        status = outcome.status
        if status == 200 and media_type == GRAPHQL_JSON and "data" not in outcome.members:
            status = 400
        headers = {"allow": "POST"} if status == 405 else None
        response = Response(orjson.dumps(outcome.members), status, headers, f"{media_type}; charset=utf-8")
        await response(scope, receive, send)

    async def _outcome(self, request: Request) -> Outcome:
        trace = _trace_id(request.headers.get("traceparent"))
        try:
            if request.method != "POST":
                return Outcome(405, {"errors": refused(_MUST_BE_POST)})
            asking = read_asking(await _body(request))
            port = self._admit(request.headers.get("authorization"), _as_of(request.headers.get(AS_OF)))
            return await self._executed(asking, port, "" if request.client is None else request.client.host, trace)
        except InvalidDocumentError as invalid:
            return Outcome(200, {"errors": invalid_document(invalid)})
        except ShiziError as error:
            return Outcome(STATUSES.get(error.code, 400), {"errors": refused(error)})
        except Exception as error:  # noqa: BLE001  nothing of an unforeseen error may leave
            return Outcome(500, {"errors": refused(unforeseen(error, trace))})

    async def _executed(self, asking: Asking, port: Port, client: str, trace: str) -> Outcome:
        document: DocumentNode = self._documents.get(asking.query)
        running = execute(
            self._schema,
            document,
            context_value={CONTEXT_KEY: port, CLIENT_KEY: client},
            variable_values=asking.variables,
            operation_name=asking.operation,
            executor_class=FragmentExecutor,
        )
        result: ExecutionResult = await running if isawaitable(running) else running
        if not result.errors:
            return Outcome(200, {"data": result.data})
        errors = execution_errors(result.errors, trace)
        if result.data is None and not any("path" in error for error in errors):
            return Outcome(200, {"errors": errors})
        return Outcome(200, {"data": result.data, "errors": errors})


def read_asking(body: bytes) -> Asking:
    """Read a request body strictly. Raises BAD_USER_INPUT."""
    try:
        given = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise bad_user_input(
            "The request body is not JSON in valid UTF-8.", "请求体不是有效的 UTF-8 编码的 JSON。"
        ) from error
    if not isinstance(given, dict):
        raise bad_user_input("The request body must be a JSON object.", "请求体须为 JSON 对象。")
    query, operation, variables = given.get("query"), given.get("operationName"), given.get("variables")
    if not isinstance(query, str):
        raise bad_user_input("The member query must be text.", "query 须为文本。")
    if operation is not None and not isinstance(operation, str):
        raise bad_user_input("The member operationName must be text.", "operationName 须为文本。")
    if variables is not None and not isinstance(variables, dict):
        raise bad_user_input("The member variables must be an object.", "variables 须为对象。")
    if b"\\u0000" in body and _has_nul(variables):
        raise nul_refused()
    return Asking(query, operation or None, variables or {})


def _has_nul(value: object) -> bool:
    if isinstance(value, str):
        return "\0" in value
    if isinstance(value, dict):
        return any("\0" in name or _has_nul(part) for name, part in value.items())
    return isinstance(value, list) and any(map(_has_nul, value))


async def _body(request: Request) -> bytes:
    """Raises PAYLOAD_TOO_LARGE before more than the limit is in memory."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != JSON:
        raise bad_user_input(f"The content type must be {JSON}.", f"内容类型须为 {JSON}。")
    parts: list[bytes] = []
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > LARGEST_BODY:
            raise payload_too_large(LARGEST_BODY)
        parts.append(chunk)
    return b"".join(parts)


def _as_of(header: str | None) -> datetime | None:
    """Raises BAD_USER_INPUT."""
    return None if header is None else parse_date_time(header)


def _trace_id(traceparent: str | None) -> str:
    """The caller's trace id (W3C Trace Context), else a new one."""
    match = _TRACEPARENT.match(traceparent) if traceparent else None
    return match.group(1) if match else secrets.token_hex(16)
