"""Joint topics at the committee that leads them, and a committee's own answer to an invitation.

Inviting and answering bind, so both name their authority. What peers are told waits in the outbox until messages
between committees are delivered.
"""

from typing import Any, Final

from schema.directory import division
from schema.ids import derived_id, new_id, parse_id
from schema.rulebook.model import Text
from services.kit.acts import CHINA, NEW, Act, Command, Done
from services.kit.authority import authority_facts, read_authority
from services.kit.events import Change, Message
from services.kit.inputs import NAME, NOTE, TITLE
from services.topics.records import PARTICIPATION, TOPIC

INVITED_AT_ONCE: Final = 100
YEARS: Final = (1949, 2199)
TO_TAKE_PART: Final = Text(
    "受邀政协接受后方参与课题。", "It takes part in the topic only once it has accepted the invitation."
)


async def _propose(act: Act) -> Done:
    given = act.input
    transition = act.decide("JointTopic", None, {})
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
    standing = await act.rows(TOPIC, "topic_invitation", row["id"])
    transition = act.decide(
        "JointTopic", row["stage"],
        {"invited": codes, "already_invited": [each["committee"] for each in standing], **authority_facts(authority)},
    )  # fmt: skip
    for code in codes:
        act.consent(code, TO_TAKE_PART)
    invitations = [
        {
            "committee": code,
            "participation_id": str(derived_id(code, PARTICIPATION.kind, row["id"])),
            "invited_at": act.at,
            "authority": authority,
        }
        for code in codes
    ]
    told = {"topic": row["id"], "title": row["title"], "authority": authority}
    change = Change(
        TOPIC, "topic.invited", row["id"], {"stage": transition.after, **_shared(row, codes)}, row["version"],
        children={"topic_invitation": standing + invitations},
        messages=tuple(Message(code, "topic.invitation", told) for code in codes),
    )  # fmt: skip
    return Done(await act.write(change), peers=tuple(codes))


def _invited(act: Act) -> list[str]:
    codes = act.input.words("committees", most=INVITED_AT_ONCE)
    today = act.at.astimezone(CHINA).date()
    for code in codes:
        if division(code, at=today) is None:
            raise act.input.wrong("committees", f"names {code}, which no committee has", f"中的 {code} 不是政协的代码")
    return codes


def _shared(row: Any, codes: list[str]) -> dict[str, object]:
    """A record that only the committee saw is shared with those it invites; a published one stays as it is."""
    if row["visibility"] not in ("NODE", "SHARED"):
        return {}
    return {"visibility": "SHARED", "audience": sorted({*row["audience"], *codes})}


async def _answer(act: Act) -> Done:
    """The answering committee's own record; its id follows from the topic, so the lead can ask for it."""
    given = act.input
    topic = parse_id(given.text("topic", most=100), kind=TOPIC.kind)
    answer, authority = given.text("answer", most=NAME), read_authority(given)
    participation = str(derived_id(act.code, PARTICIPATION.kind, str(topic)))
    row = (await act.lock(PARTICIPATION, [participation])).get(participation)
    facts: dict[str, object] = {"answer": answer, "topic_lead": topic.owner, **authority_facts(authority)}
    if row is not None:
        facts |= {"provenance": row["provenance"], "gaps": row["gaps"]}
    transition = act.decide("Participation", None if row is None else row["state"], facts)
    values = {
        "state": transition.after,
        "answered_on": act.at.astimezone(CHINA).date(),
        "note": given.optional_text("note", most=NOTE),
        "authority": authority,
    }
    if row is None:
        values |= {**NEW, "visibility": "SHARED", "audience": [topic.owner], "topic_id": str(topic)}
    told = {"participation": participation, "topic": str(topic), "state": transition.after, "authority": authority}
    change = Change(
        PARTICIPATION, "participation.answered", participation, values, 0 if row is None else row["version"],
        messages=(Message(topic.owner, "participation.answer", told),),
    )  # fmt: skip
    return Done(await act.write(change), peers=(topic.owner,))


COMMANDS: Final = (
    Command("proposeJointTopic", TOPIC, _propose, creates=True),
    Command("inviteJointTopic", TOPIC, _invite),
    Command("answerParticipation", PARTICIPATION, _answer, creates=True),
)
