"""What was, at an instant of recorded time: the same statements over history, judged by who may see it today."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import asyncpg
import pytest
import pytest_asyncio

from services.kit.clock import ManualClock
from services.kit.database import NodeDatabase
from services.kit.past import NUMBERING
from services.kit.reads.binding import View
from tests.services.commands.desk import DRAFT, Desk
from tests.services.reads.asking import ANYONE, STAFF, Asker
from tests.services.writing import number

FILINGS = """query { filings(first: 10) { totalCount edges { node {
    id title state version visibility proposers { name } } } } }"""
TWO_PROPOSERS = [
    {"kind": "MEMBER", "name": "委员甲", "first": True},
    {"kind": "MEMBER", "name": "委员乙", "first": False},
]


@dataclass
class Story:
    """A filing drafted, then submitted, then reviewed, an hour apart; ``times`` are the instants between."""

    desk: Desk
    asker: Asker
    id: str
    times: list[datetime]

    async def at(self, when: datetime, view: View = STAFF, text: str = FILINGS) -> Any:
        return await self.asker.ask(text, replace(view, as_of=when))

    async def states(self, view: View = STAFF) -> list[list[tuple[str, int]]]:
        """State and version of whatever filings there were at each of the instants."""
        found = [(await self.at(when, view))["filings"]["edges"] for when in self.times]
        return [[(edge["node"]["state"], edge["node"]["version"]) for edge in edges] for edges in found]


@pytest_asyncio.fixture
async def story(node_db: NodeDatabase, clock: ManualClock) -> AsyncIterator[Story]:
    desk, asker = Desk(node_db, clock), Asker(node_db, clock)
    await asker.share_all()
    times = []

    async def passes() -> None:
        await number(node_db, clock)
        clock.advance(timedelta(minutes=30))
        times.append(clock.now())
        clock.advance(timedelta(minutes=30))

    await passes()
    id_ = await desk.draft(proposers=TWO_PROPOSERS)
    await passes()
    for field in ("submitFiling", "prelimReviewFiling"):
        await desk.send(field, id=id_)
        await passes()
    yield Story(desk, asker, id_, times)


async def test_each_instant_has_the_version_that_held_then(story: Story) -> None:
    assert await story.states() == [[], [("DRAFT", 1)], [("SUBMITTED", 2)], [("PRELIM_PASSED", 3)]]
    drafted = (await story.at(story.times[1]))["filings"]
    assert drafted["totalCount"] == 1
    assert drafted["edges"][0]["node"]["title"] == DRAFT["title"]
    assert [each["name"] for each in drafted["edges"][0]["node"]["proposers"]] == ["委员甲", "委员乙"]


async def test_a_record_is_looked_up_as_it_was(story: Story) -> None:
    node = "query($id: ID!) { node(id: $id) { id ... on Filing { state } } }"
    ask = story.asker.ask
    assert await ask(node, replace(STAFF, as_of=story.times[0]), id=story.id) == {"node": None}
    assert (await ask(node, replace(STAFF, as_of=story.times[2]), id=story.id))["node"]["state"] == "SUBMITTED"
    assert (await ask(node, STAFF, id=story.id))["node"]["state"] == "PRELIM_PASSED"


async def test_what_is_not_numbered_yet_is_no_past(story: Story) -> None:
    before = await story.states()
    await story.desk.send("fileFiling", {"caseNumber": "0001"}, id=story.id)
    story.desk.clock.advance(timedelta(hours=1))
    story.times.append(story.desk.clock.now() - timedelta(minutes=30))
    assert await story.states() == [*before, [("PRELIM_PASSED", 3)]]
    await number(story.asker.database, story.desk.clock)
    assert await story.states() == [*before, [("PRELIM_PASSED", 3)]], "an answer about the past never changes"


async def test_an_instant_that_is_not_over_is_refused(story: Story) -> None:
    for ahead in (timedelta(0), timedelta(days=1)):
        later = replace(STAFF, as_of=story.desk.clock.now() + ahead)
        assert await story.asker.refusal(FILINGS, later) == "BAD_USER_INPUT"


async def test_it_waits_for_the_batch_that_is_being_numbered(story: Story) -> None:
    """A batch may be recorded at an instant that is over when it commits: until then nothing is said about it."""
    database = story.asker.database
    connection = await database.connect()
    try:
        transaction = connection.transaction()
        await transaction.start()
        await connection.execute(f"SELECT pg_advisory_xact_lock({NUMBERING})", database.channel)
        waiting = database.past
        async with waiting.acquire() as reader:
            await reader.execute("SET lock_timeout = '50ms'")
            with pytest.raises(asyncpg.LockNotAvailableError):
                await reader.execute(f"SELECT pg_advisory_lock_shared({NUMBERING})", database.channel)
            await reader.execute("RESET lock_timeout")
        await transaction.rollback()
    finally:
        await connection.close()
    assert (await story.states())[1] == [("DRAFT", 1)]


async def test_todays_visibility_holds_for_the_past(story: Story) -> None:
    """The stricter of what a record was and what it is: neither a draft nor what was withdrawn since becomes public."""
    clock, writer = story.desk.clock, story.asker.database.writer
    assert await story.states(ANYONE) == [[], [], [], []]
    await story.desk.send("fileFiling", {"caseNumber": "0001"}, id=story.id)
    await number(story.asker.database, clock)
    await writer.execute("update filing set visibility = 'PUBLISHED' where id = $1", story.id)
    assert await story.states(ANYONE) == [[], [], [], []], "what it was then was not public"
    await writer.execute("update filing_history set visibility = 'PUBLISHED' where id = $1 and version = 2", story.id)
    assert await story.states(ANYONE) == [[], [], [("SUBMITTED", 2)], []]
    await writer.execute("update filing set visibility = 'RESTRICTED' where id = $1", story.id)
    assert await story.states(ANYONE) == [[], [], [], []], "withdrawn from its past as well"


async def test_an_audience_is_that_of_both(story: Story) -> None:
    writer = story.asker.database.writer
    shared = "set visibility = 'SHARED', audience = $2 where id = $1"
    await writer.execute(f"update filing {shared}", story.id, ["440500", "440000"])
    await writer.execute(f"update filing_history {shared} and version = 2", story.id, ["440500", "441800"])
    for committee, seen in (("440500", 1), ("440000", 0), ("441800", 0)):
        view = View(committee, ("PUBLISHED",), insider=False)
        assert [len(each) for each in await story.states(view)] == [0, 0, seen, 0]


async def test_what_knows_no_history_says_so(story: Story) -> None:
    search = 'query { searchFilings(query: "电梯") { totalCount } }'
    past = replace(STAFF, as_of=story.times[2])
    assert await story.asker.refusal(search, past) == "BAD_USER_INPUT"


async def test_every_record_table_has_its_past(story: Story) -> None:
    """Whatever has a history can be looked back at: tables and their rows, with the columns of today."""
    reader = story.asker.database.reader
    schema = story.asker.database.schema
    columns = (
        "select table_name, string_agg(column_name, ',' order by ordinal_position) as columns"
        " from information_schema.columns where table_schema = $1 group by 1"
    )
    present = {row["table_name"]: row["columns"] for row in await reader.fetch(columns, schema)}
    past = {row["table_name"]: row["columns"] for row in await reader.fetch(columns, f"{schema}_past")}
    kept = {name.removesuffix("_history") for name in present if name.endswith("_history")}
    assert past == {name: present[name] for name in kept}
    assert {"filing", "proposer", "assignment", "joint_topic", "topic_invitation"} <= set(past)
