"""The keys that a committee signs its ledgers with: the one in use, and those before it that some peer still waits on.

Each peer learns of a new key by an entry that the old one signed, when it takes that entry in. So for a while one
ledger goes on under the old key and another under the new one: which it is stands in the ledger itself.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterable
from pathlib import Path

from schema.ledger import PublicKey, SigningKey
from schema.ledger.canonical import to_base64
from services.exchange.keys import KeyFileError, kept_key, read_key


class KeyRing:
    """``keys`` from the oldest to the one in use; ``again`` reads them anew, for a key made by another process."""

    def __init__(self, keys: Iterable[SigningKey], *, again: Callable[[], Iterable[SigningKey]] = lambda: ()) -> None:
        self._keys = {key.public.id: key for key in keys}
        self._again = again

    @property
    def current(self) -> SigningKey:
        """The key in use."""
        return next(reversed(self._keys.values()))

    @property
    def public(self) -> tuple[PublicKey, ...]:
        """The public halves of all keys, those made by other processes too."""
        self._keys.update({key.public.id: key for key in self._again()})
        return tuple(key.public for key in self._keys.values())

    def find(self, id: str) -> SigningKey | None:
        """A key by its id; None for one that was lost."""
        if id not in self._keys:
            self._keys.update({key.public.id: key for key in self._again()})
        return self._keys.get(id)


def kept_ring(home: Path, code: str) -> KeyRing:
    """The keys of committee ``code`` in its home. Raises KeyFileError."""
    return KeyRing(_kept(home, code), again=lambda: _kept(home, code))


def prepare_key(home: Path, code: str) -> SigningKey:
    """A new key in a file of its own; it is not in use before :func:`use_key`. Raises KeyFileError."""
    key = SigningKey.generate()
    _write(_path(home, code, key), key)
    return key


def use_key(home: Path, code: str, key: SigningKey) -> None:
    """Put a prepared key into use; the one before it stays in a file of its own. Raises KeyFileError."""
    old = kept_key(home, code)
    if old != key:
        if not _path(home, code, old).exists():
            _write(_path(home, code, old), old)
        _write(home / "keys" / f"ledger-{code}.json", key)


def _kept(home: Path, code: str) -> list[SigningKey]:
    """All keys in the home, the one in use last."""
    current = kept_key(home, code)
    others = [read_key(path) for path in sorted((home / "keys").glob(f"ledger-{code}-*.json"))]
    return [*(key for key in others if key != current), current]


def _path(home: Path, code: str, key: SigningKey) -> Path:
    return home / "keys" / f"ledger-{code}-{key.public.id}.json"


def _write(path: Path, key: SigningKey) -> None:
    """Write a key's file for the user alone; it appears when it is whole."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        draft.touch(mode=0o600, exist_ok=False)
        held = {"suite": key.suite, "id": key.public.id, "private": to_base64(key.private)}
        draft.write_text(json.dumps(held), encoding="utf-8")
        draft.replace(path)
    except OSError as error:
        raise KeyFileError(f"{path} cannot be written: {error}") from error
    finally:
        draft.unlink(missing_ok=True)
