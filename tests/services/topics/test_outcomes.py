"""What comes of a topic: suggestions to units of every level, their answers, outputs, tracks; and its end."""

from __future__ import annotations

import pytest

from schema.errors import ErrorCode
from tests.services.commands.desk import AUTHORITY
from tests.services.topics.joint import LEAD, NEAR, Joint, refused
from tests.services.topics.stages import endorse, issue, under_review

pytestmark = pytest.mark.asyncio(loop_scope="module")
FORWARDED = {"unit": "省卫生健康委", "level": "PROVINCE", "route": "FORWARDED", "forwardedBy": "省政协办公厅"}
DIRECT = {"unit": "市卫生健康委", "level": "CITY", "route": "DIRECT"}


async def issued(joint: Joint) -> str:
    """A topic of two committees that was issued."""
    topic = await under_review(joint, NEAR)
    await endorse(joint, NEAR, topic)
    assert await joint.settle() == []
    await issue(joint, topic)
    assert await joint.settle() == []
    return topic


async def suggested(joint: Joint, code: str, topic: str) -> str:
    """An issued suggestion of one committee."""
    id_ = await joint.send(code, "draftWrittenSuggestion", topic=topic, title="建议", text="正文")
    return await joint.send(code, "issueWrittenSuggestion", id_, authority=AUTHORITY)


async def test_each_delivers_to_its_own_side_and_the_topic_follows(joint: Joint) -> None:
    topic = await issued(joint)
    theirs, own = await suggested(joint, NEAR, topic), await suggested(joint, LEAD, topic)
    async with refused("written-suggestion.deliver.recipients"):
        await joint.send(NEAR, "deliverWrittenSuggestion", theirs, recipients=[])
    async with refused("", ErrorCode.BAD_USER_INPUT):
        await joint.send(NEAR, "deliverWrittenSuggestion", theirs, recipients=[FORWARDED | {"forwardedBy": None}])
    await joint.send(NEAR, "deliverWrittenSuggestion", theirs, recipients=[FORWARDED, DIRECT])
    assert await joint.settle() == []
    assert (await joint.topic(topic))["stage"] == "DELIVERED"
    await joint.send(LEAD, "deliverWrittenSuggestion", own, recipients=[DIRECT])
    row = await joint.between.row(LEAD, "written_suggestion", own)
    assert (row["recipients"], row["route"], row["state"]) == (["市卫生健康委"], "DIRECT", "DELIVERED")
    answer = {"position": 1, "response": "ADOPTED", "note": "采纳，列入明年规划"}
    await joint.send(NEAR, "recordResponseWrittenSuggestion", theirs, **answer)
    assert await joint.settle() == []
    assert (await joint.topic(topic))["stage"] == "RESPONDED"
    copy = await joint.copy(LEAD, theirs)
    assert copy is not None
    deliveries = copy["children"]["suggestion_delivery"]
    assert [(each["route"], each["response"]) for each in deliveries] == [("FORWARDED", "ADOPTED"), ("DIRECT", None)]


async def test_nothing_is_suggested_before_the_issue_or_by_others(joint: Joint) -> None:
    topic = await under_review(joint, NEAR)
    async with refused("written-suggestion.draft.issued"):
        await joint.send(NEAR, "draftWrittenSuggestion", topic=topic, title="建议")
    async with refused("written-suggestion.draft.participant"):
        await joint.send("350800", "draftWrittenSuggestion", topic=topic, title="建议")


async def test_outputs_of_both_are_listed_before_the_topic_is_closed(joint: Joint) -> None:
    topic = await issued(joint)
    await joint.send(LEAD, "deliverWrittenSuggestion", await suggested(joint, LEAD, topic), recipients=[DIRECT])
    async with refused("joint-topic.close.outputs"):
        await joint.send(LEAD, "closeJointTopic", topic)
    part = (await joint.part(NEAR, topic))["id"]
    filing = "440500:filing:019d0000-0000-7000-8000-000000000001"
    await joint.send(NEAR, "linkOutputParticipation", part, kind="PROPOSAL", title="关于练江的提案", record=filing)
    await joint.send(LEAD, "linkOutputJointTopic", topic, kind="PLENARY_SPEECH", title="大会发言")
    assert await joint.settle() == []
    query = "SELECT committee, kind, record FROM topic_output WHERE topic_id = $1 ORDER BY committee"
    assert await joint.between.rows(LEAD, query, topic) == [
        (LEAD, "PLENARY_SPEECH", None), (NEAR, "PROPOSAL", filing),
    ]  # fmt: skip
    await joint.send(LEAD, "closeJointTopic", topic, note="结题")
    assert await joint.settle() == []
    assert (await joint.part(NEAR, topic))["state"] == "CONCLUDED"


async def test_tracks_run_beside_the_topic(joint: Joint) -> None:
    topic = await issued(joint)
    for kind in ("KEY_SUPERVISION", "CONSULTATION_BROADCAST", "CITY_AND_DISTRICT"):
        await joint.send(LEAD, "openTrackJointTopic", topic, kind=kind, title="推进")
    await joint.send(LEAD, "closeTrackJointTopic", topic, position=2, result="已播出")
    async with refused("joint-topic.close-track.open"):
        await joint.send(LEAD, "closeTrackJointTopic", topic, position=2)
    assert await joint.settle() == []
    copy = await joint.copy(NEAR, topic)
    assert copy is not None
    assert [each["result"] for each in copy["children"]["topic_track"]] == [None, "已播出", None]
