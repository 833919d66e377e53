"""Fieldwork: each committee keeps its own records and tells the lead and the other participants, who hold copies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from schema.errors import forbidden
from schema.ids import new_id, owner_of
from services.kit.acts import NEW, Act, Command, Done
from services.kit.events import Change, Message
from services.kit.inputs import NAME, TITLE
from services.kit.receiving import Delivery
from services.topics.at_a_participant import own_part
from services.topics.at_the_lead import told
from services.topics.records import FIELDWORK
from services.topics.standing_in import Part, part_in
from services.topics.steps import MACHINE as TOPIC_MACHINE
from services.topics.steps import origin, take_step

MACHINE: Final = "FieldworkRecord"
PEOPLE: Final = 100_000


async def _add(act: Act) -> Done:
    given = act.input
    topic = given.text("topic", most=100)
    part = await part_in(act, topic)
    transition = act.decide(MACHINE, None, part.facts | ({} if part.row is None else origin(part.row)))
    first = given.day("heldFrom")
    until = given.optional_day("heldUntil") or first
    if until < first:
        raise given.wrong("heldUntil", "must not be before heldFrom", "不能早于 heldFrom")
    values = {
        **NEW, "visibility": "SHARED", "audience": sorted(part.others), "topic_id": topic, "state": transition.after,
        "title": given.text("title", most=TITLE), "place": given.optional_text("place", most=NAME),
        "held_from": first, "held_until": until, "people": given.integer("people", 1, PEOPLE),
    }  # fmt: skip
    id_ = str(new_id(act.code, FIELDWORK.kind, at=act.at))
    change = Change(FIELDWORK, "fieldwork.added", id_, values, messages=_messages(part, "fieldwork.added"))
    written = await act.write(change)
    if part.lead == act.code and part.row is not None:
        await counted(act, part.row, {"lead_fieldwork": part.row["lead_fieldwork"] + 1}, takes_part=True)
    return Done(written, peers=part.others)


def _messages(part: Part, kind: str) -> tuple[Message, ...]:
    return tuple(Message(code, kind, {"topic": part.topic}) for code in part.others)


async def counted(
    act: Act, row: Mapping[str, Any], values: Mapping[str, object], *,
    takes_part: bool, invitations: Sequence[Mapping[str, Any]] | None = None,
) -> None:  # fmt: skip
    """The topic at its lead takes note of fieldwork; the first begins that stage."""
    known, stage = origin(row), row["stage"]
    if stage == "ESTABLISHED" and takes_part:
        stage = act.derive(TOPIC_MACHINE, "startFieldworkJointTopic", stage, known).after
    facts = known | {"takes_part": takes_part}
    transition = act.derive(TOPIC_MACHINE, "recordFieldworkJointTopic", stage, facts)
    await take_step(act, row, transition, "topic.fieldwork-recorded", values, invitations=invitations)


async def _conclude(act: Act) -> Done:
    row, findings = act.record, act.input.optional_text("findings")
    transition = act.decide(MACHINE, row["state"], {"text": findings})
    part = await part_in(act, row["topic_id"])
    values = {"state": transition.after, "findings": findings, "audience": sorted({*row["audience"], *part.others})}
    change = Change(
        FIELDWORK, "fieldwork.concluded", row["id"], values, row["version"],
        messages=_messages(part, "fieldwork.concluded"),
    )  # fmt: skip
    return Done(await act.write(change), peers=part.others)


async def added(act: Act, delivery: Delivery) -> None:
    """Another committee tells of fieldwork: the lead counts it, a participant holds the copy."""
    if owner_of(act.input.text("topic", most=100)) != act.code:
        await beside(act, delivery)
        return
    here = await told(act, delivery)
    invitations = here.changed(fieldwork=here.own["fieldwork"] + 1)
    await counted(here.act, here.row, {}, takes_part=here.own["state"] == "ACCEPTED", invitations=invitations)


async def concluded(act: Act, delivery: Delivery) -> None:
    """Its findings came: the copy holds them."""
    if owner_of(act.input.text("topic", most=100)) == act.code:
        await told(act, delivery)
    else:
        await beside(act, delivery)


async def beside(act: Act, delivery: Delivery) -> None:
    """A copy from another participant is held by whoever takes part itself. Raises FORBIDDEN for others."""
    topic = act.input.text("topic", most=100)
    row = await own_part(act, topic)
    if row is None:
        raise forbidden(
            f"{act.code} has no part in {topic}, of which {delivery.peer} tells.",
            f"{act.code} 没有参与 {delivery.peer} 所告知的课题 {topic}。",
        )


FIELDWORK_COMMANDS: Final = (
    Command("addFieldworkRecord", FIELDWORK, _add, creates=True),
    Command("concludeFieldworkRecord", FIELDWORK, _conclude),
)
