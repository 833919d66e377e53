"""Writing a change: record, history, event and messages together or not at all."""

import asyncpg
import pytest

from schema.errors import ErrorCode, ShiziError
from schema.ids import new_id
from services.kit.clock import ManualClock
from services.kit.database import NodeDatabase
from services.kit.events import Change, write_change
from services.proposals.records import FILING
from services.topics.records import TOPIC
from tests.services.writing import ACTOR, changed_topic, committed_topic, topic_values, write_topic

TABLES = ("joint_topic", "joint_topic_history", "event", "outbox")


async def counts(database: NodeDatabase) -> list[int]:
    return [await database.writer.fetchval(f"SELECT count(*) FROM {table}") for table in TABLES]


async def test_record_history_event_and_messages_come_together(node_db: NodeDatabase, clock: ManualClock) -> None:
    written = await committed_topic(node_db, clock, title="跨市协作", peers=["440500", "440983"])
    assert await counts(node_db) == [1, 1, 1, 2]
    row = await node_db.writer.fetchrow("SELECT * FROM joint_topic_history")
    assert row is not None
    assert (row["id"], row["version"], row["event_id"], row["title"]) == (written.id, 1, written.event_id, "跨市协作")
    assert (row["recorded_at"], row["recorded_from"], row["recorded_to"]) == (clock.now(), None, None)
    event = await node_db.writer.fetchrow("SELECT * FROM event")
    assert event is not None
    assert (event["record_id"], event["record_version"], event["actor"]) == (written.id, 1, ACTOR)
    assert event["body"]["values"]["title"] == "跨市协作"
    assert (event["position"], event["recorded_at"], event["audit_hash"]) == (None, None, None)
    assert event["occurred_at"] == clock.now()


async def test_a_failure_leaves_nothing(node_db: NodeDatabase, clock: ManualClock) -> None:
    async with node_db.writer.acquire() as connection:
        with pytest.raises(asyncpg.CheckViolationError):
            async with connection.transaction():
                await write_topic(connection, "440100", clock.now(), peers=["440500", "not a code"])
    assert await counts(node_db) == [0, 0, 0, 0]


async def test_a_change_needs_a_transaction(node_db: NodeDatabase, clock: ManualClock) -> None:
    async with node_db.writer.acquire() as connection:
        with pytest.raises(RuntimeError):
            await write_topic(connection, "440100", clock.now())
    assert await counts(node_db) == [0, 0, 0, 0]


async def test_versions_follow_one_another(node_db: NodeDatabase, clock: ManualClock) -> None:
    first = await committed_topic(node_db, clock, title="一")
    second = await changed_topic(node_db, clock, first, "二")
    assert second.version == 2
    rows = await node_db.writer.fetch("SELECT version, title FROM joint_topic_history ORDER BY version")
    assert [tuple(row) for row in rows] == [(1, "一"), (2, "二")]
    with pytest.raises(ShiziError) as refused:
        await changed_topic(node_db, clock, first, "三")
    assert refused.value.code is ErrorCode.CONFLICT
    assert refused.value.extensions["currentVersion"] == 2
    assert await node_db.writer.fetchval("SELECT title FROM joint_topic") == "二"


async def test_a_taken_id_is_a_conflict(node_db: NodeDatabase, clock: ManualClock) -> None:
    written = await committed_topic(node_db, clock)
    again = Change(TOPIC, "topic.proposed", written.id, topic_values())
    async with node_db.writer.acquire() as connection:
        with pytest.raises(ShiziError) as refused:
            async with connection.transaction():
                await write_change(connection, "440100", again, actor=ACTOR, at=clock.now())
    assert refused.value.code is ErrorCode.CONFLICT


async def test_children_belong_to_the_version(node_db: NodeDatabase, clock: ManualClock) -> None:
    filing = str(new_id("440100", "filing", at=clock.now()))
    values = {"title": "提案", "state": "DRAFT", "origin": "PROPOSER", "visibility": "NODE", "provenance": "RECORDED"}
    one = {"position": 1, "kind": "MEMBER", "name": "甲", "first": True}
    two = {"position": 2, "kind": "PARTY", "name": "乙", "first": False}
    async with node_db.writer.acquire() as connection:
        for based_on, change in enumerate(
            [
                Change(FILING, "filing.drafted", filing, values, children={"proposer": [one]}),
                Change(FILING, "filing.cosigned", filing, {}, based_on=1, children={"proposer": [one, two]}),
                Change(FILING, "filing.renamed", filing, {"title": "提案二"}, based_on=2),
            ]
        ):
            async with connection.transaction():
                assert (
                    await write_change(connection, "440100", change, actor=ACTOR, at=clock.now())
                ).version == based_on + 1
        rows = await connection.fetch("SELECT version, name FROM proposer_history ORDER BY version, position")
        current = await connection.fetch("SELECT name, first FROM proposer ORDER BY position")
    assert [tuple(row) for row in rows] == [(1, "甲"), (2, "甲"), (2, "乙"), (3, "甲"), (3, "乙")]
    assert [tuple(row) for row in current] == [("甲", True), ("乙", False)]


async def test_the_writer_cannot_write_a_row_of_another_owner(node_db: NodeDatabase, clock: ManualClock) -> None:
    theirs = Change(TOPIC, "topic.proposed", str(new_id("440500", "topic", at=clock.now())), topic_values())
    async with node_db.writer.acquire() as connection:
        with pytest.raises(asyncpg.InsufficientPrivilegeError, match="row-level security"):
            async with connection.transaction():
                await write_change(connection, "440500", theirs, actor=ACTOR, at=clock.now())
    assert await counts(node_db) == [0, 0, 0, 0]


async def test_the_writer_cannot_give_a_row_away(node_db: NodeDatabase, clock: ManualClock) -> None:
    await committed_topic(node_db, clock)
    with pytest.raises(asyncpg.InsufficientPrivilegeError, match="row-level security"):
        await node_db.writer.execute("UPDATE joint_topic SET owner = '440500', id = '440500:topic:1'")


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM citizen_contact",
        "INSERT INTO citizen_contact (lead_id, owner, contact) VALUES ('a', '440100', 'c')",
        "DELETE FROM citizen_contact",
        "UPDATE joint_topic SET title = 'x'",
        "INSERT INTO committee_self VALUES ('440100')",
    ],
)
async def test_the_reader_neither_writes_nor_sees_contacts(node_db: NodeDatabase, statement: str) -> None:
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await node_db.reader.execute(statement)
