"""Entries and receipts: sealed, printed, parsed; strict in every field; personal parts that come and go."""

import base64
import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from schema.ledger import (
    BadDigestError,
    BadSignatureError,
    Chain,
    Entry,
    ForkError,
    GapError,
    Head,
    LedgerError,
    LedgerName,
    MalformedError,
    Opening,
    Outcome,
    Payload,
    Pin,
    Pins,
    Receipt,
    RepeatedError,
    Tombstone,
    TooLargeError,
    UncleanTextError,
    UnknownKeyError,
    Verdict,
    WrongLedgerError,
    canonical,
    check_opening,
    check_same,
    commit,
)
from schema.ledger.entries import PREFIX
from tests.schema.ledger.made import AT, KEY, NAME, PEER_KEY, PINS, STRANGER, payload, personal, sealed


def forged(entry: Entry, **fields: object) -> Entry:
    """The entry with other fields in its header, signed anew by its own sender."""
    header = canonical({**json.loads(entry.header_bytes), **fields})
    return replace(entry, header_bytes=header, signature=KEY.sign(PREFIX + header))


def test_the_header_is_what_the_contract_says() -> None:
    first, second = sealed(2)
    assert json.loads(first.header_bytes) == {
        "v": 1,
        "suite": "ed25519-sha256",
        "key": hashlib.sha256(KEY.public.raw).hexdigest()[:16],
        "from": "440100",
        "to": "440113",
        "number": 1,
        "previous": hashlib.sha256(b"shizi ledger 440100 440113").hexdigest(),
        "kind": "joint-topic.invited",
        "at": "2026-05-01T08:31:00.000000Z",
        "payload": hashlib.sha256(first.payload_bytes or b"").hexdigest(),
    }
    assert second.header.previous == hashlib.sha256(first.header_bytes).hexdigest() == first.hash
    assert KEY.public.verify(b"shizi-ledger-v1\n" + first.header_bytes, first.signature)
    read = first.payload()
    assert read == payload(1)
    assert first.values() == {"contact.name": "陈某", "contact.phone": "020-1"}


def test_the_text_form_is_one_line_and_comes_back() -> None:
    for entry in (sealed(1)[0], sealed(1)[0].without("contact.name"), sealed(1)[0].without(payload=True)):
        text = entry.print()
        assert "\n" not in text
        assert set(json.loads(text)) == {"header", "signature", "payload", "openings"}
        assert Entry.parse(text) == entry == Entry.parse(text.encode())
        assert base64.b64decode(json.loads(text)["header"]) == entry.header_bytes
    assert str(sealed(1)[0]) == "440100→440113 #1 joint-topic.invited"


@pytest.mark.parametrize(
    "change",
    [
        {"v": 2},
        {"v": True},
        {"number": 0},
        {"number": 1.5},
        {"number": True},
        {"from": "44010"},
        {"from": "440100\n"},
        {"kind": "Invited"},
        {"kind": "invited"},
        {"kind": "a." + "b" * 80},
        {"at": "2026-05-01T08:30:00Z"},
        {"at": "2026-02-30T08:30:00.000000Z"},
        {"payload": "A" * 64},
        {"suite": "x" * 3000},
        {"extra": 1},
    ],
)
def test_a_header_is_read_strictly(change: dict[str, object]) -> None:
    with pytest.raises(LedgerError):
        forged(sealed(1)[0], **change)


