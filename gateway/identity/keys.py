"""Ed25519 keys of the gateway, the development issuer and the nodes, kept as JWK files that only their owner reads."""

from __future__ import annotations

import json
import os
import secrets
from pathlib import Path
from typing import Any, Final, cast

from joserfc.errors import JoseError
from joserfc.jwk import KeySet, OKPKey

ALGORITHM: Final = "Ed25519"
GATEWAY: Final = "gateway"
DEV_ISSUER_KEY: Final = "dev-issuer"


class KeyFileError(ValueError):
    """A key file is missing or is not what it should be; the text names the file."""


def key_path(home: Path, name: str) -> Path:
    return home / "keys" / f"{name}.jwk"


def public_path(home: Path, name: str) -> Path:
    """The public half as a JWK set, which the other side reads."""
    return home / "keys" / f"{name}.pub.jwks"


def ensure_gateway_key(home: Path) -> OKPKey:
    return ensure_key(home, GATEWAY)


def ensure_dev_issuer_key(home: Path) -> OKPKey:
    return ensure_key(home, DEV_ISSUER_KEY)


def ensure_node_key(home: Path, code: str) -> str:
    """Create the node's key unless it exists; returns the public key as `gateway.toml` wants it (base64url)."""
    return public_text(ensure_key(home, f"node-{code}"))


def ensure_key(home: Path, name: str) -> OKPKey:
    """Load `keys/<name>.jwk`, creating it first where it is missing, and write its public half beside it."""
    path = key_path(home, name)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        fresh = OKPKey.generate_key(ALGORITHM)
        _write(
            path, _with_id(fresh, private=True), 0o600, replace=False
        )  # where two start at once, the first one's stays
    key = load_private_key(path)
    public = {"keys": [_with_id(key, private=False)]}
    if not public_path(home, name).exists():
        _write(public_path(home, name), public, 0o644, replace=True)
    return key


def load_private_key(path: Path) -> OKPKey:
    """Raises KeyFileError when the file is missing, readable by others, or no private Ed25519 key."""
    try:
        if path.stat().st_mode & 0o077:
            raise KeyFileError(f"{path} must be readable by its owner only: chmod 600 {path}")
        key = OKPKey.import_key(json.loads(path.read_bytes()))
    except OSError as error:
        raise KeyFileError(f"{path} cannot be read: {error.strerror}") from None
    except (JoseError, ValueError, TypeError, KeyError) as error:
        if isinstance(error, KeyFileError):
            raise
        raise KeyFileError(f"{path} is not a JWK file") from None
    if not key.is_private or key.curve_name != ALGORITHM:
        raise KeyFileError(f"{path} does not hold a private {ALGORITHM} key")
    return key


def load_public_keys(path: Path) -> KeySet:
    """Raises KeyFileError when the file is missing or is no JWK set of Ed25519 keys that carry a `kid`."""
    try:
        keys = KeySet.import_key_set(json.loads(path.read_bytes()))
    except OSError as error:
        raise KeyFileError(f"{path} cannot be read: {error.strerror}") from None
    except (JoseError, ValueError, TypeError, KeyError):
        raise KeyFileError(f"{path} is not a JWK set") from None
    if not keys.keys or not all(isinstance(key, OKPKey) and key.curve_name == ALGORITHM and key.kid for key in keys):
        raise KeyFileError(f"{path} must hold {ALGORITHM} keys, each with its kid")
    return keys


def public_text(key: OKPKey) -> str:
    """The public key alone: 32 bytes in base64url without padding."""
    return cast(str, key.as_dict(private=False)["x"])


def _with_id(key: OKPKey, *, private: bool) -> dict[str, Any]:
    return {**key.as_dict(private=private), "kid": key.thumbprint(), "alg": ALGORITHM, "use": "sig"}


def _write(path: Path, content: dict[str, Any], mode: int, *, replace: bool) -> None:
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(content, file)
        if replace:
            draft.rename(path)
        else:
            _link(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def _link(draft: Path, path: Path) -> None:
    try:
        os.link(draft, path)
    except FileExistsError:
        return
