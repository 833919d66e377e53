"""`shizi peer` where it needs no database: the fingerprint for the letter, and the steward's voucher."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from deploy.commands.peer import app
from deploy.local.errors import LocalError
from schema.ledger import typed_fingerprint
from schema.ledger.descriptors import Descriptor
from schema.ledger.vouchers import Voucher
from services.exchange.keys import kept_key
from tests.schema.ledger.made import KEY, STRANGER

AT = datetime(2026, 5, 1, tzinfo=UTC)


def ran(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(each) for each in arguments], catch_exceptions=False)


def test_the_fingerprint_is_that_of_the_key_in_the_home(tmp_path: Path) -> None:
    done = ran("fingerprint", "--committee", "440100", "--home", tmp_path)
    assert done.exit_code == 0
    assert typed_fingerprint(done.stdout) == typed_fingerprint(kept_key(tmp_path, "440100").public.fingerprint)


def test_the_steward_vouches_for_a_key_whose_fingerprint_was_compared(tmp_path: Path) -> None:
    file = tmp_path / "descriptor.json"
    made = Descriptor.seal(KEY, code="440500", name="汕头市政协", endpoint=None, serial=1, at=AT, since=AT)
    file.write_text(made.print() + "\n", encoding="utf-8")
    arguments = ("vouch", "--steward", "440000", "--home", tmp_path, "--descriptor", file)
    for_what = ("--replaces", STRANGER.public.id, "--reason", "密钥遗失", "--compromised")
    done = ran(*arguments, "--fingerprint", KEY.public.fingerprint, *for_what)
    voucher = Voucher.parse(done.stdout.strip())
    voucher.check_signature(kept_key(tmp_path, "440000").public)
    assert (voucher.code, voucher.new, voucher.replaces) == ("440500", KEY.public, STRANGER.public.id)
    assert (voucher.reason, voucher.compromised) == ("密钥遗失", True)
    with pytest.raises(LocalError, match="another fingerprint"):
        ran(*arguments, "--fingerprint", STRANGER.public.fingerprint, *for_what)
    file.unlink()
    with pytest.raises(LocalError, match="cannot be read"):
        ran(*arguments, "--fingerprint", KEY.public.fingerprint, *for_what)
