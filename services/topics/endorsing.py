"""A participant endorses one frozen draft, or asks for changes: its own record, and a message to the lead. What follows
at the lead, and at the participant when the lead circulates, issues or refuses, stands here too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from schema.calendar import due
from schema.errors import bad_user_input
from schema.ids import derived_id
from services.kit.acts import NEW, Act, Command, Done
from services.kit.authority import authority_facts, read_authority, told_authority
from services.kit.events import Change, Message
from services.kit.inputs import NOTE, Input
from services.kit.receiving import Delivery, Refusal
from services.topics.at_a_participant import changed, own_part, step, topic_of, why
from services.topics.at_the_lead import Told, told
from services.topics.drafts import NO_REVIEW, digest, drafts_of
from services.topics.joining import settle_own_topic
from services.topics.records import ENDORSEMENT, PARTICIPATION
from services.topics.standing_in import Part, part_in
from services.topics.steps import origin, take_step
from services.topics.taking_part import MACHINE as PART_MACHINE

MACHINE: Final = "TopicEndorsement"
VALID: Final = "topic-endorsement.valid"
MOST_VERSIONS: Final = 10_000


def endorsement_id(code: str, topic: str) -> str:
    """The id of a committee's endorsement of a topic's draft, which lead and participant compute alike."""
    return str(derived_id(code, ENDORSEMENT.kind, topic))


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a command on an endorsement is about: the committee's part, its endorsement so far, the version it names."""

    part: Part
    row: Mapping[str, Any] | None
    number: int
    sha256: str

    def facts(self, act: Act) -> dict[str, object]:
        """The facts of the rulebook. The lead endorses by issuing: it has no participation."""
        mine = self.part.row if self.part.lead != act.code else None
        under_review = mine is not None and mine["endorse_by"] is not None
        same = mine is not None and (mine["draft_number"], mine["draft_sha256"]) == (self.number, self.sha256)
        known = {} if self.row is None else origin(self.row)
        return known | {
            "takes_part": mine is not None and self.part.takes_part,
            "latest_endorsed": under_review and same,
            "answer_overdue": mine is not None and mine["endorse_by"] is not None and mine["endorse_by"] < act.today,
        }


async def _asked(act: Act) -> _Asked:
    topic, (number, sha256) = act.input.text("topic", most=100), version_in(act.input)
    part = await part_in(act, topic)
    mine = endorsement_id(act.code, topic)
    return _Asked(part, (await act.lock(ENDORSEMENT, [mine])).get(mine), number, sha256)


def version_in(given: Input) -> tuple[int, str]:
    """The version that an input names, by number and digest."""
    number = given.integer("draftNumber", 1, MOST_VERSIONS)
    if number is None:
        raise given.wrong("draftNumber", "must be given", "必须给出")
    return number, given.text("draftSha256", most=64)


async def _give(act: Act) -> Done:
    asked, authority = await _asked(act), read_authority(act.input)
    transition = act.decide(MACHINE, _state(asked), asked.facts(act) | authority_facts(authority))
    until = due(act.book.limit(VALID), act.today)
    act.clock("validUntil", until)
    note = act.input.optional_text("note", most=NOTE)
    values = {
        "state": transition.after, "note": note, "authority": authority, "valid_until": until.on,
        "provisional": until.provisional,
    }  # fmt: skip
    said = {"validUntil": until.on, "authority": told_authority(authority), "note": note}
    return await _say(act, asked, "topic-endorsement.given", values, said, {"endorsed_version": asked.number})


async def _request_changes(act: Act) -> Done:
    asked, note = await _asked(act), act.input.optional_text("note", most=NOTE)
    transition = act.decide(MACHINE, _state(asked), asked.facts(act) | {"note": note})
    values = {
        "state": transition.after, "note": note, "authority": None, "valid_until": None, "provisional": None,
    }  # fmt: skip
    mine = {"endorsed_version": None, **NO_REVIEW}
    return await _say(act, asked, "topic-endorsement.changes-requested", values, {"note": note}, mine)


def _state(asked: _Asked) -> str | None:
    return None if asked.row is None else asked.row["state"]


async def _say(
    act: Act, asked: _Asked, event: str, values: Mapping[str, object], said: Mapping[str, object],
    mine: Mapping[str, object],
) -> Done:  # fmt: skip
    """Write the endorsement and tell the lead; the participation keeps that nothing is awaited any more."""
    part, row = asked.part, asked.row
    named: dict[str, object] = {"draft_number": asked.number, "draft_sha256": asked.sha256, "answered_on": act.today}
    if row is None:
        named |= {**NEW, "visibility": "SHARED", "audience": [part.lead], "topic_id": part.topic}
    body = {"topic": part.topic, "draftNumber": asked.number, "draftSha256": asked.sha256, **said}
    change = Change(
        ENDORSEMENT, event, endorsement_id(act.code, part.topic), {**named, **values},
        0 if row is None else row["version"], messages=(Message(part.lead, event, body),),
    )  # fmt: skip
    written = await act.write(change)
    assert part.row is not None
    transition = act.derive(PART_MACHINE, "reviewParticipation", part.row["state"], origin(part.row))
    reviewed = {"state": transition.after, **mine}
    await act.write(Change(PARTICIPATION, "participation.reviewed", part.row["id"], reviewed, part.row["version"]))
    return Done(written, peers=(part.lead,))


