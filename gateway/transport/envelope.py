"""From what HTTP brought to what plans understand: a GraphQL reply, or a failure with its reason in both languages."""

from __future__ import annotations

from typing import Any

import orjson

from gateway.execute.backend import Failure, Reply
from gateway.transport.endpoint import Answer, Broken
from schema.errors import ErrorCode


def read(result: Answer | Broken, *, mutation: bool, ms: float) -> Reply | Failure:
    """Never raises. A mutation that may have been carried out, with no answer to say so, is OUTCOME_UNKNOWN."""
    if isinstance(result, Broken):
        if mutation and result.sent:
            code = ErrorCode.OUTCOME_UNKNOWN
        else:
            code = ErrorCode.TIMEOUT if result.timed_out else ErrorCode.NODE_UNREACHABLE
        return Failure(code, result.reason, result.reason_zh, ms)
    return _reply(result, ms) or _strange(result, mutation=mutation, ms=ms)


def _reply(answer: Answer, ms: float) -> Reply | None:
    """A GraphQL envelope counts at any status but a redirect: refusals come with 4xx too."""
    if 300 <= answer.status < 400 or answer.content_type == "text/html":
        return None
    try:
        envelope = orjson.loads(answer.body)
    except orjson.JSONDecodeError:
        return None
    if not isinstance(envelope, dict):
        return None
    data, errors = envelope.get("data"), envelope.get("errors")
    if not (data is None or isinstance(data, dict)) or not (errors is None or _are_errors(errors)):
        return None
    if data is None and not errors:
        return None
    return Reply(data, tuple(errors or ()), ms)


def _are_errors(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(e, dict) and isinstance(e.get("message"), str) for e in value)


def _strange(answer: Answer, *, mutation: bool, ms: float) -> Failure:
    status = answer.status
    if 300 <= status < 400:
        en, zh = f"answered with a redirect ({status}), which is not followed", f"以重定向（{status}）答复，网关不跟随"
    elif status >= 400:
        en, zh = f"answered with HTTP status {status}", f"以 HTTP 状态 {status} 答复"
    else:
        en, zh = "answered with something that is not GraphQL over JSON", "答复不是 GraphQL 的 JSON"
    maybe_done = mutation and not 300 <= status < 500
    return Failure(ErrorCode.OUTCOME_UNKNOWN if maybe_done else ErrorCode.NODE_UNREACHABLE, en, zh, ms)
