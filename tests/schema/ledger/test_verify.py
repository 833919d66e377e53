"""The verifier names exactly the record that was tampered with, whatever was done to whichever record."""

import base64
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schema.ledger import (
    Chain,
    Damaged,
    Entry,
    FaultKind,
    Head,
    LedgerError,
    LedgerName,
    MalformedError,
    Outcome,
    Pin,
    Pins,
    Receipt,
    Report,
    SigningKey,
    Tombstone,
    Verdict,
    canonical,
    followed,
    introduced,
    rotation,
    verify,
)
from schema.ledger.canonical import to_base64
from schema.ledger.entries import PREFIX, Payload
from schema.ledger.placing import ranges
from tests.schema.ledger.made import AT, KEY, NAME, PEER_KEY, PINS, STRANGER, payload, personal, sealed

COUNT = 7
ENTRIES = sealed(COUNT)
RECEIPTS = [Receipt.seal(PEER_KEY, entry, Verdict(Outcome.APPLIED), at=AT) for entry in ENTRIES]
HEAD = Head(COUNT, ENTRIES[-1].hash)
LINES = [entry.print() for entry in ENTRIES]
PLACES = st.integers(0, COUNT - 1)
Named = list[tuple[FaultKind, int | None]]


def read(line: str | bytes) -> Entry | Damaged:
    try:
        return Entry.parse(line)
    except LedgerError as error:
        return Damaged(error)


def named(report: Report) -> Named:
    return [(fault.kind, fault.number) for fault in report.faults]


def resealed(entry: Entry, signer: SigningKey = KEY, **fields: object) -> Entry:
    """The entry with other fields in its header, signed anew."""
    header = canonical({**json.loads(entry.header_bytes), "key": signer.public.id, **fields})
    return replace(entry, header_bytes=header, signature=signer.sign(PREFIX + header))


def test_a_whole_ledger_is_complete_as_far_as_can_be_known() -> None:
    report = verify(ENTRIES, (), PINS)
    assert (report.ok, report.complete_up_to, report.head, report.end_confirmed) == (True, COUNT, HEAD, False)
    assert "complete up to 7; whether more followed cannot be known" in report.print()
    assert "完整至第 7 号；其后是否还有记录，此处无从得知" in report.print()
    assert verify(ENTRIES, (), PINS, peer_half=ENTRIES).end_confirmed
    assert verify(ENTRIES, (), PINS, expected_head=HEAD).end_confirmed
    confirmed = verify(ENTRIES, RECEIPTS, PINS)
    assert (confirmed.end_confirmed, confirmed.applied, confirmed.refused) == (True, COUNT, 0)
    assert json.loads(json.dumps(confirmed.plain()))["completeUpTo"] == COUNT


@settings(deadline=None, max_examples=60)
@given(PLACES, st.data())
def test_any_flipped_byte_of_any_line_is_named(place: int, data: st.DataObject) -> None:
    line = bytearray(LINES[place].encode())
    line[data.draw(st.integers(0, len(line) - 1))] ^= data.draw(st.integers(1, 255))
    report = verify([read(bytes(line)) if index == place else entry for index, entry in enumerate(ENTRIES)], (), PINS)
    assert [fault.number for fault in report.faults] == [place + 1]
    assert report.faults[0].place == place + 1
    assert report.complete_up_to == place


@settings(deadline=None, max_examples=60)
@given(PLACES, st.sampled_from(["header", "signature", "payload"]), st.data())
def test_a_flipped_byte_below_the_text_form_is_named_with_its_part(place: int, part: str, data: st.DataObject) -> None:
    line = json.loads(LINES[place])
    content = bytearray(base64.b64decode(line[part]))
    content[data.draw(st.integers(0, len(content) - 1))] ^= data.draw(st.integers(1, 255))
    found = read(canonical({**line, part: to_base64(bytes(content))}))
    report = verify([*ENTRIES[:place], found, *ENTRIES[place + 1 :]], RECEIPTS, PINS)
    assert [fault.number for fault in report.faults] == [place + 1]
    (fault,) = report.faults
    assert fault.kind in {FaultKind.ALTERED, FaultKind.UNREADABLE, FaultKind.FORGED}
    if fault.kind is FaultKind.ALTERED:
        assert fault.part == part
    else:
        assert part == "header"


