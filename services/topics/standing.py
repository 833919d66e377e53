"""Where joint topics and participations stand."""

from typing import Final

from schema.ids import parse_id
from services.kit.acts import Act
from services.kit.standing import Standing, Standings
from services.topics.records import PARTICIPATION, TOPIC


async def _topic(act: Act) -> Standing:
    invited = await act.rows(TOPIC, "topic_invitation", act.record["id"])
    return Standing("JointTopic", act.record["stage"], {"already_invited": [each["committee"] for each in invited]})


async def _participation(act: Act) -> Standing:
    lead = parse_id(act.record["topic_id"]).owner
    return Standing("Participation", act.record["state"], {"topic_lead": lead})


STANDINGS: Final = (Standings(TOPIC, "topics", _topic), Standings(PARTICIPATION, "topics", _participation))
