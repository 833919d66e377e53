"""What the lead does once others take part: it establishes the topic, freezes and circulates drafts, issues, ends it.

Which version everybody endorsed is judged at the lead's ledger position (J4): by the rows that the lead keeps of its
participants, never by asking them.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from schema.calendar import due
from services.kit.acts import Act, Command, Done
from services.kit.authority import authority_facts, read_authority
from services.kit.events import Message
from services.kit.inputs import NAME, NOTE
from services.partners.planned import topic_is_planned
from services.topics.agreements import agreements_with
from services.topics.at_the_lead import past
from services.topics.drafts import NO_REVIEW, digest, drafts_of, under_review
from services.topics.records import TOPIC
from services.topics.steps import MACHINE, accepted, invitations_of, take_step, with_invitation

REVIEW: Final = "joint-topic.review"


async def _establish(act: Act) -> Done:
    row, given, authority = act.record, act.input, read_authority(act.input)
    part = accepted(await invitations_of(act, row["id"]))
    values: dict[str, object] = {
        "leading_official": given.optional_text("leadingOfficial", most=NAME) or row["leading_official"],
        "task_force": given.optional_text("taskForce", most=NOTE) or row["task_force"],
        "plan_document": given.optional_text("planDocument", most=NAME),
        "ad_hoc": bool(given.flag("adHoc")),
    }
    facts = {
        "accepted": part,
        "leading_official": values["leading_official"],
        "task_force": values["task_force"],
        "in_plan": await _planned(act, values["plan_document"]),
        "ad_hoc": values["ad_hoc"],
        **await agreements_with(act, part),
        **authority_facts(authority),
    }
    transition = act.decide(MACHINE, row["stage"], facts)
    values |= {"established_on": act.today, "established_authority": authority}
    return await take_step(act, row, transition, "topic.established", values)


async def _planned(act: Act, document: object) -> bool:
    """Whether the topic is in the lead's plan of its year (J8): its own plan, by its document, or a joint one."""
    year = act.record["year"]
    return year is not None and (document is not None or await topic_is_planned(act.connection, act.record["id"], year))


async def _start_fieldwork(act: Act) -> Done:
    transition = act.decide(MACHINE, act.record["stage"], {})
    return await take_step(act, act.record, transition, "topic.fieldwork-started")


def fieldwork_by(code: str, row: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """Who has told of fieldwork, the lead among them."""
    return [*([code] if row["lead_fieldwork"] else []), *(each["committee"] for each in rows if each["fieldwork"])]


async def _start_draft(act: Act) -> Done:
    row = act.record
    rows = await invitations_of(act, row["id"])
    facts = {"accepted": accepted(rows), "fieldwork_by": fieldwork_by(act.code, row, rows)}
    return await take_step(act, row, act.decide(MACHINE, row["stage"], facts), "topic.draft-started")


async def _freeze(act: Act) -> Done:
    row, text = act.record, act.input.optional_text("text")
    transition = act.decide(MACHINE, row["stage"], {"text": text})
    assert text is not None
    drafts = await drafts_of(act, row["id"])
    fresh = {
        "number": len(drafts) + 1,
        "text": text,
        "sha256": digest(text),
        "note": act.input.optional_text("note", most=NOTE),
        "frozen_at": act.at,
    }
    return await take_step(act, row, transition, "topic.draft-frozen", children={"topic_draft": [*drafts, fresh]})


async def _circulate(act: Act) -> Done:
    """The latest version goes to everybody who takes part; an endorsement of it that has not run out still counts."""
    row, drafts = act.record, await drafts_of(act, act.record["id"])
    transition = act.decide(MACHINE, row["stage"], {"draft_version": drafts[-1]["number"] if drafts else None})
    draft, last = drafts[-1], due(act.book.limit(REVIEW), act.today)
    act.clock("endorseBy", last)
    rows = await invitations_of(act, row["id"])
    for each in rows:
        if each["endorsed_version"] == draft["number"] and past(act, each["endorsed_until"]):
            rows = with_invitation(rows, each["committee"], endorsed_version=None, endorsed_until=None)
    said = under_review(draft, last.on, provisional=last.provisional)
    values = {
        "draft_number": draft["number"], "circulated_on": act.today, "endorse_by": last.on,
        "endorse_provisional": last.provisional,
    }  # fmt: skip
    return await take_step(
        act, row, transition, "topic.circulated", values, invitations=rows, kind="joint-topic.circulated", said=said
    )


async def _request_changes(act: Act) -> Done:
    row, note = act.record, act.input.optional_text("note", most=NOTE)
    facts = {"note": note, "takes_part": True, "latest_endorsed": True}
    transition = act.decide(MACHINE, row["stage"], facts)
    return await take_step(act, row, transition, "topic.changes-requested", NO_REVIEW, said={"note": note})


def endorsed_by(act: Act, row: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """The participants whose endorsement of the version under review holds today."""
    version = row["draft_number"]
    return [
        each["committee"]
        for each in rows
        if version is not None and each["endorsed_version"] == version and not past(act, each["endorsed_until"])
    ]


async def _issue(act: Act) -> Done:
    row, authority = act.record, read_authority(act.input)
    rows = await invitations_of(act, row["id"])
    facts = {"accepted": accepted(rows), "endorsed_by": endorsed_by(act, row, rows), **authority_facts(authority)}
    transition = act.decide(MACHINE, row["stage"], facts)
    (draft,) = [each for each in await drafts_of(act, row["id"]) if each["number"] == row["draft_number"]]
    rows, also = recalled(row, rows)
    values = {"issued_on": act.today, "issued_authority": authority, **NO_REVIEW}
    said = {"draft": {name: draft[name] for name in ("number", "sha256")}}
    return await take_step(
        act, row, transition, "topic.issued", values, invitations=rows, also=also, kind="joint-topic.issued", said=said
    )


def recalled(row: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]) -> tuple[list[dict[str, Any]], list[Message]]:
    """Invitations that nobody answered end with the topic's openness; whoever holds one is told."""
    silent = [each["committee"] for each in rows if each["state"] == "INVITED"]
    kept = [dict(each) | ({"state": "RECALLED"} if each["committee"] in silent else {}) for each in rows]
    return kept, [Message(code, "joint-topic.recalled", {"topic": row["id"], "note": None}) for code in silent]


async def _close(act: Act) -> Done:
    row, note = act.record, act.input.optional_text("note", most=NOTE)
    outputs = await act.rows(TOPIC, "topic_output", row["id"])
    transition = act.decide(MACHINE, row["stage"], {"outputs": len(outputs)})
    return await take_step(act, row, transition, "topic.closed", {"ended_note": note})


async def _terminate(act: Act) -> Done:
    row, note = act.record, act.input.optional_text("note", most=NOTE)
    transition = act.decide(MACHINE, row["stage"], {"note": note})
    rows, also = recalled(row, await invitations_of(act, row["id"]))
    values = {"ended_note": note, **NO_REVIEW}
    return await take_step(act, row, transition, "topic.terminated", values, invitations=rows, also=also)


LEADING: Final = (
    Command("establishJointTopic", TOPIC, _establish),
    Command("startFieldworkJointTopic", TOPIC, _start_fieldwork),
    Command("startDraftJointTopic", TOPIC, _start_draft),
    Command("freezeDraftJointTopic", TOPIC, _freeze),
    Command("circulateJointTopic", TOPIC, _circulate),
    Command("requestChangesJointTopic", TOPIC, _request_changes),
    Command("issueJointTopic", TOPIC, _issue),
    Command("closeJointTopic", TOPIC, _close),
    Command("terminateJointTopic", TOPIC, _terminate),
)
