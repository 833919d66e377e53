"""A committee's signing key, kept in its home."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from schema.ledger import SigningKey
from schema.ledger.canonical import from_base64, to_base64
from services.kit.kept import kept

OTHERS: Final = 0o077


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
