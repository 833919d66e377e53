"""Judging records one by one: whether its sender's pinned key signed an entry, and whether its content is intact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from schema.ledger.chain import check_signed
from schema.ledger.entries import Entry, LedgerName
from schema.ledger.errors import BadDigestError, LedgerError, UnknownKeyError, UnknownSuiteError, WrongLedgerError
from schema.ledger.keys import Pins
from schema.ledger.report import FaultKind
from schema.ledger.rotation import followed


@dataclass(frozen=True, slots=True)
class Damaged:
    """A record that could not be read, and why."""

    error: LedgerError


@dataclass(slots=True)
class Judged:
    """A record in its place (from 1). It is *sound* when the sender's pinned key signed its header for this ledger.

    ``number`` is its own for a sound record, and found by :mod:`schema.ledger.placing` for one that is not.
    """

    place: int
    entry: Entry | None
    wrong: FaultKind | None = None
    error: LedgerError | None = None
    number: int | None = None

    @property
    def sound(self) -> bool:
        """Whether its header can be relied on."""
        return self.wrong is None


def judged(records: Sequence[Entry | Damaged], ledger: LedgerName, pins: Pins) -> tuple[list[Judged], Pins]:
    """Every record with what is wrong with its header, in the order given; and the pins with all introduced keys.

    Entries are judged in the order of their numbers, so that a key holds from the entry after the one introducing it.
    """
    found = [_unjudged(place, record) for place, record in enumerate(records, start=1)]
    readable = sorted((each for each in found if each.entry is not None), key=_claimed)
    for each in readable:
        assert each.entry is not None
        each.wrong, each.error = _header(each.entry, ledger, pins)
        if each.sound:
            each.number = each.entry.number
            pins = _followed(each.entry, pins)
    return found, pins


def content_fault(entry: Entry) -> tuple[str, LedgerError] | None:
    """What is wrong with payload or openings of an entry: the part, and the error."""
    try:
        entry.check_content()
    except BadDigestError as error:
        part = str(error.details["part"])
        return part if part == "payload" else f"opening {part}", error
    except LedgerError as error:
        return "payload", error
    return None


def _unjudged(place: int, record: Entry | Damaged) -> Judged:
    if isinstance(record, Damaged):
        return Judged(place, None, FaultKind.UNREADABLE, record.error)
    return Judged(place, record)


def _claimed(each: Judged) -> int:
    assert each.entry is not None
    return each.entry.number


def _header(entry: Entry, ledger: LedgerName, pins: Pins) -> tuple[FaultKind | None, LedgerError | None]:
    try:
        check_signed(entry, pins)
        entry.check_ledger(ledger)
    except (UnknownKeyError, UnknownSuiteError) as error:
        return FaultKind.FORGED, error
    except WrongLedgerError as error:
        return FaultKind.FOREIGN, error
    except LedgerError as error:
        return FaultKind.ALTERED, error
    return None, None


def _followed(entry: Entry, pins: Pins) -> Pins:
    """The pins after the entry; an entry whose content is altered introduces nothing."""
    if content_fault(entry) is not None:
        return pins
    try:
        return followed(entry, pins)
    except LedgerError:
        return pins
