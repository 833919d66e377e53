"""Where joint topics stand, and what participants keep of them: the facts that are known before a command says more."""

from typing import Final

from schema.ids import parse_id
from services.kit.acts import Act
from services.kit.standing import Standing, Standings
from services.topics.agreements import agreements_with
from services.topics.drafts import drafts_of
from services.topics.inviting import AGAIN
from services.topics.leading import endorsed_by, fieldwork_by
from services.topics.records import ENDORSEMENT, FIELDWORK, PARTICIPATION, SUGGESTION, TOPIC
from services.topics.standing_in import held_topic
from services.topics.steps import accepted, invitations_of
from services.topics.taking_part import overdue


async def _topic(act: Act) -> Standing:
    """What the command's input may still name, such as a leading official, is left open where it is missing."""
    row = act.record
    rows, drafts = await invitations_of(act, row["id"]), await drafts_of(act, row["id"])
    part = accepted(rows)
    facts: dict[str, object] = {
        "already_invited": [each["committee"] for each in rows if each["state"] not in AGAIN],
        "accepted": part,
        "takes_part": True,
        "latest_endorsed": True,
        "fieldwork_by": fieldwork_by(act.code, row, rows),
        "draft_version": drafts[-1]["number"] if drafts else None,
        "endorsed_by": endorsed_by(act, row, rows),
        "outputs": len(await act.rows(TOPIC, "topic_output", row["id"])),
        **await agreements_with(act, part),
    }
    facts |= {name: row[name] for name in ("leading_official", "task_force") if row[name]}
    return Standing("JointTopic", row["stage"], facts)


async def _participation(act: Act) -> Standing:
    row = act.record
    copy = await held_topic(act, row["topic_id"])
    facts: dict[str, object] = {
        "topic_lead": parse_id(row["topic_id"]).owner,
        "topic_stage": None if copy is None else copy["values"]["stage"],
        "answer_overdue": overdue(act, row),
    }
    return Standing("Participation", row["state"], facts)


async def _fieldwork(act: Act) -> Standing:
    return Standing("FieldworkRecord", act.record["state"], {})


async def _endorsement(act: Act) -> Standing:
    """Which version a new endorsement names, only the command says."""
    return Standing("TopicEndorsement", act.record["state"], {})


async def _suggestion(act: Act) -> Standing:
    return Standing("WrittenSuggestion", act.record["state"], {})


STANDINGS: Final = (
    Standings(TOPIC, "topics", _topic),
    Standings(PARTICIPATION, "topics", _participation),
    Standings(FIELDWORK, "topics", _fieldwork),
    Standings(ENDORSEMENT, "topics", _endorsement),
    Standings(SUGGESTION, "topics", _suggestion),
)
