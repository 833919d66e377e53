"""Ends what a killed server left behind. Backends outlive a postmaster that died by kill -9 for as long as they are
busy, and hold the shared memory that its successor needs."""

import contextlib
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import psutil

FAST_SHUTDOWN_S = 20.0


def server_processes(tag: str, data: Path, uid: int) -> list[psutil.Process]:
    """Processes of the server over `data`: the postmaster by its arguments, its children by the cluster name that
    they carry in their titles (readable without any right over the process)."""
    return [process for process in psutil.process_iter() if _belongs(process, tag, str(data), uid)]


def _belongs(process: psutil.Process, tag: str, data: str, uid: int) -> bool:
    try:
        if process.uids().real != uid or process.status() == psutil.STATUS_ZOMBIE:
            return False
        command = process.cmdline()
    except psutil.Error:
        return False
    if not command:
        return False
    return command[0].startswith(f"postgres: {tag}: ") or command[1:3] == ["-D", data]


def end(processes: Iterable[psutil.Process], *, patience_s: float = 5.0) -> bool:
    """Kills the processes and waits until they are gone; whether they all went. Killing them is safe: the next start
    recovers from the write-ahead log, as it must anyway after the postmaster's death."""
    found = list(processes)
    for process in found:
        with contextlib.suppress(psutil.Error):
            process.kill()
    return not psutil.wait_procs(found, timeout=patience_s)[1]


def settle(tag: str, data: Path, uid: int, *, patience_s: float = FAST_SHUTDOWN_S) -> bool:
    """Leaves no process over `data`: a postmaster that is shutting down gets time for it, everything else is killed."""
    for postmaster in _postmasters(tag, data, uid):
        with contextlib.suppress(psutil.Error):
            postmaster.send_signal(2)
        psutil.wait_procs([postmaster], timeout=patience_s)
    deadline = time.monotonic() + patience_s
    while found := server_processes(tag, data, uid):
        if not end(found) and time.monotonic() > deadline:
            return False
    return True


def _postmasters(tag: str, data: Path, uid: int) -> Iterator[psutil.Process]:
    for process in server_processes(tag, data, uid):
        with contextlib.suppress(psutil.Error):
            if process.cmdline()[1:3] == ["-D", str(data)]:
                yield process


def clear_foreign_pid(pid_file: Path, ours: Iterable[int]) -> None:
    """Removes a postmaster.pid whose number now belongs to a process that is none of the server's: PostgreSQL would
    take it for a live server. One that names no process stays: PostgreSQL reads the old shared memory's key from it."""
    try:
        number = int(pid_file.read_text().split("\n", 1)[0])
    except FileNotFoundError:
        return
    except ValueError:
        pid_file.unlink(missing_ok=True)
        return
    if number not in set(ours) and psutil.pid_exists(number):
        pid_file.unlink(missing_ok=True)
