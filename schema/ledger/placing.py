"""Where records stand and where they should: numbers for those that cannot say theirs, and what is out of order.

An altered record is named by the place it must have had, for which its neighbours speak: the header it continues, the
number it still claims if that one is missing between its neighbours, or simply the one after the record before it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from schema.ledger.judging import Judged
from schema.ledger.report import Fault, FaultKind


def number_the_unsound(records: Sequence[Judged], first: int) -> None:
    """Give each record that is not sound the number it must have; None stays where all numbers around are taken.

    ``first`` is the number that the first record should have.
    """
    taken = {each.number for each in records if each.number is not None}
    after = {each.entry.hash: each.number + 1 for each in records if each.sound and each.entry and each.number}
    before = first - 1
    for index, each in enumerate(records):
        if each.sound:
            before = each.number or before
            continue
        behind = next((later.number for later in records[index:] if later.sound), None)
        each.number = next((number for number in _guesses(each, before, behind, after) if number not in taken), None)
        if each.number is not None:
            taken.add(each.number)
            before = each.number


def _guesses(each: Judged, before: int, behind: int | None, after: dict[str, int]) -> Iterator[int]:
    """The numbers that a record may have had, the likeliest first."""
    claimed = None
    if each.entry is not None:
        claimed = each.entry.number
        if each.entry.header.previous in after:
            yield after[each.entry.header.previous]
    if claimed is not None and behind is not None and before < claimed < behind:
        yield claimed
    if behind is None or before + 1 < behind:
        yield before + 1
    if claimed is not None and behind is not None and claimed < behind:
        yield claimed


def order_faults(records: Sequence[Judged]) -> Iterator[Fault]:
    """Sound records that appear again, with the same or another hash, and those that do not stand in their place.

    Of equal ones that which follows the record before it is taken for the first.
    """
    sound = [each for each in records if each.sound]
    kept: dict[int, Judged] = {}
    for before, each in zip([None, *sound], sound, strict=False):
        assert each.number is not None
        follows = each.number - 1 == (0 if before is None else before.number)
        if each.number not in kept or (follows and _hash(each) == _hash(kept[each.number])):
            kept[each.number] = each
    for each in sound:
        assert each.number is not None
        if each is not kept[each.number]:
            same = _hash(each) == _hash(kept[each.number])
            yield Fault(FaultKind.REPEATED if same else FaultKind.FORKED, each.number, each.place)
    yield from _misplaced([each for each in sound if each is kept[each.number or 0]])


def _hash(each: Judged) -> str | None:
    return None if each.entry is None else each.entry.hash


def _misplaced(once: Sequence[Judged]) -> Iterator[Fault]:
    """Two records that changed places are both named; otherwise as few as must move for the rest to be in order."""
    numbers = [each.number for each in once if each.number is not None]
    wrong = [index for index, (is_, should) in enumerate(zip(numbers, sorted(numbers), strict=True)) if is_ != should]
    pair_of_two = 2
    if len(wrong) > pair_of_two:
        wrong = sorted(set(range(len(numbers))) - set(_longest_rising(numbers)))
    for index in wrong:
        yield Fault(FaultKind.SWAPPED, numbers[index], once[index].place)


def _longest_rising(numbers: Sequence[int]) -> list[int]:
    """Indexes of a longest rising subsequence (patience sorting)."""
    tails: list[int] = []
    ends: list[int] = []
    back: list[int | None] = []
    for index, number in enumerate(numbers):
        at = bisect_left(tails, number)
        back.append(ends[at - 1] if at else None)
        tails[at : at + 1] = [number]
        ends[at : at + 1] = [index]
    found: list[int] = []
    index_or_none = ends[-1] if ends else None
    while index_or_none is not None:
        found.append(index_or_none)
        index_or_none = back[index_or_none]
    return found[::-1]


def ranges(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """The numbers as runs without gaps, in order: (first, last) each."""
    first = last = None
    for number in sorted(set(numbers)):
        if first is None or last is None or number != last + 1:
            if first is not None and last is not None:
                yield first, last
            first = number
        last = number
    if first is not None and last is not None:
        yield first, last
