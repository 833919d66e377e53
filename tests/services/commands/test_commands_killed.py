"""A real process, killed with -9 in the middle of commands: whatever it had in hand is there whole or not at all."""

import asyncio
import random

from tests.services.commands.command_process import work
from tests.services.commands.desk import Desk
from tests.services.killable import hear, killable
from tests.services.writing import feed_of, number

KILLS = 6
MERGED_BY_THEN = 4
"""Turns of three workers after which one of them has had two: from its second on, each merges."""

HALF_WRITTEN = {
    "a record without the history of each version": """
        SELECT id FROM {table} t
        WHERE (SELECT array_agg(h.version ORDER BY h.version) FROM {table}_history h WHERE h.id = t.id)
        IS DISTINCT FROM (SELECT array_agg(n) FROM generate_series(1, t.version) n)""",
    "a version without its event": """
        SELECT h.id FROM {table}_history h LEFT JOIN event e ON e.id = h.event_id AND e.record_id = h.id
        AND e.record_version = h.version WHERE e.id IS NULL""",
    "an event without its version": """
        SELECT e.record_id FROM event e LEFT JOIN {table}_history h ON h.event_id = e.id
        WHERE e.record_table = '{table}' AND h.id IS NULL""",
}
BROKEN = {
    "a key that was claimed and not answered": "SELECT key FROM idempotency WHERE response IS NULL",
    "an answer without its record": """
        SELECT key FROM idempotency i
        WHERE NOT EXISTS (SELECT FROM event e WHERE e.record_id = i.response ->> 'record_id')""",
    "a lead without its contact": """
        SELECT id FROM citizen_lead l WHERE NOT EXISTS (SELECT FROM citizen_contact c WHERE c.lead_id = l.id)""",
    "a merger whose target did not take in the proposers": """
        SELECT t.id FROM filing t WHERE t.state = 'PRELIM_PASSED'
        AND (SELECT count(*) FROM proposer p WHERE p.filing_id = t.id)
        <> 1 + (SELECT count(*) FROM filing m WHERE m.merged_into = t.id)""",
    "a filing without a proposer": """
        SELECT id FROM filing f WHERE NOT EXISTS (SELECT FROM proposer p WHERE p.filing_id = f.id)""",
    "a review more or less than its filing's state says": """
        SELECT id FROM filing f WHERE (SELECT count(*) FROM review r WHERE r.filing_id = f.id)
        <> CASE state WHEN 'PRELIM_PASSED' THEN 1 WHEN 'MERGED' THEN 2 ELSE 0 END""",
}


async def test_nothing_is_half_written(desk: Desk) -> None:
    dice = random.Random(20231123)
    for run in range(KILLS):
        async with killable(work, desk.database.account, f"run{run}") as heard:
            for _ in range(MERGED_BY_THEN):
                assert await hear(heard) == "turn"
            await asyncio.sleep(dice.uniform(0, 0.1))  # not a wait for anything: the random point at which it dies
    await gone(desk)
    queries = BROKEN | {
        f"{table}: {what}": query.format(table=table)
        for what, query in HALF_WRITTEN.items()
        for table in ("filing", "citizen_lead")
    }
    assert {what: await desk.rows(query) for what, query in queries.items()} == {what: [] for what in queries}
    assert len(await desk.rows("SELECT FROM filing WHERE state = 'MERGED'")) > 0
    count = await number(desk.database, desk.clock)
    assert len(await feed_of(desk.database)) == count == (await desk.counts())["event"]


async def gone(desk: Desk) -> None:
    """Wait until the server has seen that the killed processes are gone: every command claims its key first."""
    async with desk.database.writer.acquire() as connection, connection.transaction():
        await connection.execute("LOCK TABLE idempotency IN SHARE ROW EXCLUSIVE MODE")
