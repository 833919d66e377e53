"""A voucher: a steward's signed word that a committee which lost its key signs with another one from now on.

Rotation needs the old key. Where that is lost, the steward of the network, whose key every node has pinned in its
settings, compares the new fingerprint with the committee and vouches for it. Each peer takes the voucher in by itself
and keeps it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar, Final

from schema.ledger.canonical import from_base64, malformed, to_base64
from schema.ledger.fields import KEY_ID, SUITE, moment_text
from schema.ledger.keys import PublicKey, SigningKey
from schema.ledger.signed import Signed

_REASON: Final = 500


@dataclass(frozen=True, slots=True)
class Voucher(Signed):
    """A voucher as it is stored, and what it says.

    ``steward`` is the key that signed. ``code`` is the committee; its key ``replaces`` gives way to ``new``. With
    ``compromised`` somebody else may have the old key: nothing that comes from now on may be signed with it.
    """

    what: ClassVar[str] = "voucher"
    names: ClassVar[frozenset[str]] = frozenset(
        {"steward", "code", "replaces", "newSuite", "newPublic", "compromised", "reason", "at"}
    )

    steward: PublicKey = field(init=False, compare=False)
    code: str = field(init=False, compare=False)
    replaces: str = field(init=False, compare=False)
    new: PublicKey = field(init=False, compare=False)
    compromised: bool = field(init=False, compare=False)
    reason: str = field(init=False, compare=False)
    at: datetime = field(init=False, compare=False)

    def __post_init__(self) -> None:
        fields = self._fields()
        key = fields.text("key", KEY_ID)
        read = {
            "steward": PublicKey(fields.text("suite", SUITE), from_base64(fields.value("steward"), "voucher: steward")),
            "code": fields.code("code"),
            "replaces": fields.text("replaces", KEY_ID),
            "new": PublicKey(
                fields.text("newSuite", SUITE), from_base64(fields.value("newPublic"), "voucher: newPublic")
            ),
            "compromised": fields.flag("compromised"),
            "reason": fields.optional_text("reason", _REASON) or "",
            "at": fields.moment("at"),
        }
        self._keep(read)
        if self.steward.id != key:
            raise malformed("voucher: key", "must be the steward's", "应为管理方的密钥")
        if self.new.id == self.replaces or not self.reason:
            raise malformed("voucher", "must give another key and a reason", "应给出另一密钥和理由")

    @classmethod
    def seal(
        cls, steward: SigningKey, code: str, replaces: str, new: PublicKey, *,
        reason: str, compromised: bool, at: datetime,
    ) -> Voucher:  # fmt: skip
        """Sign as the steward. Raises MalformedError."""
        return cls._signed(
            steward,
            {
                "steward": to_base64(steward.public.raw),
                "code": code,
                "replaces": replaces,
                "newSuite": new.suite,
                "newPublic": to_base64(new.raw),
                "compromised": compromised,
                "reason": reason,
                "at": moment_text(at),
            },
        )

    def __str__(self) -> str:
        return f"voucher {self.code} {self.replaces} → {self.new.fingerprint}"
