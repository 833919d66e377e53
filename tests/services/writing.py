"""Small pieces with which tests of the kit write records and look at what came of it."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime

from schema.directory import DIVISIONS
from schema.ids import new_id
from schema.ledger import SigningKey
from services.exchange.gate import Gate
from services.exchange.sealing import Sealer
from services.kit.audit import NumberedEvent, faults
from services.kit.clock import Clock
from services.kit.database import Connection, NodeDatabase
from services.kit.events import Change, Written, write_change
from services.kit.feed import read
from services.kit.messages import Message
from services.kit.sequencer import number_pending, try_lock
from services.topics.records import TOPIC

KEY = SigningKey.generate()
"""Signs whatever a committee tells in tests of one committee."""

ACTOR = {"subject": "tester", "roles": ["staff"]}


def topic_values(title: str = "练江流域协同治理") -> dict[str, object]:
    """The columns of a new topic."""
    return {"title": title, "stage": "PROPOSED", "visibility": "NODE", "provenance": "RECORDED"}


async def write_topic(
    connection: Connection, code: str, at: datetime, *, title: str = "课题", peers: Sequence[str] = ()
) -> Written:
    """A new topic in the caller's transaction, with a message to each peer."""
    change = Change(
        TOPIC,
        "topic.proposed",
        str(new_id(code, "topic", at=at)),
        topic_values(title),
        messages=tuple(Message(peer, "topic.noted", {"title": title}) for peer in peers),
    )
    return await write_change(connection, code, change, actor=ACTOR, at=at)


async def committed_topic(
    database: NodeDatabase, clock: Clock, *, title: str = "课题", peers: Sequence[str] = ()
) -> Written:
    """A new topic in a transaction of its own."""
    async with database.writer.acquire() as connection, connection.transaction():
        return await write_topic(connection, database.code, clock.now(), title=title, peers=peers)


async def changed_topic(database: NodeDatabase, clock: Clock, written: Written, title: str) -> Written:
    """The next version of a topic in a transaction of its own."""
    change = Change(TOPIC, "topic.renamed", written.id, {"title": title}, based_on=written.version)
    async with database.writer.acquire() as connection, connection.transaction():
        return await write_change(connection, database.code, change, actor=ACTOR, at=clock.now())


def sealer(database: NodeDatabase, clock: Clock) -> Sealer:
    """Seals messages to whomever."""
    return Sealer(database.code, KEY, Gate(each.code for each in DIVISIONS), clock)


async def number(database: NodeDatabase, clock: Clock, *, batch: int = 500) -> int:
    """Number what is pending and seal its messages to whomever, as a sequencer would."""
    connection = await database.connect()
    try:
        assert await try_lock(connection, database.schema)
        seal = sealer(database, clock)
        numbered = await number_pending(connection, database, clock, batch=batch, seal=seal)
        async with connection.transaction():
            await seal(connection)
        return numbered
    finally:
        await connection.close()


async def feed_of(database: NodeDatabase) -> list[NumberedEvent]:
    """All numbered events; fails the test when anything in them is out of order."""
    events: list[NumberedEvent] = []
    async with database.reader.acquire() as connection:
        while page := await read(connection, events[-1].position if events else 0):
            events += page
    assert faults(database.code, events) == []
    return events


def key() -> str:
    """A fresh idempotency key."""
    return str(uuid.uuid4())
