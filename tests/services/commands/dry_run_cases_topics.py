"""How to come to each stage of a topic at 440100, which leads it or takes part; for
:mod:`tests.services.commands.dry_run_cases`. The other committees are heard of by messages as they would send them.
"""

from __future__ import annotations

import itertools
from typing import Any, Final

from schema.ids import derived_id, new_id
from services.kit.importing import ImportRecord, import_records
from services.kit.receiving import Delivery, apply_delivery
from services.topics.drafts import digest
from services.topics.handlers import HANDLERS
from services.topics.records import TOPIC
from services.topics.standing_in import participation_id
from tests.services.commands.desk import AUTHORITY, CODE
from tests.services.commands.trial import Trial

OTHER: Final = "440500"
_NUMBERS: Final = itertools.count(1)


async def hear(trial: Trial, kind: str, **body: Any) -> None:
    """A message of committee 440500 arrives."""
    delivery = Delivery(OTHER, next(_NUMBERS), kind, body, trial.clock.now())
    async with trial.node.database.writer.acquire() as connection, connection.transaction():
        outcome = await apply_delivery(connection, CODE, trial.clock.now(), delivery, HANDLERS)
    assert outcome.state == "APPLIED", str(outcome)


async def proposed(trial: Trial) -> str:
    """A topic nobody was invited to."""
    return await trial.make("proposeJointTopic", committee=CODE, input={"title": "课题"})


async def invited(trial: Trial) -> str:
    """A topic to which another committee is invited."""
    topic = await proposed(trial)
    await trial.send("inviteJointTopic", id=topic, input={"committees": [OTHER], "authority": AUTHORITY})
    return topic


async def accepted(trial: Trial) -> str:
    """A topic in which another committee takes part."""
    topic = await invited(trial)
    await hear(trial, "participation.answered", topic=topic, answer="ACCEPT", authority=AUTHORITY)
    return topic


def theirs(trial: Trial) -> str:
    """The id of a new topic of the other committee."""
    return str(new_id(OTHER, "topic", at=trial.clock.now()))


async def told(trial: Trial, kind: str, topic: str, stage: str, version: int, **body: Any) -> None:
    """The other committee tells of its topic, with a copy."""
    mine = {"committee": CODE, "participation_id": participation_id(CODE, topic), "state": "ACCEPTED"}
    copy = {
        "kind": "topic", "id": topic, "version": version, "values": {"title": "课题", "stage": stage},
        "children": {"topic_invitation": [mine]},
    }  # fmt: skip
    await hear(trial, kind, topic=topic, stage=stage, record=copy, **body)


async def invitation(trial: Trial) -> str:
    """A topic of the other committee to which this one is invited."""
    topic = theirs(trial)
    await told(
        trial, "joint-topic.invited", topic, "INVITING", 2, title="课题", authority=AUTHORITY,
        respondBy="2026-12-14", provisional=False,
    )  # fmt: skip
    return topic


async def answer(trial: Trial) -> dict[str, Any]:
    """The input of an answer to an invitation that is there."""
    return {"topic": await invitation(trial), "answer": "ACCEPT", "authority": AUTHORITY}


async def taking_part(trial: Trial) -> str:
    """The participation in a topic of the other committee."""
    return await trial.make("answerParticipation", committee=CODE, input=await answer(trial))


async def issued_elsewhere(trial: Trial) -> str:
    """The participation in a topic that was issued."""
    given = await answer(trial)
    await trial.send("answerParticipation", committee=CODE, input=given)
    await told(trial, "joint-topic.changed", given["topic"], "ISSUED", 9)
    return str(derived_id(CODE, "participation", given["topic"]))


ESTABLISH: Final = {
    "leadingOfficial": "某副主席", "taskForce": "专班", "adHoc": True, "authority": AUTHORITY,
}  # fmt: skip
TEXT: Final = "文稿"


async def established(trial: Trial) -> str:
    """An established topic."""
    topic = await accepted(trial)
    await trial.send("establishJointTopic", id=topic, input=ESTABLISH)
    return topic


def visit(topic: str) -> dict[str, Any]:
    """The input of fieldwork for a topic."""
    return {"topic": topic, "title": "走访", "place": "沿江", "heldFrom": "2026-11-20", "people": 5}


async def investigated(trial: Trial) -> str:
    """A topic for which everybody did fieldwork."""
    topic = await established(trial)
    await trial.send("addFieldworkRecord", committee=CODE, input=visit(topic))
    await hear(trial, "fieldwork.added", topic=topic)
    return topic


