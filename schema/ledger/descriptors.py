"""A node's descriptor: who it is, with which keys it signs, and where it can be reached, signed by itself.

A descriptor proves only that its author holds the key it is signed with. It becomes trusted when somebody compares the
key's fingerprint with the one in an official letter (公函), or when a key that is trusted already signed it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar, Final

from schema.ledger.canonical import from_base64, malformed, to_base64
from schema.ledger.fields import KEY_ID, SUITE, Fields, moment_text
from schema.ledger.keys import PublicKey, SigningKey
from schema.ledger.signed import Signed

ENDPOINT: Final = re.compile(r"https?://[A-Za-z0-9.\-_\[\]:]{1,200}(/[A-Za-z0-9.\-_~/%]{0,200})?")
_NAME: Final = 200
_KEYS: Final = 50
_SPAN: Final = frozenset({"suite", "public", "since", "until"})


@dataclass(frozen=True, slots=True)
class KeySpan:
    """A key, and from when to when (None: still) its committee signs with it, by the committee's own word."""

    key: PublicKey
    since: datetime
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Descriptor(Signed):
    """A descriptor as it is stored, and what it says.

    ``keys`` are all keys that the committee ever signed with, oldest first; the last is the current one and signs the
    descriptor. ``endpoint`` is the address for peers, None for a committee that dials out or goes by bundle files.
    ``serial`` rises with every new descriptor.
    """

    what: ClassVar[str] = "descriptor"
    names: ClassVar[frozenset[str]] = frozenset({"code", "name", "keys", "endpoint", "serial", "at"})

    suite: str = field(init=False, compare=False)
    key: str = field(init=False, compare=False)
    code: str = field(init=False, compare=False)
    name: str = field(init=False, compare=False)
    keys: tuple[KeySpan, ...] = field(init=False, compare=False)
    endpoint: str | None = field(init=False, compare=False)
    serial: int = field(init=False, compare=False)
    at: datetime = field(init=False, compare=False)

    def __post_init__(self) -> None:
        fields = self._fields()
        read = {
            "suite": fields.text("suite", SUITE),
            "key": fields.text("key", KEY_ID),
            "code": fields.code("code"),
            "name": fields.optional_text("name", _NAME) or "",
            "keys": _spans(fields.list("keys", _KEYS)),
            "endpoint": fields.optional_text("endpoint", _NAME * 2),
            "serial": fields.number("serial"),
            "at": fields.moment("at"),
        }
        self._keep(read)
        if not self.name:
            raise malformed("descriptor: name", "must not be empty", "不能为空")
        if self.endpoint is not None and ENDPOINT.fullmatch(self.endpoint) is None:
            raise malformed("descriptor: endpoint", "must be an http or https address", "应为 http 或 https 地址")
        if (self.current.suite, self.current.id) != (self.suite, self.key):
            raise malformed("descriptor: key", "must be the last of its keys", "应为所列的最后一个密钥")

    @classmethod
    def seal(
        cls, key: SigningKey, *, code: str, name: str, endpoint: str | None, serial: int, at: datetime,
        since: datetime, before: Sequence[KeySpan] = (),
    ) -> Descriptor:  # fmt: skip
        """Sign a descriptor with ``key``, in use since ``since``, after the keys ``before``. Raises MalformedError."""
        spans = [*before, KeySpan(key.public, since)]
        return cls._signed(
            key,
            {
                "code": code,
                "name": name,
                "keys": [_plain(span) for span in spans],
                "endpoint": endpoint,
                "serial": serial,
                "at": moment_text(at),
            },
        )

    @property
    def current(self) -> PublicKey:
        """The key that the committee signs with now."""
        return self.keys[-1].key

    def check_itself(self) -> None:
        """Raises BadSignatureError when the current key did not sign it, UnknownSuiteError for a suite unknown here."""
        self.check_signature(self.current)

    def __str__(self) -> str:
        return f"descriptor {self.code} {self.name} #{self.serial} {self.current.fingerprint}"


def _plain(span: KeySpan) -> dict[str, Any]:
    return {
        "suite": span.key.suite,
        "public": to_base64(span.key.raw),
        "since": moment_text(span.since),
        "until": None if span.until is None else moment_text(span.until),
    }


def _spans(values: list[Any]) -> tuple[KeySpan, ...]:
    """The keys, oldest first; every key but the last has an end."""
    spans = tuple(_span(value) for value in values)
    if not spans or spans[-1].until is not None or any(span.until is None for span in spans[:-1]):
        raise malformed("descriptor: keys", "must end with the one that is in use", "应以现用密钥结尾")
    return spans


def _span(value: Any) -> KeySpan:
    if not isinstance(value, dict):
        raise malformed("descriptor: keys", "must be objects", "应为对象")
    fields = Fields(value, _SPAN, "descriptor: keys")
    key = PublicKey(fields.text("suite", SUITE), from_base64(value["public"], "descriptor: public"))
    return KeySpan(key, fields.moment("since"), None if value["until"] is None else fields.moment("until"))
