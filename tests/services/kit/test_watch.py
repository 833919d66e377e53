"""What time brings about is written once: on the day, in batches, beside other watchers, and through a kill -9."""

from __future__ import annotations

import asyncio
import dataclasses
import json
import sys
from datetime import UTC, date, datetime, timedelta

from schema.rulebook import rulebook
from services.handling.records import ASSIGNMENT
from services.handling.watches import WATCHES
from services.kit.acts import Act
from services.kit.clock import ManualClock
from services.kit.database import NodeDatabase
from services.kit.importing import ImportRecord
from services.kit.watch import Watch, Watcher, near, passed
from tests.services.watching import assignment, assignment_id, put, said, stamps, watcher
from tests.services.writing import feed_of, number

(OVERDUE,) = (watch for watch in WATCHES if watch.name == "assignment.overdue")

TODAY = date(2026, 11, 23)


def test_a_day_is_over_when_it_is_over_in_china() -> None:
    assert passed(rulebook("440100", TODAY), TODAY) == (date.min, date(2026, 11, 22))
    assert near("assignment.reply")(rulebook(None, TODAY), TODAY) == (TODAY, date(2026, 12, 8))
    assert near("filing.pre-session")(rulebook(None, TODAY), TODAY) is None
    assert str(OVERDUE) == "assignment.overdue: assignment by t.due_on, t.overdue_on IS NULL"


def of_every_sort() -> list[ImportRecord]:
    """One assignment of each sort that matters; five of them are due soon or overdue today."""
    return [
        assignment(0, "2026-12-09"),  # warned of tomorrow
        assignment(1, "2026-12-08"),
        assignment(2, "2026-11-23"),  # due today: near, not passed
        assignment(3, "2026-11-20"),
        assignment(4, "2026-12-08", role="SUPPORT"),  # warned of seven days before
        assignment(5, "2026-11-30", role="SUPPORT"),
        assignment(6, "2026-11-20", state="REPLIED"),
        assignment(7, "2026-11-20", "SYNTHETIC"),
        assignment(8, "2026-11-20", "PRESS"),
        assignment(9, "2026-11-20", "OFFICIAL"),
        assignment(10, "2026-11-20", state="CANCELLED"),
    ]


async def test_near_and_passed_deadlines_are_said_once(node_db: NodeDatabase, clock: ManualClock) -> None:
    await put(node_db, clock, of_every_sort())
    woken: list[int] = []
    watching = watcher(node_db, clock, committed=lambda: woken.append(1))
    assert await watching.look() == 5
    assert len(woken) == 3
    now = {
        0: (None, None, 1), 1: (TODAY, None, 2), 2: (TODAY, None, 2), 3: (None, TODAY, 2), 4: (None, None, 1),
        5: (TODAY, None, 2), 6: (None, None, 1), 7: (None, None, 1), 8: (None, None, 1), 9: (None, TODAY, 2),
        10: (None, None, 1),
    }  # fmt: skip
    assert await stamps(node_db) == now
    assert await watching.look() == 0
    assert await stamps(node_db) == now
    assert len(woken) == 3

    clock.advance(timedelta(hours=7, minutes=59))  # 23:59 in China
    assert await watching.look() == 0
    clock.advance(timedelta(minutes=1))
    assert await watching.look() == 2
    tomorrow = date(2026, 11, 24)
    assert {key: (await stamps(node_db))[key] for key in (0, 2)} == {0: (tomorrow, None, 2), 2: (TODAY, tomorrow, 3)}
    assert {kind for kind, record, _ in await said(node_db) if record == assignment_id(2)} == {
        "assignment.due-soon", "assignment.overdue",
    }  # fmt: skip
    assert {subject for *_, subject in await said(node_db)} == {"clock"}
    await number(node_db, clock)
    assert [event.kind for event in await feed_of(node_db)].count("assignment.overdue") == 3