async def drafting(trial: Trial) -> str:
    """A topic that is being drafted."""
    return await trial.make("startDraftJointTopic", id=await investigated(trial))


async def frozen(trial: Trial) -> str:
    """A topic with a frozen draft."""
    return await trial.make("freezeDraftJointTopic", id=await drafting(trial), input={"text": TEXT})


async def circulated(trial: Trial) -> str:
    """A topic whose draft is under review."""
    return await trial.make("circulateJointTopic", id=await frozen(trial))


async def endorsed(trial: Trial) -> str:
    """A topic whose draft everybody endorsed."""
    topic = await circulated(trial)
    await hear(
        trial, "topic-endorsement.given", topic=topic, draftNumber=1, draftSha256=digest(TEXT), validUntil="2027-02-01"
    )
    return topic


async def issued(trial: Trial) -> str:
    """A topic that was issued."""
    return await trial.make("issueJointTopic", id=await endorsed(trial), input={"authority": AUTHORITY})


async def with_output(trial: Trial) -> str:
    """A delivered topic with an output, as an earlier system left it."""
    output = {
        "position": 1, "committee": CODE, "kind": "RESEARCH_REPORT", "title": "调研报告", "record": None,
        "linked_on": "2026-11-20",
    }  # fmt: skip
    id_ = str(new_id(CODE, TOPIC.kind, at=trial.clock.now()))
    fact = ImportRecord(
        TOPIC, id_, {"title": "旧题", "stage": "DELIVERED"}, "OFFICIAL", "档案", visibility="NODE",
        children={"topic_output": [output]},
    )  # fmt: skip
    await import_records(trial.node.database, CODE, [fact], trial.clock)
    return id_


async def fieldwork(trial: Trial) -> dict[str, Any]:
    """The input of fieldwork for an established topic."""
    return visit(await established(trial))


async def visited(trial: Trial) -> str:
    """A record of fieldwork."""
    return await trial.make("addFieldworkRecord", committee=CODE, input=await fieldwork(trial))


async def asked(trial: Trial) -> str:
    """A topic of the other committee whose draft this one is asked to endorse."""
    given = await answer(trial)
    await trial.send("answerParticipation", committee=CODE, input=given)
    draft = {"number": 1, "sha256": digest(TEXT), "text": TEXT}
    await told(
        trial, "joint-topic.circulated", given["topic"], "CO_REVIEW", 9, draft=draft,
        endorseBy="2026-12-07", provisional=False,
    )  # fmt: skip
    return str(given["topic"])


async def endorsement(trial: Trial) -> dict[str, Any]:
    """The input of an endorsement of a draft that is under review."""
    version = {"draftNumber": 1, "draftSha256": digest(TEXT)}
    return {"topic": await asked(trial), **version, "authority": AUTHORITY}


async def changes(trial: Trial) -> dict[str, Any]:
    """The input of a request for changes in a draft that is under review."""
    return {"topic": await asked(trial), "draftNumber": 1, "draftSha256": digest(TEXT), "note": "补充数据"}


OUTPUT: Final = {"kind": "PROPOSAL", "title": "关于练江的提案"}
DELIVERY: Final = {
    "recipients": [
        {"unit": "省生态环境厅", "level": "PROVINCE", "route": "FORWARDED", "forwardedBy": "省政协办公厅"},
        {"unit": "市水务局", "level": "CITY", "route": "DIRECT"},
    ]
}
RESPONSE: Final = {"position": 1, "response": "ADOPTED", "note": "采纳，纳入规划"}


async def tracked(trial: Trial) -> str:
    """A topic with an open track."""
    topic = await established(trial)
    return await trial.make("openTrackJointTopic", id=topic, input={"kind": "KEY_SUPERVISION", "title": "督办"})


async def suggestion(trial: Trial) -> dict[str, Any]:
    """The input of a suggestion of a topic that was issued."""
    return {"topic": await issued(trial), "title": "建议", "text": "正文"}


async def suggested(trial: Trial) -> str:
    """A drafted suggestion."""
    return await trial.make("draftWrittenSuggestion", committee=CODE, input=await suggestion(trial))


async def suggestion_issued(trial: Trial) -> str:
    """An issued suggestion."""
    return await trial.make("issueWrittenSuggestion", id=await suggested(trial), input={"authority": AUTHORITY})


async def delivered(trial: Trial) -> str:
    """A delivered suggestion."""
    return await trial.make("deliverWrittenSuggestion", id=await suggestion_issued(trial), input=DELIVERY)
