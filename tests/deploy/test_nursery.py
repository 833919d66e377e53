"""The process that is forked into the nodes: what it leaves, and what happens without it."""

import asyncio
import os
import sys
from pathlib import Path

import pytest

from deploy.local import nursery as module
from deploy.local.nursery import Nursery, nursery
from deploy.local.program import Adopted, Program
from deploy.local.settings import LocalSettings
from tests.system import until

PROGRAM = Program("p", "p", 1, "PORTS", (sys.executable, "-m", "deploy.cli", "node"), "/")


def settings(home: Path) -> LocalSettings:
    made = LocalSettings(home)
    made.logs.mkdir(parents=True)
    return made


async def test_elsewhere_each_node_is_started_by_itself() -> None:
    assert await Nursery(None).fork({}) == {}


@pytest.mark.parametrize(
    "code", ["raise SystemExit(3)", "print('ready'); input()", "print('ready'); input(); print('{')"]
)
def test_one_that_fails_leaves_the_nodes_to_be_started_one_by_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    monkeypatch.setattr(module, "FORKED", (sys.executable, "-c", code))
    with nursery(settings(tmp_path / "home"), [PROGRAM], os.environ) as bed:
        assert asyncio.run(bed.fork({"A": "b"})) == {}


def test_one_that_is_not_needed_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "FORKED", (sys.executable, "-c", "import time; time.sleep(600)"))
    with nursery(settings(tmp_path / "home"), [PROGRAM], os.environ) as bed:
        process = bed._process
        assert process is not None
        assert process.poll() is None
    assert process.poll() == -9


def test_an_adopted_child_is_signalled_until_it_is_gone() -> None:
    pid = os.posix_spawn(sys.executable, [sys.executable, "-c", "import time; time.sleep(600)"], os.environ)
    child = Adopted(pid)
    assert child.poll() is None
    child.send_signal(9)
    until("it is gone", lambda: child.poll() is not None, 10)
    assert child.poll() == -9
    child.send_signal(9)
