"""What proposers say of the replies, and what follows: the matter is closed, or expressly not handled again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from services.kit.acts import Act, Command, Done
from services.kit.events import Change, Row
from services.kit.inputs import NAME, NOTE
from services.proposals.records import FILING
from services.proposals.register import by_proposer, register_of

MACHINE: Final = "Filing"
DISSATISFIED: Final = "DISSATISFIED"


async def feedback_of(act: Act) -> list[dict[str, Any]]:
    """All feedback on the proposal, by round."""
    return sorted(await act.rows(FILING, "feedback", act.record["id"]), key=lambda each: int(each["round"]))


def dissatisfied(feedback: Mapping[str, Any]) -> bool:
    """With the work, with the result, or with both."""
    return DISSATISFIED in (feedback["work"], feedback["result"])


async def write(
    act: Act, event: str, values: Row, children: Mapping[str, list[dict[str, Any]]], details: Row | None = None
) -> Done:
    """The filing's next version, with all rows of some of its tables."""
    row = act.record
    return Done(
        await act.write(
            Change(FILING, event, row["id"], values, row["version"], children=children, details=details or {})
        )
    )


async def _give(act: Act) -> Done:
    """A member gives it as one of the proposers, or as the convenor of one; the office records it for any of them."""
    row, given, office = act.record, act.input, "staff" in act.viewer.roles
    feedback = {
        "round": row["round"],
        "work": given.text("work", most=NAME),
        "result": given.text("result", most=NAME),
        "channel": given.text("channel", most=NAME),
        "note": given.optional_text("note", most=NOTE),
        "recorded_by_office": office,
        "given_at": act.at,
        "decision": None,
        "decision_note": None,
        "decided_at": None,
    }
    facts = {
        "by_proposer": await _by_proposer(act),
        "rated_dissatisfied": dissatisfied(feedback),
        "note": feedback["note"],
    }
    transition = act.decide(MACHINE, row["state"], facts)
    every = [*await feedback_of(act), feedback]
    return await write(act, "filing.feedback-given", {"state": transition.after}, {"feedback": every})


async def _by_proposer(act: Act) -> bool | None:
    """Whether the office, a proposer or the convenor of a proposing body sends it; None where no register tells."""
    proposers = await act.rows(FILING, "proposer", act.record["id"])
    return by_proposer(act, await register_of(act, proposers, act.record["term"]), proposers)


async def latest_of(act: Act) -> tuple[list[dict[str, Any]], dict[str, Any] | None]:
    """Earlier feedback, and that of the present round if there is any."""
    every = await feedback_of(act)
    if every and every[-1]["round"] == act.record["round"]:
        return every[:-1], every[-1]
    return every, None


def standing(latest: Mapping[str, Any] | None) -> dict[str, object]:
    """Facts of the present round's feedback."""
    return {
        "dissatisfied": latest is not None and dissatisfied(latest),
        "rehandling_decided": latest is not None and latest["decision"] is not None,
    }


def decided(act: Act, latest: dict[str, Any] | None, decision: str, note: str | None) -> dict[str, Any]:
    """The feedback with what was decided after it."""
    assert latest is not None
    return {**latest, "decision": decision, "decision_note": note, "decided_at": act.at}


async def _decline(act: Act) -> Done:
    note = act.input.optional_text("note", most=NOTE)
    earlier, latest = await latest_of(act)
    transition = act.decide(MACHINE, act.record["state"], {**standing(latest), "note": note})
    every = [*earlier, decided(act, latest, "NOT_REHANDLED", note)]
    return await write(act, "filing.rehandling-declined", {"state": transition.after}, {"feedback": every})


async def _close(act: Act) -> Done:
    row = act.record
    _, latest = await latest_of(act)
    facts = {**standing(latest), "feedback_due_on": row["feedback_due_on"], "today": act.today}
    transition = act.decide(MACHINE, row["state"], facts)
    return await write(act, "filing.closed", {"state": transition.after}, {})


GIVE_FEEDBACK: Final = Command("giveFeedbackFiling", FILING, _give)
DECLINE_REHANDLING: Final = Command("declineRehandlingFiling", FILING, _decline)
CLOSE: Final = Command("closeFiling", FILING, _close)
