"""How to come to each stage of a topic at 440100, which leads it or takes part; for
:mod:`tests.services.commands.dry_run_cases`. The other committees are heard of by messages as they would send them.
"""

from __future__ import annotations

import itertools
from typing import Any, Final

from schema.ids import derived_id, new_id
from services.kit.receiving import Delivery, apply_delivery
from services.topics.handlers import HANDLERS
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
    await hear(trial, kind, topic=topic, record=copy, **body)


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
