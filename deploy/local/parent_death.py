"""Children that do not outlive the supervisor, however it dies, and orphans that it takes as its own."""

import ctypes
import os
import signal
import sys
from collections.abc import Callable

_LIBC = ctypes.CDLL(None)
_PR_SET_PDEATHSIG = 1
_PR_SET_CHILD_SUBREAPER = 36


def die_with_parent(number: signal.Signals, parent: int | None = None) -> Callable[[], None]:
    """For `preexec_fn`: the child gets this signal when its parent dies, which is this process where none is named.
    Two system calls, nothing that could take a lock. Linux only; elsewhere the next start ends what is left."""
    expected = os.getpid() if parent is None else parent

    def arrange() -> None:
        if sys.platform == "linux":
            _LIBC.prctl(_PR_SET_PDEATHSIG, number, 0, 0, 0)
            if os.getppid() != expected:
                os._exit(1)

    return arrange


def adopt_orphans(wanted: bool) -> None:
    """Whether what our children leave behind becomes our child from now on, not that of process 1. Linux only."""
    _LIBC.prctl(_PR_SET_CHILD_SUBREAPER, int(wanted), 0, 0, 0)
