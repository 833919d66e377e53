"""The whole life of a topic of three committees, each refusal on its way, and acts that cross."""

from __future__ import annotations

import pytest

from services.partners.plans import consent_of
from services.topics.drafts import digest
from services.topics.endorsing import endorsement_id
from tests.services.commands.desk import AUTHORITY
from tests.services.topics.joint import FAR, LEAD, NEAR, Joint, refused
from tests.services.topics.stages import (
    TEXT,
    agree,
    circulate,
    endorse,
    established,
    issue,
    under_review,
    version,
    visit,
)

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def stage(joint: Joint, topic: str) -> str:
    """The topic's stage at its lead."""
    return str((await joint.topic(topic))["stage"])


async def endorsement(joint: Joint, code: str, topic: str) -> str:
    """The state of a committee's own endorsement."""
    return str((await joint.between.row(code, "topic_endorsement", endorsement_id(code, topic)))["state"])


async def test_from_the_establishment_to_the_issue(joint: Joint) -> None:
    await agree(joint)
    topic = await established(joint, NEAR, FAR)
    async with refused("joint-topic.start-draft.state"):
        await joint.send(LEAD, "startDraftJointTopic", topic)
    record = await visit(joint, NEAR, topic)
    assert await joint.settle() == []
    assert await stage(joint, topic) == "FIELDWORK", "the first fieldwork begins it"
    assert await joint.copy(FAR, record) is not None
    await joint.send(NEAR, "concludeFieldworkRecord", record, findings="上游面源污染")
    await visit(joint, LEAD, topic)
    assert await joint.settle() == []
    copy = await joint.copy(FAR, record)
    assert copy is not None
    assert copy["values"]["findings"] == "上游面源污染"
    async with refused("joint-topic.start-draft.fieldwork"):
        await joint.send(LEAD, "startDraftJointTopic", topic)
    await visit(joint, FAR, topic)
    assert await joint.settle() == []
    await joint.send(LEAD, "startDraftJointTopic", topic)
    async with refused("joint-topic.circulate.draft"):
        await joint.send(LEAD, "circulateJointTopic", topic)
    await circulate(joint, topic)
    part = await joint.part(NEAR, topic)
    assert (part["draft_text"], part["draft_sha256"], part["endorse_by"] is None) == (TEXT, digest(TEXT), False)
    await endorse(joint, NEAR, topic)
    assert await joint.settle() == []
    async with refused("joint-topic.issue.endorsed"):
        await issue(joint, topic)
    await endorse(joint, FAR, topic)
    assert await joint.settle() == []
    await issue(joint, topic)
    assert await joint.settle() == []
    for code in (NEAR, FAR):
        assert await endorsement(joint, code, topic) == "BOUND"
        copy = await joint.copy(code, topic)
        assert copy is not None
        assert copy["values"]["stage"] == "ISSUED"


async def test_what_establishing_needs(joint: Joint) -> None:
    topic = await joint.invited(NEAR)
    async with refused("joint-topic.establish.accepted"):
        await joint.send(LEAD, "establishJointTopic", topic, adHoc=True, authority=AUTHORITY)
    await joint.answer(NEAR, topic)
    assert await joint.settle() == []
    async with refused("joint-topic.establish.plan"):
        await joint.send(LEAD, "establishJointTopic", topic, authority=AUTHORITY)
    await joint.send(LEAD, "establishJointTopic", topic, planDocument="穗政协〔2026〕1号", authority=AUTHORITY)
    assert (await joint.topic(topic))["established_on"] == joint.today


async def test_a_topic_of_a_joint_plan_of_its_year_is_planned(joint: Joint) -> None:
    topic, other = await joint.accepted(NEAR), await joint.accepted(NEAR)
    plan = await joint.send(
        LEAD, "draftJointAnnualPlan", title="协同履职计划", year=2026, parties=[NEAR],
        items=[{"title": "练江", "lead": LEAD, "topic": topic}],
    )  # fmt: skip
    await joint.send(LEAD, "offerJointAnnualPlan", plan, authority=AUTHORITY)
    await joint.settle()
    async with refused("joint-topic.establish.plan"):
        await joint.send(LEAD, "establishJointTopic", topic, authority=AUTHORITY)
    await joint.send(NEAR, "answerPlanConsent", consent_of(NEAR, plan), answer="AGREE", authority=AUTHORITY)
    await joint.settle()
    async with refused("joint-topic.establish.plan"):
        await joint.send(LEAD, "establishJointTopic", other, authority=AUTHORITY)
    await joint.send(LEAD, "establishJointTopic", topic, authority=AUTHORITY)


async def test_changes_are_asked_for_and_a_new_version_supersedes(joint: Joint) -> None:
    topic = await under_review(joint, NEAR)
    await endorse(joint, NEAR, topic)
    assert await joint.settle() == []
    await joint.send(LEAD, "requestChangesJointTopic", topic, note="补充数据")
    await circulate(joint, topic, "第二稿")
    assert await endorsement(joint, NEAR, topic) == "SUPERSEDED"
    async with refused("topic-endorsement.give.latest"):
        await endorse(joint, NEAR, topic)
    await joint.send(NEAR, "requestChangesTopicEndorsement", topic=topic, note="删去第三段", **version(2, "第二稿"))
    assert await joint.settle() == []
    assert await stage(joint, topic) == "DRAFTING"
    await circulate(joint, topic, "第三稿")
    await endorse(joint, NEAR, topic, **version(3, "第三稿"))
    assert await joint.settle() == []
    await issue(joint, topic)
    assert await joint.settle() == []


