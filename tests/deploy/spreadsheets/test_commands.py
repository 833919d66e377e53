"""What the commands themselves say before any database or endpoint is asked."""

from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from deploy.commands import archive, export, import_
from deploy.local.errors import LocalError
from schema.errors import ShiziError
from services.archive.folder import write_folder
from tests.services.archive.test_archive import AT, made_dossier


def run(app: typer.Typer, *arguments: str) -> tuple[int, str]:
    """The exit code and what was printed; what the command raises is raised here."""
    done = CliRunner().invoke(app, list(arguments))
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.exit_code, done.stdout


def test_an_archive_is_checked_without_a_node(tmp_path: Path) -> None:
    folder, _ = write_folder(tmp_path, "440100", made_dossier(), AT)
    assert run(archive.app, "--verify", str(tmp_path)) == (
        0,
        "核对 1 件档案，问题 0 处 · 1 archives checked, 0 faults\n",
    )
    assert run(archive.app, "--verify", str(folder))[0] == 0
    (folder / "record.json").unlink()
    code, told = run(archive.app, "--verify", str(tmp_path))
    assert (code, f"{folder.name}/record.json: 缺失 · missing" in told) == (1, True)
    (tmp_path / "empty").mkdir()
    assert run(archive.app, "--verify", str(tmp_path / "empty"))[0] == 1


@pytest.mark.parametrize(
    ("app", "arguments", "told"),
    [
        (archive.app, ("--verify", "/nowhere"), "no folder"),
        (archive.app, ("--committee", "440100", "--out", "x"), "--term"),
        (archive.app, ("--committee", "4401", "--out", "x", "--term", "14"), "six digits"),
        (archive.app, ("--committee", "440100", "--out", "x", "--term", "14", "--filing", "y"), "either"),
        (import_.app, (), "--template"),
        (import_.app, ("--committee", "4401", "--file", "x", "--mapping", "y"), "six digits"),
        (import_.app, ("--committee", "440100", "--file", "x", "--mapping", "/nowhere"), "cannot be read"),
        (export.app, ("--query", "filings", "--out", "x.csv", "--filter", "[1]"), "JSON object"),
        (export.app, ("--query", "filings", "--out", "x.csv", "--filter", "{"), "JSON object"),
    ],
)
def test_what_cannot_be_meant_is_told(app: typer.Typer, arguments: tuple[str, ...], told: str) -> None:
    with pytest.raises(LocalError, match=told) as refusal:
        run(app, *arguments)
    assert refusal.value.message_zh.endswith("。")


def test_a_template_replaces_nothing_and_a_report_has_a_kind(tmp_path: Path) -> None:
    assert run(import_.app, "--template", str(tmp_path / "start"))[0] == 0
    assert {path.name for path in (tmp_path / "start").iterdir()} == {"mapping.toml", "sample.xlsx"}
    with pytest.raises(LocalError, match="cannot be written"):
        run(import_.app, "--template", str(tmp_path / "start"))
    given = ("--committee", "440100", "--file", "x", "--mapping", "y", "--report", "bad.ods")
    with pytest.raises(ShiziError, match=r"file\.kind"):
        run(import_.app, *given)
