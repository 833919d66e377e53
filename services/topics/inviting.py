"""The lead proposes a topic, invites others to it with a last day for their answers, and may recall an invitation."""

from collections.abc import Mapping
from typing import Any, Final

from schema.calendar import due
from schema.directory import division
from schema.ids import derived_id, new_id, parse_id
from schema.rulebook.model import Text
from services.kit.acts import NEW, Act, Command, Done, Due
from services.kit.authority import authority_facts, read_authority, told_authority
from services.kit.events import Change, Message
from services.kit.inputs import NAME, NOTE, TITLE
from services.topics.records import PARTICIPATION, TOPIC
from services.topics.steps import MACHINE, invitation_of, invitations_of, take_step, with_invitation

INVITED_AT_ONCE: Final = 100
YEARS: Final = (1949, 2199)
ANSWER: Final = "joint-topic.answer"
AGAIN: Final = ("LAPSED", "RECALLED")
"""Invitations after which a committee may be invited anew."""
TO_TAKE_PART: Final = Text(
    "受邀政协接受后方参与课题。", "It takes part in the topic only once it has accepted the invitation."
)


async def _propose(act: Act) -> Done:
    given = act.input
    transition = act.decide(MACHINE, None, {})
    values = {
        **NEW,
        "title": given.text("title", most=TITLE),
        "summary": given.optional_text("summary"),
        "year": given.integer("year", *YEARS),
        "leading_official": given.optional_text("leadingOfficial", most=NAME),
        "task_force": given.optional_text("taskForce", most=NOTE),
        "stage": transition.after,
    }
    topic = str(new_id(act.code, TOPIC.kind, at=act.at))
    return Done(await act.write(Change(TOPIC, "topic.proposed", topic, values)))


async def _invite(act: Act) -> Done:
    """The invited may see the topic from now on; the lead knows their participations' ids before they answer."""
    row, codes, authority = act.record, _invited(act), read_authority(act.input)
    standing = await invitations_of(act, row["id"])
    again = {each["committee"] for each in standing if each["state"] in AGAIN}
    facts = {"invited": codes, "already_invited": [each["committee"] for each in standing
                                                   if each["committee"] not in again]}  # fmt: skip
    transition = act.decide(MACHINE, row["stage"], facts | authority_facts(authority))
    similar = _similar(act, codes)
    last = due(act.book.limit(ANSWER), act.today)
    act.clock("respondBy", last)
    for code in codes:
        act.consent(code, TO_TAKE_PART)
    fresh = [_invitation(act, code, authority, last, similar.get(code)) for code in codes]
    rows = [*(each for each in standing if each["committee"] not in codes), *fresh]
    return await take_step(
        act, row, transition, "topic.invited",
        invitations=sorted(rows, key=lambda each: str(each["committee"])),
        also=[Message(each["committee"], "joint-topic.invited", _told(row, each)) for each in fresh],
    )  # fmt: skip


def _invited(act: Act) -> list[str]:
    codes = act.input.words("committees", most=INVITED_AT_ONCE)
    for code in codes:
        if division(code, at=act.today) is None:
            raise act.input.wrong("committees", f"names {code}, which no committee has", f"中的 {code} 不是政协的代码")
    return codes


def _similar(act: Act, codes: list[str]) -> dict[str, str]:
    """The similar topic that each invited committee leads itself, by its code."""
    if not act.input.has("similar"):
        return {}
    found: dict[str, str] = {}
    for word in act.input.words("similar", most=INVITED_AT_ONCE):
        topic = parse_id(word, kind=TOPIC.kind)
        if topic.owner not in codes or topic.owner in found:
            raise act.input.wrong(
                "similar", f"names {word}; each must be of an invited committee, one for each",
                f"中的 {word} 不属于受邀政协，或同一政协重复",
            )  # fmt: skip
        found[topic.owner] = word
    return found


def _invitation(
    act: Act, code: str, authority: Mapping[str, str | None], last: Due, similar: str | None
) -> dict[str, Any]:
    """A new row, or one that takes the place of an invitation that lapsed."""
    return {
        "committee": code,
        "participation_id": str(derived_id(code, PARTICIPATION.kind, act.record["id"])),
        "invited_at": act.at,
        "authority": authority,
        "state": "INVITED",
        "respond_by": last.on,
        "provisional": last.provisional,
        "answered_on": None,
        "similar_topic": similar,
        "own_topic": None,
        "fieldwork": 0,
        "endorsed_version": None,
        "endorsed_until": None,
        "statement": None,
    }


def _told(row: Mapping[str, Any], invitation: Mapping[str, Any]) -> dict[str, object]:
    return {
        "topic": row["id"],
        "title": row["title"],
        "authority": told_authority(invitation["authority"]),
        "respondBy": invitation["respond_by"],
        "provisional": invitation["provisional"],
        "similarTopic": invitation["similar_topic"],
    }


async def _recall(act: Act) -> Done:
    row, code = act.record, act.input.text("committee", most=6)
    note = act.input.optional_text("note", most=NOTE)
    standing = await invitations_of(act, row["id"])
    own = invitation_of(standing, code)
    transition = act.decide(MACHINE, row["stage"], {"invitation": None if own is None else own["state"]})
    return await take_step(
        act, row, transition, "topic.invitation-recalled",
        invitations=with_invitation(standing, code, state="RECALLED"),
        also=[Message(code, "joint-topic.recalled", {"topic": row["id"], "note": note})],
    )  # fmt: skip


INVITING: Final = (
    Command("proposeJointTopic", TOPIC, _propose, creates=True),
    Command("inviteJointTopic", TOPIC, _invite),
    Command("recallInvitationJointTopic", TOPIC, _recall),
)
