"""Handlers with which the exchange is tried: an answer to an invitation, and messages that break."""

from __future__ import annotations

from schema.errors import forbidden
from schema.ids import new_id
from services.kit.acts import Act
from services.kit.events import Change
from services.kit.messages import Message
from services.kit.receiving import Delivery, Handler, Refusal, act_on, nothing_more
from services.topics.records import PARTICIPATION, TOPIC

LEAD, OTHER = "440500", "440100"
ANSWER = "participation.answered"
heard: list[tuple[str, str]] = []


async def _answered(act: Act, delivery: Delivery) -> None:
    """The lead keeps the authority of the answer in its own invitation, and says so to the one who answered."""
    on = await act_on(act, TOPIC, act.input.text("topic"))
    rows = await act.rows(TOPIC, "topic_invitation", on.record["id"])
    invited = next((row for row in rows if row["committee"] == delivery.peer), None)
    if invited is None:
        raise forbidden("You were not invited.", "未受邀请。")
    answer = {**invited, "authority": act.input.part("authority")._values}
    rest = [row for row in rows if row is not invited]
    told = Message(delivery.peer, "topic.noted", {})
    change = Change(
        TOPIC, "topic.answered", on.record["id"], {}, on.record["version"],
        children={"topic_invitation": [*rest, answer]}, messages=(told,),
    )  # fmt: skip
    await on.write(change)


async def _hear(act: Act, delivery: Delivery, refusal: Refusal) -> None:
    heard.append((str(delivery), refusal.code))
    on = await act_on(act, PARTICIPATION, act.input.text("participation"))
    await on.write(Change(PARTICIPATION, "participation.noted", on.record["id"], {"note": "!"}, on.record["version"]))


async def _break(act: Act, delivery: Delivery) -> None:
    await act.write(
        Change(TOPIC, "topic.proposed", str(new_id(act.code, "topic", at=act.at)), {"title": delivery.body["title"]})
    )


HANDLERS = (
    Handler(ANSWER, _answered, _hear),
    Handler("joint-topic.invited", nothing_more),
    Handler("topic.noted", nothing_more),
    Handler("topic.broken", _break),
)
