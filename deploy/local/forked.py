"""`python -m deploy.local.forked PLAN`, started by the nursery: imports what a node needs, says so on standard output,
reads the environment from standard input, is forked into each program of the plan (name, log file, command), prints
their pids and ends."""

import ctypes
import gc
import json
import os
import signal
import sys
import threading
import time
from importlib import import_module
from pathlib import Path

from deploy import cli
from deploy.local.parent_death import die_with_parent
from services.node.committee import preload

SHIZI = 3
"""A command is `python -m deploy.cli …`; what follows is what `shizi` is told."""


def main() -> None:
    """In the nursery it ends the process; in a node it returns when the node is done."""
    plan: list[tuple[str, str, list[str]]] = json.loads(sys.argv[1])
    import_module("deploy.commands.node")
    preload()
    sys.stdout.write("ready\n")
    told = sys.stdin.readline()
    if not told or threading.active_count() > 1:
        sys.exit(1)
    os.environ.update(json.loads(told))
    supervisor, nursery = os.getppid(), os.getpid()
    gc.collect()
    gc.freeze()
    pids = {}
    for name, log, command in plan:
        pid = os.fork()
        if pid == 0:
            _become(Path(log), command)
            _change_parent(nursery, supervisor)
            cli.main()
            return
        pids[name] = pid
    sys.stdout.write(json.dumps(pids) + "\n")
    os._exit(0)  # nothing here needs an end; the nodes wait for it


def _become(log: Path, command: list[str]) -> None:
    """What a new process has of its own: session, standard streams, arguments."""
    os.setsid()
    for number, path, flags in ((0, os.devnull, os.O_RDONLY), (1, log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)):
        opened = os.open(path, flags, 0o666)
        os.dup2(opened, number)
        os.close(opened)
    os.dup2(1, 2)
    sys.argv = ["shizi", *command[SHIZI:]]
    _show(command)


def _change_parent(nursery: int, supervisor: int) -> None:
    """Wait until the nursery is gone and the supervisor has taken its place; end where nobody did."""
    while os.getppid() == nursery:
        time.sleep(0.001)
    die_with_parent(signal.SIGTERM, supervisor)()


def _show(command: list[str]) -> None:
    """Write the arguments over those that the process list shows, as far as they reach (see proc(5), arg_start)."""
    begin, end = (int(field) for field in Path("/proc/self/stat").read_text().rsplit(")", 1)[1].split()[45:47])
    shown = b"\0".join(os.fsencode(word) for word in command)
    if begin:
        ctypes.memmove(begin, shown[: end - begin - 1].ljust(end - begin, b"\0"), end - begin)


if __name__ == "__main__":
    main()
