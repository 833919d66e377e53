"""Cursors: order-preserving bytes of (sort key, global id), so that pages of many nodes merge by comparing bytes.

A position is the key, then the id. The key is one byte 0x01 and the encoded value, or the one byte 0x02 for NULL,
so NULL comes last both ways. Text is UTF-8 ended by 0x00; integers, dates (days) and times (microseconds) since
1970 are eight bytes big-endian with the sign bit flipped. Descending complements the encoded value and nothing
else; the id is plain UTF-8, ascending both ways. The order is that of COLLATE "C".

A node's cursor is base64url of eight digest bytes (field, orderBy, filter) and the position. The gateway puts
a version byte around it.
"""

import base64
import binascii
import hashlib
import json
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from typing import Final, Literal

from schema.errors import ShiziError, bad_user_input

SortKind = Literal["text", "int", "date", "time"]
SortValue = str | int | date | datetime | None

DIGEST_BYTES: Final = 8

_PRESENT: Final = b"\x01"
_NULL: Final = b"\x02"
_WRAPPED_V1: Final = b"\x01"
_SIGN: Final = 1 << 63
_COMPLEMENT: Final = bytes(255 - byte for byte in range(256))
_DAY_ZERO: Final = date(1970, 1, 1)
_TIME_ZERO: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)


def position(value: SortValue, *, descending: bool, id: str) -> bytes:
    """The bytes by which a row with this sort value and id is ordered.

    Times need a zone. Raises BAD_USER_INPUT for text that no row can hold: a NUL, or half a surrogate pair.
    """
    tail = _utf8(id)
    if value is None:
        return _NULL + tail
    encoded = _encode(value)
    return _PRESENT + (encoded.translate(_COMPLEMENT) if descending else encoded) + tail


def split_position(pos: bytes, *, kind: SortKind, descending: bool) -> tuple[SortValue, str]:
    """The sort value and the id of a position. Raises BAD_USER_INPUT for bytes that `position` never makes."""
    head, rest = pos[:1], pos[1:]
    try:
        if head == _NULL:
            return None, _id(rest)
        if head != _PRESENT:
            raise _malformed()
        end = rest.index(b"\xff" if descending else b"\x00") + 1 if kind == "text" else 8
        encoded = rest[:end].translate(_COMPLEMENT) if descending else rest[:end]
        return _decode(encoded, kind), _id(rest[end:])
    except (ValueError, OverflowError) as error:
        raise _malformed() from error


def encode_cursor(pos: bytes, digest: bytes) -> str:
    """A node's cursor of a position, under the digest of its list's order."""
    if len(digest) != DIGEST_BYTES:
        raise ValueError(f"a digest has {DIGEST_BYTES} bytes, not {len(digest)}")
    return _to_base64(digest + pos)


def decode_cursor(text: str) -> tuple[bytes, bytes]:
    """Position and digest of a node's cursor. Raises BAD_USER_INPUT when it is malformed."""
    data = _from_base64(text)
    if len(data) <= DIGEST_BYTES + 1:
        raise _malformed()
    return data[DIGEST_BYTES:], data[:DIGEST_BYTES]


def order_digest(field: str, order_by: str, filter: object) -> bytes:
    """Eight bytes that tell one ordered list from another: SHA-256 of canonical JSON, leaving out null and empty."""
    plain = json.dumps([field, order_by, _without_nulls(filter)], sort_keys=True, separators=(",", ":"), default=_plain)
    return hashlib.sha256(plain.encode()).digest()[:DIGEST_BYTES]


def wrap(node_cursor: str) -> str:
    """The gateway's cursor around a node's: a version byte before its bytes."""
    return _to_base64(_WRAPPED_V1 + _from_base64(node_cursor))


def unwrap(text: str) -> str:
    """The node's cursor inside a gateway's. Raises BAD_USER_INPUT when it is malformed or of another version."""
    data = _from_base64(text)
    if data[:1] != _WRAPPED_V1 or len(data) <= DIGEST_BYTES + 2:
        raise _malformed()
    return _to_base64(data[1:])


def _encode(value: str | int | date | datetime) -> bytes:
    if isinstance(value, str):
        return _utf8(value) + b"\x00"
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise ValueError("a time in a position needs a zone")
        return _int64((value - _TIME_ZERO) // _MICROSECOND)
    if isinstance(value, date):
        return _int64((value - _DAY_ZERO).days)
    return _int64(value)


def _decode(encoded: bytes, kind: SortKind) -> SortValue:
    if kind == "text":
        return encoded[:-1].decode()
    if len(encoded) != 8:
        raise _malformed()
    number = int.from_bytes(encoded, "big") - _SIGN
    if kind == "int":
        return number
    if kind == "date":
        return _DAY_ZERO + timedelta(days=number)
    return _TIME_ZERO + timedelta(microseconds=number)


def _int64(value: int) -> bytes:
    if not -_SIGN <= value < _SIGN:
        raise bad_user_input(f"A number outside 64 bits: {value}.", f"数值超出 64 位整数范围：{value}。")
    return (value + _SIGN).to_bytes(8, "big")


def _utf8(text: str) -> bytes:
    try:
        data = text.encode()
    except UnicodeEncodeError as error:
        raise bad_user_input("Text that is not valid Unicode.", "文本不是有效的 Unicode。") from error
    if b"\x00" in data:
        raise bad_user_input("Text must not contain a NUL character.", "文本不得包含 NUL 字符。")
    return data


def _id(data: bytes) -> str:
    if not data or b"\x00" in data:
        raise _malformed()
    return data.decode()


def _without_nulls(value: object) -> object:
    if isinstance(value, dict):
        kept = {key: _without_nulls(item) for key, item in value.items() if item is not None}
        return kept or None
    if isinstance(value, list | tuple):
        return [_without_nulls(item) for item in value]
    return value


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    raise TypeError(f"a filter cannot hold {type(value).__name__}")


def _to_base64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _from_base64(text: str) -> bytes:
    try:
        data = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (ValueError, binascii.Error) as error:
        raise _malformed() from error
    if _to_base64(data) != text:
        raise _malformed()
    return data


def _malformed() -> ShiziError:
    return bad_user_input("The cursor is malformed.", "游标格式不正确。")