async def test_a_provisional_deadline_is_firm_once_its_year_is_known(node_db: NodeDatabase, clock: ManualClock) -> None:
    clock.advance(timedelta(days=-80))  # 4 September 2026
    await put(
        node_db,
        clock,
        [
            assignment(0, "2026-10-03", due_provisional=True),  # a Saturday of the National Day holiday
            assignment(1, "2026-10-09", due_provisional=True),
            assignment(2, "2026-10-03"),
            assignment(3, "2027-10-03", due_provisional=True),  # beyond the calendar
        ],
    )
    assert await watcher(node_db, clock).look() == 2
    assert await watcher(node_db, clock).look() == 0
    rows = await node_db.writer.fetch("SELECT id, due_on, due_provisional FROM assignment")
    found = {row["id"]: (row["due_on"].isoformat(), row["due_provisional"]) for row in rows}
    assert [found[assignment_id(each)] for each in range(4)] == [
        ("2026-10-08", False), ("2026-10-09", False), ("2026-10-03", False), ("2027-10-03", True),
    ]  # fmt: skip


async def test_watchers_that_race_and_batches_say_everything_once(node_db: NodeDatabase, clock: ManualClock) -> None:
    await put(node_db, clock, [assignment(each, "2026-11-20") for each in range(60)])
    rounds = await asyncio.gather(*(watcher(node_db, clock, batch=7).look() for _ in range(4)))
    assert sum(rounds) == 60
    assert set((await stamps(node_db)).values()) == {(None, TODAY, 2)}
    assert len(await said(node_db)) == 60


async def test_a_record_that_somebody_holds_waits_for_the_next_round(node_db: NodeDatabase, clock: ManualClock) -> None:
    await put(node_db, clock, [assignment(each, "2026-11-20") for each in range(2)])
    watching = watcher(node_db, clock)
    async with node_db.writer.acquire() as office, office.transaction():
        await office.execute("SELECT FROM assignment WHERE id = $1 FOR UPDATE", assignment_id(0))
        assert await watching.look() == 1
    assert await watching.look() == 1


async def test_one_records_trouble_is_its_own(node_db: NodeDatabase, clock: ManualClock) -> None:
    await put(node_db, clock, [assignment(each, "2026-11-20") for each in range(3)])
    overdue = OVERDUE

    async def strike(act: Act) -> None:
        await overdue.strike(act)
        if act.id == assignment_id(1):
            raise RuntimeError("half done")

    broken = Watch("broken", "Assignment", ASSIGNMENT, overdue.due, passed, strike, overdue.where)
    watching = Watcher(node_db, clock, [broken], committed=lambda: None, batch=1)
    assert await watching.look() == 2
    assert await watching.look() == 0
    assert (await stamps(node_db))[1] == (None, None, 1)
    assert await watcher(node_db, clock).look() == 1


async def test_a_started_watcher_looks_at_once_and_again(node_db: NodeDatabase, clock: ManualClock) -> None:
    await put(node_db, clock, [assignment(0, "2026-11-20"), assignment(1, "2026-11-23")])
    struck = asyncio.Event()
    watching = watcher(node_db, clock, committed=struck.set, interval_s=0.01)

    async def until_overdue(which: int) -> None:
        while True:
            struck.clear()
            if (await stamps(node_db))[which][1] is not None:
                return
            await struck.wait()

    watching.start()
    watching.start()
    try:
        async with asyncio.timeout(20):
            await until_overdue(0)
            clock.advance(timedelta(days=1))
            await until_overdue(1)
    finally:
        await watching.stop()
        await watching.stop()
    assert [each[1] for each in (await stamps(node_db)).values()] == [TODAY, date(2026, 11, 24)]


async def test_killed_at_work_it_says_nothing_twice_and_the_next_one_goes_on(
    node_db: NodeDatabase, clock: ManualClock
) -> None:
    await put(node_db, clock, [assignment(each, "2026-11-20") for each in range(150)])
    arguments = (json.dumps(dataclasses.asdict(node_db.account)), datetime(2026, 11, 23, 8, tzinfo=UTC).isoformat())
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.services.kit.watching_process", *arguments
    )
    try:
        async with asyncio.timeout(60):
            while not await node_db.writer.fetchval(
                "SELECT EXISTS (SELECT FROM assignment WHERE overdue_on IS NOT NULL)"
            ):
                await asyncio.sleep(0.01)
    finally:
        process.kill()
        await process.wait()
    before = len(await said(node_db))
    assert 0 < before < 150
    found = 0
    async with asyncio.timeout(20):
        while before + found < 150:  # the killed one's last transaction may still hold a record
            found += await watcher(node_db, clock).look()
    assert len(await said(node_db)) == 150
    assert set((await stamps(node_db)).values()) == {(None, TODAY, 2)}