@settings(deadline=None, max_examples=25)
@given(PLACES, st.sampled_from(["salt", "value"]), st.sampled_from(["contact.name", "contact.phone"]))
def test_a_changed_opening_is_named(place: int, part: str, name: str) -> None:
    line = json.loads(LINES[place])
    line["openings"][name][part] = "0" * 64
    report = verify([*ENTRIES[:place], Entry.parse(canonical(line)), *ENTRIES[place + 1 :]], (), PINS)
    assert [(fault.kind, fault.number, fault.part) for fault in report.faults] == [
        (FaultKind.ALTERED, place + 1, f"opening {name}")
    ]


@settings(deadline=None, max_examples=25)
@given(st.sets(PLACES, min_size=1, max_size=COUNT - 1))
def test_dropped_records_are_named_and_a_cut_end_only_by_a_witness(places: set[int]) -> None:
    left = [entry for index, entry in enumerate(ENTRIES) if index not in places]
    end = left[-1].number
    missing = [place + 1 for place in places]
    inside = list(ranges(number for number in missing if number < end))
    beyond = list(ranges(number for number in missing if number > end))
    report = verify(left, (), PINS)
    assert [(fault.number, fault.last or fault.number) for fault in report.faults] == inside
    assert {fault.kind for fault in report.faults} <= {FaultKind.DROPPED}
    assert report.complete_up_to == min(missing) - 1 if inside else end
    witnesses: list[dict[str, Any]] = [{"peer_half": ENTRIES}, {"expected_head": HEAD}]
    for witness in witnesses:
        seen = verify(left, (), PINS, **witness)
        cut = [(fault.number, fault.last or fault.number) for fault in seen.faults if fault.kind is FaultKind.CUT]
        assert cut == beyond
    seen = verify(left, RECEIPTS, PINS)
    assert [fault.kind for fault in seen.faults] == [FaultKind.DROPPED] * len(inside) + [FaultKind.CUT] * len(beyond)


@settings(deadline=None, max_examples=25)
@given(st.sets(PLACES, min_size=2, max_size=2))
def test_two_swapped_records_are_both_named(places: set[int]) -> None:
    one, other = sorted(places)
    swapped = list(ENTRIES)
    swapped[one], swapped[other] = swapped[other], swapped[one]
    report = verify(swapped, (), PINS)
    assert named(report) == [(FaultKind.SWAPPED, one + 1), (FaultKind.SWAPPED, other + 1)]
    assert report.complete_up_to == COUNT


def test_a_record_that_moved_is_named_alone() -> None:
    assert named(verify([*ENTRIES[1:], ENTRIES[0]], (), PINS)) == [(FaultKind.SWAPPED, 1)]


@settings(deadline=None, max_examples=25)
@given(PLACES, st.integers(0, COUNT))
def test_a_repeated_record_is_named(place: int, where: int) -> None:
    repeated = [*ENTRIES[:where], ENTRIES[place], *ENTRIES[where:]]
    report = verify(repeated, (), PINS)
    assert (FaultKind.REPEATED, place + 1) in named(report)
    assert {number for _, number in named(report)} == {place + 1}


@settings(deadline=None, max_examples=25)
@given(PLACES, st.booleans())
def test_a_record_signed_with_another_key_is_named(place: int, says_so: bool) -> None:
    other = ENTRIES[place]
    header = json.loads(other.header_bytes)
    signed = resealed(other, STRANGER, key=STRANGER.public.id if says_so else header["key"])
    report = verify([*ENTRIES[:place], signed, *ENTRIES[place + 1 :]], (), PINS)
    assert named(report) == [(FaultKind.FORGED if says_so else FaultKind.ALTERED, place + 1)]


@settings(deadline=None, max_examples=25)
@given(PLACES)
def test_a_fork_is_named(place: int) -> None:
    """The sender's own key signed another record with the same number."""
    other = Chain(NAME, Head(place, ENTRIES[place - 1].hash) if place else None).seal(KEY, payload(99), at=AT)
    forked = [*ENTRIES[:place], other, *ENTRIES[place + 1 :]]
    for report in (
        verify(forked, RECEIPTS, PINS),
        verify(forked, (), PINS, peer_half=ENTRIES),
        verify(forked, (), PINS, expected_head=Head(place + 1, ENTRIES[place].hash)),
        verify([*ENTRIES[: place + 1], other, *ENTRIES[place + 1 :]], (), PINS),
    ):
        assert named(report) == [(FaultKind.FORKED, place + 1)]
        assert report.complete_up_to == place
    alone = verify(forked, (), PINS)
    assert named(alone) == ([(FaultKind.FORKED, place + 1)] if place + 1 < COUNT else [])


