"""A real sequencer process, killed with -9 at many random points while others write: nothing lost, nothing twice."""

import asyncio
import random

from services.kit.clock import SystemClock
from services.kit.database import NodeDatabase
from services.kit.sequencer import Sequencer
from tests.services.killable import hear, killable
from tests.services.kit.sequencer_process import work
from tests.services.kit.test_sequencer import until_numbered
from tests.services.writing import changed_topic, committed_topic, feed_of, sealer

KILLS = 12


async def test_killed_at_random_points_it_loses_and_repeats_nothing(node_db: NodeDatabase) -> None:
    clock, dice = SystemClock(), random.Random(20231123)
    written: list[str] = []
    stop = asyncio.Event()

    async def write() -> None:
        while not stop.is_set():
            first = await committed_topic(node_db, clock, peers=["440500"])
            await changed_topic(node_db, clock, first, "改")
            written.append(first.id)

    writers = [asyncio.create_task(write()) for _ in range(3)]
    done = 0
    for _ in range(KILLS):
        async with killable(work, node_db.account, dice.choice((1, 3, 40))) as heard:
            assert await hear(heard) == "numbering"
            await until_numbered(node_db, done + 1)  # it has the lock and is at work
            await asyncio.sleep(dice.uniform(0, 0.05))  # not a wait for anything: the random point at which it dies
        done = await node_db.writer.fetchval("SELECT count(*) FROM event WHERE position IS NOT NULL")
    stop.set()
    await asyncio.gather(*writers)

    last = Sequencer(node_db, clock, poll_s=0.01, seal=sealer(node_db, clock))
    last.start()
    try:
        await until_numbered(node_db, 2 * len(written))
    finally:
        await last.stop()
    events = await feed_of(node_db)  # positions gapless, times strictly rising, hashes chained
    assert sorted((event.record_id, event.record_version) for event in events) == sorted(
        (topic, version) for topic in written for version in (1, 2)
    )
    numbers = await node_db.writer.fetch("SELECT number FROM outbox ORDER BY number")
    assert [row["number"] for row in numbers] == list(range(1, len(written) + 1))
    open_ends = (
        "SELECT count(*) FROM joint_topic_history WHERE recorded_from IS NULL OR (recorded_to IS NULL) = (version = 1)"
    )
    assert await node_db.reader.fetchval(open_ends) == 0
