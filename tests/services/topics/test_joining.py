"""Topics that are alike are found, and the lead of one may be asked to join the other; it decides itself."""

from __future__ import annotations

import pytest

from schema.errors import ErrorCode
from schema.topics.similar import THRESHOLD
from services.facts.reading import entries
from tests.services.commands.desk import AUTHORITY
from tests.services.topics.joint import FAR, LEAD, NEAR, TOPIC, Joint, refused

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def likeness(joint: Joint, one: str, other: str) -> int:
    """How much two titles are alike, as the database says."""
    ((score,),) = await joint.between.rows(LEAD, "SELECT likeness(topic_pairs($1), topic_pairs($2))", one, other)
    return int(score)


@pytest.mark.parametrize(
    ("one", "other", "score"),
    [
        ("练江流域协同治理", "练江流域协同治理", 100),
        ("练江流域协同治理", "练江流域水环境协同治理", 54),
        ("推动落实广州市“港澳药械通”试点", "推动落实广州市港澳药械通试点", 84),
        ("建立广州干细胞资源库", "练江流域协同治理", 0),
        ("治", "治", 0),
    ],
)
async def test_how_much_two_titles_are_alike(joint: Joint, one: str, other: str, score: int) -> None:
    assert await likeness(joint, one, other) == score
    assert await likeness(joint, other, one) == score


async def test_the_topics_of_the_article_are_not_alike(joint: Joint) -> None:
    titles = [entry["title"] for entry in entries("topics", "topic")]
    scores = [await likeness(joint, one, other) for one in titles for other in titles if one < other]
    assert len(scores) > 10
    assert max(scores) < THRESHOLD, "two made-up examples share the words of an example"


async def asked_to_join(joint: Joint) -> tuple[str, str]:
    """A topic of the lead, and the similar one of another committee, in which a third takes part."""
    title = "练江流域水环境协同治理"
    own = await joint.send(NEAR, "proposeJointTopic", **{**TOPIC, "title": title})
    await joint.send(NEAR, "inviteJointTopic", own, committees=[FAR], authority=AUTHORITY)
    await joint.settle()
    await joint.answer(FAR, own)
    topic = await joint.proposed()
    await joint.send(LEAD, "inviteJointTopic", topic, committees=[NEAR], similar=[own], authority=AUTHORITY)
    assert await joint.settle() == []
    return topic, own


async def test_it_joins_and_its_own_topic_ends(joint: Joint) -> None:
    topic, own = await asked_to_join(joint)
    async with refused("", ErrorCode.BAD_USER_INPUT):
        await joint.answer(NEAR, topic)
    await joint.answer(NEAR, topic, ownTopic="JOIN")
    assert (await joint.topic(own))["stage"] == "INVITING", "the lead has not heard of it yet"
    assert await joint.settle() == []
    row = await joint.topic(own)
    assert (row["stage"], row["joined_to"]) == ("TERMINATED", topic)
    assert (await joint.topic(topic))["related"] == [own]
    assert (await joint.part(FAR, own))["state"] == "CONCLUDED"


async def test_it_keeps_its_own_and_both_are_related(joint: Joint) -> None:
    topic, own = await asked_to_join(joint)
    await joint.answer(NEAR, topic, ownTopic="KEEP")
    assert await joint.settle() == []
    row = await joint.topic(own)
    assert (row["stage"], row["joined_to"], row["related"]) == ("INVITING", None, [topic])


async def test_an_acceptance_that_came_too_late_costs_no_topic(joint: Joint) -> None:
    topic, own = await asked_to_join(joint)
    await joint.answer(NEAR, topic, ownTopic="JOIN")
    await joint.pass_days(30, LEAD)
    assert any("in-time" in line for line in await joint.settle())
    assert (await joint.topic(own))["joined_to"] is None


async def test_only_a_topic_of_an_invited_committee_can_be_asked_for(joint: Joint) -> None:
    topic, own = await joint.proposed(), await joint.proposed()
    async with refused("", ErrorCode.BAD_USER_INPUT):
        await joint.send(LEAD, "inviteJointTopic", topic, committees=[NEAR], similar=[own], authority=AUTHORITY)
