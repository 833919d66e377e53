"""Signature suites: a digest and a way to sign, under an id that stands in every record.

Today there is `ed25519-sha256` (RFC 8032, FIPS 180-4). A ledger under the national algorithms (SM2/SM3, GB/T 32918 and
GB/T 32905) is another suite registered here; old records keep theirs, and both verify side by side.
"""

from __future__ import annotations

import hashlib
from typing import Final, Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from schema.ledger.errors import UnknownSuiteError


class SignatureSuite(Protocol):
    """How records of one suite are hashed and signed."""

    @property
    def id(self) -> str:
        """What `suite` says in a record: lower case letters, digits and hyphens."""

    def digest(self, data: bytes) -> str:
        """The digest of ``data`` in lower case hex (64 digits)."""

    def generate(self) -> bytes:
        """A new private key as raw bytes."""

    def public(self, private: bytes) -> bytes:
        """The raw public key of a private key. Raises ValueError when it is none of this suite."""

    def sign(self, private: bytes, message: bytes) -> bytes:
        """The signature of ``message``."""

    def verify(self, public: bytes, message: bytes, signature: bytes) -> bool:
        """Whether the signature fits; False too for a key or a signature that is none of this suite."""


class Ed25519Sha256:
    """Ed25519 with SHA-256 as the digest."""

    id: Final = "ed25519-sha256"

    def digest(self, data: bytes) -> str:
        """SHA-256."""
        return hashlib.sha256(data).hexdigest()

    def generate(self) -> bytes:
        """32 random bytes."""
        return Ed25519PrivateKey.generate().private_bytes_raw()

    def public(self, private: bytes) -> bytes:
        """32 bytes."""
        return Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()

    def sign(self, private: bytes, message: bytes) -> bytes:
        """64 bytes, the same for the same message (RFC 8032 §5.1.6)."""
        return Ed25519PrivateKey.from_private_bytes(private).sign(message)

    def verify(self, public: bytes, message: bytes, signature: bytes) -> bool:
        """RFC 8032 §5.1.7."""
        try:
            Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return True


ED25519_SHA256: Final = Ed25519Sha256()
_SUITES: Final[dict[str, SignatureSuite]] = {ED25519_SHA256.id: ED25519_SHA256}


def register(suite: SignatureSuite) -> None:
    """Make a suite known to this process. Raises ValueError when its id is taken by another."""
    if _SUITES.setdefault(suite.id, suite) is not suite:
        raise ValueError(f"the suite {suite.id} is registered already")


def suite_of(id: str) -> SignatureSuite:
    """The suite with this id. Raises UnknownSuiteError."""
    try:
        return _SUITES[id]
    except KeyError:
        raise UnknownSuiteError(
            f"The signature suite {id!r} is not known here; known: {', '.join(sorted(_SUITES))}.",
            f"不认识签名算法套件 {id!r}；已知：{'、'.join(sorted(_SUITES))}。",
        ) from None
