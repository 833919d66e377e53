"""Global ids: `440100:filing:0190…`: owner, kind and a local part; opaque to clients, the owner known to the gateway.

New records get a UUIDv7 of the injected time. Records whose id others must know before hearing of them
(a committee's Participation in a topic, an imported fact) get a UUIDv8 derived from their parts.
"""

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from schema.errors import ShiziError, bad_user_input

NODE_CODE: Final = re.compile(r"^[0-9]{6}\Z", re.ASCII)

COMMITTEE: Final = "committee"
KINDS: Final = frozenset(
    {
        COMMITTEE,
        "agreement",
        "project",
        "contribution",
        "milestone",
        "plan",
        "consent",
        "topic",
        "participation",
        "fieldwork",
        "topic-endorsement",
        "suggestion",
        "filing",
        "assignment",
        "lead",
        "report",
        "member",
        "body",
        "session",
        "binding-act",
        "shared-proposal",
        "endorsement",
        "shared-filing",
    }
)

_UUID: Final = re.compile(r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z", re.ASCII)
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_SHOWN: Final = 80


@dataclass(frozen=True, slots=True)
class GlobalId:
    """An id taken apart: the committee that owns the record, the record's kind, and its name there."""

    owner: str
    kind: str
    local: str

    def __str__(self) -> str:
        return f"{self.owner}:{self.kind}:{self.local}"


def parse_id(text: str, *, kind: str | None = None) -> GlobalId:
    """Read a global id strictly: there is one spelling of every id.

    `kind` refuses ids of other kinds. Raises BAD_USER_INPUT.
    """
    owner, _, rest = text.partition(":")
    found, _, local = rest.partition(":")
    if not NODE_CODE.match(owner) or found not in KINDS or not _local_fits(owner, found, local):
        raise _malformed(text)
    if kind is not None and found != kind:
        raise bad_user_input(
            f"An id of kind {kind} is needed here, but this one is of kind {found}: {_short(text)}.",
            f"此处需要 {kind} 类型的 id，而给出的是 {found} 类型：{_short(text)}。",
        )
    return GlobalId(owner, found, local)


def owner_of(text: str) -> str:
    """The node code in a bare code or a global id. Raises BAD_USER_INPUT."""
    return text if NODE_CODE.match(text) else parse_id(text).owner


def committee_id(code: str) -> GlobalId:
    """The id of a committee itself: `440100:committee:440100`. Raises BAD_USER_INPUT for a malformed code."""
    _require(code, COMMITTEE)
    return GlobalId(code, COMMITTEE, code)


def new_id(owner: str, kind: str, *, at: datetime) -> GlobalId:
    """An id for a record created `at` that (aware) time: a UUIDv7 in order of microseconds (RFC 9562 §6.2)."""
    _require(owner, kind)
    micros = _micros(at)
    millis, rest = divmod(micros, 1000)
    value = millis << 80 | 0x7 << 76 | (rest * 4096 // 1000) << 64 | 0b10 << 62 | secrets.randbits(62)
    return GlobalId(owner, kind, str(UUID(int=value)))


def derived_id(owner: str, kind: str, *parts: str) -> GlobalId:
    """The id that anyone can compute from `parts`: a UUIDv8 of owner, kind and parts, each hashed with its length."""
    _require(owner, kind)
    digest = hashlib.sha256()
    for part in (owner, kind, *parts):
        data = part.encode()
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    value = int.from_bytes(digest.digest()[:16], "big")
    value = value & ~(0xF << 76) | 0x8 << 76
    value = value & ~(0b11 << 62) | 0b10 << 62
    return GlobalId(owner, kind, str(UUID(int=value)))


def _local_fits(owner: str, kind: str, local: str) -> bool:
    return local == owner if kind == COMMITTEE else _UUID.match(local) is not None


def _require(owner: str, kind: str) -> None:
    if not NODE_CODE.match(owner):
        raise _malformed(owner)
    if kind not in KINDS:
        raise ValueError(f"unknown kind of record: {kind}")


def _micros(at: datetime) -> int:
    if at.tzinfo is None:
        raise ValueError("an id needs a time with a zone")
    since = at - _EPOCH
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds


def _malformed(text: str) -> ShiziError:
    return bad_user_input(
        f"Not an id or node code of this graph: {_short(text)}.", f"不是本图中的 id 或节点代码：{_short(text)}。"
    )


def _short(text: str) -> str:
    shown = text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
    return repr(shown)