def test_a_past_that_was_written_anew_is_named_from_where_it_parts() -> None:
    chain = Chain(NAME, Head(3, ENTRIES[2].hash))
    anew = [*ENTRIES[:3], *(chain.seal(KEY, payload(number), at=AT) for number in range(4, COUNT + 1))]
    assert verify(anew, (), PINS).ok
    (fault,) = verify(anew, (), PINS, peer_half=ENTRIES).faults
    assert (fault.kind, fault.number, fault.last) == (FaultKind.FORKED, 4, COUNT)


def test_a_ledger_that_does_not_start_at_its_genesis_is_forked_there() -> None:
    first = resealed(ENTRIES[0], previous="0" * 64)
    assert (FaultKind.FORKED, 1) in named(verify([first, *ENTRIES[1:]], (), PINS))


def test_a_record_of_another_ledger_and_one_too_many_are_named() -> None:
    foreign = sealed(3, name=LedgerName("440100", "440500"))[2]
    extra = sealed(3, key=STRANGER)[2]
    report = verify([*ENTRIES[:2], foreign, *ENTRIES[2:], extra], (), PINS)
    assert [(fault.kind, fault.number, fault.place) for fault in report.faults] == [
        (FaultKind.FOREIGN, None, 3),
        (FaultKind.FORGED, COUNT + 1, COUNT + 2),
    ]
    assert verify(ENTRIES, (), PINS, ledger=LedgerName("440500", "440113")).complete_up_to == 0


def test_a_part_continues_the_head_that_is_given() -> None:
    after = Head(3, ENTRIES[2].hash)
    report = verify(ENTRIES[3:], (), PINS, after=after)
    assert (report.ok, report.complete_up_to, report.after) == (True, COUNT, after)
    assert named(verify(ENTRIES[3:], (), PINS)) == [(FaultKind.DROPPED, 1)]
    assert named(verify(ENTRIES[3:], (), PINS, after=Head(3, "0" * 64))) == [(FaultKind.FORKED, 4)]
    nothing = verify([], (), PINS, after=after, ledger=NAME)
    assert (nothing.ok, nothing.complete_up_to, nothing.head) == (True, 3, after)
    with pytest.raises(MalformedError):
        verify([], (), PINS)


def test_receipts_are_judged_as_well() -> None:
    refused = Verdict(Outcome.REFUSED, "RULE_REFUSED", "r", "no", "不行")
    words: list[Receipt | Damaged] = [
        RECEIPTS[0],
        RECEIPTS[0],
        replace(RECEIPTS[1], signature=b"x" * 64),
        Receipt.seal(STRANGER, ENTRIES[2], refused, at=AT),
        Receipt.seal(PEER_KEY, ENTRIES[3], refused, at=AT),
        RECEIPTS[3],
        Receipt.seal(PEER_KEY, sealed(1, name=LedgerName("440500", "440113"))[0], refused, at=AT),
        Damaged(MalformedError("torn", "破损")),
    ]
    report = verify(ENTRIES, words, PINS)
    assert [(fault.kind, fault.number, fault.place) for fault in report.faults] == [
        (FaultKind.UNREADABLE, None, 8),
        (FaultKind.FOREIGN, 1, 7),
        (FaultKind.REPEATED, 1, 2),
        (FaultKind.ALTERED, 2, 3),
        (FaultKind.FORGED, 3, 4),
        (FaultKind.CONTRADICTED, 4, 6),
    ]
    assert {fault.part for fault in report.faults} == {"receipt"}
    assert (report.applied, report.refused, report.complete_up_to) == (1, 1, COUNT)


def test_a_damaged_half_of_the_peer_counts_as_far_as_it_is_whole() -> None:
    half = [*ENTRIES[:5], replace(ENTRIES[5], signature=b""), ENTRIES[6]]
    report = verify(ENTRIES[:6], (), PINS, peer_half=half)
    assert [(fault.kind, fault.number, fault.part) for fault in report.faults] == [
        (FaultKind.ALTERED, 6, "peer's half"),
        (FaultKind.CUT, 7, None),
    ]


