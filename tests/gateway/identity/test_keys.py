"""Keys on disk: created once, private to their owner, refused when they are not what they should be."""

import json
import stat
import threading
from pathlib import Path

import pytest
from joserfc.jwk import ECKey, OKPKey

from gateway.identity.keys import (
    KeyFileError,
    ensure_dev_issuer_key,
    ensure_gateway_key,
    ensure_node_key,
    key_path,
    load_private_key,
    load_public_keys,
    public_path,
)


def test_creates_a_private_key_once_and_its_public_half(tmp_path: Path) -> None:
    first = ensure_gateway_key(tmp_path)
    again = ensure_gateway_key(tmp_path)
    assert first.as_dict(private=True)["d"] == again.as_dict(private=True)["d"]
    private, public = key_path(tmp_path, "gateway"), public_path(tmp_path, "gateway")
    assert private == tmp_path / "keys" / "gateway.jwk"
    assert public == tmp_path / "keys" / "gateway.pub.jwks"
    assert stat.S_IMODE(private.stat().st_mode) == 0o600
    assert stat.S_IMODE(private.parent.stat().st_mode) == 0o700
    (published,) = json.loads(public.read_text())["keys"]
    assert "d" not in published
    assert published["kid"] == first.thumbprint()
    assert sorted(path.name for path in private.parent.iterdir()) == ["gateway.jwk", "gateway.pub.jwks"]


def test_names_the_keys_of_issuer_and_nodes(tmp_path: Path) -> None:
    ensure_dev_issuer_key(tmp_path)
    text = ensure_node_key(tmp_path, "440100")
    assert len(text) == 43
    names = {"dev-issuer.jwk", "dev-issuer.pub.jwks", "node-440100.jwk", "node-440100.pub.jwks"}
    assert {path.name for path in (tmp_path / "keys").iterdir()} == names


def test_two_that_start_at_once_use_one_key(tmp_path: Path) -> None:
    found: list[str] = []
    start = threading.Barrier(8)

    def create() -> None:
        start.wait()
        found.append(ensure_gateway_key(tmp_path).thumbprint())

    threads = [threading.Thread(target=create) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert len(set(found)) == 1


def test_refuses_a_key_that_others_may_read(tmp_path: Path) -> None:
    ensure_gateway_key(tmp_path)
    path = key_path(tmp_path, "gateway")
    path.chmod(0o640)
    with pytest.raises(KeyFileError, match="chmod 600"):
        load_private_key(path)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        '{"kty":"OKP"}',
        json.dumps(OKPKey.generate_key("X25519").as_dict(private=True)),
        json.dumps(OKPKey.generate_key("Ed25519").as_dict(private=False)),
        json.dumps(ECKey.generate_key("P-256").as_dict(private=True)),
    ],
    ids=["empty", "list", "no key", "other curve", "public only", "other kind"],
)
def test_refuses_what_is_no_private_ed25519_key(tmp_path: Path, content: str) -> None:
    path = tmp_path / "gateway.jwk"
    path.write_text(content)
    path.chmod(0o600)
    with pytest.raises(KeyFileError, match=r"gateway\.jwk"):
        load_private_key(path)


@pytest.mark.parametrize("content", ["", "{}", '{"keys":[]}', '{"keys":[{"kty":"OKP"}]}'])
def test_refuses_what_is_no_key_set(tmp_path: Path, content: str) -> None:
    path = tmp_path / "issuer.pub.jwks"
    path.write_text(content)
    with pytest.raises(KeyFileError, match=r"issuer\.pub\.jwks"):
        load_public_keys(path)


def test_names_the_missing_file(tmp_path: Path) -> None:
    with pytest.raises(KeyFileError, match="cannot be read"):
        load_private_key(tmp_path / "no.jwk")
    with pytest.raises(KeyFileError, match="cannot be read"):
        load_public_keys(tmp_path / "no.jwks")
