"""What others say about a ledger: receipts, tombstones, the peer's half, an expected head; judged by their keys."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from schema.ledger.chain import Head
from schema.ledger.entries import Entry, LedgerName
from schema.ledger.errors import LedgerError, UnknownKeyError, UnknownSuiteError
from schema.ledger.judging import Damaged, judged
from schema.ledger.keys import Pins
from schema.ledger.receipts import Receipt
from schema.ledger.report import Fault, FaultKind
from schema.ledger.tombstones import Tombstone

Word = TypeVar("Word", Receipt, Tombstone)


@dataclass(slots=True)
class Witnesses:
    """The words that count, and faults of the words themselves.

    ``said`` gives for each number the header hashes that somebody named; ``receipts`` the first receipt of each number.
    """

    said: defaultdict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    receipts: dict[int, Receipt] = field(default_factory=dict)
    tombstones: defaultdict[int, list[Tombstone]] = field(default_factory=lambda: defaultdict(list))
    peer_up_to: int | None = None
    expected: int | None = None
    faults: list[Fault] = field(default_factory=list)

    def hashes(self, number: int | None) -> set[str]:
        """The header hashes that others know under a number."""
        return set(self.said.get(number, ())) if number is not None else set()

    def stones(self, entry: Entry) -> list[Tombstone]:
        """The tombstones of this very entry."""
        return [stone for stone in self.tombstones.get(entry.number, ()) if stone.hash == entry.hash]

    def reach(self) -> dict[str, int | None]:
        """The last number that each kind of witness speaks of; None for one that was not heard."""
        receipts = max(self.receipts, default=None)
        return {"peerHalf": self.peer_up_to, "receipts": receipts, "expectedHead": self.expected}


def heard(
    ledger: LedgerName,
    pins: Pins,
    receipts: Sequence[Receipt | Damaged],
    tombstones: Sequence[Tombstone | Damaged],
    peer_half: Sequence[Entry | Damaged] | None,
    expected_head: Head | None,
) -> Witnesses:
    """Everything that others say, judged by their pinned keys; what fails is a fault and counts for nothing."""
    witnesses = Witnesses()
    for receipt in _sound(receipts, ledger, pins, witnesses.faults, "receipt"):
        _take_receipt(witnesses, receipt)
    for _, stone in _sound(tombstones, ledger, pins, witnesses.faults, "tombstone"):
        witnesses.tombstones[stone.number].append(stone)
    if peer_half is not None:
        witnesses.peer_up_to = 0
        for each in judged(peer_half, ledger, pins)[0]:
            if not each.sound or each.entry is None:
                claimed = None if each.entry is None else each.entry.number
                witnesses.faults.append(_fault(each.wrong, claimed, each.place, "peer's half", each.error))
                continue
            witnesses.said[each.entry.number].add(each.entry.hash)
            witnesses.peer_up_to = max(witnesses.peer_up_to, each.entry.number)
    if expected_head is not None:
        witnesses.said[expected_head.number].add(expected_head.hash)
        witnesses.expected = expected_head.number
    return witnesses


def _take_receipt(witnesses: Witnesses, numbered: tuple[int, Receipt]) -> None:
    place, receipt = numbered
    witnesses.said[receipt.number].add(receipt.hash)
    earlier = witnesses.receipts.get(receipt.number)
    if earlier is None:
        witnesses.receipts[receipt.number] = receipt
        return
    kind = FaultKind.REPEATED if earlier == receipt else FaultKind.CONTRADICTED
    witnesses.faults.append(Fault(kind, receipt.number, place, "receipt"))


def _sound(
    given: Sequence[Word | Damaged], ledger: LedgerName, pins: Pins, faults: list[Fault], part: str
) -> Iterator[tuple[int, Word]]:
    """The receipts or tombstones that their committee's pinned key signed for this ledger; the others are faults."""
    for place, word in enumerate(given, start=1):
        if isinstance(word, Damaged):
            faults.append(_fault(FaultKind.UNREADABLE, None, place, part, word.error))
            continue
        try:
            signer = ledger.receiver if isinstance(word, Receipt) else word.by
            word.check_signature(pins.key(signer, word.key, word.suite))
        except (UnknownKeyError, UnknownSuiteError) as error:
            faults.append(_fault(FaultKind.FORGED, word.number, place, part, error))
        except LedgerError as error:
            faults.append(_fault(FaultKind.ALTERED, word.number, place, part, error))
        else:
            if word.ledger == ledger:
                yield place, word
            else:
                faults.append(Fault(FaultKind.FOREIGN, word.number, place, part))


def _fault(kind: FaultKind | None, number: int | None, place: int, part: str, error: LedgerError | None) -> Fault:
    assert kind is not None
    zh, en = ("", "") if error is None else (error.message_zh, error.message)
    return Fault(kind, number, place, part, detail_zh=zh, detail_en=en)
