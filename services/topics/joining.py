"""A committee that leads a similar topic and accepts an invitation decides what becomes of its own: joined to the
other, it ends; kept, the two are related. It happens once the lead's copy shows the acceptance, so that an acceptance
that was refused costs nobody a topic.
"""

from collections.abc import Mapping
from typing import Any

from services.kit.acts import Act
from services.kit.receiving import Delivery
from services.topics.at_a_participant import own_part, topic_of
from services.topics.drafts import NO_REVIEW
from services.topics.leading import recalled
from services.topics.records import TOPIC
from services.topics.standing_in import held_topic
from services.topics.steps import MACHINE, accepted, invitations_of, origin, take_step

OPEN = ("PROPOSED", "INVITING", "ESTABLISHED", "FIELDWORK", "DRAFTING", "CO_REVIEW")
ENDED = ("CLOSED", "TERMINATED")


async def settle_own_topic(act: Act, delivery: Delivery) -> None:
    """Carry out what the committee decided about its own, similar topic, once and only after it was accepted."""
    topic = topic_of(act, delivery)
    row, copy = await own_part(act, topic), await held_topic(act, topic)
    if row is None or copy is None or row["state"] != "ACCEPTED" or row["own_topic"] is None:
        return
    if act.code not in accepted(copy["children"].get("topic_invitation", [])):
        return
    own = (await act.lock(TOPIC, [row["similar_topic"]])).get(row["similar_topic"])
    if own is None or topic in (own["joined_to"], *own["related"]):
        return
    await _carry_out(act, own, topic, row["own_topic"])


async def _carry_out(act: Act, own: Mapping[str, Any], topic: str, decision: str) -> None:
    """What was issued already cannot be joined any more, but related; what has ended stays as it is."""
    invitations = await invitations_of(act, own["id"])
    values: dict[str, object] = {"related": [*own["related"], topic]}
    if decision == "JOIN" and own["stage"] in OPEN:
        transition = act.derive(MACHINE, "joinJointTopic", own["stage"], origin(own) | {"joined_to": topic})
        kept, also = recalled(own, invitations)
        values |= {"joined_to": topic, **NO_REVIEW}
        await take_step(act, own, transition, "topic.joined", values, invitations=kept, also=also)
    elif own["stage"] not in ENDED:
        transition = act.derive(MACHINE, "relateJointTopic", own["stage"], origin(own))
        await take_step(act, own, transition, "topic.related", values)
