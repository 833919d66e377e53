"""One process of the installation: how it is started, watched, stopped and found again."""

import contextlib
import os
import signal
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from deploy.local.parent_death import die_with_parent
from deploy.local.settings import LocalSettings


@dataclass(frozen=True, slots=True)
class Program:
    """What there is to start. `name` is a node code or "gateway"; `health` the path that answers 200 once it serves."""

    name: str
    title: str
    port: int
    variable: str
    command: tuple[str, ...]
    health: str


@dataclass(slots=True)
class Adopted:
    """A child of this process that this process did not start: what is used of a Popen."""

    pid: int
    returncode: int | None = None

    def poll(self) -> int | None:
        """The exit code once it has ended, negative for a signal."""
        if self.returncode is None:
            gone, status = os.waitpid(self.pid, os.WNOHANG)
            if gone:
                self.returncode = os.waitstatus_to_exitcode(status)
        return self.returncode

    def send_signal(self, number: int) -> None:
        """To a process that was not yet reaped, so that the pid is its own."""
        if self.poll() is None:
            os.kill(self.pid, number)


@dataclass(slots=True)
class Child:
    """A program and its process, if it runs. `wanted` tells a death from a stop."""

    program: Program
    settings: LocalSettings
    environment: Mapping[str, str]
    wanted: bool = False
    _process: "subprocess.Popen[bytes] | Adopted | None" = field(default=None, repr=False)

    @property
    def pid_file(self) -> Path:
        return self.settings.run / f"{self.program.name}.pid"

    @property
    def log(self) -> Path:
        return self.settings.logs / f"{self.program.name}.log"

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process is not None and self._process.returncode is None else None

    @property
    def exit_code(self) -> int | None:
        return self._process.returncode if self._process is not None else None

    def start(self) -> None:
        with self.log.open("ab") as log:
            process = subprocess.Popen(
                self.program.command,
                env={**self.environment, "SHIZI_HOME": str(self.settings.home), "PYTHONUNBUFFERED": "1"},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=die_with_parent(signal.SIGTERM),  # noqa: PLW1509 (see there)
            )
        self._runs(process)

    def adopt(self, pid: int) -> None:
        """Takes a child of this process, started otherwise, as this program's."""
        self._runs(Adopted(pid))

    def _runs(self, process: "subprocess.Popen[bytes] | Adopted") -> None:
        self._process = process
        self.wanted = True
        self.pid_file.write_text(f"{process.pid}\n")

    def signal(self, number: signal.Signals) -> None:
        if self._process is not None and self.pid is not None:
            self.wanted = False
            self._process.send_signal(number)

    def reap(self) -> int | None:
        """The exit code, once, when the process has ended since the last call."""
        if self._process is None or self._process.returncode is not None:
            return None
        code = self._process.poll()
        if code is not None:
            self.pid_file.unlink(missing_ok=True)
        return code

    def log_tail(self, lines: int = 12) -> str:
        with contextlib.suppress(OSError):
            return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])
        return ""


def end_strays(settings: LocalSettings, *, patience_s: float = 10.0) -> int:
    """Ends what a killed supervisor's pid files name, where it is still this home's; removes the files."""
    strays = []
    for pid_file in settings.run.glob("*.pid"):
        with contextlib.suppress(ValueError, psutil.Error):
            process = psutil.Process(int(pid_file.read_text()))
            if process.pid != os.getpid() and process.environ().get("SHIZI_HOME") == str(settings.home):
                strays.append(process)
        pid_file.unlink(missing_ok=True)
    _signal(strays, signal.SIGTERM)
    _gone, alive = psutil.wait_procs(strays, timeout=patience_s)
    _signal(alive, signal.SIGKILL)
    psutil.wait_procs(alive, timeout=patience_s)
    return len(strays)


def _signal(processes: Iterable[psutil.Process], number: signal.Signals) -> None:
    for process in processes:
        with contextlib.suppress(psutil.Error):
            process.send_signal(number)
