"""Bundles: written, read, verified by fingerprints; a damaged file still tells which record is damaged."""

import hashlib
import json
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schema.ledger import (
    BadSignatureError,
    Damaged,
    Head,
    LedgerError,
    LedgerName,
    MalformedError,
    Outcome,
    Receipt,
    SigningKey,
    Tombstone,
    UnknownKeyError,
    Verdict,
    canonical,
)
from schema.ledger.bundles import TORN, Bundle, BundleHead, bundle_lines, read_bundle
from schema.ledger.checking import BundleReport, Trusted, check_bundle, pinned
from schema.ledger.descriptors import Descriptor, KeySpan
from tests.schema.ledger.made import AT, KEY, NAME, PEER_KEY, PINS, RECEIVER, SENDER, STRANGER, sealed

DESCRIPTORS = tuple(
    Descriptor.seal(key, code=code, name=name, endpoint=None, serial=1, at=AT, since=AT)
    for key, code, name in ((KEY, SENDER, "广州市政协"), (PEER_KEY, RECEIVER, "番禺区政协"))
)
HEAD = BundleHead(NAME, SENDER, AT, None, DESCRIPTORS)
ENTRIES = [sealed(4)[0], sealed(4)[1].without("contact.name"), *sealed(4)[2:]]
BACK = sealed(2, key=PEER_KEY, name=LedgerName(RECEIVER, SENDER))
RECEIPTS = [
    *(Receipt.seal(PEER_KEY, entry, Verdict(Outcome.APPLIED), at=AT) for entry in ENTRIES[:3]),
    Receipt.seal(KEY, BACK[0], Verdict(Outcome.APPLIED), at=AT),
]
STONES = [Tombstone.seal(KEY, SENDER, ENTRIES[1], ["contact.name"], at=AT)]
CONTENT = b"".join(bundle_lines(HEAD, ENTRIES, RECEIPTS, STONES))
TRUSTED = [Trusted(SENDER, KEY.public.fingerprint), Trusted(RECEIVER, PEER_KEY.public.fingerprint)]


def checked(content: bytes) -> BundleReport:
    bundle = read_bundle(content)
    return check_bundle(bundle, pinned(DESCRIPTORS, TRUSTED))


def test_a_bundle_comes_back_as_it_was_written() -> None:
    bundle = read_bundle(CONTENT)
    assert bundle == Bundle(HEAD, ENTRIES, RECEIPTS, STONES, [])
    lines = CONTENT.split(b"\n")
    assert (len(lines), lines[-1]) == (1 + 4 + 4 + 1 + 1 + 1, b"")
    assert json.loads(lines[-2]) == {
        "end": {
            "entries": 4,
            "receipts": 4,
            "tombstones": 1,
            "sha256": hashlib.sha256(CONTENT[: CONTENT.rindex(b'{"end"')]).hexdigest(),
        }
    }
    report = checked(CONTENT)
    assert (report.ok, report.ledger.complete_up_to, report.ledger.applied, report.unjudged) == (True, 4, 3, ())
    assert report.ledger.erased == tuple(STONES)


def test_a_bundle_may_continue_another() -> None:
    head = replace(HEAD, after=Head(2, ENTRIES[1].hash))
    content = b"".join(bundle_lines(head, ENTRIES[2:]))
    report = checked(content)
    assert (report.ok, report.ledger.complete_up_to, report.ledger.after) == (True, 4, head.after)
    known = check_bundle(read_bundle(content), PINS, after=Head(2, "0" * 64))
    assert [fault.number for fault in known.ledger.faults] == [3]
    nothing = checked(b"".join(bundle_lines(head, ())))
    assert (nothing.ok, nothing.ledger.complete_up_to) == (True, 2)


@settings(deadline=None, max_examples=80)
@given(st.data())
def test_any_flipped_byte_of_the_file_is_named(data: st.DataObject) -> None:
    start = CONTENT.index(b"\n") + 1
    place = data.draw(st.integers(start, len(CONTENT) - 1))
    flipped = bytearray(CONTENT)
    flipped[place] ^= data.draw(st.integers(1, 255))
    report = checked(bytes(flipped))
    assert not report.ok
    line = CONTENT.count(b"\n", start, place)
    if bytes(flipped).count(b"\n") != CONTENT.count(b"\n"):
        return
    faults = [*report.ledger.faults, *report.back]
    if line < 4:
        assert [fault.number for fault in faults] == [line + 1]
    elif line < 9:
        (fault,) = faults
        assert fault.part == ("receipt" if line < 8 else "tombstone")
        assert fault.place in {line - 3, line - 6, 1}
    else:
        assert (faults, len(report.file)) == ([], 1)


