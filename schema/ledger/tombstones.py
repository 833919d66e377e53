"""A tombstone: a committee's signed word that it erased personal parts of an entry, or its whole payload.

Each side of a ledger erases its own copy and signs its own tombstone. What is left still verifies; the tombstone says
which parts are missing on purpose, since when, and on what ground.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from schema.ledger.canonical import canonical, from_base64, malformed, read_canonical, to_base64
from schema.ledger.entries import Entry, LedgerName
from schema.ledger.errors import BadSignatureError
from schema.ledger.fields import DIGEST, KEY_ID, SUITE, Fields, moment_text
from schema.ledger.keys import PublicKey, SigningKey
from schema.ledger.limits import LINE_BYTES, RECEIPT_BYTES, VERSION

PREFIX: Final = b"shizi-tombstone-v1\n"
_FIELDS: Final = frozenset(
    {"v", "suite", "key", "by", "from", "to", "number", "hash", "parts", "payload", "ground", "at"}
)
_GROUND: Final = 500


@dataclass(frozen=True, slots=True)
class Tombstone:
    """A tombstone as it is stored: the signed bytes and the signature, and what they say.

    ``by`` is the committee that erased and signed: sender or receiver of ``ledger``. ``parts`` names the personal parts
    whose openings went, ``payload`` says that the payload went as well; ``ground`` is the legal ground or occasion.
    """

    tombstone_bytes: bytes
    signature: bytes
    suite: str = field(init=False, compare=False)
    key: str = field(init=False, compare=False)
    by: str = field(init=False, compare=False)
    ledger: LedgerName = field(init=False, compare=False)
    number: int = field(init=False, compare=False)
    hash: str = field(init=False, compare=False)
    parts: tuple[str, ...] = field(init=False, compare=False)
    payload: bool = field(init=False, compare=False)
    ground: str | None = field(init=False, compare=False)
    at: datetime = field(init=False, compare=False)

    def __post_init__(self) -> None:
        values = read_canonical(self.tombstone_bytes, most=RECEIPT_BYTES, what="tombstone")
        fields = Fields(values, _FIELDS, "tombstone")
        fields.version()
        read = {
            "suite": fields.text("suite", SUITE),
            "key": fields.text("key", KEY_ID),
            "by": fields.code("by"),
            "ledger": LedgerName(fields.code("from"), fields.code("to")),
            "number": fields.number("number"),
            "hash": fields.text("hash", DIGEST),
            "parts": fields.names("parts"),
            "payload": fields.flag("payload"),
            "ground": fields.optional_text("ground", _GROUND),
            "at": fields.moment("at"),
        }
        for name, value in read.items():
            object.__setattr__(self, name, value)
        if self.by not in (self.ledger.sender, self.ledger.receiver):
            raise malformed("tombstone: by", "must be sender or receiver of the ledger", "应为台账的发送方或接收方")

    @classmethod
    def seal(
        cls, key: SigningKey, by: str, entry: Entry, parts: Iterable[str], *,
        payload: bool = False, ground: str | None = None, at: datetime,
    ) -> Tombstone:  # fmt: skip
        """Sign as committee ``by`` that ``parts`` of ``entry`` (and its payload) are erased. Raises MalformedError."""
        data = canonical(
            {
                "v": VERSION,
                "suite": key.suite,
                "key": key.public.id,
                "by": by,
                "from": entry.ledger.sender,
                "to": entry.ledger.receiver,
                "number": entry.number,
                "hash": entry.hash,
                "parts": sorted(set(parts)),
                "payload": payload,
                "ground": ground,
                "at": moment_text(at),
            }
        )
        return cls(data, key.sign(PREFIX + data))

    @classmethod
    def parse(cls, text: str | bytes) -> Tombstone:
        """Read the text form. Raises MalformedError, TooLargeError; the signature is not judged here."""
        line = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
        values = read_canonical(line, most=LINE_BYTES, what="tombstone")
        Fields(values, frozenset({"tombstone", "signature"}), "tombstone")
        return cls(
            from_base64(values["tombstone"], "tombstone: tombstone"),
            from_base64(values["signature"], "tombstone: signature"),
        )

    def print(self) -> str:
        """The text form: one line of canonical JSON, base64 inside, without a line end."""
        line = {"tombstone": to_base64(self.tombstone_bytes), "signature": to_base64(self.signature)}
        return canonical(line).decode("utf-8")

    def check_signature(self, key: PublicKey) -> None:
        """Raises BadSignatureError when ``key`` did not sign it."""
        if not key.verify(PREFIX + self.tombstone_bytes, self.signature):
            raise BadSignatureError(f"The signature of {self} does not fit.", f"{self} 的签名不符。")

    def __str__(self) -> str:
        return f"tombstone {self.ledger} #{self.number} {', '.join(self.parts)}{' payload' if self.payload else ''}"
