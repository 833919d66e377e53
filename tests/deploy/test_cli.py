"""The command line by itself: help, what it refuses, and how it says so."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from deploy.cli import COMMANDS
from tests.system import ROOT


def shizi(*arguments: str, typed: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "deploy.cli", *arguments],
        cwd=ROOT,
        env={name: text for name, text in os.environ.items() if not name.startswith("SHIZI_")} | environment,
        input=typed,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_help_lists_every_command_in_both_languages() -> None:
    done = shizi("--help", COLUMNS="200", TERM="dumb")
    assert done.returncode == 0, done.stderr
    for name in COMMANDS:
        assert f" {name} " in done.stdout
    assert "停止" in done.stdout
    assert "Stop one process" in done.stdout


def test_an_unknown_command_is_refused() -> None:
    assert shizi("nonsense").returncode == 2


def test_tokens_need_the_development_issuer(tmp_path: Path) -> None:
    arguments = ("token", "--committee", "440100", "--role", "staff", "--subject", "x", "--home", str(tmp_path))
    refused = shizi(*arguments)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "SHIZI_DEV_ISSUER=1" in refused.stderr
    assert "开发签发未开启" in refused.stderr
    without_key = shizi(*arguments, SHIZI_DEV_ISSUER="1")
    assert (without_key.returncode, without_key.stdout) == (1, "")
    assert "Traceback" not in without_key.stderr


@pytest.mark.parametrize(("option", "text"), [("--role", "chief"), ("--committee", "4401")])
def test_tokens_of_nonsense_are_refused(tmp_path: Path, option: str, text: str) -> None:
    values = {"--committee": "440100", "--role": "staff", "--subject": "x", "--home": str(tmp_path)} | {option: text}
    done = shizi("token", *(part for pair in values.items() for part in pair), SHIZI_DEV_ISSUER="1")
    assert done.returncode == 1
    assert text in done.stderr


def test_a_units_token_names_the_unit_by_its_code(tmp_path: Path) -> None:
    base = ("token", "--committee", "440100", "--subject", "x", "--home", str(tmp_path))
    for arguments, said in (
        (("--role", "unit"), "--unit CODE"),
        (("--role", "staff", "--unit", "91350100M000100Y43"), "--unit CODE"),
        (("--role", "unit", "--unit", "91350100M000100Y44"), "GB 32100-2015"),
    ):
        done = shizi(*base, *arguments, SHIZI_DEV_ISSUER="1")
        assert done.returncode == 1
        assert said in done.stderr


@pytest.mark.parametrize("port", ["0", "65536", "http", "-1", "４１０１"])
def test_a_port_that_is_none_is_refused_by_the_name_of_its_variable(tmp_path: Path, port: str) -> None:
    done = shizi("up", "--home", str(tmp_path), SHIZI_NODE_PORT=port)
    assert done.returncode == 1
    assert "SHIZI_NODE_PORT" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_last_node_needs_a_port_too(tmp_path: Path) -> None:
    done = shizi("up", "--home", str(tmp_path), SHIZI_NODE_PORT="65530")
    assert done.returncode == 1
    assert "SHIZI_NODE_PORT" in done.stderr


def test_where_nothing_runs_the_others_say_so(tmp_path: Path) -> None:
    for command in (("status",), ("start", "440100"), ("stop",)):
        done = shizi(*command, "--home", str(tmp_path))
        assert done.returncode == 1, command
        assert "make up" in done.stderr


def test_explain_shows_the_plan_of_a_query_from_standard_input() -> None:
    done = shizi("explain", "--stage", "plan", "-", typed="{ jointTopics(first: 1) { totalCount } }")
    assert done.returncode == 0, done.stderr
    assert "Gather" in done.stdout


def test_explain_refuses_what_is_no_query() -> None:
    for text in ("{", "{ noSuchField }"):
        done = shizi("explain", "-", typed=text)
        assert (done.returncode, done.stdout) == (1, "")
        assert "Traceback" not in done.stderr


def test_the_committed_sdl_is_what_the_types_say() -> None:
    done = shizi("sdl", "--check")
    assert done.returncode == 0, done.stdout
