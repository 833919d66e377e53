"""Small files under a home's ``keys/`` that are made at first use and stay: passwords, secrets, signing keys."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from pathlib import Path


def kept(path: Path, make: Callable[[], bytes]) -> bytes:
    """What the file holds, made first where there is none, for the user alone.

    Several processes may ask at once; all get the same.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
        draft.touch(mode=0o600, exist_ok=False)
        draft.write_bytes(make())
        try:
            path.hardlink_to(draft)
        except FileExistsError:
            pass  # another process of this home was first; its content holds
        finally:
            draft.unlink()
    return path.read_bytes()
