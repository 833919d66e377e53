"""What time brings about in joint topics: silence lapses, at the lead and at the committee that stayed silent, each at
its own node; and a deadline beyond the calendar becomes firm once its year is known.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from schema.calendar import CALENDAR
from services.kit.acts import Act
from services.kit.events import Change, Message
from services.kit.watch import Watch, confirming, known, passed
from services.topics.at_a_participant import step
from services.topics.at_the_lead import day, let_go, past
from services.topics.endorsing import move
from services.topics.records import ENDORSEMENT, PARTICIPATION, TOPIC
from services.topics.steps import CHANGED, MACHINE, accepted, invitations_of, with_invitation
from services.topics.taking_part import MACHINE as PART

_UNANSWERED: Final = (
    "(SELECT min(i.respond_by) FROM topic_invitation i WHERE i.topic_id = t.id AND i.state = 'INVITED')"
)
_UNSURE: Final = (
    "(SELECT min(i.respond_by) FROM topic_invitation i"
    " WHERE i.topic_id = t.id AND i.state = 'INVITED' AND i.provisional)"
)
_UNENDORSED: Final = (
    "t.stage = 'CO_REVIEW' AND EXISTS (SELECT FROM topic_invitation i WHERE i.topic_id = t.id AND i.state = 'ACCEPTED'"
    " AND i.endorsed_version IS DISTINCT FROM t.draft_number)"
)


async def _lapse_answers(act: Act) -> None:
    """Every invitation whose last day is over."""
    rows = await invitations_of(act, act.record["id"])
    late = [row["committee"] for row in rows if row["state"] == "INVITED" and past(act, row["respond_by"])]
    await _lapse(act, rows, late, "topic.answers-lapsed")


async def _lapse_endorsements(act: Act) -> None:
    """Every participant that has not endorsed the version under review in time takes part no more."""
    rows, version = await invitations_of(act, act.record["id"]), act.record["draft_number"]
    late = [row["committee"] for row in rows if row["state"] == "ACCEPTED" and row["endorsed_version"] != version]
    await _lapse(act, rows, late, "topic.endorsements-lapsed")


async def _lapse(act: Act, rows: Sequence[Mapping[str, Any]], late: Sequence[str], event: str) -> None:
    transition = act.derive(MACHINE, "lapseJointTopic", act.record["stage"], {"answer_overdue": bool(late)})
    invitations: list[dict[str, Any]] = [dict(row) for row in rows]
    for code in late:
        invitations = with_invitation(invitations, code, state="LAPSED")
    body = {"topic": act.record["id"]}
    await let_go(act, transition, event, invitations, also=[Message(code, "joint-topic.lapsed", body) for code in late])


async def _confirm_answers(act: Act) -> None:
    """Provisional last days whose year is known by now; never to an earlier day. The invited
    committees' nodes do the same by the same calendar."""
    rows = await invitations_of(act, act.record["id"])
    firm: list[dict[str, Any]] = []
    for row in rows:
        last = day(row["respond_by"])
        sure = row["state"] == "INVITED" and row["provisional"] and last is not None and CALENDAR.covers(last)
        moved = {"respond_by": CALENDAR.next_working_day(last), "provisional": False} if sure and last else {}
        firm.append(row | moved)
    topic, event = act.record, "topic.deadline-confirmed"
    body = {"topic": topic["id"], "stage": topic["stage"], "event": event}
    await act.write(
        Change(
            TOPIC, event, topic["id"], {}, topic["version"], children={"topic_invitation": firm},
            messages=tuple(Message(code, CHANGED, body) for code in accepted(firm)),
        )
    )  # fmt: skip


async def _lapse_part(act: Act) -> None:
    await step(act, act.record, "lapseParticipation", "participation.lapsed", answer_overdue=True)


async def _expire(act: Act) -> None:
    await move(act, act.record, "expireTopicEndorsement", "topic-endorsement.expired")


WATCHES: Final = (
    Watch("topic.deadline-confirmed", MACHINE, TOPIC, _UNSURE, known, _confirm_answers, state="stage"),
    Watch(
        "topic.review-confirmed", MACHINE, TOPIC, "t.endorse_by", known,
        confirming(TOPIC, "topic.review-confirmed", "endorse_by", "endorse_provisional"),
        where="t.stage = 'CO_REVIEW' AND t.endorse_provisional", state="stage",
    ),
    Watch("topic.answers-lapsed", MACHINE, TOPIC, _UNANSWERED, passed, _lapse_answers, state="stage"),
    Watch(
        "topic.endorsements-lapsed", MACHINE, TOPIC, "t.endorse_by", passed, _lapse_endorsements,
        where=_UNENDORSED, state="stage",
    ),
    Watch(
        "participation.deadline-confirmed", PART, PARTICIPATION, "t.respond_by", known,
        confirming(PARTICIPATION, "participation.deadline-confirmed", "respond_by", "provisional"),
        where="t.state = 'INVITED' AND t.provisional",
    ),
    Watch(
        "participation.review-confirmed", PART, PARTICIPATION, "t.endorse_by", known,
        confirming(PARTICIPATION, "participation.review-confirmed", "endorse_by", "endorse_provisional"),
        where="t.state = 'ACCEPTED' AND t.endorse_provisional",
    ),
    Watch(
        "participation.answer-lapsed", PART, PARTICIPATION, "t.respond_by", passed, _lapse_part,
        where="t.state = 'INVITED'",
    ),
    Watch(
        "participation.endorsement-lapsed", PART, PARTICIPATION, "t.endorse_by", passed, _lapse_part,
        where="t.state = 'ACCEPTED' AND t.endorsed_version IS DISTINCT FROM t.draft_number",
    ),
    Watch(
        "topic-endorsement.day-confirmed", "TopicEndorsement", ENDORSEMENT, "t.valid_until", known,
        confirming(ENDORSEMENT, "topic-endorsement.day-confirmed", "valid_until", "provisional"),
        where="t.state = 'GIVEN' AND t.provisional",
    ),
    Watch(
        "topic-endorsement.expired", "TopicEndorsement", ENDORSEMENT, "t.valid_until", passed, _expire,
        where="t.state = 'GIVEN'",
    ),
)  # fmt: skip
