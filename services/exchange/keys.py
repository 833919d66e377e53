"""A committee's signing key, kept in its home, and the descriptor by which others come to know it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from schema.ledger import PublicKey, SigningKey, canonical
from schema.ledger.canonical import from_base64, to_base64
from services.kit.kept import kept

OTHERS: Final = 0o077
DESCRIPTOR: Final = 1


class KeyFileError(ValueError):
    """A key file cannot be used; the text says which and why."""


def kept_key(home: Path, code: str) -> SigningKey:
    """The key with which committee ``code`` signs its ledgers, made at first use under ``keys/`` for the user alone.

    Raises KeyFileError when others may read the file, or when it holds no key.
    """
    path = home / "keys" / f"ledger-{code}.json"
    kept(path, _make)
    return read_key(path)


def read_key(path: Path) -> SigningKey:
    """The signing key in a file. Raises KeyFileError when others may read the file, or when it holds no key."""
    data = path.read_bytes()
    if path.stat().st_mode & OTHERS:
        raise KeyFileError(f"{path} must be readable by its owner only: chmod 600 {path}")
    try:
        held = json.loads(data)
        key = SigningKey(held["suite"], from_base64(held["private"], "private"))
        if key.public.id != held["id"]:
            raise ValueError
    except (ValueError, KeyError, TypeError, LookupError) as error:
        raise KeyFileError(f"{path} holds no signing key; restore it from a backup") from error
    return key


def _make() -> bytes:
    key = SigningKey.generate()
    return json.dumps({"suite": key.suite, "id": key.public.id, "private": to_base64(key.private)}).encode()


@dataclass(frozen=True, slots=True)
class Descriptor:
    """What a committee tells of its node: its public key and where the node answers (None: it dials out only)."""

    code: str
    key: PublicKey
    endpoint: str | None

    def print(self) -> str:
        """One line of canonical JSON; people compare the fingerprint before they trust it."""
        return canonical(
            {
                "v": DESCRIPTOR,
                "code": self.code,
                "suite": self.key.suite,
                "key": to_base64(self.key.raw),
                "fingerprint": self.key.fingerprint,
                "endpoint": self.endpoint,
            }
        ).decode()

    @classmethod
    def parse(cls, text: str | bytes) -> Descriptor:
        """Read the text form. Raises ValueError."""
        held: Any = json.loads(text)
        try:
            key = PublicKey(held["suite"], from_base64(held["key"], "key"))
            endpoint = held["endpoint"]
            fits = held["v"] == DESCRIPTOR and held["fingerprint"] == key.fingerprint
        except (KeyError, TypeError) as error:
            raise ValueError(f"not a descriptor: {error!r}") from error
        if not fits or not (endpoint is None or isinstance(endpoint, str)) or not isinstance(held["code"], str):
            raise ValueError("not a descriptor")
        return cls(held["code"], key, endpoint)
