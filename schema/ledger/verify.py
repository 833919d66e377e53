"""Verifying a ledger offline, with pinned keys and nothing else: which record is wrong, and up to where none is.

What can be known, and from what:

- The signature of a header shows that its sender wrote it; the digests in it show payload and personal parts. A
  record that fails is named by the place it must have had (placing.py). Whether header or signature was altered is
  known where somebody else's word gives the header's hash: the next header, a receipt, the peer's half.
- Numbers without gaps and each header's hash of the one before show that nothing is missing, twice there, or swapped.
- A sender can sign two histories. Inside one ledger that shows where a header continues another one than the one here;
  between two copies it shows where the peer's half, a receipt or an expected head names another hash: a *fork*.
- Nothing in a ledger shows that its end was cut off. The peer's half, a receipt or an expected head from beyond the
  end does; without one the report can only say "complete up to n".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from schema.ledger.chain import Head
from schema.ledger.entries import Entry, LedgerName
from schema.ledger.errors import MalformedError
from schema.ledger.judging import Damaged, Judged, content_fault, judged
from schema.ledger.keys import Pins
from schema.ledger.placing import number_the_unsound, order_faults, ranges
from schema.ledger.receipts import Outcome, Receipt
from schema.ledger.report import Fault, FaultKind, Report
from schema.ledger.tombstones import Tombstone
from schema.ledger.witnesses import Witnesses, heard


def verify(
    entries: Sequence[Entry | Damaged], receipts: Sequence[Receipt | Damaged], keys: Pins, *,
    peer_half: Sequence[Entry | Damaged] | None = None, expected_head: Head | None = None,
    tombstones: Sequence[Tombstone | Damaged] = (), after: Head | None = None, ledger: LedgerName | None = None,
) -> Report:  # fmt: skip
    """Verify ``entries`` of one ledger in the order in which they were kept.

    ``receipts`` are the receiver's, ``keys`` the pinned keys of both; keys that the ledger itself introduces are
    followed. ``peer_half`` is the same ledger as the other side keeps it, ``expected_head`` what was noted down or told
    earlier. ``after`` is the head that the entries continue when they do not start at number 1. ``ledger`` says which
    ledger is meant; left out, it is that of most entries.

    Raises MalformedError when there is neither ``ledger`` nor an entry that can be read.
    """
    name = ledger or _name(entries)
    records, pins = judged(entries, name, keys)
    number_the_unsound(records, 1 if after is None else after.number + 1)
    witnesses = heard(name, pins, receipts, tombstones, peer_half, expected_head)
    return _Verification(name, records, witnesses, after).report()


def _name(entries: Sequence[Entry | Damaged]) -> LedgerName:
    names = Counter(record.ledger for record in entries if isinstance(record, Entry))
    if not names:
        raise MalformedError("There is no entry that could be read.", "没有可以读取的记录。")
    return names.most_common(1)[0][0]


@dataclass(slots=True)
class _Verification:
    ledger: LedgerName
    records: list[Judged]
    witnesses: Witnesses
    after: Head | None
    sound: dict[int, Entry] = field(default_factory=dict)
    spoilt: set[int] = field(default_factory=set)
    broken: set[int] = field(default_factory=set)

    def report(self) -> Report:
        for each in self.records:
            if each.sound and each.entry is not None:
                self.sound.setdefault(each.entry.number, each.entry)
        faults = [*self._faults()]
        complete = self._complete_up_to()
        reached = self.sound.get(complete)
        head = self.after if reached is None else Head(complete, reached.hash)
        outcomes = [
            receipt.verdict.outcome for number, receipt in self.witnesses.receipts.items() if number in self.sound
        ]
        return Report(
            ledger=self.ledger,
            records=len(self.records),
            complete_up_to=complete,
            head=head,
            after=self.after,
            faults=tuple(sorted(faults, key=_order)),
            witnesses=self.witnesses.reach(),
            applied=outcomes.count(Outcome.APPLIED),
            refused=outcomes.count(Outcome.REFUSED),
            erased=tuple(self._erased()),
            closed=tuple(self._closed()),
        )

    def _faults(self) -> Iterator[Fault]:
        for fault in self._all_faults():
            if fault.number is not None and fault.part not in {"receipt", "tombstone", "peer's half"}:
                in_place = fault.kind in {FaultKind.REPEATED, FaultKind.SWAPPED}
                self.broken.update(() if in_place else range(fault.number, (fault.last or fault.number) + 1))
            yield fault

    def _all_faults(self) -> Iterator[Fault]:
        for each in self.records:
            yield from self._record(each)
        in_order = [*order_faults(self.records)]
        yield from in_order
        yield from self._missing()
        yield from self._forks({fault.number for fault in in_order if fault.kind is FaultKind.FORKED})
        yield from self.witnesses.faults

    def _record(self, each: Judged) -> Iterator[Fault]:
        """What is wrong with the record itself."""
        if each.wrong is not None:
            part = self._altered_part(each) if each.wrong is FaultKind.ALTERED else None
            assert each.error is not None
            yield Fault(
                each.wrong, each.number, each.place, part,
                detail_zh=each.error.message_zh, detail_en=each.error.message,
            )  # fmt: skip
            return
        assert each.entry is not None
        if (wrong := content_fault(each.entry)) is not None:
            part, error = wrong
            self.spoilt.add(each.entry.number)
            yield Fault(
                FaultKind.ALTERED, each.number, each.place, part,
                detail_zh=error.message_zh, detail_en=error.message,
            )  # fmt: skip
        elif each.entry.payload_bytes is None and not self._stone_for(each.entry):
            yield Fault(FaultKind.PAYLOAD_MISSING, each.number, each.place)

    def _altered_part(self, each: Judged) -> str:
        """Header or signature: told apart where somebody else's word gives the hash of that header."""
        assert each.entry is not None
        known = self.witnesses.hashes(each.number)
        following = self.sound.get((each.number or 0) + 1)
        if following is not None:
            known.add(following.header.previous)
        if not known:
            return "header or signature"
        return "signature" if each.entry.hash in known else "header"

    def _missing(self) -> Iterator[Fault]:
        """Numbers missing before the last record, and beyond it as far as somebody else's word goes."""
        present = {each.number for each in self.records if each.number is not None}
        first = 1 if self.after is None else self.after.number + 1
        last = max(present, default=first - 1)
        for start, end in ranges(set(range(first, last + 1)) - present):
            yield Fault(FaultKind.DROPPED, start, last=end if end > start else None)
        reach = max((number for number in self.witnesses.reach().values() if number is not None), default=0)
        if reach > last:
            who = [name for name, number in self.witnesses.reach().items() if number is not None and number > last]
            yield Fault(
                FaultKind.CUT, last + 1, last=reach if reach > last + 1 else None,
                detail_zh=f"凭证：{'、'.join(WITNESS_ZH[name] for name in who)}。",
                detail_en=f"Shown by {', '.join(WITNESS_EN[name] for name in who)}.",
            )  # fmt: skip

    def _forks(self, named: set[int | None]) -> Iterator[Fault]:
        """Numbers of which somebody, be it the sender's own next header, knows another header than the one here."""
        forked = {number for number, entry in self.sound.items() if self.witnesses.hashes(number) - {entry.hash}}
        for number, entry in self.sound.items():
            before = self._hash_before(entry)
            if before is not None and entry.header.previous != before:
                forked.add(number - 1 if number - 1 in self.sound else number)
        for start, end in ranges(forked - named):
            yield Fault(FaultKind.FORKED, start, last=end if end > start else None)

    def _hash_before(self, entry: Entry) -> str | None:
        """What the entry must give as the hash before it; None where the record before it is missing or altered."""
        if self.after is not None and entry.number == self.after.number + 1:
            return self.after.hash
        if entry.number == 1:
            return self.ledger.genesis(entry.header.suite)
        earlier = self.sound.get(entry.number - 1)
        return None if earlier is None else earlier.hash

    def _complete_up_to(self) -> int:
        number = 0 if self.after is None else self.after.number
        while number + 1 in self.sound and number + 1 not in self.broken:
            number += 1
        return number

    def _stone_for(self, entry: Entry) -> bool:
        return any(stone.payload for stone in self.witnesses.stones(entry))

    def _erased(self) -> Iterator[Tombstone]:
        for _, entry in sorted(self.sound.items()):
            yield from self.witnesses.stones(entry)

    def _closed(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Personal parts that are not open and that no tombstone names."""
        for number, entry in sorted(self.sound.items()):
            payload = None if number in self.spoilt else entry.payload()
            if payload is None:
                continue
            told = {part for stone in self.witnesses.stones(entry) for part in stone.parts}
            closed = payload.commitments.keys() - entry.openings.keys() - told
            if closed:
                yield number, tuple(sorted(closed))


WITNESS_ZH = {"peerHalf": "对方所存台账", "receipts": "回执", "expectedHead": "预期的末端"}
WITNESS_EN = {"peerHalf": "the peer's half", "receipts": "a receipt", "expectedHead": "the expected head"}


def _order(fault: Fault) -> tuple[int, str, int]:
    return (fault.number or 0, fault.kind.value, fault.place or 0)
