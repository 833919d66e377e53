"""Keys: test vectors of RFC 8032, fingerprints as people type them, pins by number, other suites beside Ed25519."""

import hashlib
import hmac

import pytest

from schema.ledger import (
    Chain,
    LedgerName,
    MalformedError,
    Pin,
    Pins,
    PublicKey,
    SigningKey,
    UnknownKeyError,
    UnknownSuiteError,
    fits_fingerprint,
    register,
)
from schema.ledger.suites import ED25519_SHA256
from tests.schema.ledger.made import AT, KEY, PEER_KEY, payload


def test_the_second_vector_of_rfc_8032() -> None:
    private = bytes.fromhex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")
    key = SigningKey("ed25519-sha256", private)
    assert key.public.raw.hex() == "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"
    signature = key.sign(b"\x72")
    assert signature.hex() == (
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
    )
    assert key.public.verify(b"\x72", signature)
    assert not key.public.verify(b"\x73", signature)
    assert not key.public.verify(b"\x72", b"short")
    assert not PublicKey("ed25519-sha256", b"short").verify(b"\x72", signature)


def test_a_fingerprint_is_the_whole_digest_in_groups_and_starts_with_the_key_id() -> None:
    digest = hashlib.sha256(KEY.public.raw).hexdigest()
    groups = KEY.public.fingerprint.split(" ")
    assert [len(group) for group in groups] == [4] * 16
    assert "".join(groups) == digest
    assert KEY.public.id == digest[:16]


def test_a_fingerprint_is_compared_as_people_type_it() -> None:
    fingerprint = KEY.public.fingerprint
    for typed in (
        fingerprint,
        fingerprint.upper(),
        fingerprint.replace(" ", "-"),
        f" {fingerprint[:39]}\n{fingerprint[40:]}",
    ):
        assert fits_fingerprint(KEY.public, typed)
        assert not fits_fingerprint(PEER_KEY.public, typed)
    for typed in ("", fingerprint[:-1], fingerprint[:19], f"{fingerprint} 0000", fingerprint[:-1] + "g"):
        with pytest.raises(MalformedError):
            fits_fingerprint(KEY.public, typed)


def test_a_private_key_prints_nothing_of_itself() -> None:
    assert KEY.private.hex() not in repr(KEY)
    assert str(KEY.private) not in repr(KEY)


def test_new_keys_differ() -> None:
    assert SigningKey.generate().public != SigningKey.generate().public


def test_a_pin_holds_for_its_committee_its_suite_and_its_numbers() -> None:
    pins = Pins([Pin("440100", KEY.public, last=4), Pin("440100", PEER_KEY.public, first=5)])
    assert [pin.numbers for pin in pins.of("440100")] == ["1–4", "5–"]
    assert pins.key("440100", KEY.public.id, "ed25519-sha256") == KEY.public
    for code, suite in (("440113", "ed25519-sha256"), ("440100", "sm2-sm3")):
        with pytest.raises(UnknownKeyError):
            pins.key(code, KEY.public.id, suite)


class Shared:
    """A suite that is none of ours, with another digest; it stands in for the national algorithms."""

    id = "test-hmac-blake2s"

    def digest(self, data: bytes) -> str:
        return hashlib.blake2s(data).hexdigest()

    def generate(self) -> bytes:
        return b"k" * 32

    def public(self, private: bytes) -> bytes:
        return private

    def sign(self, private: bytes, message: bytes) -> bytes:
        return hmac.digest(private, message, "blake2s")

    def verify(self, public: bytes, message: bytes, signature: bytes) -> bool:
        return hmac.compare_digest(self.sign(public, message), signature)


def test_a_ledger_may_go_on_under_another_suite() -> None:
    with pytest.raises(UnknownSuiteError, match="ed25519-sha256"):
        SigningKey("sm2-sm3", b"").sign(b"")
    suite = Shared()
    register(suite)
    register(suite)
    with pytest.raises(ValueError, match="registered"):
        register(Shared())
    new = SigningKey.generate(suite)
    name = LedgerName("440100", "440113")
    sender, receiver = Chain(name), Chain(name)
    pins = Pins([Pin("440100", KEY.public, last=1), Pin("440100", new.public, first=2)])
    entries = [sender.seal(key, payload(1), at=AT) for key in (KEY, new, new)]
    for entry in entries:
        receiver.append(entry, pins)
    assert entries[1].header.previous == ED25519_SHA256.digest(entries[0].header_bytes)
    assert entries[2].header.previous == suite.digest(entries[1].header_bytes)
    assert [entry.header.suite for entry in entries] == ["ed25519-sha256", suite.id, suite.id]
