"""A committee's own secret: one for all processes of a home, for the user alone, and telling nothing of its parts."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from services.kit.secret import Secret, kept_secret


def test_the_same_parts_give_the_same_text_and_others_another() -> None:
    secret = Secret(bytes(32))
    told = secret.derive("receipt", "a", "bc")
    assert told == secret.derive("receipt", "a", "bc")
    assert len({told, secret.derive("receipt", "ab", "c"), Secret(bytes([1] * 32)).derive("receipt", "a", "bc")}) == 3
    assert len(told) == 32
    assert repr(secret) == "Secret()"


def test_it_is_made_once_for_the_user_alone(tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as several:
        made = set(several.map(lambda _: kept_secret(tmp_path, "440100"), range(8)))
    assert len(made) == 1
    path = tmp_path / "keys" / "secret-440100.key"
    assert path.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in path.parent.iterdir()] == [path.name]
    assert kept_secret(tmp_path, "440113") not in made


def test_a_damaged_one_is_not_taken(tmp_path: Path) -> None:
    kept_secret(tmp_path, "440100")
    (tmp_path / "keys" / "secret-440100.key").write_bytes(b"short")
    with pytest.raises(ValueError, match="440100"):
        kept_secret(tmp_path, "440100")
