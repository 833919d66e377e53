"""The supervisor over stand-ins: what it starts, what it says, and that nothing outlives it."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

from deploy.local import control
from deploy.local.errors import SupervisorError
from deploy.local.settings import LocalSettings
from tests.system import free_ports, until


@dataclass(slots=True)
class Running:
    settings: LocalSettings
    ports: list[int]
    process: subprocess.Popen[bytes]

    @property
    def names(self) -> list[str]:
        return [f"p{port}" for port in self.ports]

    @property
    def output(self) -> str:
        return (self.settings.home / "out").read_text()

    def pid_file(self, name: str) -> Path:
        return self.settings.run / f"{name}.pid"

    def pids(self) -> dict[str, int | None]:
        return {one["name"]: one["pid"] for one in control.ask(self.settings, {"command": "status"})["programs"]}


def launch(home: Path, ports: list[int]) -> Running:
    home.mkdir(parents=True, exist_ok=True)
    with (home / "out").open("ab") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.deploy.standins", "supervise", str(home), *map(str, ports)],
            stdout=out,
            stderr=out,
        )
    running = Running(LocalSettings(home), ports, process)
    until("the control socket is there", lambda: process.poll() is not None or _waits(running), 30)
    return running


def _waits(running: Running) -> bool:
    try:
        return bool(control.ask(running.settings, {"command": "wait"})["ready"])
    except SupervisorError:
        return False


def finish(running: Running) -> int:
    running.process.send_signal(signal.SIGTERM)
    return running.process.wait(30)


def alive(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    first = free_ports(2)
    installation = launch(tmp_path / "home", [first, first + 1])
    yield installation
    if installation.process.poll() is None:
        finish(installation)


def test_all_are_started_and_their_pids_written(running: Running) -> None:
    assert running.pids() == {name: int(running.pid_file(name).read_text()) for name in running.names}
    for port in running.ports:
        socket.create_connection(("127.0.0.1", port)).close()


def test_stop_ends_all_and_leaves_no_pid_file(running: Running) -> None:
    pids = running.pids().values()
    assert finish(running) == 0
    assert not any(alive(pid) for pid in pids if pid is not None)
    assert list(running.settings.run.glob("*.pid")) == []


def test_ctrl_c_reaches_the_supervisor_alone_and_ends_all(running: Running) -> None:
    pids = running.pids().values()
    assert all(os.getpgid(pid) != os.getpgid(running.process.pid) for pid in pids if pid is not None)
    running.process.send_signal(signal.SIGINT)
    assert running.process.wait(30) == 0
    assert not any(alive(pid) for pid in pids if pid is not None)


def test_a_death_is_told_and_nothing_restarted_until_asked(running: Running) -> None:
    name, other = running.names
    before = running.pids()
    os.kill(before[name] or 0, signal.SIGKILL)
    until("the death is told", lambda: "SIGKILL" in running.output, 10)
    assert f"start {name}" in running.output
    assert running.pids() == {name: None, other: before[other]}
    assert not running.pid_file(name).exists()
    assert control.order(running.settings, {"command": "start", "name": name})["ok"]
    after = running.pids()
    assert after[name] not in (None, before[name])
    assert int(running.pid_file(name).read_text()) == after[name]


def test_a_stop_that_was_asked_for_is_no_death(running: Running) -> None:
    name = running.names[0]
    control.order(running.settings, {"command": "stop", "name": name})
    assert running.pids()[name] is None
    assert "died" not in running.output


def test_start_of_what_runs_changes_nothing(running: Running) -> None:
    before = running.pids()
    control.order(running.settings, {"command": "start", "name": running.names[0]})
    assert running.pids() == before


def test_an_unknown_name_is_refused_in_both_languages(running: Running) -> None:
    with pytest.raises(SupervisorError) as refused:
        control.order(running.settings, {"command": "start", "name": "999999"})
    assert "999999" in refused.value.message
    assert "999999" in refused.value.message_zh


def test_stop_without_a_name_ends_the_installation(running: Running) -> None:
    control.order(running.settings, {"command": "stop", "name": None})
    control.wait_unlocked(running.settings)
    assert running.process.wait(30) == 0


def test_a_second_supervisor_does_not_get_the_home(running: Running) -> None:
    assert control.lock_home(running.settings) is None


def test_children_die_with_a_killed_supervisor_and_a_new_one_takes_over(running: Running) -> None:
    pids = [pid for pid in running.pids().values() if pid is not None]
    running.process.kill()
    running.process.wait()
    again = launch(running.settings.home, running.ports)
    try:
        assert again.process.poll() is None, again.output
        assert not any(alive(pid) for pid in pids)
        assert None not in again.pids().values()
    finally:
        assert finish(again) == 0


def test_a_pid_file_of_somebody_else_ends_nobody(tmp_path: Path) -> None:
    home = tmp_path / "home"
    (home / "run").mkdir(parents=True)
    (home / "run" / "p1.pid").write_text(f"{os.getppid()}\n")
    (home / "run" / "p2.pid").write_text("not a number\n")
    installation = launch(home, [free_ports(1)])
    assert alive(os.getppid())
    assert sorted(path.stem for path in (home / "run").glob("*.pid")) == installation.names
    assert finish(installation) == 0


def test_a_program_that_does_not_start_ends_the_start_with_its_log(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        installation = launch(tmp_path / "home", [taken.getsockname()[1]])
        assert installation.process.wait(30) != 0
        assert "Address already in use" in installation.output
        assert list(installation.settings.run.glob("*.pid")) == []


def test_a_home_far_longer_than_a_socket_path(tmp_path: Path) -> None:
    home = tmp_path / ("long-" * 20) / ("longer-" * 20) / "home"
    installation = launch(home, [free_ports(1)])
    assert len(os.fsencode(home)) > 240
    assert None not in installation.pids().values()
    assert finish(installation) == 0


def test_asking_where_nothing_runs_says_how_to_start(tmp_path: Path) -> None:
    settings = LocalSettings(tmp_path)
    settings.run.mkdir()
    with pytest.raises(SupervisorError, match="make up"):
        control.ask(settings, {"command": "status"})
