"""Changing a key within the ledger: an entry, signed with the old key, that introduces the new one.

From the entry after it on, the new key signs and the old one no longer may; what the old key signed before stays valid.
The new key signs a proof that its owner holds it, so that nobody can introduce somebody else's key as theirs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

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

    Raises what :func:`introduced_by` raises.
    """
    payload = entry.payload()
    if payload is None or payload.kind != KEY_ROTATED:
        return None
    return introduced_by(payload.body, entry.ledger.sender, entry.header.key)


def introduced_by(body: Mapping[str, Any], code: str, old: str) -> PublicKey:
    """The key that committee ``code`` introduces by the body of a message signed with its key ``old`` (the key's id).

    Raises MalformedError for a message that introduces nothing, BadSignatureError for a proof that does not fit, and
    UnknownSuiteError for a key of a suite that is not known here.
    """
    what = f"{KEY_ROTATED} of {code}"
    if body.keys() != {"suite", "public", "replaces", "proof"} or not isinstance(body["suite"], str):
        raise malformed(what, "does not say which key it introduces", "没有说明所启用的密钥")
    if body["replaces"] != old:
        raise malformed(what, "replaces another key than the one that signed it", "所替换的不是签名所用的密钥")
    key = PublicKey(body["suite"], from_base64(body["public"], f"{what}: public"))
    if not key.verify(_proved(code, old, key), from_base64(body["proof"], f"{what}: proof")):
        raise BadSignatureError(f"The proof of the new key in {what} does not fit.", f"{what} 中新密钥的证明不符。")
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
    return pins.with_pin(replace(old, last=last), new)


def _proved(code: str, old: str, new: PublicKey) -> bytes:
    return _PREFIX + canonical([code, old, new.suite, to_base64(new.raw)])
