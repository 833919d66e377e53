"""Invitations over messages: answered, recalled, lapsed, withdrawn from; and acts that cross on the wire."""

from __future__ import annotations

import pytest

from schema.calendar import due
from schema.errors import ErrorCode
from schema.rulebook import rulebook
from tests.services.commands.desk import AUTHORITY
from tests.services.topics.joint import FAR, LEAD, NEAR, Joint, refused

pytestmark = pytest.mark.asyncio(loop_scope="module")
ANSWERED = "participation.answered REFUSED joint-topic.record-answer"


async def test_an_invitation_says_until_when_and_the_answer_is_known_to_both(joint: Joint) -> None:
    topic = await joint.invited(NEAR, FAR)
    part = await joint.part(NEAR, topic)
    last = due(rulebook(LEAD, joint.today).limit("joint-topic.answer"), joint.today)
    assert (part["state"], part["topic_title"]) == ("INVITED", "练江流域协同治理")
    assert (part["respond_by"], part["provisional"]) == (last.on, last.provisional)
    await joint.answer(NEAR, topic)
    await joint.answer(FAR, topic, "DECLINE", note="另有安排")
    assert await joint.settle() == []
    assert await joint.known(topic) == {NEAR: "ACCEPTED", FAR: "DECLINED"}
    assert (await joint.topic(topic))["audience"] == [NEAR]
    copy = await joint.copy(NEAR, topic)
    assert copy is not None
    assert (copy["values"]["stage"], copy["values"]["leading_official"]) == ("INVITING", "某副主席")


async def test_only_who_takes_part_is_told(joint: Joint) -> None:
    topic = await joint.invited(NEAR)
    await joint.answer(NEAR, topic)
    assert await joint.settle() == []
    assert await joint.messages(topic) == {(NEAR, "joint-topic.invited"), (NEAR, "joint-topic.changed")}
    assert await joint.copy(FAR, topic) is None


async def test_a_recalled_invitation_is_answered_no_more(joint: Joint) -> None:
    topic = await joint.invited(NEAR)
    await joint.send(LEAD, "recallInvitationJointTopic", topic, committee=NEAR, note="另行安排")
    assert await joint.settle() == []
    assert (await joint.part(NEAR, topic))["state"] == "RECALLED"
    async with refused("participation.answer.state"):
        await joint.answer(NEAR, topic)
    async with refused("joint-topic.recall-invitation.stands"):
        await joint.send(LEAD, "recallInvitationJointTopic", topic, committee=NEAR)
    await joint.send(LEAD, "inviteJointTopic", topic, committees=[NEAR], authority=AUTHORITY)
    assert await joint.settle() == []
    assert (await joint.part(NEAR, topic))["state"] == "INVITED"


async def test_a_recall_and_an_answer_cross(joint: Joint) -> None:
    topic = await joint.invited(NEAR)
    await joint.answer(NEAR, topic)
    await joint.send(LEAD, "recallInvitationJointTopic", topic, committee=NEAR)
    (line,) = await joint.settle()
    assert f"{ANSWERED}.invited" in line
    assert (await joint.part(NEAR, topic))["state"] == "RECALLED"
    assert await joint.known(topic) == {NEAR: "RECALLED"}


async def test_silence_lapses_at_both_and_blocks_nobody(joint: Joint) -> None:
    topic = await joint.invited(NEAR, FAR)
    await joint.pass_days(((await joint.part(NEAR, topic))["respond_by"] - joint.today).days, NEAR)
    assert (await joint.part(NEAR, topic))["state"] == "INVITED", "the last day is not over"
    await joint.pass_days(1, LEAD, NEAR)
    assert (await joint.part(NEAR, topic))["state"] == "LAPSED"
    assert await joint.known(topic) == {NEAR: "LAPSED", FAR: "LAPSED"}
    assert (await joint.part(FAR, topic))["state"] == "INVITED", "it was away and has not looked"
    async with refused("participation.answer.in-time"):
        await joint.answer(FAR, topic)
    assert await joint.settle() == []
    assert (await joint.part(FAR, topic))["state"] == "LAPSED"
    await joint.send(LEAD, "inviteJointTopic", topic, committees=[FAR], authority=AUTHORITY)
    await joint.settle()
    await joint.answer(FAR, topic)
    assert await joint.settle() == []
    assert await joint.known(topic) == {NEAR: "LAPSED", FAR: "ACCEPTED"}


@pytest.mark.parametrize("looked", [True, False], ids=["the lead has looked", "the lead has not looked"])
async def test_an_answer_that_was_on_its_way_too_long_is_refused(joint: Joint, looked: bool) -> None:
    topic = await joint.invited(NEAR)
    await joint.answer(NEAR, topic)
    await joint.pass_days(30, *([LEAD] if looked else []))
    (line,) = [line for line in await joint.settle() if topic[:6] in line]
    assert f"{ANSWERED}.in-time" in line
    part = await joint.part(NEAR, topic)
    assert part["state"] == "LAPSED"
    if not looked:
        assert part["refusal"]["messageZh"].startswith("答复期限已过")


async def test_a_withdrawal_before_anything_is_issued(joint: Joint) -> None:
    topic = await joint.accepted(NEAR, FAR)
    await joint.withdraw(NEAR, topic)
    assert await joint.settle() == []
    assert await joint.known(topic) == {NEAR: "WITHDRAWN", FAR: "ACCEPTED"}
    assert (await joint.topic(topic))["audience"] == [FAR]
    async with refused("participation.attach-statement.state"):
        await joint.send(
            NEAR, "attachStatementParticipation", (await joint.part(NEAR, topic))["id"],
            statement="保留意见", authority=AUTHORITY,
        )  # fmt: skip


async def test_whoever_was_not_invited_hears_of_no_topic_and_is_put_right(joint: Joint) -> None:
    topic = await joint.proposed()
    await joint.answer(NEAR, topic)
    (line,) = await joint.settle()
    assert "REFUSED NOT_FOUND" in line
    assert (await joint.part(NEAR, topic))["state"] == "RECALLED"
    await joint.send(LEAD, "inviteJointTopic", topic, committees=[NEAR], authority=AUTHORITY)
    assert await joint.settle() == []
    assert (await joint.part(NEAR, topic))["state"] == "INVITED"


async def test_what_another_committee_leads_is_not_touched(joint: Joint) -> None:
    topic = await joint.invited(NEAR)
    async with refused("", ErrorCode.BAD_USER_INPUT):
        await joint.between.send(
            NEAR, "inviteJointTopic", {"committees": [FAR], "authority": AUTHORITY}, id=topic,
        )  # fmt: skip
