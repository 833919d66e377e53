"""Sealing: every message has one place in one chain, whoever commits when; what cannot be sealed holds up nothing."""

from __future__ import annotations

import stat
from pathlib import Path

import asyncpg
import pytest

from schema.errors import ErrorCode, ShiziError
from schema.ledger import SigningKey
from services.exchange.audit import faults
from services.exchange.gate import Gate
from services.exchange.keys import KeyFileError, kept_key
from services.exchange.sealing import Sealer
from services.kit.clock import ManualClock
from services.kit.database import NodeDatabase
from services.kit.events import Change, write_change
from services.kit.messages import LARGEST, Message
from services.kit.sequencer import number_pending, try_lock
from services.topics.records import TOPIC
from tests.services.writing import ACTOR, KEY, committed_topic, number, write_topic

CODE = "440100"


async def sealed(database: NodeDatabase) -> list[tuple[object, ...]]:
    rows = await database.writer.fetch("SELECT receiver, number FROM ledger_entry ORDER BY receiver, number")
    return [tuple(row) for row in rows]


async def test_every_message_is_sealed_in_its_batch_and_the_audit_agrees(
    node_db: NodeDatabase, clock: ManualClock
) -> None:
    for peers in (["440500", "440983"], ["440500"], [], ["440983", "440500"]):
        await committed_topic(node_db, clock, peers=peers)
    await number(node_db, clock, batch=2)
    assert await sealed(node_db) == [("440500", 1), ("440500", 2), ("440500", 3), ("440983", 1), ("440983", 2)]
    assert await faults(node_db.writer, CODE, KEY.public) == []
    assert await faults(node_db.writer, CODE, SigningKey.generate().public) != []
    await node_db.writer.execute("UPDATE outbox SET number = 7 WHERE peer = '440983' AND number = 2")
    assert len(await faults(node_db.writer, CODE, KEY.public)) == 1
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await node_db.writer.execute("UPDATE ledger_entry SET header = ''")
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await node_db.writer.execute("DELETE FROM ledger_entry")


async def test_to_a_peer_that_was_not_asked_nothing_is_sealed_until_it_is(
    node_db: NodeDatabase, clock: ManualClock
) -> None:
    gate = Gate(["440500"])
    seal = Sealer(CODE, KEY, gate, clock)
    await committed_topic(node_db, clock, peers=["440500", "440983"])
    await committed_topic(node_db, clock, peers=["440983"])
    connection = await node_db.connect()
    try:
        assert await try_lock(connection, node_db.schema)
        assert await number_pending(connection, node_db, clock, seal=seal) == 2
        assert await sealed(node_db) == [("440500", 1)]
        gate.let("440983")
        async with connection.transaction():
            assert await seal(connection) == 2
    finally:
        await connection.close()
    assert await sealed(node_db) == [("440500", 1), ("440983", 1), ("440983", 2)]
    assert await faults(node_db.writer, CODE, KEY.public) == []


async def test_what_waited_unsealable_is_named_and_the_rest_goes_on(node_db: NodeDatabase, clock: ManualClock) -> None:
    await committed_topic(node_db, clock, peers=["440500"])
    await node_db.writer.execute("UPDATE outbox SET kind = 'OLD'")
    await committed_topic(node_db, clock, peers=["440500"])
    await number(node_db, clock)
    assert await sealed(node_db) == [("440500", 1)]
    assert await node_db.writer.fetchval("SELECT count(*) FROM outbox WHERE unsendable LIKE '%kind%'") == 1


@pytest.mark.parametrize(
    ("body", "code"),
    [({"note": "a\x07b"}, ErrorCode.BAD_USER_INPUT), ({"note": "长" * (LARGEST // 2)}, ErrorCode.PAYLOAD_TOO_LARGE)],
)
async def test_a_message_that_no_ledger_carries_is_refused_when_it_is_written(
    node_db: NodeDatabase, clock: ManualClock, body: dict[str, str], code: ErrorCode
) -> None:
    async with node_db.writer.acquire() as connection:
        with pytest.raises(ShiziError) as refused:
            async with connection.transaction():
                written = await write_topic(connection, CODE, clock.now())
                told = (Message("440500", "topic.noted", body),)
                change = Change(TOPIC, "topic.noted", written.id, {}, based_on=1, messages=told)
                await write_change(connection, CODE, change, actor=ACTOR, at=clock.now())
    assert refused.value.code is code
    assert await node_db.writer.fetchval("SELECT count(*) FROM outbox") == 0


def test_a_key_is_made_once_for_the_user_alone(tmp_path: Path) -> None:
    key = kept_key(tmp_path, CODE)
    assert kept_key(tmp_path, CODE) == key
    path = tmp_path / "keys" / f"ledger-{CODE}.json"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert kept_key(tmp_path, "440500") != key
    path.chmod(0o640)
    with pytest.raises(KeyFileError, match="chmod 600"):
        kept_key(tmp_path, CODE)
    path.chmod(0o600)
    path.write_text("{}")
    with pytest.raises(KeyFileError, match="no signing key"):
        kept_key(tmp_path, CODE)
