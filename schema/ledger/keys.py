"""Keys of committees: their ids, the fingerprints that people compare, and the pins by which a verifier trusts them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from schema.ledger.canonical import malformed
from schema.ledger.errors import UnknownKeyError
from schema.ledger.suites import ED25519_SHA256, SignatureSuite, suite_of

KEY_ID_DIGITS: Final = 16
FINGERPRINT_DIGITS: Final = 64
_GROUP: Final = 4
_BETWEEN: Final = re.compile(r"[\s:.\-·]+")


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A public key: its suite's id and its raw bytes."""

    suite: str
    raw: bytes

    @property
    def id(self) -> str:
        """The key id that records carry: the first 16 hex digits of the digest of the raw key."""
        return suite_of(self.suite).digest(self.raw)[:KEY_ID_DIGITS]

    @property
    def fingerprint(self) -> str:
        """The whole digest in sixteen groups of four hex digits, to be read aloud or printed in an official letter.

        The whole digest, so that nobody can make two keys of one fingerprint; its first four groups are the key id.
        """
        digest = suite_of(self.suite).digest(self.raw)
        return " ".join(digest[at : at + _GROUP] for at in range(0, len(digest), _GROUP))

    def verify(self, message: bytes, signature: bytes) -> bool:
        """Whether this key signed the message."""
        return suite_of(self.suite).verify(self.raw, message, signature)

    def __str__(self) -> str:
        return f"{self.suite} {self.fingerprint}"


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A private key; it prints nothing of itself."""

    suite: str
    private: bytes = field(repr=False)

    @classmethod
    def generate(cls, suite: SignatureSuite = ED25519_SHA256) -> SigningKey:
        """A new key."""
        return cls(suite.id, suite.generate())

    @property
    def public(self) -> PublicKey:
        """The public half. Raises ValueError when the bytes are no key of the suite."""
        return PublicKey(self.suite, suite_of(self.suite).public(self.private))

    def sign(self, message: bytes) -> bytes:
        """The signature of ``message``."""
        return suite_of(self.suite).sign(self.private, message)


def typed_fingerprint(text: str) -> str:
    """A fingerprint as somebody typed it (any case; groups parted by blanks, hyphens, colons or dots): 64 hex digits.

    Raises MalformedError when it is not a whole fingerprint.
    """
    digits = _BETWEEN.sub("", text).lower()
    if not re.fullmatch(rf"[0-9a-f]{{{FINGERPRINT_DIGITS}}}", digits):
        raise malformed(
            "The fingerprint", f"must have {FINGERPRINT_DIGITS} hex digits", f"应为 {FINGERPRINT_DIGITS} 位十六进制数字"
        )
    return digits


def fits_fingerprint(key: PublicKey, typed: str) -> bool:
    """Whether a key has the fingerprint that somebody typed. Raises MalformedError as :func:`typed_fingerprint`."""
    return typed_fingerprint(key.fingerprint) == typed_fingerprint(typed)


@dataclass(frozen=True, slots=True)
class Pin:
    """A key that is trusted for one committee's records from number ``first`` to ``last`` (None: no end) of a ledger.

    The numbers bound entries; receipts and other words may be signed with any pinned key of the committee that is not
    ``revoked``, which means that somebody else may have it.
    """

    code: str
    key: PublicKey
    first: int = 1
    last: int | None = None
    revoked: bool = False

    def holds_for(self, number: int) -> bool:
        """Whether an entry with this number may be signed with the key."""
        return self.first <= number and (self.last is None or number <= self.last)

    @property
    def numbers(self) -> str:
        """The numbers that it holds for, as `3–17` or `18–`."""
        return f"{self.first}–{'' if self.last is None else self.last}"


class Pins:
    """The pinned keys of all committees that a verifier knows."""

    __slots__ = ("_by_key",)

    def __init__(self, pins: Iterable[Pin] = ()) -> None:
        self._by_key: Mapping[tuple[str, str], Pin] = {(pin.code, pin.key.id): pin for pin in pins}

    def of(self, code: str) -> tuple[Pin, ...]:
        """The pins of a committee in the order of their first numbers."""
        return tuple(sorted((pin for pin in self if pin.code == code), key=lambda pin: (pin.first, pin.key.id)))

    def find(self, code: str, key_id: str) -> Pin | None:
        """The pin of a committee's key, or None."""
        return self._by_key.get((code, key_id))

    def key(self, code: str, key_id: str, suite: str) -> PublicKey:
        """A committee's pinned key by its id and suite, for any word but an entry. Raises UnknownKeyError."""
        pin = self.find(code, key_id)
        if pin is None or pin.key.suite != suite or pin.revoked:
            raise UnknownKeyError(
                f"The key {key_id} ({suite}) is not pinned for {code}.", f"{code} 没有登记密钥 {key_id}（{suite}）。"
            )
        return pin.key

    def with_pin(self, *pins: Pin) -> Pins:
        """These pins and others; a pin of the same key of the same committee is replaced."""
        return Pins((*self, *pins))

    def __iter__(self) -> Iterator[Pin]:
        return iter(self._by_key.values())

    def __len__(self) -> int:
        return len(self._by_key)
