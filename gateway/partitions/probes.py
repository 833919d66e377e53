"""Keeps watch over a partition's members, so that a dead one costs no request its timeout and a revived one is seen.

Each member is asked a small question at a steady pace. A connection that fails, at a probe or at a real request,
marks the member down at once; silence is weaker evidence (one slow question is no outage), so a request that times
out only brings the next probe forward, and two silent probes in a row mark the member down. Any answer reopens it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field

from gateway.execute.backend import Failure
from schema.errors import ErrorCode

Probe = Callable[[str], Awaitable[Failure | None]]
Changed = Callable[[str, Failure | None], None]

SILENT_PROBES = 2


@dataclass(slots=True)
class State:
    """What is known of one member."""

    failure: Failure | None = None
    silent: int = 0
    asked: asyncio.Event = field(default_factory=asyncio.Event)


class Probes:
    """The reachability of every member; `start` needs a running event loop."""

    def __init__(self, codes: Iterable[str], probe: Probe, every_s: float, changed: Changed) -> None:
        self._states = {code: State() for code in codes}
        self._probe, self._every_s, self._changed = probe, every_s, changed
        self._tasks: list[asyncio.Task[None]] = []

    def start(self) -> None:
        self._tasks = [asyncio.create_task(self._watch(code), name=f"probe {code}") for code in self._states]

    async def close(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._tasks = []

    def failure(self, code: str) -> Failure | None:
        """Why the member counts as down, in both languages."""
        return self._states[code].failure

    def answered(self, code: str) -> None:
        """The member gave an answer, to a probe or to a request."""
        state = self._states[code]
        state.silent = 0
        if state.failure is not None:
            state.failure = None
            self._changed(code, None)

    def failed(self, code: str, failure: Failure, *, unconnected: bool) -> None:
        """A real request failed: for want of a connection, or in a way that only a probe can judge."""
        if unconnected:
            self._down(code, failure)
        else:
            self._states[code].asked.set()

    async def _watch(self, code: str) -> None:
        loop, state = asyncio.get_running_loop(), self._states[code]
        while True:
            started = loop.time()
            state.asked.clear()
            self._judge(code, await self._probe(code))
            try:
                async with asyncio.timeout_at(started + self._every_s):
                    await state.asked.wait()
            except TimeoutError:
                continue

    def _judge(self, code: str, failure: Failure | None) -> None:
        if failure is None:
            self.answered(code)
            return
        state = self._states[code]
        state.silent += 1
        if failure.code is not ErrorCode.TIMEOUT or state.silent >= SILENT_PROBES:
            self._down(code, failure)

    def _down(self, code: str, failure: Failure) -> None:
        state = self._states[code]
        first, state.failure = state.failure is None, failure
        if first:
            self._changed(code, failure)
