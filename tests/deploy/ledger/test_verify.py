"""`shizi ledger verify`: a file alone, without network or database, by the fingerprints that are typed."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from deploy.commands.ledger import app
from deploy.local.errors import LocalError
from schema.ledger import Head, UnknownKeyError
from schema.ledger.bundles import bundle_lines
from tests.schema.ledger.made import KEY, PEER_KEY
from tests.schema.ledger.test_bundles import CONTENT, ENTRIES, HEAD

GUANGZHOU = f"440100={KEY.public.fingerprint.upper()}"
PANYU = f"440113={PEER_KEY.public.fingerprint.replace(' ', '-')}"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "440100-440113.jsonl"
    path.write_bytes(CONTENT)
    return path


def verified(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["verify", *map(str, arguments)], catch_exceptions=False)


def test_a_whole_file_is_found_whole(file: Path) -> None:
    done = verified(file, "--key", GUANGZHOU, "--key", PANYU)
    assert done.exit_code == 0
    assert "核对无误；完整至第 4 号" in done.stdout
    assert "nothing is wrong; complete up to 4; whether more followed cannot be known from this." in done.stdout


def test_a_wrong_record_is_named_and_the_exit_code_is_3(file: Path) -> None:
    file.write_bytes(CONTENT.replace(ENTRIES[2].print().encode() + b"\n", b""))
    done = verified(file, "--key", GUANGZHOU, "--json")
    assert done.exit_code == 3
    report = json.loads(done.stdout)
    assert [(fault["kind"], fault["number"]) for fault in report["faults"]] == [("DROPPED", 3)]
    assert (report["ok"], report["completeUpTo"], report["unjudged"]) == (False, 2, ["440113"])


def test_a_cut_tail_is_named_against_the_other_half_or_a_head(file: Path, tmp_path: Path) -> None:
    cut = tmp_path / "cut.jsonl"
    cut.write_bytes(b"".join(bundle_lines(HEAD, ENTRIES[:2])))
    head = Head(4, ENTRIES[3].hash)
    for witness in (("--peer", file), ("--head", f"{head.number}:{head.hash}")):
        done = verified(cut, "--key", GUANGZHOU, *witness)
        assert done.exit_code == 3
        assert "#3–#4: was cut off the end." in done.stdout


def test_keys_may_stand_in_a_file(file: Path, tmp_path: Path) -> None:
    keys = tmp_path / "keys.toml"
    keys.write_text(
        f'[[key]]\ncode = "440100"\nfingerprint = "{KEY.public.fingerprint}"\nfirst = 1\nlast = 3\n', encoding="utf-8"
    )
    done = verified(file, "--keys", keys)
    assert done.exit_code == 3
    assert "complete up to 3" in done.stdout
    for text in ("", "[[key]]\n", "[key]\n", '[[key]]\ncode = "440100"\nfingerprint = "00"\nmore = 1\n', "\0"):
        keys.write_text(text, encoding="utf-8")
        with pytest.raises(LocalError, match="no keys file"):
            verified(file, "--keys", keys)
    with pytest.raises(LocalError, match="cannot be read"):
        verified(file, "--keys", tmp_path / "none.toml")


def test_what_cannot_be_done_says_why(file: Path, tmp_path: Path) -> None:
    with pytest.raises(UnknownKeyError, match="compare it with the one in the official letter"):
        verified(file)
    for arguments in (
        ("--key", "440100"),
        ("--key", "44=00"),
        ("--key", "440100=12"),
        ("--key", GUANGZHOU, "--head", "4"),
        ("--key", GUANGZHOU, "--after", "0:00"),
    ):
        with pytest.raises(LocalError):
            verified(file, *arguments)
    with pytest.raises(LocalError, match="cannot be read"):
        verified(tmp_path / "none.jsonl", "--key", GUANGZHOU)