async def test_an_endorsement_of_a_version_that_was_superseded_meanwhile_is_refused(joint: Joint) -> None:
    topic = await under_review(joint, NEAR)
    await endorse(joint, NEAR, topic)
    await joint.send(LEAD, "requestChangesJointTopic", topic, note="补充数据")
    await joint.send(LEAD, "freezeDraftJointTopic", topic, text="第二稿")
    await joint.send(LEAD, "circulateJointTopic", topic)
    (line,) = await joint.settle()
    assert "topic-endorsement.given REFUSED joint-topic.record-endorsement.latest" in line
    part = await joint.part(NEAR, topic)
    assert (part["state"], part["draft_number"], part["endorsed_version"]) == ("ACCEPTED", 2, None)
    async with refused("joint-topic.issue.endorsed"):
        await issue(joint, topic)
    await endorse(joint, NEAR, topic, **version(2, "第二稿"))
    assert await joint.settle() == []


@pytest.mark.parametrize("first", ["issue", "withdrawal"])
async def test_a_withdrawal_and_the_issue_cross(joint: Joint, first: str) -> None:
    """What stands first in the lead's ledger holds."""
    topic = await under_review(joint, NEAR)
    await endorse(joint, NEAR, topic)
    assert await joint.settle() == []
    await joint.withdraw(NEAR, topic)
    if first == "issue":
        await issue(joint, topic)
        (line,) = await joint.settle()
        assert "participation.withdrawn REFUSED joint-topic.record-withdrawal.state" in line
        part = await joint.part(NEAR, topic)
        assert (part["state"], part["withdrawn_on"]) == ("ACCEPTED", None)
        assert await endorsement(joint, NEAR, topic) == "BOUND"
        await joint.send(
            NEAR, "attachStatementParticipation", part["id"], statement="本会对第二段持保留意见", authority=AUTHORITY
        )
        assert await joint.settle() == []
        said = await joint.between.rows(LEAD, "SELECT statement FROM topic_invitation WHERE topic_id = $1", topic)
        assert said == [("本会对第二段持保留意见",)]
        async with refused("participation.withdraw.not-issued"):
            await joint.withdraw(NEAR, topic)
    else:
        assert await joint.settle() == []
        async with refused("joint-topic.issue.state"):
            await issue(joint, topic)
        assert await stage(joint, topic) == "INVITING", "nobody takes part any more (J2)"


async def test_silence_in_review_lapses_and_does_not_block_the_others(joint: Joint) -> None:
    await agree(joint)
    topic = await under_review(joint, NEAR, FAR)
    await endorse(joint, NEAR, topic)
    assert await joint.settle() == []
    await joint.pass_days(40, LEAD)
    assert await joint.known(topic) == {NEAR: "ACCEPTED", FAR: "LAPSED"}
    async with refused("topic-endorsement.give.in-time"):
        await endorse(joint, FAR, topic)
    assert await joint.settle() == []
    assert (await joint.part(FAR, topic))["state"] == "LAPSED"
    await issue(joint, topic)
    assert await joint.settle() == []
    assert await stage(joint, topic) == "ISSUED"


async def test_an_endorsement_runs_out_when_nothing_is_issued(joint: Joint) -> None:
    topic = await under_review(joint, NEAR)
    await endorse(joint, NEAR, topic)
    assert await joint.settle() == []
    await joint.pass_days(120, NEAR, LEAD)
    assert await endorsement(joint, NEAR, topic) == "EXPIRED"
    async with refused("joint-topic.issue.endorsed"):
        await issue(joint, topic)
    await joint.send(LEAD, "requestChangesJointTopic", topic, note="再次会商")
    await joint.send(LEAD, "circulateJointTopic", topic)
    assert await joint.settle() == []
    await endorse(joint, NEAR, topic)
    assert await joint.settle() == []
    await issue(joint, topic)


async def test_a_topic_that_is_terminated_ends_everybodys_part(joint: Joint) -> None:
    topic = await joint.invited(NEAR, FAR)
    await joint.answer(NEAR, topic)
    assert await joint.settle() == []
    async with refused("joint-topic.terminate.reason"):
        await joint.send(LEAD, "terminateJointTopic", topic, note=" ")
    await joint.send(LEAD, "terminateJointTopic", topic, note="条件变化")
    assert await joint.settle() == []
    assert (await joint.part(NEAR, topic))["state"] == "CONCLUDED"
    assert (await joint.part(FAR, topic))["state"] == "RECALLED"


async def test_three_days_away_both_work_and_then_agree(joint: Joint) -> None:
    """Each side goes on with what is its own; on return everything is carried in order and nothing is lost."""
    topic = await established(joint, NEAR)
    for _ in range(3):
        await visit(joint, NEAR, topic)
        await visit(joint, LEAD, topic)
        await joint.pass_days(1, LEAD, NEAR)
    assert await joint.settle() == []
    row = await joint.topic(topic)
    (told,) = await joint.between.rows(LEAD, "SELECT fieldwork FROM topic_invitation WHERE topic_id = $1", topic)
    assert (row["stage"], row["lead_fieldwork"], told) == ("FIELDWORK", 3, (3,))
    copy = await joint.copy(NEAR, topic)
    assert copy is not None
    assert copy["version"] == row["version"]
