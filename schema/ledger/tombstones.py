"""A tombstone: a committee's signed word that it erased personal parts of an entry, or its whole payload.

Each side of a ledger erases its own copy and signs its own tombstone. What is left still verifies; the tombstone says
which parts are missing on purpose, since when, and on what ground.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar, Final

from schema.ledger.canonical import malformed
from schema.ledger.entries import Entry, LedgerName
from schema.ledger.fields import DIGEST, KEY_ID, SUITE, moment_text
from schema.ledger.keys import SigningKey
from schema.ledger.signed import Signed

_GROUND: Final = 500


@dataclass(frozen=True, slots=True)
class Tombstone(Signed):
    """A tombstone as it is stored, and what it says.

    ``by`` is the committee that erased and signed: sender or receiver of ``ledger``. ``parts`` names the personal parts
    whose openings went, ``payload`` says that the payload went as well; ``ground`` is the legal ground or occasion.
    """

    what: ClassVar[str] = "tombstone"
    names: ClassVar[frozenset[str]] = frozenset(
        {"by", "from", "to", "number", "hash", "parts", "payload", "ground", "at"}
    )

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
        fields = self._fields()
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
        self._keep(read)
        if self.by not in (self.ledger.sender, self.ledger.receiver):
            raise malformed("tombstone: by", "must be sender or receiver of the ledger", "应为台账的发送方或接收方")

    @classmethod
    def seal(
        cls, key: SigningKey, by: str, entry: Entry, parts: Iterable[str], *,
        payload: bool = False, ground: str | None = None, at: datetime,
    ) -> Tombstone:  # fmt: skip
        """Sign as committee ``by`` that ``parts`` of ``entry`` (and its payload) are erased. Raises MalformedError."""
        return cls._signed(
            key,
            {
                "by": by,
                "from": entry.ledger.sender,
                "to": entry.ledger.receiver,
                "number": entry.number,
                "hash": entry.hash,
                "parts": sorted(set(parts)),
                "payload": payload,
                "ground": ground,
                "at": moment_text(at),
            },
        )

    def __str__(self) -> str:
        return f"tombstone {self.ledger} #{self.number} {', '.join(self.parts)}{' payload' if self.payload else ''}"
