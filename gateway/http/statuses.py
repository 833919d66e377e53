"""HTTP statuses by error code (GraphQL over HTTP §6.4): only requests of which nothing was executed have one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from schema.errors import ErrorCode

GRAPHQL_JSON: Final = "application/graphql-response+json"
JSON: Final = "application/json"

BY_CODE: Final[Mapping[ErrorCode, int]] = {
    ErrorCode.UNAUTHENTICATED: 401,
    ErrorCode.FORBIDDEN: 403,
    ErrorCode.NOT_FOUND: 404,
    ErrorCode.CONFLICT: 409,
    ErrorCode.PAYLOAD_TOO_LARGE: 413,
    ErrorCode.RATE_LIMITED: 429,
    ErrorCode.INTERNAL: 500,
    ErrorCode.NODE_UNREACHABLE: 503,
    ErrorCode.TIMEOUT: 504,
    ErrorCode.OUTCOME_UNKNOWN: 504,
}
KEPT_FOR_JSON: Final = frozenset({ErrorCode.UNAUTHENTICATED, ErrorCode.INTERNAL})


def status(rejected: ErrorCode | None, media_type: str) -> int:
    """The status of a well-formed request's response.

    `application/json` says 200 also for what GraphQL rejects, as clients of that type expect; a token that is not
    accepted and a fault of ours keep their status, being no matter of the document.
    """
    if rejected is None or (media_type == JSON and rejected not in KEPT_FOR_JSON):
        return 200
    return BY_CODE.get(rejected, 400)
