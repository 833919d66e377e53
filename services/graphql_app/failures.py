"""Errors on their way out: each with its code and both languages; what nobody foresaw leaves as a trace id alone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import structlog
from graphql import GraphQLError

from schema.errors import ErrorCode, ShiziError, internal
from services.graphql_app.documents import InvalidDocumentError

log = structlog.get_logger(__name__)

STATUSES = {
    ErrorCode.UNAUTHENTICATED: 401,
    ErrorCode.PAYLOAD_TOO_LARGE: 413,
    ErrorCode.RATE_LIMITED: 429,
    ErrorCode.INTERNAL: 500,
}
"""HTTP statuses of requests refused as a whole; 400 for every other code."""

PARSE_ZH = "查询语法有误。"
VALIDATION_ZH = "查询与接口不符。"
INPUT_ZH = "输入的值有误。"


def refused(error: ShiziError) -> list[dict[str, Any]]:
    """The errors of a request that is refused as a whole."""
    return [{"message": error.message, "extensions": error.extensions}]


def invalid_document(invalid: InvalidDocumentError) -> list[dict[str, Any]]:
    """The errors of a document that cannot be executed."""
    if not invalid.parsed:
        return [_formatted(error, ErrorCode.GRAPHQL_PARSE_FAILED, PARSE_ZH) for error in invalid.errors]
    return [_known(error, ErrorCode.GRAPHQL_VALIDATION_FAILED, VALIDATION_ZH) for error in invalid.errors]


def execution_errors(errors: Iterable[GraphQLError], trace_id: str) -> list[dict[str, Any]]:
    """The errors of an execution; unforeseen ones are logged under the trace id and masked."""
    shown = []
    for error in errors:
        cause = _cause(error)
        if cause is None or isinstance(cause, ShiziError):
            shown.append(_known(error, ErrorCode.BAD_USER_INPUT, INPUT_ZH))
            continue
        log.error("request failed", trace_id=trace_id, path=error.path, exc_info=cause)
        masked = internal(trace_id)
        shown.append({**_placed(error), "message": masked.message, "extensions": masked.extensions})
    return shown


def unforeseen(error: BaseException, trace_id: str) -> ShiziError:
    """Log what must not leave, and give what may."""
    log.error("request failed", trace_id=trace_id, exc_info=error)
    return internal(trace_id)


def _known(error: GraphQLError, code: ErrorCode, zh: str) -> dict[str, Any]:
    cause = _cause(error)
    if isinstance(cause, ShiziError):
        return {**_placed(error), "message": cause.message, "extensions": cause.extensions}
    return _formatted(error, code, zh)


def _formatted(error: GraphQLError, code: ErrorCode, zh: str) -> dict[str, Any]:
    return {**_placed(error), "message": error.message, "extensions": {"code": code.value, "messageZh": zh}}


def _placed(error: GraphQLError) -> dict[str, Any]:
    formatted = error.formatted
    return {name: formatted[name] for name in ("locations", "path") if name in formatted}


def _cause(error: GraphQLError) -> BaseException | None:
    """What lies under wrapped GraphQL errors; None for an error that graphql-core itself made of the request."""
    cause: BaseException | None = error
    while isinstance(cause, GraphQLError):
        cause = cause.original_error
    return cause
