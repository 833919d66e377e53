"""A receipt: what the receiver of an entry says about it, signed with the receiver's key.

Whoever holds a receipt can show that the receiver had the entry with that hash, applied or refused it, and when. A
refusal carries its code, the rule it rests on and the text in both languages.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final

from schema.ledger.canonical import canonical, from_base64, malformed, read_canonical, to_base64
from schema.ledger.entries import Entry, LedgerName
from schema.ledger.errors import BadSignatureError
from schema.ledger.fields import DIGEST, KEY_ID, SUITE, Fields, moment_text
from schema.ledger.keys import PublicKey, SigningKey
from schema.ledger.limits import LINE_BYTES, RECEIPT_BYTES, VERSION

PREFIX: Final = b"shizi-receipt-v1\n"
_FIELDS: Final = frozenset(
    {"v", "suite", "key", "from", "to", "number", "hash", "outcome", "code", "rule", "message", "messageZh", "at"}
)
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
class Receipt:
    """A receipt as it is stored: the signed bytes and the signature, and what they say.

    ``ledger`` is the ledger that the entry belongs to: its receiver signed, its sender gets the receipt. ``at`` is the
    receiver's time.
    """

    receipt_bytes: bytes
    signature: bytes
    suite: str = field(init=False, compare=False)
    key: str = field(init=False, compare=False)
    ledger: LedgerName = field(init=False, compare=False)
    number: int = field(init=False, compare=False)
    hash: str = field(init=False, compare=False)
    verdict: Verdict = field(init=False, compare=False)
    at: datetime = field(init=False, compare=False)

    def __post_init__(self) -> None:
        fields = Fields(read_canonical(self.receipt_bytes, most=RECEIPT_BYTES, what="receipt"), _FIELDS, "receipt")
        fields.version()
        read = {
            "suite": fields.text("suite", SUITE),
            "key": fields.text("key", KEY_ID),
            "ledger": LedgerName(fields.code("to"), fields.code("from")),
            "number": fields.number("number"),
            "hash": fields.text("hash", DIGEST),
            "verdict": _verdict(fields),
            "at": fields.moment("at"),
        }
        for name, value in read.items():
            object.__setattr__(self, name, value)

    @classmethod
    def seal(cls, key: SigningKey, entry: Entry, verdict: Verdict, *, at: datetime) -> Receipt:
        """Sign, with the receiver's key, what became of ``entry``. Raises MalformedError, UncleanTextError."""
        data = canonical(
            {
                "v": VERSION,
                "suite": key.suite,
                "key": key.public.id,
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
            }
        )
        return cls(data, key.sign(PREFIX + data))

    @classmethod
    def parse(cls, text: str | bytes) -> Receipt:
        """Read the text form. Raises MalformedError, TooLargeError; the signature is not judged here."""
        line = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
        values = read_canonical(line, most=LINE_BYTES, what="receipt")
        Fields(values, frozenset({"receipt", "signature"}), "receipt")
        return cls(
            from_base64(values["receipt"], "receipt: receipt"), from_base64(values["signature"], "receipt: signature")
        )

    def print(self) -> str:
        """The text form: one line of canonical JSON, base64 inside, without a line end."""
        line = {"receipt": to_base64(self.receipt_bytes), "signature": to_base64(self.signature)}
        return canonical(line).decode("utf-8")

    def check_signature(self, key: PublicKey) -> None:
        """Raises BadSignatureError when ``key`` did not sign it."""
        if not key.verify(PREFIX + self.receipt_bytes, self.signature):
            raise BadSignatureError(f"The signature of {self} does not fit.", f"{self} 的签名不符。")

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
