"""The story of a record: each committee tells of its own, and only of what the viewer may see today."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest_asyncio

from schema.ids import derived_id, new_id
from services.kit.acts import Act
from services.kit.clock import ManualClock
from services.kit.database import NodeDatabase
from services.kit.events import Change
from services.kit.provision import Account
from services.kit.reads.binding import View
from services.kit.receiving import Delivery, Handler, act_on
from services.port import view_of
from services.topics.records import TOPIC
from tests.services.commands.desk import AUTHORITY, DRAFT, MEMBER, Desk
from tests.services.copies import Copies
from tests.services.exchange.between import Between, open_between, staff
from tests.services.reads.asking import ANYONE, STAFF, Asker
from tests.services.writing import number

LEAD, OTHER = "440100", "440500"
STORY = """query($id: ID!, $first: Int, $after: String, $last: Int, $before: String) {
  history(id: $id, first: $first, after: $after, last: $last, before: $before) {
    totalCount pageInfo { hasNextPage hasPreviousPage }
    edges { cursor node { id recordId version event position command rulebook rules by subject recordedAt happenedAt
      committee { code } authority { documentNumber } messages { peer direction kind number } } } } }"""


async def told(asker: Asker, id: str, view: View = STAFF, **page: Any) -> list[dict[str, Any]]:
    """The events of a record, oldest first."""
    return [edge["node"] for edge in (await asker.ask(STORY, view, id=id, **page))["history"]["edges"]]


async def test_who_did_what_when_and_by_which_rule(node_db: NodeDatabase, clock: ManualClock) -> None:
    desk, asker = Desk(node_db, clock), Asker(node_db, clock)
    filing = await desk.draft(by=MEMBER)
    clock.advance(timedelta(hours=1))
    await desk.send("submitFiling", id=filing, by=MEMBER)
    await desk.send("prelimReviewFiling", id=filing)
    assert await told(asker, filing) == [], "what is not numbered yet is no story"
    await number(node_db, clock)
    events = await told(asker, filing)
    assert [(each["event"], each["version"], each["command"]) for each in events] == [
        ("filing.drafted", 1, "draftFiling"),
        ("filing.submitted", 2, "submitFiling"),
        ("filing.passed-preliminary-review", 3, "prelimReviewFiling"),
    ]
    assert [each["position"] for each in events] == [1, 2, 3]
    assert [each["by"] for each in events] == [["member"], ["member"], sorted(desk_roles(events[2]))]
    assert [each["subject"] for each in events] == ["member-1", "member-1", "office-1"]
    assert all(each["rulebook"] and each["recordId"] == filing for each in events)
    assert any(rule.startswith("filing.submit.") for rule in events[1]["rules"]), "the rules that let it pass"
    assert events[0]["happenedAt"] < events[1]["happenedAt"] <= events[1]["recordedAt"]


def desk_roles(event: dict[str, Any]) -> list[str]:
    """What the office may be: staff, and whoever signs."""
    roles: list[str] = event["by"]
    assert "staff" in roles
    return roles


async def test_accounts_are_for_the_committees_own_staff(node_db: NodeDatabase, clock: ManualClock) -> None:
    desk, asker = Desk(node_db, clock), Asker(node_db, clock)
    await asker.share_all()
    filing = await desk.draft()
    await number(node_db, clock)
    assert await told(asker, filing, ANYONE) == []
    await node_db.writer.execute("update filing set visibility = 'PUBLISHED' where id = $1", filing)
    [event] = await told(asker, filing, ANYONE)
    assert (event["event"], event["subject"]) == ("filing.drafted", None)


async def test_pages_of_a_story(node_db: NodeDatabase, clock: ManualClock) -> None:
    desk, asker = Desk(node_db, clock), Asker(node_db, clock)
    filing = await desk.reviewed()
    await number(node_db, clock)
    whole = (await asker.ask(STORY, STAFF, id=filing))["history"]
    assert whole["totalCount"] == 3
    first = (await asker.ask(STORY, STAFF, id=filing, first=2))["history"]
    assert first["pageInfo"] == {"hasNextPage": True, "hasPreviousPage": False}
    rest = (await asker.ask(STORY, STAFF, id=filing, first=2, after=first["edges"][-1]["cursor"]))["history"]
    assert first["edges"] + rest["edges"] == whole["edges"]
    last = (await asker.ask(STORY, STAFF, id=filing, last=1))["history"]
    assert last["edges"] == whole["edges"][-1:]
    other = await desk.draft(title=f"{DRAFT['title']}之二")
    page: dict[str, Any] = {"id": other, "after": whole["edges"][0]["cursor"]}
    assert await asker.refusal(STORY, STAFF, **page) == "BAD_USER_INPUT", "a cursor of another record's story"


async def test_a_story_as_it_was_told_then(node_db: NodeDatabase, clock: ManualClock) -> None:
    desk, asker = Desk(node_db, clock), Asker(node_db, clock)
    filing = await desk.draft()
    await number(node_db, clock)
    clock.advance(timedelta(hours=1))
    then = clock.now()
    clock.advance(timedelta(hours=1))
    await desk.send("submitFiling", id=filing)
    await number(node_db, clock)
    assert [each["event"] for each in await told(asker, filing, replace(STAFF, as_of=then))] == ["filing.drafted"]


async def test_what_has_no_story(node_db: NodeDatabase, clock: ManualClock) -> None:
    asker = Asker(node_db, clock)
    assert await told(asker, str(new_id("440100", "filing", at=clock.now()))) == []
    for wrong in ("440100:committee:440100", "440100:nothing:0", "x"):
        assert await asker.refusal(STORY, STAFF, id=wrong) == "BAD_USER_INPUT"


async def _noted(act: Act, delivery: Delivery) -> None:
    on = await act_on(act, TOPIC, act.input.text("topic"))
    await on.write(Change(TOPIC, "topic.noted", on.record["id"], {}, on.record["version"]))


@pytest_asyncio.fixture
async def between(copies: Copies, committees: dict[str, Account], clock: ManualClock) -> AsyncIterator[Between]:
    handlers = (Handler("participation.answer", _noted), Handler("participation.answered", _noted))
    async with open_between(copies, committees, clock, handlers=handlers) as opened:
        yield opened


async def test_a_story_goes_through_all_committees(between: Between) -> None:
    """Each tells its part; the number of a message is the same on both sides."""
    topic = (await between.send(LEAD, "proposeJointTopic", {"title": "流域协同治理"}, committee=LEAD)).record_id
    invite = {"committees": [OTHER], "authority": AUTHORITY}
    await between.send(LEAD, "inviteJointTopic", invite, id=topic)
    await between.settle()
    answer = {"topic": topic, "answer": "ACCEPT", "authority": AUTHORITY}
    await between.send(OTHER, "answerParticipation", answer, committee=OTHER)
    await between.settle()
    lead = Asker(between.databases[LEAD], between.clock)
    other = Asker(between.databases[OTHER], between.clock)
    mine = await told(lead, topic, view_of(staff(LEAD), LEAD))
    theirs = await told(other, topic, view_of(staff(OTHER), OTHER))
    answered = theirs[-1]
    assert answered["recordId"] == str(derived_id(OTHER, "participation", topic))
    assert answered["authority"] == {"documentNumber": AUTHORITY["documentNumber"]}
    [sent] = [each for each in answered["messages"] if each["direction"] == "SENT"]
    assert (sent["peer"], sent["number"]) == (LEAD, 1)
    taken_in = next(each for each in mine if each["by"] == ["system"] and each["messages"])
    [received] = [each for each in taken_in["messages"] if each["direction"] == "RECEIVED"]
    assert received == {**sent, "peer": OTHER, "direction": "RECEIVED"}
    assert {each["recordId"] for each in mine} == {topic}
