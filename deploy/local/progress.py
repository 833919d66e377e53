"""What the person at the terminal reads while the installation starts and runs: a line a step, both languages."""

import contextlib
import sys
import time
from typing import TextIO


class Progress:
    """Lines with the seconds since the start. A terminal that went away is no reason to stop."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream if stream is not None else sys.stdout
        self._begun = time.monotonic()

    def step(self, message: str, message_zh: str) -> None:
        self.line(f"[{time.monotonic() - self._begun:5.1f} s] {message_zh} · {message}")

    def line(self, text: str = "") -> None:
        with contextlib.suppress(OSError, ValueError):
            print(text, file=self._stream, flush=True)
