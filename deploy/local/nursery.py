"""Eight nodes from one process: it imports once what every node needs, is forked into all of them, and ends.

When it forks it has one thread, no event loop, no connection and no file but its pipes, so nothing is shared afterwards
but memory that nobody writes. Each node is then a process like any other: child of the supervisor, with its own
session, log, arguments in the process list and pid file. Linux only; elsewhere, and for a node that is started again, a
process is started for each, which does the same more slowly."""

import asyncio
import contextlib
import json
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import IO

from deploy.local.parent_death import adopt_orphans, die_with_parent
from deploy.local.program import Program
from deploy.local.settings import LocalSettings

FORKED = (sys.executable, "-m", "deploy.local.forked")


class Nursery:
    """The process that becomes the nodes, as the supervisor sees it."""

    def __init__(self, process: subprocess.Popen[bytes] | None) -> None:
        self._process = process

    async def fork(self, environment: Mapping[str, str]) -> dict[str, int]:
        """The pids of the nodes by name, children of this process from now on; none where they must be started one by
        one. Once it forks it is not interrupted, so that no node is born whom nobody knows."""
        if self._process is None or self._process.stdin is None or self._process.stdout is None:
            return {}
        await _readable(self._process.stdout)
        adopt_orphans(True)
        try:
            with contextlib.suppress(OSError, ValueError):
                self._process.stdout.readline()
                self._process.stdin.write(json.dumps(dict(environment)).encode() + b"\n")
                self._process.stdin.close()
                pids: dict[str, int] = json.loads(self._process.stdout.readline())
                self._process.wait()
                return pids
            return {}
        finally:
            adopt_orphans(False)


@contextlib.contextmanager
def nursery(settings: LocalSettings, programs: Sequence[Program], environment: Mapping[str, str]) -> Iterator[Nursery]:
    """Starts it, so that it imports while the database starts; it ends when it has forked or is left."""
    if sys.platform != "linux":
        yield Nursery(None)
        return
    plan = [(each.name, str(settings.logs / f"{each.name}.log"), each.command) for each in programs]
    with (settings.logs / "nursery.log").open("wb") as log:
        process = subprocess.Popen(
            (*FORKED, json.dumps(plan, ensure_ascii=False)),
            env={**environment, "SHIZI_HOME": str(settings.home), "PYTHONUNBUFFERED": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            start_new_session=True,
            preexec_fn=die_with_parent(signal.SIGKILL),  # noqa: PLW1509 (see there)
        )
    try:
        yield Nursery(process)
    finally:
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            with contextlib.suppress(OSError):
                if pipe is not None:
                    pipe.close()


async def _readable(pipe: IO[bytes]) -> None:
    """Returns when there is something to read, or the end."""
    loop = asyncio.get_running_loop()
    seen = asyncio.Event()
    loop.add_reader(pipe.fileno(), seen.set)
    try:
        await seen.wait()
    finally:
        loop.remove_reader(pipe.fileno())
