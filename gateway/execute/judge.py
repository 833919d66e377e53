"""What a node's answer is worth: what it counts as in completeness, and what of it may be used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from gateway.execute.backend import Failure, Reply
from gateway.execute.check import fault_in
from gateway.execute.errors import code_of, message_of, path_of
from gateway.operation.shapes import ListShape, ObjectShape, Shape
from gateway.planner.plan import Request
from schema.completeness import NodeStatus
from schema.errors import ErrorCode, ShiziError

_RAISED: Final = frozenset({ErrorCode.BAD_USER_INPUT.value, ErrorCode.UNAUTHENTICATED.value})
_REASON_LENGTH: Final = 300


@dataclass(frozen=True, slots=True)
class Verdict:
    """A node's answer, judged. `data` is there exactly for LIVE and PARTIAL."""

    status: NodeStatus
    ms: float
    data: dict[str, Any] | None
    errors: tuple[object, ...] = ()
    """For LIVE and PARTIAL: errors about parts of the data. With `raised`: what is said to the client once."""
    raised: bool = False
    reason: str | None = None
    error: ShiziError | None = None
    """Why there is no data, for those to whom it must be said."""
    missing: tuple[str, ...] = ()


def judge(answer: Reply | Failure, request: Request, key: str, node: str, variables: Mapping[str, Any]) -> Verdict:
    """Judge the answer to a request for one root field; a null there counts as no answer."""
    if isinstance(answer, Failure):
        return down(answer.ms, ShiziError(answer.code, answer.reason, answer.reason_zh, node=node))
    data = answer.data if isinstance(answer.data, dict) else None
    if data is None or data.get(key) is None:
        return _without_data(answer, node)
    fault = fault_in(request.shape, data, variables)
    if fault is not None:
        return unusable(answer.ms, node, fault)
    missing = tuple(sorted({coordinate(request.shape, path_of(error)) for error in answer.errors}))
    status = NodeStatus.PARTIAL if answer.errors else NodeStatus.LIVE
    return Verdict(status, answer.ms, data, answer.errors, missing=missing)


def unusable(ms: float, node: str, fault: str) -> Verdict:
    """The verdict on an answer that cannot be right."""
    error = ShiziError(
        ErrorCode.NODE_UNREACHABLE,
        f"The answer of committee {node} cannot be used: {fault}.",
        f"{node} 的应答无法使用：{fault}。",
        node=node,
    )
    return down(ms, error)


def down(ms: float, error: ShiziError) -> Verdict:
    """The verdict on a node that gave nothing."""
    return Verdict(NodeStatus.DOWN, ms, None, reason=_reason(error), error=error)


def _reason(error: ShiziError) -> str:
    """Why, for completeness: Chinese, then English, as long as both may be together."""
    half = _REASON_LENGTH // 2
    return f"{error.message_zh[:half]} · {error.message[:half]}"


def coordinate(shape: Shape, path: tuple[str | int, ...]) -> str:
    """The last coordinate on a path through a shape, as far as the path goes."""
    last, current = shape.type if isinstance(shape, ObjectShape) else "", shape
    for part in path:
        while isinstance(current, ListShape):
            current = current.item
        if isinstance(part, int):
            continue
        if not isinstance(current, ObjectShape):
            break
        field = next((field for field in current.fields if field.key == part), None)
        if field is None:
            break
        last, current = field.coordinate, field.shape
    return last


def _without_data(answer: Reply, node: str) -> Verdict:
    if not answer.errors:
        return unusable(answer.ms, node, "it has neither data nor errors")
    raised = tuple(error for error in answer.errors if code_of(error) in _RAISED)
    if raised:
        return Verdict(NodeStatus.LIVE, answer.ms, None, raised, raised=True)
    error = _carried(answer.errors[0], node)
    if any(code_of(error) == ErrorCode.FORBIDDEN for error in answer.errors):
        return Verdict(NodeStatus.DENIED, answer.ms, None, reason=_reason(error), error=error)
    return down(answer.ms, error)


def _carried(error: object, node: str) -> ShiziError:
    """A node's error as one of ours, for those parts of an answer that it leaves empty."""
    code = code_of(error)
    known = ErrorCode(code) if code in ErrorCode.__members__ else ErrorCode.INTERNAL
    extensions = error.get("extensions") if isinstance(error, dict) else None
    message_zh = extensions.get("messageZh") if isinstance(extensions, dict) else None
    return ShiziError(
        known, message_of(error), message_zh if isinstance(message_zh, str) else message_of(error), node=node
    )