def test_a_torn_file_says_so_and_how_far_it_goes() -> None:
    report = checked(CONTENT[: CONTENT.index(ENTRIES[2].print().encode()) + 50])
    assert report.file == (TORN,)
    assert report.ledger.complete_up_to == 2
    assert [fault.number for fault in report.ledger.faults] == [3]
    without_line = CONTENT.replace(ENTRIES[1].print().encode() + b"\n", b"")
    dropped = checked(without_line)
    assert [fault.number for fault in dropped.ledger.faults] == [2]
    assert len(dropped.file) == 1
    assert "✗ 文件与结尾行的条数或散列值不符" in dropped.print()


@pytest.mark.parametrize("mend", [{"bundle": "x"}, {"more": 1}, {"after": 1}, {"descriptors": [1]}, {"madeAt": "now"}])
def test_a_head_is_read_strictly(mend: dict[str, object]) -> None:
    first, _, rest = CONTENT.partition(b"\n")
    with pytest.raises(LedgerError):
        read_bundle(canonical({**json.loads(first), **mend}) + b"\n" + rest)
    with pytest.raises(MalformedError):
        read_bundle(b"")


def test_only_compared_fingerprints_are_trusted() -> None:
    bundle = read_bundle(CONTENT)
    with pytest.raises(UnknownKeyError, match=KEY.public.fingerprint):
        check_bundle(bundle, pinned(DESCRIPTORS, []))
    with pytest.raises(UnknownKeyError, match="No descriptor"):
        pinned(DESCRIPTORS, [Trusted(SENDER, PEER_KEY.public.fingerprint)])
    alone = check_bundle(bundle, pinned(DESCRIPTORS, TRUSTED[:1]))
    assert (alone.ok, alone.unjudged, alone.ledger.applied) == (True, (RECEIVER,), 0)
    assert "440113" in alone.print()
    assert alone.plain()["unjudged"] == [RECEIVER]


def test_wrong_receipts_of_the_ledger_back_and_wrong_descriptors_are_named() -> None:
    wrong = [*RECEIPTS[:3], Receipt.seal(STRANGER, BACK[1], Verdict(Outcome.APPLIED), at=AT)]
    head = replace(HEAD, descriptors=(replace(DESCRIPTORS[0], signature=b""), DESCRIPTORS[1]))
    report = checked(b"".join(bundle_lines(head, ENTRIES, wrong, STONES)))
    assert [(fault.number, fault.part) for fault in report.back] == [(2, "receipt")]
    assert report.file == (("440100 的节点说明签名不符", "the signature of the descriptor of 440100 does not fit"),)
    assert report.plain()["ok"] is False
    assert all(not isinstance(each, Damaged) for each in read_bundle(CONTENT).entries)


def test_a_descriptor_is_signed_by_its_last_key_and_lists_those_before() -> None:
    new = SigningKey("ed25519-sha256", b"n" * 32)
    later = AT + timedelta(days=30)
    made = Descriptor.seal(
        new, code=SENDER, name="广州市政协", endpoint="https://gz.example/graphql", serial=2, at=later, since=later,
        before=[KeySpan(KEY.public, AT, later)],
    )  # fmt: skip
    again = Descriptor.parse(made.print())
    again.check_itself()
    assert again == made
    assert (again.code, again.name, again.serial, again.endpoint) == (
        SENDER,
        "广州市政协",
        2,
        "https://gz.example/graphql",
    )
    assert again.keys == (KeySpan(KEY.public, AT, later), KeySpan(new.public, later))
    assert again.current == new.public
    assert new.public.fingerprint in str(again)
    with pytest.raises(BadSignatureError):
        replace(again, signature=made.signature[::-1]).check_itself()


@pytest.mark.parametrize(
    "mend",
    [
        {"endpoint": "ftp://x"},
        {"endpoint": "https://user@x/"},
        {"name": ""},
        {"name": None},
        {"serial": 0},
        {"keys": []},
        {"keys": [1]},
        {"key": "0" * 16},
        {"code": "x"},
    ],
)
def test_a_descriptor_is_read_strictly(mend: dict[str, object]) -> None:
    with pytest.raises(MalformedError):
        Descriptor(canonical({**json.loads(DESCRIPTORS[0].content), **mend}), b"")
