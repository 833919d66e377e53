"""Following the feed: every event once, in order, while writers interleave and batches are small."""

import asyncio
import random

import pytest

from services.kit.clock import ManualClock, SystemClock
from services.kit.database import NodeDatabase
from services.kit.feed import follow
from services.kit.sequencer import Sequencer
from tests.services.writing import committed_topic, feed_of, number, write_topic


async def test_a_follower_sees_interleaved_transactions_each_once(node_db: NodeDatabase) -> None:
    clock, dice, count = SystemClock(), random.Random(7), 60
    sequencer = Sequencer(node_db, clock, batch=4, poll_s=0.02)
    sequencer.start()
    seen: list[str] = []

    async def watch() -> None:
        async for event in follow(node_db, recheck_s=30):
            assert event.position == len(seen) + 1
            seen.append(event.record_id)
            if len(seen) == count:
                return

    async def write(turns: int) -> str:
        async with node_db.writer.acquire() as connection, connection.transaction():
            written = await write_topic(connection, "440100", clock.now())
            for _ in range(turns):  # others commit meanwhile: commit order is not the order of seq
                await connection.fetchval("SELECT 1")
        sequencer.wake()
        return written.id

    try:
        watching = asyncio.create_task(watch())
        ids = await asyncio.gather(*(write(dice.randrange(12)) for _ in range(count)))
        await asyncio.wait_for(watching, 30)
    finally:
        await sequencer.stop()
    assert sorted(seen) == sorted(ids)
    assert [event.record_id for event in await feed_of(node_db)] == seen


async def test_a_follower_goes_on_from_any_position(node_db: NodeDatabase, clock: ManualClock) -> None:
    for _ in range(5):
        await committed_topic(node_db, clock)
    await number(node_db, clock)
    positions = []
    async for event in follow(node_db, after=2):
        positions.append(event.position)
        if event.position == 5:
            break
    assert positions == [3, 4, 5]


async def test_events_that_are_not_numbered_are_not_seen(node_db: NodeDatabase, clock: ManualClock) -> None:
    await committed_topic(node_db, clock)
    assert await feed_of(node_db) == []


async def test_a_lost_connection_is_an_error_and_not_an_end(node_db: NodeDatabase, clock: ManualClock) -> None:
    await committed_topic(node_db, clock)
    await number(node_db, clock)
    events = follow(node_db, recheck_s=30)
    assert (await anext(events)).position == 1
    await node_db.writer.fetchval(
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
        " WHERE usename = current_user AND pid <> pg_backend_pid()"
        " AND query LIKE 'SELECT position%'"
    )
    with pytest.raises(ConnectionError):
        await anext(events)
