"""How to come to the stages of a topic over messages."""

from __future__ import annotations

from typing import Any

from services.topics.drafts import digest
from tests.services.commands.desk import AUTHORITY
from tests.services.topics.joint import FAR, LEAD, Joint

TEXT = "关于练江流域协同治理的建议（讨论稿）"


def version(number: int = 1, text: str = TEXT) -> dict[str, Any]:
    """A version as endorsements name it."""
    return {"draftNumber": number, "draftSha256": digest(text)}


async def established(joint: Joint, *codes: str) -> str:
    """An established topic in which these take part."""
    topic = await joint.accepted(*codes)
    await joint.send(LEAD, "establishJointTopic", topic, adHoc=True, authority=AUTHORITY)
    assert await joint.settle() == []
    return topic


async def visit(joint: Joint, code: str, topic: str) -> str:
    """Fieldwork of one committee, not yet carried."""
    return await joint.send(
        code, "addFieldworkRecord", topic=topic, title="沿江走访", place="练江", heldFrom="2026-11-20", people=8
    )


async def under_review(joint: Joint, *codes: str) -> str:
    """A topic whose first draft is under review."""
    topic = await established(joint, *codes)
    for code in (LEAD, *codes):
        await visit(joint, code, topic)
    assert await joint.settle() == []
    await joint.send(LEAD, "startDraftJointTopic", topic)
    await circulate(joint, topic)
    return topic


async def circulate(joint: Joint, topic: str, text: str = TEXT) -> None:
    """A draft is frozen and sent to everybody."""
    await joint.send(LEAD, "freezeDraftJointTopic", topic, text=text)
    await joint.send(LEAD, "circulateJointTopic", topic)
    assert await joint.settle() == []


async def endorse(joint: Joint, code: str, topic: str, **named: Any) -> str:
    """An endorsement of the first draft unless another is named, not yet carried."""
    return await joint.send(code, "giveTopicEndorsement", topic=topic, authority=AUTHORITY, **(named or version()))


async def issue(joint: Joint, topic: str) -> None:
    """The lead issues; nothing is carried."""
    await joint.send(LEAD, "issueJointTopic", topic, authority=AUTHORITY)


async def agree(joint: Joint) -> None:
    """Guangzhou and Longyan have an agreement in force that covers topics."""
    found = await joint.between.rows(LEAD, "SELECT state FROM partner_agreement WHERE state = 'ACTIVE'")
    if found:
        return
    offered = await joint.send(
        LEAD, "proposePartnerAgreement", partner=FAR, title="对口合作协议", covers=["TOPICS"],
        validFrom="2026-11-01", validUntil="2036-12-31", authority=AUTHORITY,
    )  # fmt: skip
    await joint.settle()
    (theirs,) = [row[0] for row in await joint.between.rows(FAR, "SELECT id FROM partner_agreement")]
    assert offered
    await joint.send(FAR, "agreePartnerAgreement", theirs, authority=AUTHORITY)
    await joint.settle()
