"""Errors that a client may see, each with its code and its text in English and Chinese.

ShiziError
  one class; the kind of an error is its `code`, because codes are what clients branch on.
  Build them with the functions below, so that every code carries the details that belong to it.
"""

from collections.abc import Mapping
from enum import StrEnum


class ErrorCode(StrEnum):
    """Every value that `extensions.code` can have."""

    BAD_USER_INPUT = "BAD_USER_INPUT"
    UNAUTHENTICATED = "UNAUTHENTICATED"
    FORBIDDEN = "FORBIDDEN"
    NOT_FOUND = "NOT_FOUND"
    CONFLICT = "CONFLICT"
    RULE_REFUSED = "RULE_REFUSED"
    NODE_UNREACHABLE = "NODE_UNREACHABLE"
    TIMEOUT = "TIMEOUT"
    OUTCOME_UNKNOWN = "OUTCOME_UNKNOWN"
    INCOMPLETE = "INCOMPLETE"
    TOO_COMPLEX = "TOO_COMPLEX"
    PAYLOAD_TOO_LARGE = "PAYLOAD_TOO_LARGE"
    RATE_LIMITED = "RATE_LIMITED"
    GRAPHQL_PARSE_FAILED = "GRAPHQL_PARSE_FAILED"
    GRAPHQL_VALIDATION_FAILED = "GRAPHQL_VALIDATION_FAILED"
    PERSISTED_QUERY_NOT_FOUND = "PERSISTED_QUERY_NOT_FOUND"
    INTERNAL = "INTERNAL"


class ShiziError(Exception):
    """An error for the client: `message` is English, `message_zh` Chinese; `details` go into `extensions` as is."""

    def __init__(self, code: ErrorCode, message: str, message_zh: str, **details: object) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.message_zh = message_zh
        self.details: Mapping[str, object] = details

    @property
    def extensions(self) -> dict[str, object]:
        """What GraphQL's `errors[].extensions` carries: `code`, `messageZh`, then the details."""
        return {"code": self.code.value, "messageZh": self.message_zh, **self.details}

    def __str__(self) -> str:
        return self.message

    def __repr__(self) -> str:
        return f"ShiziError({self.code.value}: {self.message})"


def bad_user_input(en: str, zh: str, **details: object) -> ShiziError:
    """What the client sent cannot be meant: a malformed id, cursor, code, number or document."""
    return ShiziError(ErrorCode.BAD_USER_INPUT, en, zh, **details)


def unauthenticated(en: str, zh: str, **details: object) -> ShiziError:
    """A token is missing where one is needed, or it is malformed, expired, or not trusted."""
    return ShiziError(ErrorCode.UNAUTHENTICATED, en, zh, **details)


def forbidden(en: str, zh: str, **details: object) -> ShiziError:
    """The viewer is known and may not do this."""
    return ShiziError(ErrorCode.FORBIDDEN, en, zh, **details)


def not_found(en: str, zh: str, **details: object) -> ShiziError:
    """There is no such record, or the viewer may not know that there is."""
    return ShiziError(ErrorCode.NOT_FOUND, en, zh, **details)


def conflict(en: str, zh: str, *, current_version: int | None = None, **details: object) -> ShiziError:
    """Another write came first. `current_version` is the record's version now, where there is a record."""
    if current_version is not None:
        details["currentVersion"] = current_version
    return ShiziError(ErrorCode.CONFLICT, en, zh, **details)


def rate_limited(en: str, zh: str, *, retry_after_s: int) -> ShiziError:
    """Too many requests from this client; it may try again after `retry_after_s` seconds."""
    return ShiziError(ErrorCode.RATE_LIMITED, en, zh, retryAfterSeconds=retry_after_s)


def rule_refused(
    *, rule: str, source: str, reason_en: str, reason_zh: str, allowed_when_en: str, allowed_when_zh: str
) -> ShiziError:
    """A rule of the committee's rulebook refuses the command; names the rule and what would make it allowed."""
    return ShiziError(
        ErrorCode.RULE_REFUSED,
        reason_en,
        reason_zh,
        rule=rule,
        source=source,
        allowedWhen=allowed_when_en,
        allowedWhenZh=allowed_when_zh,
    )


def node_unreachable(code: str, **details: object) -> ShiziError:
    """The committee's node does not answer and the request needs it."""
    return ShiziError(
        ErrorCode.NODE_UNREACHABLE,
        f"The node of committee {code} cannot be reached; try again later.",
        f"无法连接 {code} 的节点，请稍后再试。",
        node=code,
        **details,
    )


def timeout(code: str, after_ms: int, **details: object) -> ShiziError:
    """The committee's node did not answer in time; nothing was written."""
    return ShiziError(
        ErrorCode.TIMEOUT,
        f"The node of committee {code} did not answer within {after_ms} ms.",
        f"{code} 的节点在 {after_ms} 毫秒内没有应答。",
        node=code,
        **details,
    )


def outcome_unknown(code: str, **details: object) -> ShiziError:
    """A command was sent and no answer came, so it may or may not have been carried out."""
    return ShiziError(
        ErrorCode.OUTCOME_UNKNOWN,
        f"The command was sent to committee {code} but no answer came; repeat it with the same idempotencyKey.",
        f"操作已发往 {code}，但没有收到应答；请用相同的 idempotencyKey 重试。",
        node=code,
        **details,
    )


def too_complex(en: str, zh: str, **details: object) -> ShiziError:
    """The document is over a limit on its size: tokens, aliases, depth."""
    return ShiziError(ErrorCode.TOO_COMPLEX, en, zh, **details)


def payload_too_large(limit_bytes: int) -> ShiziError:
    """The request's body is larger than `limit_bytes`."""
    return ShiziError(
        ErrorCode.PAYLOAD_TOO_LARGE,
        f"The request body is larger than {limit_bytes} bytes.",
        f"请求体超过 {limit_bytes} 字节。",
        limitBytes=limit_bytes,
    )


def internal(trace_id: str) -> ShiziError:
    """Something failed that the client can do nothing about; `trace_id` finds it in the log, nothing else leaves."""
    return ShiziError(
        ErrorCode.INTERNAL,
        "Something went wrong on our side; quote the trace id when you report it.",
        "服务内部出错；报告问题时请附上追踪编号。",
        traceId=trace_id,
    )
