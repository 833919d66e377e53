"""Written suggestions: each committee drafts, issues and delivers its own to units of any level, directly or through
another body, and records what they answered. The topic at its lead follows by the messages (J5).
"""

from collections.abc import Mapping
from typing import Any, Final

from schema.ids import new_id, owner_of
from services.kit.acts import NEW, Act, Command, Done
from services.kit.authority import authority_facts, read_authority
from services.kit.events import Change, Message
from services.kit.inputs import NAME, NOTE, TITLE, Input
from services.kit.receiving import Delivery, act_on
from services.topics.at_the_lead import told
from services.topics.records import SUGGESTION, TOPIC
from services.topics.standing_in import part_in
from services.topics.steps import MACHINE as TOPIC_MACHINE
from services.topics.steps import origin, take_step

MACHINE: Final = "WrittenSuggestion"
RECIPIENTS_AT_ONCE: Final = 100
MOST: Final = 10_000


async def _draft(act: Act) -> Done:
    topic = act.input.text("topic", most=100)
    part = await part_in(act, topic)
    transition = act.decide(MACHINE, None, part.facts | ({} if part.row is None else origin(part.row)))
    values = {
        **NEW, "visibility": "SHARED", "audience": sorted(part.others), "topic_id": topic, "state": transition.after,
        "title": act.input.text("title", most=TITLE), "text": act.input.optional_text("text"), "recipients": [],
    }  # fmt: skip
    id_ = str(new_id(act.code, SUGGESTION.kind, at=act.at))
    return Done(await act.write(Change(SUGGESTION, "suggestion.drafted", id_, values)))


async def _issue(act: Act) -> Done:
    row, authority = act.record, read_authority(act.input)
    text = act.input.optional_text("text") or row["text"]
    transition = act.decide(MACHINE, row["state"], {"text": text, **authority_facts(authority)})
    values = {"state": transition.after, "text": text, "issued_on": act.today, "issued_authority": authority}
    return Done(await act.write(Change(SUGGESTION, "suggestion.issued", row["id"], values, row["version"])))


def _recipient(act: Act, given: Input, position: int) -> dict[str, Any]:
    route, through = given.text("route", most=NAME), given.optional_text("forwardedBy", most=NAME)
    if (route == "FORWARDED") != (through is not None):
        raise given.wrong("forwardedBy", "goes with the route FORWARDED, and only with it", "仅用于经转，经转的须写明")
    return {
        "position": position,
        "unit": given.text("unit", most=NAME),
        "level": given.text("level", most=NAME),
        "route": route,
        "forwarded_by": through,
        "delivered_on": act.input.optional_day("deliveredOn") or act.today,
        "response": None,
        "response_note": None,
        "responded_on": None,
    }


async def _deliver(act: Act) -> Done:
    row, before = act.record, await act.rows(SUGGESTION, "suggestion_delivery", act.record["id"])
    given = act.input.parts("recipients", most=RECIPIENTS_AT_ONCE)
    fresh = [_recipient(act, each, len(before) + place) for place, each in enumerate(given, 1)]
    units = [each["unit"] for each in fresh]
    transition = act.decide(MACHINE, row["state"], {"recipients": units})
    rows = [*before, *fresh]
    routes = {each["route"] for each in rows}
    values = {
        "state": transition.after, "recipients": [each["unit"] for each in rows],
        "route": routes.pop() if len(routes) == 1 else None,
        "delivered_on": act.input.optional_day("deliveredOn") or act.today,
    }  # fmt: skip
    return await _tell(act, "suggestion.delivered", values, rows, {"recipients": units})


async def _respond(act: Act) -> Done:
    row, note = act.record, act.input.optional_text("note", most=NOTE)
    transition = act.decide(MACHINE, row["state"], {"note": note})
    position = act.input.integer("position", 1, MOST)
    rows = await act.rows(SUGGESTION, "suggestion_delivery", row["id"])
    if not any(each["position"] == position for each in rows):
        raise act.input.wrong("position", "names no delivery", "没有这一次报送")
    answered = {
        "response": act.input.text("response", most=NAME), "response_note": note,
        "responded_on": act.input.optional_day("respondedOn") or act.today,
    }  # fmt: skip
    rows = [each | (answered if each["position"] == position else {}) for each in rows]
    values = {"state": transition.after}
    return await _tell(act, "suggestion.responded", values, rows, {"note": note, "response": answered["response"]})


async def _tell(
    act: Act, event: str, values: Mapping[str, object], rows: list[dict[str, Any]], said: Mapping[str, object]
) -> Done:
    """Write the suggestion; its topic follows here, or at the committee that leads it."""
    row, lead = act.record, owner_of(act.record["topic_id"])
    messages = () if lead == act.code else (Message(lead, event, {"topic": row["topic_id"], **said}),)
    change = Change(
        SUGGESTION, event, row["id"], values, row["version"], children={"suggestion_delivery": rows}, messages=messages
    )
    written = await act.write(change)
    if lead == act.code:
        about = await act_on(act, TOPIC, row["topic_id"])
        await _follow(about, event, {"takes_part": True, **said})
    return Done(written, peers=tuple(message.peer for message in messages))


FOLLOWS: Final = {
    "suggestion.delivered": ("deliverJointTopic", "topic.delivered"),
    "suggestion.responded": ("recordResponseJointTopic", "topic.responded"),
}


async def _follow(act: Act, event: str, facts: Mapping[str, object]) -> None:
    command, follows = FOLLOWS[event]
    transition = act.derive(TOPIC_MACHINE, command, act.record["stage"], facts)
    await take_step(act, act.record, transition, follows)


async def delivered(act: Act, delivery: Delivery) -> None:
    """A participant delivered its suggestion: so the topic is delivered."""
    here = await told(act, delivery)
    units = here.act.input.words("recipients", most=RECIPIENTS_AT_ONCE)
    facts = {"takes_part": here.own["state"] == "ACCEPTED", "recipients": units}
    await _follow(here.act, "suggestion.delivered", facts)


async def responded(act: Act, delivery: Delivery) -> None:
    """A unit responded to a participant."""
    here = await told(act, delivery)
    facts = {"takes_part": here.own["state"] == "ACCEPTED", "note": here.act.input.optional_text("note", most=NOTE)}
    await _follow(here.act, "suggestion.responded", facts)


async def _close(act: Act) -> Done:
    return await _end(act, "suggestion.closed")


async def _withdraw(act: Act) -> Done:
    return await _end(act, "suggestion.withdrawn")


async def _end(act: Act, event: str) -> Done:
    row, note = act.record, act.input.optional_text("note", most=NOTE)
    transition = act.decide(MACHINE, row["state"], {"note": note})
    values = {"state": transition.after, "ended_note": note}
    return Done(await act.write(Change(SUGGESTION, event, row["id"], values, row["version"])))


SUGGESTING: Final = (
    Command("draftWrittenSuggestion", SUGGESTION, _draft, creates=True),
    Command("issueWrittenSuggestion", SUGGESTION, _issue),
    Command("deliverWrittenSuggestion", SUGGESTION, _deliver),
    Command("recordResponseWrittenSuggestion", SUGGESTION, _respond),
    Command("closeWrittenSuggestion", SUGGESTION, _close),
    Command("withdrawWrittenSuggestion", SUGGESTION, _withdraw),
)
