"""Canonical JSON: the one way in which a value is written as bytes, so that whoever holds the value can sign the same.

It is the JSON Canonicalization Scheme (RFC 8785): UTF-8, no blanks, keys sorted by their UTF-16 code units, numbers as
ECMAScript prints them. On top of it come limits: depth, numbers that every reader keeps, and clean text.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

import orjson

from schema.ledger.errors import MalformedError, TooLargeError, UncleanTextError
from schema.ledger.limits import DEPTH, SAFE_INTEGER

_UNCLEAN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_MOST_ZEROS: Final = 6


def canonical(value: object) -> bytes:
    """``value`` (None, bool, int, float, str, list or tuple, mapping with text keys) as canonical JSON.

    Raises TooLargeError for nesting deeper than the limit, UncleanTextError for text that no reader can see,
    MalformedError for anything that JSON cannot hold or that a reader would round.
    """
    return orjson.dumps(_plain(value, DEPTH))


def read_canonical(data: bytes, *, most: int, what: str) -> dict[str, Any]:
    """The object that ``data`` is the canonical JSON of; ``what`` names it in errors, ``most`` bounds its bytes.

    Raises TooLargeError, or MalformedError when the bytes are no object or not its canonical spelling.
    """
    if len(data) > most:
        raise too_large(what, most)
    try:
        value = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise malformed(what, "is no JSON", "不是 JSON") from error
    if not isinstance(value, dict):
        raise malformed(what, "is no JSON object", "不是 JSON 对象")
    if canonical(value) != data:
        raise malformed(what, "is not written as canonical JSON", "不是规范 JSON 的写法")
    return value


def to_base64(data: bytes) -> str:
    """Base64 with padding (RFC 4648 §4)."""
    return base64.b64encode(data).decode("ascii")


def from_base64(text: object, what: str) -> bytes:
    """The bytes of base64 text in its one spelling. Raises MalformedError."""
    if isinstance(text, str):
        try:
            data = base64.b64decode(text, validate=True)
        except (binascii.Error, ValueError):
            data = None
        if data is not None and to_base64(data) == text:
            return data
    raise malformed(what, "is no base64 text", "不是 base64 文本")


def check_text(text: str, what: str) -> str:
    """The text itself. Raises UncleanTextError for control characters (tab and line ends apart) and lone surrogates."""
    if (found := _UNCLEAN.search(text)) is not None:
        raise UncleanTextError(
            f"{what} holds the character U+{ord(found[0]):04X}, which no reader can see.",
            f"{what} 含有不可见的控制字符 U+{ord(found[0]):04X}。",
        )
    return text


def malformed(what: str, en: str, zh: str) -> MalformedError:
    """A MalformedError about ``what``."""
    return MalformedError(f"{what} {en}.", f"{what} {zh}。")


def too_large(what: str, most: int) -> TooLargeError:
    """A TooLargeError about ``what``, which may have ``most`` bytes."""
    return TooLargeError(f"{what} has more than {most} bytes.", f"{what} 超过 {most} 字节。", limitBytes=most)


def _plain(value: object, depth: int) -> Any:
    """The value for orjson: keys in order, numbers as ECMAScript prints them."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return check_text(value, "A text")
    if isinstance(value, int | float):
        return orjson.Fragment(_number(value))
    if depth == 0:
        raise TooLargeError(f"The value is nested deeper than {DEPTH}.", f"嵌套超过 {DEPTH} 层。")
    if isinstance(value, Mapping):
        keys = sorted(map(_key, value), key=lambda key: key.encode("utf-16-be"))
        return {key: _plain(value[key], depth - 1) for key in keys}
    if isinstance(value, list | tuple):
        return [_plain(part, depth - 1) for part in value]
    raise malformed("A value", f"of {type(value).__name__} has no place in JSON", "不能写作 JSON")


def _key(key: object) -> str:
    if not isinstance(key, str):
        raise malformed("A key", "of an object must be text", "应为文本")
    return check_text(key, "A key")


def _number(value: float) -> bytes:
    """ECMAScript's Number::toString (ECMA-262 §6.1.6.1.20), which RFC 8785 §3.2.2.3 asks for."""
    if not abs(value) <= SAFE_INTEGER:
        raise malformed("A number", f"is not within ±{SAFE_INTEGER}", f"不在 ±{SAFE_INTEGER} 之内")
    sign = "-" if value < 0 else ""
    if value == int(value):
        return f"{sign}{abs(int(value))}".encode("ascii")
    _, places, exponent = Decimal(repr(abs(value))).as_tuple()
    assert isinstance(exponent, int)
    digits = "".join(map(str, places))
    return f"{sign}{_placed(digits, len(digits) + exponent)}".encode("ascii")


def _placed(digits: str, point: int) -> str:
    """The digits with the decimal point after ``point`` of them; six zeros after it make an exponent."""
    if point > 0:
        return f"{digits[:point]}.{digits[point:]}"
    if point > -_MOST_ZEROS:
        return f"0.{'0' * -point}{digits}"
    mantissa = digits if len(digits) == 1 else f"{digits[0]}.{digits[1:]}"
    return f"{mantissa}e{point - 1}"
