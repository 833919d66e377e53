"""What a committee does about a topic that another one leads: it answers, withdraws, or attaches a statement. Each is
its own record and a message to the lead, whose ledger decides where two acts cross.
"""

from collections.abc import Mapping
from typing import Any, Final

from schema.ids import parse_id
from services.kit.acts import NEW, Act, Command, Done
from services.kit.authority import authority_facts, read_authority, told_authority
from services.kit.events import Change, Message
from services.kit.inputs import NAME, NOTE
from services.topics.records import PARTICIPATION, TOPIC
from services.topics.standing_in import held_topic, participation_id
from services.topics.steps import origin

MACHINE: Final = "Participation"


async def _answer(act: Act) -> Done:
    """The answering committee's own record; its id follows from the topic, so the lead can ask for it."""
    given = act.input
    topic = parse_id(given.text("topic", most=100), kind=TOPIC.kind)
    answer, authority = given.text("answer", most=NAME), read_authority(given)
    participation = participation_id(act.code, str(topic))
    row = (await act.lock(PARTICIPATION, [participation])).get(participation)
    facts: dict[str, object] = {
        "answer": answer, "topic_lead": topic.owner, "answer_overdue": overdue(act, row), **authority_facts(authority),
    }  # fmt: skip
    if row is not None:
        facts |= origin(row)
    transition = act.decide(MACHINE, None if row is None else row["state"], facts)
    own = _own_topic(act, row, answer)
    note = given.optional_text("note", most=NOTE)
    values = {
        "state": transition.after, "answered_on": act.today, "note": note, "authority": authority, "own_topic": own,
        "refusal": None,
    }  # fmt: skip
    if row is None:
        values |= {**NEW, "visibility": "SHARED", "audience": [topic.owner], "topic_id": str(topic)}
    told = {
        "participation": participation,
        "topic": str(topic),
        "answer": answer,
        "authority": told_authority(authority),
        "note": note,
        "ownTopic": own,
    }
    change = Change(
        PARTICIPATION, "participation.answered", participation, values, 0 if row is None else row["version"],
        messages=(Message(topic.owner, "participation.answered", told),),
    )  # fmt: skip
    return Done(await act.write(change), peers=(topic.owner,))


def overdue(act: Act, row: Mapping[str, Any] | None) -> bool:
    """Whether the last day for an answer is over, where the invitation named one."""
    return row is not None and row["respond_by"] is not None and bool(row["respond_by"] < act.today)


def _own_topic(act: Act, row: Mapping[str, Any] | None, answer: str) -> str | None:
    """What becomes of the committee's own, similar topic, where it is asked to join that one."""
    decision = act.input.optional_text("ownTopic", most=NAME)
    asked = row is not None and row["similar_topic"] is not None
    if answer == "ACCEPT" and asked and decision is None:
        raise act.input.wrong("ownTopic", "must say what becomes of the similar topic", "应说明相近课题如何处理")
    if decision is not None and not asked:
        raise act.input.wrong("ownTopic", "is only for an invitation that asks for it", "仅用于请其并入的邀请")
    return decision if answer == "ACCEPT" else None


async def _withdraw(act: Act) -> Done:
    row, note, authority = act.record, act.input.optional_text("note", most=NOTE), read_authority(act.input)
    facts = {"topic_stage": await _stage(act), "note": note, **authority_facts(authority)}
    transition = act.decide(MACHINE, row["state"], facts)
    values = {
        "state": transition.after, "withdrawn_on": act.today, "withdrawal_note": note,
        "withdrawal_authority": authority, "refusal": None,
    }  # fmt: skip
    told = {"note": note, "authority": told_authority(authority)}
    return await tell_lead(act, row, "participation.withdrawn", values, told)


async def _attach_statement(act: Act) -> Done:
    row, statement = act.record, act.input.optional_text("statement", most=NOTE)
    authority = read_authority(act.input)
    facts = {"topic_stage": await _stage(act), "note": statement, **authority_facts(authority)}
    transition = act.decide(MACHINE, row["state"], facts)
    values = {"state": transition.after, "statement": statement, "statement_authority": authority}
    return await tell_lead(
        act, row, "participation.stated", values, {"statement": statement, "authority": told_authority(authority)}
    )


async def tell_lead(
    act: Act, row: Mapping[str, Any], event: str, values: Mapping[str, object], told: Mapping[str, object],
    children: Mapping[str, Any] | None = None,
) -> Done:  # fmt: skip
    """Write the participation's next version and tell the lead of it by a message of the event's name."""
    lead = parse_id(row["topic_id"]).owner
    message = Message(lead, event, {"topic": row["topic_id"], **told})
    change = Change(
        PARTICIPATION, event, row["id"], values, row["version"], children=children or {}, messages=(message,)
    )
    return Done(await act.write(change), peers=(lead,))


async def _stage(act: Act) -> str | None:
    """The stage of the topic by the lead's copy."""
    copy = await held_topic(act, act.record["topic_id"])
    return None if copy is None else copy["values"]["stage"]


TAKING_PART: Final = (
    Command("answerParticipation", PARTICIPATION, _answer, creates=True),
    Command("withdrawParticipation", PARTICIPATION, _withdraw),
    Command("attachStatementParticipation", PARTICIPATION, _attach_statement),
)