@pytest.mark.parametrize(
    "mend",
    [
        lambda line: {**line, "more": 1},
        lambda line: {name: line[name] for name in line if name != "openings"},
        lambda line: {**line, "openings": {}},
        lambda line: {**line, "openings": {"a": {"salt": "00", "value": 1}}},
        lambda line: {**line, "openings": {"1": {"salt": "0" * 64, "value": 1}}},
        lambda line: {**line, "openings": {"a": {"salt": "0" * 64}}},
        lambda line: {**line, "signature": 1},
        lambda line: {**line, "header": "!"},
    ],
)
def test_a_line_is_read_strictly(mend: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    line = json.loads(sealed(1)[0].print())
    with pytest.raises(MalformedError):
        Entry.parse(canonical(mend(line)))
    with pytest.raises(MalformedError):
        Entry.parse(json.dumps(line))
    with pytest.raises(MalformedError):
        Entry.parse("\ud800")


def test_what_no_entry_can_carry_is_refused_by_the_payload_itself() -> None:
    for bad, error in (
        (Payload("a.b", {"text": "\0"}), UncleanTextError),
        (Payload("a.b", {"text": "x" * 1_048_577}), TooLargeError),
        (Payload("no kind", {}), MalformedError),
        (Payload("a.b", {}, {"name": "no digest"}), MalformedError),
        (Payload("a.b", {}, {f"n{number}": "0" * 64 for number in range(201)}), MalformedError),
    ):
        with pytest.raises(error):
            bad.bytes()
    with pytest.raises(MalformedError):
        Payload.read(canonical({"kind": "a.b", "body": [], "commitments": {}}))
    with pytest.raises(TooLargeError):
        Chain(NAME).seal(KEY, *_large(), at=AT)
    with pytest.raises(ValueError, match="zone"):
        Chain(NAME).seal(KEY, payload(1), at=datetime(2026, 5, 1))  # noqa: DTZ001


def _large() -> tuple[Payload]:
    return (Payload("a.b", {"text": ["x" * 100_000] * 11}),)


def test_the_receiver_accepts_one_after_another_and_says_why_not() -> None:
    entries = sealed(4)
    chain = Chain(NAME)
    for entry in entries[:2]:
        chain.append(entry, PINS)
    assert chain.head == Head(2, entries[1].hash)
    other = Chain(NAME, Head(1, entries[0].hash)).seal(KEY, payload(9), at=AT)
    refusals: list[tuple[Entry, type[LedgerError]]] = [
        (entries[3], GapError),
        (entries[1], RepeatedError),
        (entries[0], RepeatedError),
        (other, ForkError),
        (forged(entries[2], previous="0" * 64), ForkError),
        (forged(entries[2], to="440500"), WrongLedgerError),
        (replace(entries[2], signature=entries[1].signature), BadSignatureError),
        (replace(entries[2], payload_bytes=entries[1].payload_bytes), BadDigestError),
        (sealed(3, key=STRANGER)[2], UnknownKeyError),
        (forged(entries[2], suite="other"), UnknownKeyError),
        (replace(entries[2], openings={"contact.name": Opening("0" * 64, "x")}), BadDigestError),
        (replace(entries[2], openings={"unknown": Opening("0" * 64, "x")}), BadDigestError),
        (replace(entries[2], payload_bytes=None), MalformedError),
        (forged(entries[2], kind="joint-topic.changed"), MalformedError),
    ]
    for entry, error in refusals:
        with pytest.raises(error):
            chain.append(entry, PINS)
        assert chain.head == Head(2, entries[1].hash)
    chain.append(entries[2], PINS)
    check_same(entries[2], entries[2].hash)
    with pytest.raises(GapError) as gap:
        Chain(NAME).append(entries[2], PINS)
    assert gap.value.extensions["expected"] == 1


def test_a_key_signs_its_own_numbers_only() -> None:
    entries = sealed(3)
    chain = Chain(NAME)
    pins = Pins([Pin("440100", KEY.public, last=1)])
    chain.append(entries[0], pins)
    with pytest.raises(UnknownKeyError, match="1–1"):
        chain.append(entries[1], pins)


def test_openings_fit_their_commitments_and_can_go_away() -> None:
    commitments, openings = commit({"b": [1, {"c": "某"}], "a": None})
    assert list(commitments) == ["a", "b"]
    for name, opening in openings.items():
        check_opening(commitments, name, opening)
        assert repr(opening.value) not in repr(opening)
    for name, opening in (("a", openings["b"]), ("b", replace(openings["b"], salt="0" * 64)), ("c", openings["a"])):
        with pytest.raises(BadDigestError):
            check_opening(commitments, name, opening)
    assert commit({"a": None})[0] != commit({"a": None})[0]
    with pytest.raises(MalformedError):
        commit({"no name": 1})
    with pytest.raises(BadDigestError):
        Chain(NAME).seal(KEY, Payload("a.b", {}, commitments), at=AT, openings={"a": openings["b"]})


def test_an_erasure_leaves_the_chain_as_it_was() -> None:
    entries = sealed(3)
    erased = [entries[0].without("contact.name"), entries[1].without(payload=True), entries[2]]
    assert erased[0].values() == {"contact.phone": "020-1"}
    assert (erased[1].payload(), erased[1].values()) == (None, {})
    chain = Chain(NAME)
    for entry in erased:
        chain.append(entry, PINS)
    assert [entry.hash for entry in erased] == [entry.hash for entry in entries]
    assert str(personal()[1]["contact.name"].value) not in erased[0].print()


def test_a_tombstone_says_what_was_erased() -> None:
    entry = sealed(1)[0]
    stone = Tombstone.seal(PEER_KEY, "440113", entry, ["contact.phone", "contact.name"], ground="本人要求", at=AT)
    again = Tombstone.parse(stone.print())
    assert again == stone
    assert (again.by, again.ledger, again.number, again.hash) == ("440113", NAME, 1, entry.hash)
    assert (again.parts, again.payload, again.ground) == (("contact.name", "contact.phone"), False, "本人要求")
    again.check_signature(PEER_KEY.public)
    with pytest.raises(BadSignatureError):
        again.check_signature(KEY.public)
    with pytest.raises(MalformedError, match="sender or receiver"):
        Tombstone.seal(PEER_KEY, "440500", entry, [], payload=True, at=AT)
    assert str(stone) == "tombstone 440100→440113 #1 contact.name, contact.phone"


def test_a_receipt_is_the_receivers_word() -> None:
    entry = sealed(1)[0]
    refusal = Verdict(Outcome.REFUSED, "RULE_REFUSED", "joint-topic.withdraw", "too late", "已经太迟")
    for verdict in (Verdict(Outcome.APPLIED), refusal):
        receipt = Receipt.seal(PEER_KEY, entry, verdict, at=AT)
        again = Receipt.parse(receipt.print())
        assert again == receipt
        assert (again.ledger, again.number, again.hash, again.verdict) == (NAME, 1, entry.hash, verdict)
        assert (again.suite, again.key, again.at) == ("ed25519-sha256", PEER_KEY.public.id, AT)
        assert json.loads(again.content)["from"] == "440113"
        again.check_signature(PEER_KEY.public)
        with pytest.raises(BadSignatureError):
            again.check_signature(KEY.public)
    for wrong in (
        Verdict(Outcome.APPLIED, code="X"),
        Verdict(Outcome.REFUSED, code="X"),
        replace(refusal, message="m" * 5001),
    ):
        with pytest.raises(MalformedError):
            Receipt.seal(PEER_KEY, entry, wrong, at=AT)
    with pytest.raises(MalformedError):
        Receipt(canonical({**json.loads(receipt.content), "outcome": "MAYBE"}), b"")


def test_the_other_way_round_is_another_ledger() -> None:
    back = sealed(1, key=PEER_KEY, name=LedgerName("440113", "440100"))[0]
    with pytest.raises(WrongLedgerError):
        Chain(NAME).append(back, PINS)
    assert NAME.genesis("ed25519-sha256") != back.header.previous
