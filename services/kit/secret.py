"""A committee's own secret, from which it derives what it tells somebody once and keeps nowhere."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from services.kit.kept import kept

BYTES: Final = 32
TOLD_BYTES: Final = 24


@dataclass(frozen=True, slots=True)
class Secret:
    """The secret of one committee: ``derive`` gives the same text for the same parts, and nobody else can."""

    key: bytes = field(repr=False)

    def derive(self, *parts: str) -> str:
        """32 characters of letters, digits, ``-`` and ``_`` that say nothing of their parts (HMAC-SHA-256, RFC 2104).

        Each part goes in with its length, so that no two lists of parts are one text.
        """
        message = b"".join(len(part.encode()).to_bytes(4, "big") + part.encode() for part in parts)
        digest = hmac.new(self.key, message, hashlib.sha256).digest()
        return base64.urlsafe_b64encode(digest[:TOLD_BYTES]).decode()


def kept_secret(home: Path, code: str) -> Secret:
    """The secret of committee ``code``, made at first use and kept under ``keys/`` for the user alone.

    Several processes may ask at once; all get the same. Raises ValueError when the file holds something else.
    """
    path = home / "keys" / f"secret-{code}.key"
    key = kept(path, lambda: secrets.token_bytes(BYTES))
    if len(key) != BYTES:
        raise ValueError(f"{path} should hold {BYTES} bytes; restore it from a backup, receipts depend on it")
    return Secret(key)
