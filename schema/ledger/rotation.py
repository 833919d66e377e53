"""Changing a key within the ledger: an entry, signed with the old key, that introduces the new one.

From the entry after it on, the new key signs and the old one no longer may; what the old key signed before stays valid.
The new key signs a proof that its owner holds it, so that nobody can introduce somebody else's key as theirs.
"""

from __future__ import annotations

from typing import Final

from schema.ledger.canonical import canonical, from_base64, malformed, to_base64
from schema.ledger.entries import Entry, Payload
from schema.ledger.errors import BadSignatureError
from schema.ledger.keys import Pin, Pins, PublicKey, SigningKey

KEY_ROTATED: Final = "ledger.key-rotated"
_PREFIX: Final = b"shizi-rotation-v1\n"


def rotation(code: str, old: PublicKey, new: SigningKey) -> Payload:
    """The message by which committee ``code`` introduces ``new``; it goes to every peer, sealed with the old key."""
    body = {"suite": new.suite, "public": to_base64(new.public.raw), "replaces": old.id}
    return Payload(KEY_ROTATED, {**body, "proof": to_base64(new.sign(_proved(code, old.id, new.public)))})


def introduced(entry: Entry) -> PublicKey | None:
    """The key that a checked entry introduces; None for any other entry, and after an erasure of its payload.

    Raises MalformedError for a message that introduces nothing, BadSignatureError for a proof that does not fit, and
    UnknownSuiteError for a key of a suite that is not known here.
    """
    payload = entry.payload()
    if entry.header.kind != KEY_ROTATED or payload is None:
        return None
    body = payload.body
    if body.keys() != {"suite", "public", "replaces", "proof"} or not isinstance(body["suite"], str):
        raise malformed(f"{entry}", "does not say which key it introduces", "没有说明所启用的密钥")
    if body["replaces"] != entry.header.key:
        raise malformed(f"{entry}", "replaces another key than the one that signed it", "所替换的不是签名所用的密钥")
    key = PublicKey(body["suite"], from_base64(body["public"], f"{entry}: public"))
    proof = from_base64(body["proof"], f"{entry}: proof")
    if not key.verify(_proved(entry.ledger.sender, entry.header.key, key), proof):
        raise BadSignatureError(f"The proof of the new key in {entry} does not fit.", f"{entry} 中新密钥的证明不符。")
    return key


def followed(entry: Entry, pins: Pins) -> Pins:
    """The pins after ``entry``, which was checked by them: as they were, or with the key that it introduces.

    A key that is pinned already keeps its numbers: an old key cannot be brought back. Raises what
    :func:`introduced` raises.
    """
    key = introduced(entry)
    old = pins.find(entry.ledger.sender, entry.header.key)
    if key is None or old is None:
        return pins
    code, number = entry.ledger.sender, entry.number
    last = number if old.last is None else min(number, old.last)
    new = pins.find(code, key.id) or Pin(code, key, number + 1)
    return pins.with_pin(Pin(code, old.key, old.first, last), new)


def _proved(code: str, old: str, new: PublicKey) -> bytes:
    return _PREFIX + canonical([code, old, new.suite, to_base64(new.raw)])
