"""The worked example of docs/exchange.md is what this code computes, and what plain SHA-256 and Ed25519 compute too."""

import hashlib
import json
import re

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from schema.ledger import Chain, FaultKind, LedgerName, Outcome, Payload, Receipt, SigningKey, Verdict, commit
from tests.schema.ledger.made import AT, KEY, PEER_KEY
from tests.system import ROOT

TEXT = (ROOT / "docs" / "exchange.md").read_text(encoding="utf-8")
EXAMPLE = json.loads(re.findall(r"```json\n(.*?)```", TEXT, re.DOTALL)[0])


def test_the_example_is_what_the_code_seals() -> None:
    commitments, openings = commit({"contact.phone": "020-12345678"}, random=lambda length: b"s" * length)
    topic = "440100:topic:0190c5f0-0000-7000-8000-000000000001"
    payload = Payload("joint-topic.invited", {"topic": topic, "title": "练江流域协同治理"}, commitments)
    entry = Chain(LedgerName("440100", "440113")).seal(KEY, payload, at=AT, openings=openings)
    receipt = Receipt.seal(PEER_KEY, entry, Verdict(Outcome.APPLIED), at=AT)
    assert EXAMPLE["header"].encode() == entry.header_bytes
    assert (EXAMPLE["hash"], EXAMPLE["signature"]) == (entry.hash, entry.signature.hex())
    assert EXAMPLE["payload"].encode() == entry.payload_bytes
    assert (EXAMPLE["receipt"].encode(), EXAMPLE["receiptSignature"]) == (receipt.content, receipt.signature.hex())
    for part, key in (("sender", KEY), ("receiver", PEER_KEY)):
        assert EXAMPLE[part] == {"public": key.public.raw.hex(), "fingerprint": key.public.fingerprint}
    assert EXAMPLE["opening"]["contact.phone"]["salt"] == openings["contact.phone"].salt


def test_the_example_holds_by_the_words_of_the_page_alone() -> None:
    header, payload = EXAMPLE["header"].encode(), EXAMPLE["payload"].encode()
    fields = json.loads(header)
    assert hashlib.sha256(header).hexdigest() == EXAMPLE["hash"] == json.loads(EXAMPLE["receipt"])["hash"]
    assert fields["payload"] == hashlib.sha256(payload).hexdigest()
    assert fields["previous"] == hashlib.sha256(b"shizi ledger 440100 440113").hexdigest()
    opening = EXAMPLE["opening"]["contact.phone"]
    opened = json.dumps(["contact.phone", opening["salt"], opening["value"]], separators=(",", ":")).encode()
    commitment = hashlib.sha256(b"shizi-commitment-v1\n" + opened).hexdigest()
    assert json.loads(payload)["commitments"] == {"contact.phone": commitment}
    sender, receiver = (Ed25519PrivateKey.from_private_bytes(bytes(range(at, at + 32))) for at in (0, 32))
    assert sender.sign(b"shizi-ledger-v1\n" + header).hex() == EXAMPLE["signature"]
    assert receiver.sign(b"shizi-receipt-v1\n" + EXAMPLE["receipt"].encode()).hex() == EXAMPLE["receiptSignature"]
    digest = hashlib.sha256(sender.public_key().public_bytes_raw()).hexdigest()
    assert EXAMPLE["sender"]["fingerprint"].replace(" ", "") == digest
    assert fields["key"] == digest[:16]


def test_the_page_names_every_kind_of_fault_and_every_field() -> None:
    for kind in FaultKind:
        assert f"`{kind.value}`" in TEXT or f"`{kind.value} " in TEXT, kind
    for name in (*json.loads(EXAMPLE["header"]), *json.loads(EXAMPLE["receipt"])):
        assert re.search(rf"[` ]{name}[` ]", TEXT), name
    assert SigningKey.generate().suite in TEXT
