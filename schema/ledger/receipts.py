"""A receipt: what the receiver of an entry says about it, signed with the receiver's key.

Whoever holds a receipt can show that the receiver had the entry with that hash, applied or refused it, and when. A
refusal carries its code, the rule it rests on and the text in both languages.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import ClassVar, Final

from schema.ledger.canonical import malformed
from schema.ledger.entries import Entry, LedgerName
from schema.ledger.fields import DIGEST, KEY_ID, SUITE, Fields, moment_text
from schema.ledger.keys import SigningKey
from schema.ledger.signed import Signed

_CODE: Final = 100
_TEXT: Final = 5_000


class Outcome(StrEnum):
    """What the receiver did with the entry."""

    APPLIED = "APPLIED"
    REFUSED = "REFUSED"


@dataclass(frozen=True, slots=True)
class Verdict:
    """An outcome; a refusal says by which code and rule, and why, in English and Chinese."""

    outcome: Outcome
    code: str | None = None
    rule: str | None = None
    message: str | None = None
    message_zh: str | None = None


@dataclass(frozen=True, slots=True)
class Receipt(Signed):
    """A receipt as it is stored, and what it says.

    ``ledger`` is the ledger that the entry belongs to: its receiver signed, its sender gets the receipt. ``at`` is the
    receiver's time.
    """

    what: ClassVar[str] = "receipt"
    names: ClassVar[frozenset[str]] = frozenset(
        {"from", "to", "number", "hash", "outcome", "code", "rule", "message", "messageZh", "at"}
    )

    suite: str = field(init=False, compare=False)
    key: str = field(init=False, compare=False)
    ledger: LedgerName = field(init=False, compare=False)
    number: int = field(init=False, compare=False)
    hash: str = field(init=False, compare=False)
    verdict: Verdict = field(init=False, compare=False)
    at: datetime = field(init=False, compare=False)

    def __post_init__(self) -> None:
        fields = self._fields()
        read = {
            "suite": fields.text("suite", SUITE),
            "key": fields.text("key", KEY_ID),
            "ledger": LedgerName(fields.code("to"), fields.code("from")),
            "number": fields.number("number"),
            "hash": fields.text("hash", DIGEST),
            "verdict": _verdict(fields),
            "at": fields.moment("at"),
        }
        self._keep(read)

    @classmethod
    def seal(cls, key: SigningKey, entry: Entry, verdict: Verdict, *, at: datetime) -> Receipt:
        """Sign, with the receiver's key, what became of ``entry``. Raises MalformedError, UncleanTextError."""
        return cls._signed(
            key,
            {
                "from": entry.ledger.receiver,
                "to": entry.ledger.sender,
                "number": entry.number,
                "hash": entry.hash,
                "outcome": verdict.outcome.value,
                "code": verdict.code,
                "rule": verdict.rule,
                "message": verdict.message,
                "messageZh": verdict.message_zh,
                "at": moment_text(at),
            },
        )

    def __str__(self) -> str:
        return f"receipt {self.ledger} #{self.number} {self.verdict.outcome.value}"


def _verdict(fields: Fields) -> Verdict:
    code, rule = fields.optional_text("code", _CODE), fields.optional_text("rule", _CODE)
    message, message_zh = fields.optional_text("message", _TEXT), fields.optional_text("messageZh", _TEXT)
    outcome = fields.choice("outcome", Outcome)
    given = (code, rule, message, message_zh)
    if outcome is Outcome.APPLIED and given != (None,) * 4:
        raise malformed("receipt", "of an applied entry gives no reasons", "已办理的回执不应附理由")
    if outcome is Outcome.REFUSED and None in (code, message, message_zh):
        raise malformed("receipt", "of a refusal needs code and messages", "拒绝的回执须有代码和说明")
    return Verdict(outcome, code, rule, message, message_zh)
