"""What the lead's messages set in motion at an invited committee, for its own records alone; and what happens here when
the lead refuses: the committee's record is put right.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from schema.errors import forbidden
from schema.ids import parse_id
from services.kit.acts import NEW, Act
from services.kit.events import Change, Row
from services.kit.inputs import TITLE
from services.kit.receiving import Delivery, Refusal
from services.topics.records import PARTICIPATION, TOPIC
from services.topics.standing_in import held_topic, participation_id
from services.topics.steps import origin
from services.topics.taking_part import MACHINE

ENDED: Final = frozenset({"CLOSED", "TERMINATED"})


def topic_of(act: Act, delivery: Delivery) -> str:
    """The topic that a lead's message is about. Raises FORBIDDEN for a topic of somebody else."""
    topic = act.input.text("topic", most=100)
    if parse_id(topic, kind=TOPIC.kind).owner != delivery.peer:
        raise forbidden(f"{topic} is no topic of {delivery.peer}.", f"{topic} 不是 {delivery.peer} 的课题。")
    return topic


async def own_part(act: Act, topic: str) -> Mapping[str, Any] | None:
    """This committee's participation, locked; None where there is none."""
    own = participation_id(act.code, topic)
    return (await act.lock(PARTICIPATION, [own])).get(own)


async def step(
    act: Act, row: Mapping[str, Any], command: str, event: str, values: Row | None = None, **facts: object
) -> None:
    """One step that the node derives for its own participation."""
    transition = act.derive(MACHINE, command, row["state"], origin(row) | facts)
    changed = {"state": transition.after, **(values or {})}
    await act.write(Change(PARTICIPATION, event, row["id"], changed, row["version"]))


async def invited(act: Act, delivery: Delivery) -> None:
    """An invitation arrives. Where the committee has answered already, having heard of it otherwise, that stands."""
    topic, given = topic_of(act, delivery), act.input
    row = await own_part(act, topic)
    similar = given.optional_text("similarTopic", most=100)
    values: dict[str, object] = {
        "topic_title": given.text("title", most=TITLE),
        "invited_at": delivery.sent_at,
        "invited_authority": dict(delivery.body["authority"]),
        "respond_by": given.day("respondBy"),
        "provisional": bool(given.flag("provisional")),
        "similar_topic": similar if similar is not None and parse_id(similar).owner == act.code else None,
    }
    if row is not None and row["state"] in ("ACCEPTED", "DECLINED") and row["invited_at"] is None:
        await act.write(Change(PARTICIPATION, "participation.invitation-arrived", row["id"], values, row["version"]))
        return
    known = {} if row is None else origin(row)
    transition = act.derive(MACHINE, "receiveParticipation", None if row is None else row["state"], known)
    values |= {"state": transition.after, "answered_on": None, "authority": None, "own_topic": None, "refusal": None}
    if row is None:
        values |= {**NEW, "visibility": "SHARED", "audience": [delivery.peer], "topic_id": topic}
    own, version = participation_id(act.code, topic), 0 if row is None else row["version"]
    await act.write(Change(PARTICIPATION, "participation.invited", own, values, version))


async def recalled(act: Act, delivery: Delivery) -> None:
    """The lead took its invitation back; an acceptance that crosses it will be refused."""
    row = await own_part(act, topic_of(act, delivery))
    if row is not None and row["state"] in ("INVITED", "ACCEPTED"):
        await step(act, row, "recallParticipation", "participation.recalled")


async def lapsed(act: Act, delivery: Delivery) -> None:
    """The lead says that the time for an answer or an endorsement went by."""
    row = await own_part(act, topic_of(act, delivery))
    if row is not None and row["state"] in ("INVITED", "ACCEPTED"):
        await step(act, row, "lapseParticipation", "participation.lapsed", answer_overdue=True)


async def changed(act: Act, delivery: Delivery) -> None:
    """The topic moved on: the copy that came along says how. Where it has ended, so does the participation."""
    topic = topic_of(act, delivery)
    row = await own_part(act, topic)
    if row is not None:
        await end_with(act, row, await held_topic(act, topic))


async def end_with(act: Act, row: Mapping[str, Any], copy: Mapping[str, Any] | None) -> None:
    """End the participation with its topic."""
    if row["state"] == "ACCEPTED" and copy is not None and copy["values"]["stage"] in ENDED:
        await step(act, row, "concludeParticipation", "participation.concluded")


def why(refusal: Refusal) -> dict[str, object]:
    """What is kept of a refusal beside the signed receipt."""
    return {
        "code": refusal.code, "rule": refusal.rule, "message": refusal.message, "messageZh": refusal.message_zh,
    }  # fmt: skip


async def answer_refused(act: Act, delivery: Delivery, refusal: Refusal) -> None:
    """An acceptance that came too late counts as silence; one that was not asked for, as if it were recalled."""
    row = await own_part(act, str(delivery.body["topic"]))
    if row is None or row["state"] != "ACCEPTED":
        return
    kept: Row = {"refusal": why(refusal)}
    if refusal.rule == "joint-topic.record-answer.in-time":
        await step(act, row, "lapseParticipation", "participation.answer-refused", kept, answer_overdue=True)
    else:
        await step(act, row, "recallParticipation", "participation.answer-refused", kept)


async def withdrawal_refused(act: Act, delivery: Delivery, refusal: Refusal) -> None:
    """The withdrawal lost against the issue, or came twice: the committee still takes part, and may state its view."""
    row = await own_part(act, str(delivery.body["topic"]))
    if row is None or row["state"] != "WITHDRAWN":
        return
    kept: Row = {"refusal": why(refusal), "withdrawn_on": None, "withdrawal_note": None, "withdrawal_authority": None}
    await step(act, row, "restoreParticipation", "participation.withdrawal-refused", kept)
    again = await own_part(act, row["topic_id"])
    if again is not None:
        await end_with(act, again, await held_topic(act, row["topic_id"]))