def test_an_erasure_is_no_fault_where_a_tombstone_tells_of_it() -> None:
    left = [ENTRIES[0].without("contact.name"), ENTRIES[1].without(payload=True), *ENTRIES[2:]]
    before = verify(left, (), PINS)
    assert named(before) == [(FaultKind.PAYLOAD_MISSING, 2)]
    assert before.closed == ((1, ("contact.name",)),)
    stones = [
        Tombstone.seal(PEER_KEY, "440113", ENTRIES[0], ["contact.name"], ground="本人要求", at=AT),
        Tombstone.seal(KEY, "440100", ENTRIES[1], ["contact.name", "contact.phone"], payload=True, at=AT),
    ]
    after = verify(left, (), PINS, tombstones=stones)
    assert (after.ok, after.complete_up_to, after.closed) == (True, COUNT, ())
    assert after.erased == tuple(stones)
    assert "已擦除 · erased: #1 contact.name (440113" in after.print()
    flipped = verify(left, (), PINS, tombstones=[replace(stones[1], signature=b""), stones[0]])
    assert named(flipped) == [(FaultKind.ALTERED, 2), (FaultKind.PAYLOAD_MISSING, 2)]
    other = Tombstone.seal(
        KEY, "440100", resealed(ENTRIES[1], at="2027-01-01T00:00:00.000000Z"), [], payload=True, at=AT
    )
    assert named(verify(left, (), PINS, tombstones=[other])) == [(FaultKind.PAYLOAD_MISSING, 2)]


def test_keys_that_the_ledger_introduces_are_followed() -> None:
    chain, new = Chain(NAME), SigningKey("ed25519-sha256", b"n" * 32)
    entries = [chain.seal(KEY, payload(1), at=AT), chain.seal(KEY, rotation("440100", KEY.public, new), at=AT)]
    assert introduced(entries[0]) is None
    assert introduced(entries[1]) == new.public
    entries.append(chain.seal(new, payload(3), at=AT))
    report = verify(entries, (), PINS)
    assert (report.ok, report.complete_up_to) == (True, 3)
    late = chain.seal(KEY, payload(4), at=AT)
    assert named(verify([*entries, late], (), PINS)) == [(FaultKind.FORGED, 4)]
    assert named(verify([entries[0], entries[2]], (), PINS)) == [(FaultKind.FORGED, 2)]
    pins = followed(entries[1], PINS)
    assert [(pin.key, pin.numbers) for pin in pins.of("440100")] == [(KEY.public, "1–2"), (new.public, "3–")]
    assert followed(entries[1], pins).of("440100") == pins.of("440100")


def test_a_rotation_shows_that_its_owner_holds_the_key() -> None:
    honest = rotation("440100", KEY.public, STRANGER)
    body = dict(honest.body)
    for wrong in (
        {**body, "public": to_base64(PEER_KEY.public.raw)},
        {**body, "replaces": PEER_KEY.public.id},
        {name: body[name] for name in body if name != "proof"},
        {**body, "suite": 1},
    ):
        chain = Chain(NAME)
        entry = chain.seal(KEY, Payload(honest.kind, wrong), at=AT)
        with pytest.raises(LedgerError):
            followed(entry, PINS)
        assert named(verify([entry, chain.seal(STRANGER, payload(2), at=AT)], (), PINS)) == [(FaultKind.FORGED, 2)]


def test_keys_hold_for_their_numbers() -> None:
    pins = Pins([Pin("440100", KEY.public, last=3)])
    assert named(verify(ENTRIES, (), pins))[0] == (FaultKind.FORGED, 4)
    assert verify(ENTRIES, (), pins).complete_up_to == 3


def test_two_faults_at_once_are_both_named() -> None:
    altered = replace(ENTRIES[1], signature=b"x" * 64)
    twice = replace(ENTRIES[2], header_bytes=resealed(ENTRIES[2], number=6).header_bytes)
    report = verify([ENTRIES[0], altered, twice, *ENTRIES[3:5], ENTRIES[6]], RECEIPTS[:3], PINS)
    assert [(fault.kind, fault.number, fault.part) for fault in report.faults] == [
        (FaultKind.ALTERED, 2, "signature"),
        (FaultKind.ALTERED, 3, "header"),
        (FaultKind.DROPPED, 6, None),
    ]
    assert personal()[1]["contact.name"].value not in report.print()
    assert "#2, signature (record 2): was altered." in report.print()
    assert "第 2 号的签名（第 2 条）：被改动。" in report.print()
