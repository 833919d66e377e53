"""Where joint topics and participations stand."""

from typing import Final

from schema.ids import parse_id
from services.kit.acts import Act
from services.kit.standing import Standing, Standings
from services.topics.inviting import AGAIN
from services.topics.records import PARTICIPATION, TOPIC
from services.topics.standing_in import held_topic
from services.topics.steps import accepted, invitations_of
from services.topics.taking_part import overdue


async def _topic(act: Act) -> Standing:
    row = act.record
    rows = await invitations_of(act, row["id"])
    facts: dict[str, object] = {
        "already_invited": [each["committee"] for each in rows if each["state"] not in AGAIN],
        "accepted": accepted(rows),
        "takes_part": True,
    }
    return Standing("JointTopic", row["stage"], facts)


async def _participation(act: Act) -> Standing:
    row = act.record
    copy = await held_topic(act, row["topic_id"])
    facts: dict[str, object] = {
        "topic_lead": parse_id(row["topic_id"]).owner,
        "topic_stage": None if copy is None else copy["values"]["stage"],
        "answer_overdue": overdue(act, row),
    }
    return Standing("Participation", row["state"], facts)


STANDINGS: Final = (Standings(TOPIC, "topics", _topic), Standings(PARTICIPATION, "topics", _participation))
