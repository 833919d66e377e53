"""A signed request for a page of a ledger: for one purpose, between two committees, for a short time, once."""

from __future__ import annotations

import re
import secrets
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from schema.errors import unauthenticated
from schema.ids import NODE_CODE
from schema.ledger import BadSignatureError, LedgerName, MalformedError, Pins, SigningKey, canonical
from schema.ledger.canonical import from_base64, read_canonical, to_base64
from schema.ledger.fields import DIGEST, KEY_ID, SUITE, Fields, moment_text

PREFIX: Final = b"shizi-pull-v1\n"
HOLDS: Final = timedelta(minutes=2)
"""How far the asker's clock may be from ours, either way."""

LARGEST: Final = 4_096
REMEMBERED: Final = 10_000
_NONCE: Final = re.compile(r"[0-9a-f]{32}")
_FIELDS: Final = frozenset({"v", "suite", "key", "from", "to", "own", "after", "hash", "at", "nonce"})


@dataclass(frozen=True, slots=True)
class PullRequest:
    """``asker`` wants what follows number ``after`` of the ledger from ``asked`` to it, or with ``own`` of its own
    ledger to ``asked``, which it lost. ``hash`` is that of the entry it holds under ``after``, None at the beginning.
    """

    asker: str
    asked: str
    own: bool
    after: int
    hash: str | None
    at: datetime
    nonce: str

    @property
    def ledger(self) -> LedgerName:
        """The ledger that it is about."""
        return LedgerName(self.asker, self.asked) if self.own else LedgerName(self.asked, self.asker)

    @classmethod
    def seal(
        cls, key: SigningKey, asker: str, asked: str, *, after: int, hash: str | None, at: datetime, own: bool = False
    ) -> str:
        """The text of a request signed with the asker's key."""
        data = canonical(
            {
                "v": 1, "suite": key.suite, "key": key.public.id, "from": asker, "to": asked, "own": own,
                "after": after, "hash": hash, "at": moment_text(at), "nonce": secrets.token_hex(16),
            }
        )  # fmt: skip
        line = {"request": to_base64(data), "signature": to_base64(key.sign(PREFIX + data))}
        return canonical(line).decode("utf-8")


def asker_of(text: str) -> str:
    """Who says that it asks; nothing is verified. Raises MalformedError, TooLargeError."""
    return _parts(text)[0].code("from")


def _parts(text: str) -> tuple[Fields, bytes, bytes]:
    line = read_canonical(text.encode("utf-8", "surrogatepass"), most=LARGEST, what="request")
    Fields(line, frozenset({"request", "signature"}), "request")
    data = from_base64(line["request"], "request")
    fields = Fields(read_canonical(data, most=LARGEST, what="request"), _FIELDS, "request")
    return fields, data, from_base64(line["signature"], "request: signature")


class Requests:
    """Reads the requests that committee ``code`` gets, each at most once."""

    def __init__(self, code: str) -> None:
        self._code = code
        self._seen: OrderedDict[str, None] = OrderedDict()

    def read(self, text: str, pins: Pins, now: datetime) -> PullRequest:
        """The request, when it is signed with a pinned key of the asker, meant for us, and neither old nor used.

        Raises MalformedError, UnknownKeyError, BadSignatureError; UNAUTHENTICATED when it does not hold here and now.
        """
        fields, data, signature = _parts(text)
        request = _request(fields, read_canonical(data, most=LARGEST, what="request"))
        key = pins.key(request.asker, fields.text("key", KEY_ID), fields.text("suite", SUITE))
        if not key.verify(PREFIX + data, signature):
            raise BadSignatureError("The signature of the request does not fit.", "请求的签名不符。")
        if request.asked != self._code:
            raise unauthenticated("The request is for another committee.", "该请求是发给其他政协的。")
        if abs(now - request.at) > HOLDS:
            raise unauthenticated(
                "The request is not of this time; compare the clocks.", "该请求已失效或时间不符，请核对时钟。"
            )
        if request.nonce in self._seen:
            raise unauthenticated("The request was used before.", "该请求已被使用过。")
        self._seen[request.nonce] = None
        if len(self._seen) > REMEMBERED:
            self._seen.popitem(last=False)
        return request


def _request(fields: Fields, values: dict[str, Any]) -> PullRequest:
    fields.version()
    after, digest = values["after"], values["hash"]
    numbered = isinstance(after, int) and not isinstance(after, bool) and after >= 0
    if not numbered or (digest is None) != (after == 0):
        raise MalformedError("request: after and hash do not fit.", "request：after 与 hash 不符。")
    return PullRequest(
        asker=fields.text("from", NODE_CODE),
        asked=fields.text("to", NODE_CODE),
        own=fields.flag("own"),
        after=after,
        hash=None if digest is None else fields.text("hash", DIGEST),
        at=fields.moment("at"),
        nonce=fields.text("nonce", _NONCE),
    )
