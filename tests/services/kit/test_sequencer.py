"""Numbering: gapless, strictly rising, chained, by one sequencer at a time, whatever order transactions commit in."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from services.kit.audit import faults
from services.kit.clock import ManualClock, SystemClock
from services.kit.database import NodeDatabase
from services.kit.sequencer import Sequencer
from tests.services.writing import changed_topic, committed_topic, feed_of, number, write_topic


async def until_numbered(database: NodeDatabase, count: int) -> None:
    """Wait for the last of ``count`` events through the channel that tells of them."""
    connection = await database.connect()
    told = asyncio.Event()
    try:
        await connection.add_listener(database.channel, lambda *_: told.set())
        while await connection.fetchval("SELECT count(*) FROM event WHERE position IS NOT NULL") < count:
            await asyncio.wait_for(told.wait(), 30)
            told.clear()
    finally:
        await connection.close()


async def test_a_lower_seq_that_commits_later_is_not_lost(node_db: NodeDatabase, clock: ManualClock) -> None:
    early = await node_db.connect()
    try:
        slow = early.transaction()
        await slow.start()
        first = await write_topic(early, "440100", clock.now(), title="先写后交")
        second = await committed_topic(node_db, clock, title="后写先交")
        assert await number(node_db, clock) == 1
        assert [event.record_id for event in await feed_of(node_db)] == [second.id]
        await slow.commit()
        assert await number(node_db, clock) == 1
        assert [event.record_id for event in await feed_of(node_db)] == [second.id, first.id]
        seqs = await node_db.reader.fetch("SELECT seq FROM event ORDER BY position")
        assert seqs[0]["seq"] > seqs[1]["seq"]
    finally:
        await early.close()


async def test_recorded_time_rises_when_the_clock_stands_or_goes_back(
    node_db: NodeDatabase, clock: ManualClock
) -> None:
    start = clock.now()
    for _ in range(3):
        await committed_topic(node_db, clock)
    await number(node_db, clock)
    clock.advance(timedelta(hours=-1))
    await committed_topic(node_db, clock)
    await number(node_db, clock)
    clock.advance(timedelta(hours=2))
    await committed_topic(node_db, clock)
    await number(node_db, clock)
    micro = timedelta(microseconds=1)
    times = [event.recorded_at for event in await feed_of(node_db)]
    assert times == [start, start + micro, start + 2 * micro, start + 3 * micro, start + timedelta(hours=1)]


@pytest.mark.parametrize("batch", [1, 2, 100])
async def test_intervals_of_versions_meet(node_db: NodeDatabase, clock: ManualClock, batch: int) -> None:
    written = await committed_topic(node_db, clock, title="一")
    for title in ("二", "三"):
        clock.advance(timedelta(minutes=1))
        written = await changed_topic(node_db, clock, written, title)
    await number(node_db, clock, batch=batch)
    rows = await node_db.reader.fetch(
        "SELECT recorded_from, recorded_to, e.recorded_at FROM joint_topic_history h"
        " JOIN event e ON e.id = h.event_id ORDER BY version"
    )
    assert [row["recorded_from"] for row in rows] == [row["recorded_at"] for row in rows]
    assert [row["recorded_to"] for row in rows] == [*(row["recorded_from"] for row in rows[1:]), None]


async def test_messages_to_each_peer_are_numbered_without_gaps(node_db: NodeDatabase, clock: ManualClock) -> None:
    for peers in (["440500", "440983"], ["440500"], [], ["440983", "440500"], ["440606"]):
        await committed_topic(node_db, clock, peers=peers)
    await number(node_db, clock, batch=2)
    rows = await node_db.writer.fetch(
        "SELECT peer, array_agg(number ORDER BY e.position) AS numbers"
        " FROM outbox o JOIN event e ON e.id = o.event_id GROUP BY peer ORDER BY peer"
    )
    assert [tuple(row) for row in rows] == [("440500", [1, 2, 3]), ("440606", [1]), ("440983", [1, 2])]


async def test_tampering_shows_in_the_chain(node_db: NodeDatabase, clock: ManualClock) -> None:
    for title in "甲乙丙":
        await committed_topic(node_db, clock, title=title)
    await number(node_db, clock)
    events = await feed_of(node_db)
    assert faults("440100", events) == []
    assert len(faults("440100", [events[0], replace(events[1], body={}), events[2]])) == 1
    assert len(faults("440100", [events[0], events[2]])) == 2
    assert faults("440500", events[:1]) != []


async def test_woken_after_a_commit_and_telling_once_a_batch(node_db: NodeDatabase, clock: ManualClock) -> None:
    told: list[str] = []
    connection = await node_db.connect()
    try:
        await connection.add_listener(node_db.channel, lambda _c, _p, _ch, payload: told.append(str(payload)))
        for _ in range(5):
            await committed_topic(node_db, clock)
        await number(node_db, clock, batch=3)
        await connection.execute("SELECT 1")
        assert told == ["3", "5"]
    finally:
        await connection.close()


async def test_a_running_sequencer_numbers_what_others_write(node_db: NodeDatabase) -> None:
    clock = SystemClock()
    sequencer = Sequencer(node_db, clock, poll_s=0.05)
    sequencer.start()
    try:
        await committed_topic(node_db, clock)  # nobody wakes it: as if another process had written
        await until_numbered(node_db, 1)
        await asyncio.gather(*(committed_topic(node_db, clock) for _ in range(20)))
        sequencer.wake()
        await until_numbered(node_db, 21)
    finally:
        await sequencer.stop()
    assert [event.position for event in await feed_of(node_db)] == list(range(1, 22))


async def test_only_one_of_two_sequencers_numbers_and_the_other_takes_over(node_db: NodeDatabase) -> None:
    clock = SystemClock()
    pair = [Sequencer(node_db, clock, poll_s=0.02, batch=3) for _ in range(2)]
    for sequencer in pair:
        sequencer.start()
    try:
        await asyncio.gather(*(committed_topic(node_db, clock) for _ in range(30)))
        await until_numbered(node_db, 30)
        assert sorted(sequencer.numbering for sequencer in pair) == [False, True]
        await next(sequencer for sequencer in pair if sequencer.numbering).stop()
        await asyncio.gather(*(committed_topic(node_db, clock) for _ in range(10)))
        await until_numbered(node_db, 40)
        assert sum(sequencer.numbering for sequencer in pair) == 1
    finally:
        for sequencer in pair:
            await sequencer.stop()
    assert len(await feed_of(node_db)) == 40


async def test_it_comes_back_after_its_connection_was_cut(node_db: NodeDatabase) -> None:
    clock = SystemClock()
    sequencer = Sequencer(node_db, clock, poll_s=0.02)
    sequencer.start()
    try:
        await committed_topic(node_db, clock)
        await until_numbered(node_db, 1)
        cut = await node_db.writer.fetchval(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
            " WHERE usename = current_user AND pid <> pg_backend_pid()"
            " AND datname = current_database() AND pid IN (SELECT pid FROM pg_locks WHERE locktype = 'advisory')"
        )
        assert cut == 1
        await committed_topic(node_db, clock)
        await until_numbered(node_db, 2)
    finally:
        await sequencer.stop()
    assert len(await feed_of(node_db)) == 2
