"""The sequencer of a committee: one process at a time numbers what was committed, in batches.

A session advisory lock on the numbering connection makes it the only one: when the process dies, PostgreSQL gives up
the lock and the unfinished batch together. It is woken after each commit of its own process, and looks by itself
often enough to find what other processes wrote and what was left by one that died.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable

import structlog

from services.kit.clock import Clock
from services.kit.database import Connection, NodeDatabase
from services.kit.numbering import Seal, leave_waiting, number_batch

BATCH = 500
ANY_PENDING = "SELECT EXISTS (SELECT FROM event WHERE position IS NULL)"
POLL_S = 0.2
RETRY_S = 0.5

log = structlog.get_logger(__name__)


class Sequencer:
    """Numbers one committee's events from :meth:`start` to :meth:`stop`; ``seal`` numbers their messages.

    ``numbered`` is called after each commit that numbered or sealed something.
    """

    def __init__(
        self, database: NodeDatabase, clock: Clock, *,
        batch: int = BATCH, poll_s: float = POLL_S, seal: Seal = leave_waiting,
    ) -> None:  # fmt: skip
        self._database = database
        self._clock = clock
        self._batch = batch
        self._poll_s = poll_s
        self._seal = seal
        self.numbered: Callable[[], None] = lambda: None
        self._woken = asyncio.Event()
        self._waiting = True
        self._numbering = False
        self._task: asyncio.Task[None] | None = None

    @property
    def numbering(self) -> bool:
        """True while this one holds the committee's lock."""
        return self._numbering

    def wake(self) -> None:
        """Say that something was committed; cheap, and safe to call at any time."""
        self._woken.set()

    def seal_waiting(self) -> None:
        """Say that messages of events numbered before may be sealed by now."""
        self._waiting = True
        self._woken.set()

    def start(self) -> None:
        """Begin in the background."""
        if self._task is None:
            self._task = asyncio.create_task(self._run(), name=f"sequencer {self._database.code}")

    async def stop(self) -> None:
        """End at once; a batch in hand is rolled back, and the lock goes to whoever waits for it."""
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task

    async def _run(self) -> None:
        while True:
            try:
                await self._session()
            except Exception as error:  # noqa: BLE001 - whatever it was, numbering must go on
                log.warning("sequencer begins anew", committee=self._database.code, error=repr(error))
            await asyncio.sleep(RETRY_S)

    async def _session(self) -> None:
        connection = await self._database.connect()
        try:
            await self._hold(connection)
            self._numbering = self._waiting = True
            while True:
                self._woken.clear()
                if await self._number(connection):
                    self.numbered()
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(self._poll_s):
                        await self._woken.wait()
        finally:
            self._numbering = False
            connection.terminate()

    async def _number(self, connection: Connection) -> bool:
        """Number and seal what there is; whether there was anything."""
        waiting, self._waiting = self._waiting, False
        found = await number_pending(connection, self._database, self._clock, batch=self._batch, seal=self._seal)
        if waiting:
            async with connection.transaction():
                await self._seal(connection)
        return waiting or found > 0

    async def _hold(self, connection: Connection) -> None:
        """Wait for the lock by asking again: a statement that waits inside the server would hold back its clean-up."""
        while not await try_lock(connection, self._database.schema):  # noqa: ASYNC110 - the lock is elsewhere
            await asyncio.sleep(self._poll_s)


async def try_lock(connection: Connection, schema: str) -> bool:
    """Take the lock of the schema's sequencer for this session if nobody has it."""
    taken = await connection.fetchval("SELECT pg_try_advisory_lock(hashtextextended($1, 0))", f"sequencer {schema}")
    return bool(taken)


async def number_pending(
    connection: Connection, database: NodeDatabase, clock: Clock, *, batch: int = BATCH, seal: Seal = leave_waiting
) -> int:
    """Number everything that is pending now, on a connection that holds the lock; returns how many events that was."""
    total = 0
    while await connection.fetchval(ANY_PENDING):
        count = await number_batch(connection, database.code, database.channel, clock, limit=batch, seal=seal)
        total += count
        if count < batch:
            break
    return total
