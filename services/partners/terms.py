"""The terms of an agreement, and the digest by which two sides know that they say the same."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import orjson

from services.kit.inputs import NOTE, TITLE, Input

SCOPES: Final = ("TOPICS", "PROJECTS", "SHARING")


@dataclass(frozen=True, slots=True)
class Terms:
    """What both sides agree to; ``parties`` are their codes in order."""

    parties: tuple[str, str]
    title: str
    purpose: str | None
    covers: tuple[str, ...]
    valid_from: date
    valid_until: date | None

    @classmethod
    def read(cls, given: Input, one: str, other: str) -> Terms:
        """The terms in a command's input or in a peer's message. Raises BAD_USER_INPUT."""
        first, last = given.day("validFrom"), given.optional_day("validUntil")
        if last is not None and last < first:
            raise given.wrong("validUntil", "must not be before validFrom", "不能早于 validFrom")
        low, high = sorted((one, other))
        return cls(
            (low, high),
            given.text("title", most=TITLE),
            given.optional_text("purpose", most=NOTE),
            _scopes(given),
            first,
            last,
        )

    @property
    def digest(self) -> str:
        """The SHA-256 of the terms as canonical JSON."""
        canonical = orjson.dumps({"parties": self.parties, **self.told}, option=orjson.OPT_SORT_KEYS)
        return hashlib.sha256(canonical).hexdigest()

    @property
    def told(self) -> dict[str, Any]:
        """The terms as a message carries them, under the names of the command's input."""
        return {
            "title": self.title,
            "purpose": self.purpose,
            "covers": list(self.covers),
            "validFrom": self.valid_from.isoformat(),
            "validUntil": None if self.valid_until is None else self.valid_until.isoformat(),
        }

    @property
    def values(self) -> dict[str, object]:
        """The columns of a record that hold them."""
        return {
            "title": self.title,
            "purpose": self.purpose,
            "covers": list(self.covers),
            "valid_from": self.valid_from,
            "valid_until": self.valid_until,
            "terms_hash": self.digest,
        }


def _scopes(given: Input) -> tuple[str, ...]:
    """Each scope once, in the order of the contract; at least one."""
    named = set(given.words("covers", most=len(SCOPES)))
    if not named or named - set(SCOPES):
        raise given.wrong(
            "covers", f"must name at least one of {', '.join(SCOPES)}", f"须为{'、'.join(SCOPES)}中的至少一项"
        )
    return tuple(scope for scope in SCOPES if scope in named)
