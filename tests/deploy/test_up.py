"""`shizi up` with the real committees: started, started again, killed, and beside another installation."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from deploy.local.postgres import EmbeddedPostgres
from tests.system import COMMITTEES, ROOT, System, free_ports, until

WARM_START_CPU_S = 30.0
"""On two cores that do nothing else, ready in under 20 seconds; counted so that a busy machine fails nobody."""


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """A short folder that the database's user can reach."""
    made = Path(tempfile.mkdtemp(prefix="shz", dir="/tmp"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made)


def installation(home: Path, **extra: str) -> System:
    ports = free_ports(10)
    return System(home, gateway_port=ports, node_port=ports + 1, extra=extra)


@pytest.fixture(scope="module")
def system(folder: Path) -> Iterator[System]:
    started = installation(folder / "home")
    started.start()
    yield started
    assert started.stop() == 0


def said(system: System) -> str:
    return (system.home.parent / f"{system.home.name}.up.log").read_text()


def all_live(system: System) -> bool:
    return system.statuses() == dict.fromkeys(COMMITTEES, "LIVE")


def test_everything_serves_when_it_says_ready(system: System) -> None:
    assert all_live(system)
    assert {path.stem for path in (system.home / "run").glob("*.pid")} == {*COMMITTEES, "gateway"}
    assert f"{system.url}/graphql" in said(system)
    assert "SHIZI_DEV_ISSUER=1" in said(system)


def test_nodes_are_processes_of_their_own(system: System) -> None:
    assert system.process is not None
    nodes = {code: psutil.Process(system.pid(code)) for code in COMMITTEES}
    for code, node in nodes.items():
        assert node.ppid() == system.process.pid
        assert os.getsid(node.pid) == node.pid
        assert code in node.cmdline()
        assert str(system.home / "log" / f"{code}.log") in {file.path for file in node.open_files()}
    assert [path.read_text() for path in (system.home / "log").glob("nursery.log")] in ([], [""])


def test_a_second_up_prints_the_addresses_even_with_a_dead_committee(system: System) -> None:
    system.kill("440606")
    until("the death is told", lambda: "440606" in said(system).partition("SIGKILL")[0][-200:], 10)
    second = System(system.home, gateway_port=1, node_port=2).shizi("up")  # its own ports are not those in use
    assert second.returncode == 0, second.stderr
    assert f"{system.url}/graphql" in second.stdout
    assert "start 440606" in second.stdout
    status = system.shizi("status")
    assert "does not run" in status.stdout
    assert system.shizi("start", "440606").returncode == 0
    until("LIVE again", lambda: all_live(system), 10)


def test_the_database_can_be_started_again(system: System) -> None:
    postmaster = int((system.home / "postgres" / "data" / "postmaster.pid").read_text().splitlines()[0])
    os.kill(postmaster, signal.SIGKILL)
    until("the death is told", lambda: "start postgres" in said(system), 10)
    started = system.shizi("start", "postgres")
    assert started.returncode == 0, started.stderr
    until("LIVE again", lambda: all_live(system), 15)


def test_a_port_in_use_is_named_by_its_variable(folder: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        free = free_ports(10)
        for variable, ports in (("SHIZI_GATEWAY_PORT", (port, free)), ("SHIZI_NODE_PORT", (free, port))):
            refused = System(folder / "refused", *ports).shizi("up")
            assert refused.returncode == 1
            assert variable in refused.stderr
            assert str(port) in refused.stderr
    assert not (folder / "refused" / "postgres").exists()


@pytest.mark.timeout(300)
def test_another_home_beside_it_on_a_server_of_its_own(system: System, folder: Path) -> None:
    """SHIZI_DATABASE_URL names the server; the database is made where it is missing. Killed with kill -9 and started
    anew, it is ready in time and takes nothing from its neighbour."""
    with EmbeddedPostgres(folder / "server") as server:
        beside = installation(folder / "beside", SHIZI_DATABASE_URL=server.dsn("somewhere else"))
        beside.start()
        try:
            assert not (beside.home / "postgres").exists()
            assert all_live(beside)
            assert beside.process is not None
            beside.process.kill()
            beside.process.wait()
            assert _start_again(beside) < WARM_START_CPU_S
            assert all_live(beside)
        finally:
            assert beside.stop() == 0
        assert list((beside.home / "run").glob("*.pid")) == []
    assert all_live(system)


def _start_again(system: System) -> float:
    """Seconds of processor time from the start until it says that it is ready, of all its processes. Its output says
    so, not `/readyz`, which the gateway that is just dying may answer."""
    path = system.home / "again.log"
    with path.open("wb") as log:
        system.process = subprocess.Popen(
            [sys.executable, "-m", "deploy.cli", "up"], cwd=ROOT, env=system.environment, stdout=log, stderr=log
        )
    until("ready again", lambda: "Ctrl-C" in path.read_text() or not _runs(system), 100)
    assert _runs(system), path.read_text()
    supervisor = psutil.Process(system.process.pid)
    return sum(sum(process.cpu_times()[:4]) for process in (supervisor, *supervisor.children()))


def _runs(system: System) -> bool:
    return system.process is not None and system.process.poll() is None


def test_a_stop_while_starting_leaves_nothing(folder: Path) -> None:
    early = installation(folder / "early")
    log = folder / "early.log"
    with log.open("ab") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "deploy.cli", "up"], cwd=ROOT, env=early.environment, stdout=out, stderr=out
        )
    begun = early.home / "run" / "350800.pid"
    until("the committees are being started", lambda: begun.exists() or process.poll() is not None, 60)
    assert begun.exists(), log.read_text()
    process.send_signal(signal.SIGTERM)
    assert process.wait(60) == 0
    assert "Traceback" not in log.read_text()
    assert list((early.home / "run").glob("*.pid")) == []
    assert not (early.home / "postgres" / "data" / "postmaster.pid").exists()
