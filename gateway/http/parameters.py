"""From an HTTP request's body or query string to a GraphQL request, strictly: every mistake has its sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

import orjson

from gateway.engine import GraphQLRequest
from gateway.limits import nul_character
from schema.errors import ShiziError, bad_user_input

ENVELOPE = frozenset({"query", "operationName", "variables", "extensions"})
NUL = "\x00"


def from_body(body: bytes) -> GraphQLRequest:
    """Read a JSON body. Raises BAD_USER_INPUT."""
    try:
        envelope = orjson.loads(body)
    except orjson.JSONDecodeError:
        raise _not_json(body) from None
    if isinstance(envelope, list):
        raise bad_user_input(
            "Send one operation in a request; batches are off.", "每个请求只能有一个操作，不支持批量请求。"
        )
    if not isinstance(envelope, dict):
        raise bad_user_input("The request body must be a JSON object.", "请求体必须是 JSON 对象。")
    if b"\\u0000" in body and _holds_nul(envelope):
        raise nul_character()
    return from_mapping(envelope)


def from_query_string(query_string: bytes) -> GraphQLRequest:
    """Read the parameters of a GET request; variables and extensions are JSON texts. Raises BAD_USER_INPUT."""
    try:
        pairs = parse_qsl(query_string.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=20)
    except UnicodeDecodeError:
        raise _not_utf8() from None
    except ValueError:
        raise bad_user_input("The query string has too many parameters.", "查询字符串的参数过多。") from None
    envelope: dict[str, Any] = {}
    for name, value in pairs:
        if name in envelope:
            raise bad_user_input(f"The parameter {name!r} is given twice.", f"参数 {name!r} 重复。")
        envelope[name] = _json_parameter(name, value) if name in ("variables", "extensions") and value else value
    if envelope.get("operationName") == "":
        del envelope["operationName"]
    if _holds_nul(envelope):
        raise nul_character()
    return from_mapping(envelope)


def from_mapping(envelope: Mapping[str, Any]) -> GraphQLRequest:
    """Check the members of a request. Raises BAD_USER_INPUT."""
    query, name = envelope.get("query"), envelope.get("operationName")
    variables, extensions = envelope.get("variables"), envelope.get("extensions")
    if not isinstance(query, str) or not query.strip():
        raise _wrong("query", "a non-empty text", "非空文本")
    if name is not None and not isinstance(name, str):
        raise _wrong("operationName", "a text", "文本")
    if variables is not None and not isinstance(variables, dict):
        raise _wrong("variables", "an object", "对象")
    if extensions is not None and not isinstance(extensions, dict):
        raise _wrong("extensions", "an object", "对象")
    return GraphQLRequest(query, name or None, variables or {})


def holds_nul(value: Any) -> bool:
    """Whether any text inside a JSON value holds a NUL character."""
    return _holds_nul(value)


def _holds_nul(value: Any) -> bool:
    stack = [value]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            if NUL in item:
                return True
        elif isinstance(item, dict):
            stack.extend(item.keys())
            stack.extend(item.values())
        elif isinstance(item, list):
            stack.extend(item)
    return False


def _json_parameter(name: str, text: str) -> Any:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        raise bad_user_input(f"The parameter {name!r} is not JSON.", f"参数 {name!r} 不是 JSON。") from None


def _not_json(body: bytes) -> ShiziError:
    if b"\x00" in body:
        return nul_character()
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return _not_utf8()
    return bad_user_input("The request body is not JSON.", "请求体不是 JSON。")


def _not_utf8() -> ShiziError:
    return bad_user_input("The request is not valid UTF-8.", "请求不是有效的 UTF-8。")


def _wrong(member: str, en: str, zh: str) -> ShiziError:
    return bad_user_input(f"`{member}` must be {en}.", f"`{member}` 必须是{zh}。")
