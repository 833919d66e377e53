"""What the messages of invited committees set in motion at the lead. The order in which they are applied here decides:
an answer after its time, or a withdrawal after the issue, is refused, and the refusal goes back signed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from schema.errors import not_found
from schema.rulebook import Transition
from services.kit.acts import Act
from services.kit.events import Message
from services.kit.inputs import NAME, NOTE
from services.kit.receiving import Delivery, act_on
from services.topics.agreements import agreements_with
from services.topics.drafts import CIRCULATED, NO_REVIEW, drafts_of, under_review
from services.topics.records import TOPIC
from services.topics.steps import MACHINE, accepted, invitation_of, invitations_of, take_step, with_invitation

STATES: Final[Mapping[str, str]] = {"ACCEPT": "ACCEPTED", "DECLINE": "DECLINED"}


@dataclass(frozen=True, slots=True)
class Told:
    """A message about a topic that this committee leads: the locked topic, its invitations, and the sender's own."""

    act: Act
    peer: str
    invitations: Sequence[Mapping[str, Any]]
    own: Mapping[str, Any]

    @property
    def row(self) -> Mapping[str, Any]:
        """The topic."""
        return self.act.record

    def derive(self, command: str, **facts: object) -> Transition:
        """What follows by the rulebook. Raises RULE_REFUSED."""
        known = {"invitation": self.own["state"], "takes_part": self.own["state"] == "ACCEPTED"}
        return self.act.derive(MACHINE, command, self.row["stage"], known | facts)

    def changed(self, **changes: object) -> list[dict[str, Any]]:
        """The invitations, with some values of the sender's changed."""
        return with_invitation(self.invitations, self.peer, **changes)


async def told(act: Act, delivery: Delivery) -> Told:
    """Open a message about a topic. Whoever was never invited hears that there is none: NOT_FOUND."""
    topic = act.input.text("topic", most=100)
    about = await act_on(act, TOPIC, topic)
    rows = await invitations_of(about, topic)
    own = invitation_of(rows, delivery.peer)
    if own is None:
        raise not_found(f"There is no record {topic} here.", f"这里没有编号为 {topic} 的记录。")
    return Told(about, delivery.peer, rows, own)


def day(value: str | None) -> date | None:
    """A day of a child row."""
    return None if value is None else date.fromisoformat(value)


def past(act: Act, value: str | None) -> bool:
    """Whether a last day of a child row is over."""
    last = day(value)
    return last is not None and last < act.today


async def answered(act: Act, delivery: Delivery) -> None:
    here = await told(act, delivery)
    act, answer = here.act, act.input.text("answer", most=NAME)
    if answer not in STATES:
        raise act.input.wrong("answer", "must be ACCEPT or DECLINE", "应为 ACCEPT 或 DECLINE")
    late = here.own["state"] == "LAPSED" or past(act, here.own["respond_by"])
    joining = answer == "ACCEPT" and here.row["stage"] != "INVITING"
    facts = await agreements_with(act, [delivery.peer] if joining else [])
    transition = here.derive("recordAnswerJointTopic", answer_overdue=late, **facts)
    own_topic = act.input.optional_text("ownTopic", most=NAME)
    rows = here.changed(state=STATES[answer], answered_on=act.today, own_topic=own_topic)
    also = [await _draft_for(here)] if answer == "ACCEPT" and here.row["stage"] == "CO_REVIEW" else []
    similar = here.own["similar_topic"] if answer == "ACCEPT" else None
    related = {} if similar is None else {"related": [*here.row["related"], similar]}
    await take_step(act, here.row, transition, "topic.answer-recorded", related, invitations=rows, also=also)


async def _draft_for(here: Told) -> Message:
    """Who joins while the draft is under review is asked for an endorsement too."""
    row = here.row
    (draft,) = [each for each in await drafts_of(here.act, row["id"]) if each["number"] == row["draft_number"]]
    said = under_review(draft, row["endorse_by"], provisional=row["endorse_provisional"])
    return Message(here.peer, CIRCULATED, {"topic": row["id"], "stage": row["stage"], **said})


async def withdrawn(act: Act, delivery: Delivery) -> None:
    here = await told(act, delivery)
    transition = here.derive("recordWithdrawalJointTopic")
    await let_go(here.act, transition, "topic.withdrawal-recorded", here.changed(state="WITHDRAWN"))


async def let_go(
    act: Act, transition: Transition, event: str, invitations: Sequence[Mapping[str, Any]], **more: Any
) -> None:
    """Write that somebody takes part no more; a topic in which nobody does goes back to inviting (J1, J2)."""
    values: dict[str, object] = {}
    if transition.after != "INVITING" and not accepted(invitations):
        transition = act.derive(MACHINE, "reopenJointTopic", transition.after, {"accepted": ()})
        values = {"established_on": None, "established_authority": None}
    if transition.after == "INVITING":
        values |= NO_REVIEW
    await take_step(act, act.record, transition, event, values, invitations=invitations, **more)


async def stated(act: Act, delivery: Delivery) -> None:
    here = await told(act, delivery)
    transition = here.derive("recordStatementJointTopic")
    rows = here.changed(statement=act.input.text("statement", most=NOTE))
    await take_step(here.act, here.row, transition, "topic.statement-recorded", invitations=rows)
