"""Messages taken in: copy and effect together or not at all, whatever the message holds; refusals come back."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import asyncpg
import pytest
import pytest_asyncio

from schema.errors import ErrorCode
from schema.ids import derived_id
from services.kit import copies
from services.kit.acts import Act
from services.kit.clock import ManualClock
from services.kit.provision import Account
from services.kit.receiving import Delivery, Handler, Outcome, apply_delivery
from tests.services.commands.desk import AUTHORITY
from tests.services.copies import Copies
from tests.services.exchange.between import Between, open_between
from tests.services.exchange.toys import HANDLERS, LEAD, OTHER, heard


@pytest_asyncio.fixture
async def pair(copies: Copies, committees: dict[str, Account], clock: ManualClock) -> AsyncIterator[Between]:
    heard.clear()
    async with open_between(copies, committees, clock, handlers=HANDLERS) as opened:
        yield opened


async def invited(pair: Between, *codes: str) -> str:
    """A topic of the lead, with these committees invited."""
    topic = (await pair.send(LEAD, "proposeJointTopic", {"title": "练江", "year": 2026}, committee=LEAD)).record_id
    await pair.send(LEAD, "inviteJointTopic", {"committees": list(codes), "authority": AUTHORITY}, id=topic)
    return topic


async def answer(pair: Between, topic: str, **more: Any) -> str:
    given = {"topic": topic, "answer": "ACCEPT", "authority": AUTHORITY}
    return (await pair.send(OTHER, "answerParticipation", given, committee=OTHER, **more)).record_id


async def test_an_answer_is_known_to_the_lead_and_each_holds_the_others_copy(pair: Between) -> None:
    topic = await invited(pair, OTHER)
    assert await pair.settle() == ["440500→440100 #1 joint-topic.invited APPLIED"]
    participation = await answer(pair, topic)
    assert await pair.settle() == [
        "440100→440500 #1 participation.answered APPLIED",
        "440500→440100 #2 topic.noted APPLIED",
    ]
    rows = await pair.rows(LEAD, "SELECT committee, authority ->> 'documentNumber' FROM topic_invitation")
    assert rows == [(OTHER, AUTHORITY["documentNumber"])]
    (actor,) = (await pair.rows(LEAD, "SELECT actor FROM event WHERE kind = 'topic.answered'"))[0]
    assert actor == {"subject": f"node:{OTHER}", "committee": OTHER, "roles": ["system"]}
    there = await copies.held(await _writer(pair, OTHER), topic)
    assert there is not None
    assert (there["peer"], there["version"], there["number"]) == (LEAD, 3, 2)
    values = there["body"]["values"]
    assert (values["title"], values["year"], values["stage"]) == ("练江", 2026, "INVITING")
    assert (values["visibility"], values["audience"]) == ("SHARED", [OTHER])
    assert "ended_note" not in values, "what is not declared stays at home"
    ((invitation,),) = [there["body"]["children"]["topic_invitation"]]
    assert invitation["participation_id"] == participation
    here = await copies.held(await _writer(pair, LEAD), participation)
    assert here is not None
    assert here["body"]["values"]["state"] == "ACCEPTED"


async def test_a_dry_run_tells_nobody_and_carries_no_copy(pair: Between) -> None:
    topic = await invited(pair, OTHER)
    await pair.settle()
    await answer(pair, topic, dryRun=True)
    assert await pair.settle() == []
    assert await pair.rows(OTHER, "SELECT 1 FROM outbox") == []


async def test_a_refusal_leaves_nothing_and_the_sender_hears_of_it(pair: Between) -> None:
    topic = await invited(pair, "350800")
    participation = await answer(pair, topic)
    await pair.settle()
    assert heard == [("440500 #1 participation.answered", "FORBIDDEN")]
    assert await pair.rows(LEAD, "SELECT 1 FROM copy") == []
    assert await pair.rows(LEAD, "SELECT version FROM joint_topic") == [(2,)]
    assert (await pair.row(OTHER, "participation", participation))["note"] == "!"
    await pair.settle()
    assert len(heard) == 1


COPY = {
    "kind": "participation",
    "id": str(derived_id(OTHER, "participation", "x")),
    "version": 1,
    "values": {},
    "children": {},
}

GARBAGE: tuple[tuple[str, dict[str, Any], ErrorCode], ...] = (
    ("nobody.knows", {}, ErrorCode.BAD_USER_INPUT),
    ("topic.broken", {}, ErrorCode.BAD_USER_INPUT),
    ("topic.broken", {"title": None}, ErrorCode.BAD_USER_INPUT),
    ("topic.noted", {"note": "a\0b"}, ErrorCode.BAD_USER_INPUT),
    ("topic.noted", {"record": "text"}, ErrorCode.BAD_USER_INPUT),
    ("topic.noted", {"record": COPY | {"children": {"a": "b"}}}, ErrorCode.BAD_USER_INPUT),
    ("topic.noted", {"record": COPY | {"version": 0}}, ErrorCode.BAD_USER_INPUT),
    ("topic.noted", {"record": COPY | {"id": str(derived_id(LEAD, "participation", "x"))}}, ErrorCode.FORBIDDEN),
    ("topic.noted", {"record": COPY | {"id": str(derived_id(OTHER, "topic", "x"))}}, ErrorCode.BAD_USER_INPUT),
)


async def test_what_nobody_can_read_is_refused_and_leaves_nothing(pair: Between) -> None:
    for kind, change, code in GARBAGE:
        refusal = (await received(pair, Delivery(OTHER, 1, kind, {"record": COPY} | change, pair.clock.now()))).refusal
        assert refusal is not None, (kind, change)
        assert refusal.code == code.value
        assert refusal.message
        assert refusal.message_zh
    assert await pair.rows(LEAD, "SELECT 1 FROM copy UNION ALL SELECT 1 FROM event") == []


async def test_versions_of_a_copy_rise(pair: Between) -> None:
    first = Delivery(OTHER, 1, "topic.noted", {"record": COPY | {"version": 2}}, pair.clock.now())
    assert str(await received(pair, first)) == "APPLIED"
    for version, outcome in ((1, "REFUSED"), (2, "REFUSED"), (3, "APPLIED")):
        body = {"record": COPY | {"version": version}}
        assert (await received(pair, replace(first, body=body))).state == outcome


async def test_a_failing_database_leaves_it_undecided(pair: Between) -> None:
    async def deadlock(_act: Act, _delivery: Delivery) -> None:
        raise asyncpg.DeadlockDetectedError("tried again later")

    lead = pair.databases[LEAD].writer
    async with lead.acquire() as connection:
        with pytest.raises(asyncpg.DeadlockDetectedError):
            async with connection.transaction():
                delivery = Delivery(OTHER, 1, "a", {}, pair.clock.now() - timedelta(days=1))
                await apply_delivery(connection, LEAD, pair.clock.now(), delivery, (Handler("a", deadlock),))


async def received(pair: Between, delivery: Delivery) -> Outcome:
    async with pair.databases[LEAD].writer.acquire() as connection, connection.transaction():
        return await apply_delivery(connection, LEAD, pair.clock.now(), delivery, HANDLERS)


async def _writer(pair: Between, code: str) -> Any:
    return pair.databases[code].writer
