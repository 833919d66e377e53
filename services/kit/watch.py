"""What time itself brings about: deadlines that come near or pass. One watcher a committee looks for them and writes
each once, through the one way in which records change.

A watch is data: which rows of a record's table it is about, on which days, and what is then done. Several watchers of
one committee may run at once: each takes rows that no other holds, and a row that is no longer due when it is taken is
left alone. A watcher that was down finds on its next round what became due meanwhile.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final, TypeAlias

import structlog

from schema.calendar import CALENDAR, day_in_china
from schema.rulebook import Rulebook, rulebook
from schema.rulebook.model import SYSTEM
from services.kit.acts import Act
from services.kit.clock import Clock
from services.kit.database import Connection, NodeDatabase
from services.kit.events import Change
from services.kit.identity import Viewer
from services.kit.inputs import Input
from services.kit.records import RecordKind

BATCH: Final = 100
"""How many records one transaction takes at most."""

INTERVAL_S: Final = 60.0

Days: TypeAlias = tuple[date, date]
Strike: TypeAlias = Callable[[Act], Awaitable[object]]

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Watch:
    """What becomes due by itself.

    ``machine`` names the record's machine in the rulebook: a record in one of its final states is never touched, nor is
    one whose source leaves gaps or which is only an example. ``due`` is SQL for the day, and ``where`` for a further
    condition, of the row ``t``; ``state`` is the column that holds its state; ``days`` gives the first and last such
    day that count on a day, None where none do.
    ``strike`` does what is to be done, as the clock, with the row locked as ``act.record``; it must leave the row so
    that the watch no longer finds it.
    """

    name: str
    machine: str
    record: RecordKind
    due: str
    days: Callable[[Rulebook, date], Days | None]
    strike: Strike
    where: str = "true"
    state: str = "state"

    def __str__(self) -> str:
        return f"{self.name}: {self.record.kind} by {self.due}, {self.where}"


def passed(_book: Rulebook, today: date) -> Days:
    """Days that are over."""
    return date.min, today - timedelta(days=1)


def near(limit: str) -> Callable[[Rulebook, date], Days | None]:
    """Days from today on of which the committee's limit says that people are warned."""

    def days(book: Rulebook, today: date) -> Days | None:
        until = book.limit(limit).warned_until(today)
        return None if until is None else (today, until)

    return days


def stamping(record: RecordKind, event: str, column: str) -> Strike:
    """A strike that writes the day into a column and says so by an event."""

    async def strike(act: Act) -> None:
        row = act.record
        await act.write(Change(record, event, row["id"], {column: act.today}, row["version"]))

    return strike


def known(_book: Rulebook, _today: date) -> Days:
    """Days whose year is in the calendar."""
    return CALENDAR.since, CALENDAR.until


def confirming(record: RecordKind, event: str, due: str, provisional: str) -> Strike:
    """A strike that makes a provisional deadline firm, once its year is in the calendar: where the day turns out to be
    free, it moves to the next working day; never to an earlier one.
    """

    async def strike(act: Act) -> None:
        row = act.record
        firm = {due: CALENDAR.next_working_day(row[due]), provisional: False}
        await act.write(Change(record, event, row["id"], firm, row["version"]))

    return strike


class Watcher:
    """Watches one committee from :meth:`start` to :meth:`stop`.

    ``committed`` is called after each commit that wrote something: it wakes the sequencer.
    """

    def __init__(
        self, database: NodeDatabase, clock: Clock, watches: Iterable[Watch], *,
        committed: Callable[[], None], interval_s: float = INTERVAL_S, batch: int = BATCH,
    ) -> None:  # fmt: skip
        self._database = database
        self._clock = clock
        self._watches = tuple(watches)
        self._committed = committed
        self._interval_s = interval_s
        self._batch = batch
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin in the background: at once, and then every interval."""
        if self._task is None:
            self._task = asyncio.create_task(self._run(), name=f"watcher {self._database.code}")

    async def stop(self) -> None:
        """End at once; a batch in hand is rolled back."""
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task

    async def look(self) -> int:
        """One round over all watches; returns how many records it struck."""
        return sum([await self._round(watch) for watch in self._watches])

    async def _run(self) -> None:
        while True:
            try:
                await self.look()
            except Exception as error:  # noqa: BLE001 - whatever it was, the next round must come
                log.warning("watcher waits for its next round", committee=self._database.code, error=repr(error))
            await asyncio.sleep(self._interval_s)

    async def _round(self, watch: Watch) -> int:
        """All that is due now, in batches by rising id: a record that cannot be struck does not hold up the others."""
        now = self._clock.now()
        book = rulebook(self._database.code, day_in_china(now))
        days = watch.days(book, day_in_china(now))
        struck, last, taken = 0, "", self._batch
        while days is not None and taken == self._batch:
            async with self._database.writer.acquire() as connection, connection.transaction():
                rows = await _due(connection, watch, book, days, after=last, most=self._batch)
                done = [await self._strike(connection, watch, row, now) for row in rows]
            if any(done):
                self._committed()
            struck, taken = struck + sum(done), len(rows)
            last = rows[-1]["id"] if rows else last
        return struck

    async def _strike(self, connection: Connection, watch: Watch, row: Mapping[str, Any], now: datetime) -> bool:
        try:
            async with connection.transaction():
                await watch.strike(_act(connection, self._database.code, watch, row, now))
        except Exception as error:  # noqa: BLE001 - this record's trouble; it is tried again next round
            log.warning("not struck", committee=self._database.code, watch=watch.name, id=row["id"], error=repr(error))
            return False
        return True


async def _due(
    connection: Connection, watch: Watch, book: Rulebook, days: Days, *, after: str, most: int
) -> list[Mapping[str, Any]]:
    """The next rows that are due and that nobody else holds, locked."""
    rows = await connection.fetch(
        f"SELECT t.* FROM {watch.record.table} t WHERE t.id > $1 AND {watch.due} BETWEEN $2 AND $3"
        f" AND t.{watch.state} <> ALL ($4::text[]) AND t.provenance <> 'SYNTHETIC' AND cardinality(t.gaps) = 0"
        f" AND {watch.where} ORDER BY t.id LIMIT $5 FOR UPDATE SKIP LOCKED",
        after, *days, list(book.machine(watch.machine).final), most,
    )  # fmt: skip
    return [dict(row) for row in rows]


def _act(connection: Connection, code: str, watch: Watch, row: Mapping[str, Any], now: datetime) -> Act:
    """The clock at work on one record; it sends no command, and what it derives is the system's."""
    viewer = Viewer("clock", code, frozenset(SYSTEM), read_only=False, client=None)
    return Act(connection, code, viewer, watch.name, now, Input(None), row["id"], {row["id"]: row}, tell=_nobody)


def _nobody(name: str, record: str) -> str:
    raise LookupError(f"the clock is told no {name} of {record}")