async def _is_under_review(here: Told) -> bool:
    """Whether the message names the version that the lead has under review."""
    number, sha256 = version_in(here.act.input)
    drafts = {each["number"]: each["sha256"] for each in await drafts_of(here.act, here.row["id"])}
    return number == here.row["draft_number"] and drafts.get(number) == sha256


async def given_to_lead(act: Act, delivery: Delivery) -> None:
    """The lead takes note of an endorsement of the version under review."""
    here = await told(act, delivery)
    act = here.act
    last = here.row["endorse_by"]
    transition = here.derive(
        "recordEndorsementJointTopic", latest_endorsed=await _is_under_review(here),
        answer_overdue=last is not None and last < act.today,
    )  # fmt: skip
    rows = here.changed(endorsed_version=here.row["draft_number"], endorsed_until=act.input.day("validUntil"))
    await take_step(act, here.row, transition, "topic.endorsement-recorded", invitations=rows)


async def changes_for_lead(act: Act, delivery: Delivery) -> None:
    """A participant's changes bring the draft back to drafting."""
    here = await told(act, delivery)
    note = here.act.input.optional_text("note", most=NOTE)
    transition = here.derive("requestChangesJointTopic", note=note, latest_endorsed=await _is_under_review(here))
    rows = here.changed(endorsed_version=None, endorsed_until=None)
    await take_step(
        here.act, here.row, transition, "topic.changes-requested", NO_REVIEW, invitations=rows,
        said={"note": note, "committee": delivery.peer},
    )  # fmt: skip


async def own_endorsement(act: Act, topic: str) -> Mapping[str, Any] | None:
    """This committee's endorsement, locked; None where there is none."""
    mine = endorsement_id(act.code, topic)
    return (await act.lock(ENDORSEMENT, [mine])).get(mine)


async def move(act: Act, row: Mapping[str, Any], command: str, event: str) -> None:
    """One step that the node derives for its own endorsement."""
    transition = act.derive(MACHINE, command, row["state"], origin(row))
    await act.write(Change(ENDORSEMENT, event, row["id"], {"state": transition.after}, row["version"]))


async def circulated(act: Act, delivery: Delivery) -> None:
    """A draft arrives: its text is kept if it is what its digest says. What was said of an older version ends."""
    topic, draft = topic_of(act, delivery), act.input.part("draft")
    text, sha256, number = draft.text("text"), draft.text("sha256", most=64), draft.integer("number", 1, MOST_VERSIONS)
    if number is None or digest(text) != sha256:
        raise bad_user_input("The draft's text does not have its digest.", "文稿与其摘要不符。")
    row, endorsement = await own_part(act, topic), await own_endorsement(act, topic)
    if row is None or row["state"] != "ACCEPTED":
        return
    same = endorsement is not None and endorsement["draft_number"] == number
    still = same and endorsement is not None and endorsement["state"] == "GIVEN"
    if endorsement is not None and not same and endorsement["state"] in ("GIVEN", "CHANGES_REQUESTED"):
        await move(act, endorsement, "supersedeTopicEndorsement", "topic-endorsement.superseded")
    values = {
        "draft_number": number, "draft_sha256": sha256, "draft_text": text,
        "endorse_by": act.input.day("endorseBy"), "endorse_provisional": bool(act.input.flag("provisional")),
        "endorsed_version": number if still else None,
    }  # fmt: skip
    await step(act, row, "reviewParticipation", "participation.review-asked", values)
    await settle_own_topic(act, delivery)


async def issued(act: Act, delivery: Delivery) -> None:
    """What was endorsed is issued: the endorsement binds."""
    topic = topic_of(act, delivery)
    number = act.input.part("draft").integer("number", 1, MOST_VERSIONS)
    endorsement = await own_endorsement(act, topic)
    if endorsement is not None and endorsement["state"] == "GIVEN" and endorsement["draft_number"] == number:
        await move(act, endorsement, "bindTopicEndorsement", "topic-endorsement.bound")
    await moved_on(act, delivery)


async def moved_on(act: Act, delivery: Delivery) -> None:
    """The topic changed. Unless it is under review, no endorsement is awaited; a part ends with its topic."""
    topic = topic_of(act, delivery)
    row = await own_part(act, topic)
    stage = act.input.optional_text("stage", most=50)
    if row is not None and row["state"] == "ACCEPTED" and row["endorse_by"] is not None and stage != "CO_REVIEW":
        await step(act, row, "reviewParticipation", "participation.review-ended", NO_REVIEW)
    await settle_own_topic(act, delivery)
    await changed(act, delivery)


async def refused(act: Act, delivery: Delivery, refusal: Refusal) -> None:
    """The lead did not take it: it came too late, or for a version that is no longer under review."""
    topic = str(delivery.body["topic"])
    endorsement, row = await own_endorsement(act, topic), await own_part(act, topic)
    if endorsement is not None and endorsement["state"] in ("GIVEN", "CHANGES_REQUESTED"):
        await move(act, endorsement, "expireTopicEndorsement", "topic-endorsement.refused")
    if row is not None and row["state"] == "ACCEPTED":
        kept = {"refusal": why(refusal), "endorsed_version": None}
        await step(act, row, "reviewParticipation", "participation.endorsement-refused", kept)


ENDORSING: Final = (
    Command("giveTopicEndorsement", ENDORSEMENT, _give, creates=True),
    Command("requestChangesTopicEndorsement", ENDORSEMENT, _request_changes, creates=True),
)
