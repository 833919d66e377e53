"""The chain of one ledger, entry after entry: sealing the next one at the sender, accepting it at the receiver."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from schema.ledger.entries import Entry, LedgerName, Payload
from schema.ledger.errors import ForkError, GapError, RepeatedError, UnknownKeyError
from schema.ledger.keys import Pins, SigningKey
from schema.ledger.personal import Opening


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry of a ledger: its number and the hash of its header."""

    number: int
    hash: str

    def __str__(self) -> str:
        return f"#{self.number} {self.hash}"


class Chain:
    """A ledger at its head; ``head`` is None while it is empty.

    It holds no entries: whoever stores them gives the head to start from.
    """

    __slots__ = ("_head", "ledger")

    def __init__(self, ledger: LedgerName, head: Head | None = None) -> None:
        self.ledger = ledger
        self._head = head

    @property
    def head(self) -> Head | None:
        """The last entry sealed or accepted."""
        return self._head

    @property
    def next_number(self) -> int:
        """The number that the next entry must have."""
        return 1 if self._head is None else self._head.number + 1

    def seal(
        self, key: SigningKey, payload: Payload, *, at: datetime, openings: Mapping[str, Opening] | None = None
    ) -> Entry:
        """Sign the next entry and move the head to it. Raises what :meth:`Entry.seal` raises."""
        previous = None if self._head is None else self._head.hash
        entry = Entry.seal(
            key, self.ledger, payload, number=self.next_number, previous=previous, at=at, openings=openings
        )
        self._head = Head(entry.number, entry.hash)
        return entry

    def append(self, entry: Entry, pins: Pins) -> None:
        """Accept ``entry`` as the next one and move the head to it.

        Raises WrongLedgerError; UnknownKeyError, UnknownSuiteError or BadSignatureError for whom did not sign it;
        GapError when entries before it are missing; RepeatedError for the head once more; ForkError when the number is
        taken by another entry or it continues another past; BadDigestError or MalformedError for its content. An entry
        older than the head is a RepeatedError too: whoever stores it compares the hashes (:func:`check_same`).
        """
        entry.check_ledger(self.ledger)
        check_signed(entry, pins)
        self._check_place(entry)
        entry.check_content()
        self._head = Head(entry.number, entry.hash)

    def _check_place(self, entry: Entry) -> None:
        expected = self.next_number
        if entry.number > expected:
            raise GapError(
                f"{entry} comes too early: number {expected} is next.",
                f"{entry} 来得太早：下一个应为第 {expected} 号。",
                expected=expected,
            )
        if self._head is not None and entry.number <= self._head.number:
            if entry.number == self._head.number:
                check_same(entry, self._head.hash)
            raise RepeatedError(f"{entry} is held already.", f"{entry} 已经收到过。")
        previous = self.ledger.genesis(entry.header.suite) if self._head is None else self._head.hash
        if entry.header.previous != previous:
            raise ForkError(
                f"{entry} continues another past: it follows {entry.header.previous}, held here is {previous}.",
                f"{entry} 接续的是另一段历史：其前项为 {entry.header.previous}，此处所存为 {previous}。",
                number=entry.number - 1,
            )


def check_signed(entry: Entry, pins: Pins) -> None:
    """The sender's pinned key signed the entry, and may sign that number.

    Raises UnknownKeyError, UnknownSuiteError, BadSignatureError.
    """
    header = entry.header
    pin = pins.find(header.ledger.sender, header.key)
    if pin is None or pin.key.suite != header.suite:
        raise UnknownKeyError(
            f"{entry} is signed with the key {header.key} ({header.suite}), which is not pinned for its sender.",
            f"{entry} 所用密钥 {header.key}（{header.suite}）未登记为发送方的密钥。",
        )
    entry.check_signature(pin.key)
    if not pin.holds_for(header.number):
        raise UnknownKeyError(
            f"{entry} is signed with the key {header.key}, which holds for other numbers ({pin.numbers}).",
            f"{entry} 所用密钥 {header.key} 只对其他编号（{pin.numbers}）有效。",
        )


def check_same(entry: Entry, held_hash: str) -> None:
    """Raises ForkError when the entry held under this number has another hash."""
    if entry.hash != held_hash:
        raise ForkError(
            f"{entry} is another entry than the one held under its number: {entry.hash} instead of {held_hash}.",
            f"{entry} 与此处同号的记录不同：{entry.hash}，所存为 {held_hash}。",
            number=entry.number,
        )
