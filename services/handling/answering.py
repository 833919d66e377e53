"""What a unit does with an assignment before it answers: it signs for it, or asks to give it back."""

from __future__ import annotations

from typing import Final

from services.handling.deadlines import return_answer
from services.handling.issuing import MACHINE
from services.handling.records import ASSIGNMENT
from services.handling.round import filing_of, in_force, start_when_signed
from services.kit.acts import Act, Command, Done
from services.kit.events import Change, Row
from services.kit.inputs import NOTE


def whose(act: Act) -> dict[str, object]:
    """Facts of the acting unit; the committee's office, which acts for any unit on paper, is none."""
    return {"unit": act.viewer.unit, "assigned_unit": act.record["unit_code"]}


async def step(act: Act, event: str, values: Row) -> Done:
    """The assignment's next version."""
    row = act.record
    return Done(await act.write(Change(ASSIGNMENT, event, row["id"], values, row["version"])))


async def _sign(act: Act) -> Done:
    row = act.record
    transition = act.decide(MACHINE, row["state"], whose(act))
    done = await step(act, "assignment.signed", {"state": transition.after, "signed_at": act.at})
    filing = await filing_of(act)
    states = {key: each["state"] for key, each in (await in_force(act, filing)).items()}
    if row["round"] == filing["round"]:
        await start_when_signed(act, filing, states | {row["id"]: transition.after})
    return done


async def _request_return(act: Act) -> Done:
    row, reason = act.record, act.input.optional_text("reason", most=NOTE)
    facts = {**whose(act), "note": reason, "today": act.today, "objection_due_on": row["objection_due_on"]}
    transition = act.decide(MACHINE, row["state"], facts)
    until = return_answer(act.book, act.today)
    act.clock("returnDueOn", until)
    values = {
        "state": transition.after,
        "return_reason": reason,
        "return_due_on": until.on,
        "return_provisional": until.provisional,
        "return_overdue_on": None,
    }
    return await step(act, "assignment.return-requested", values)


SIGN: Final = Command("signAssignment", ASSIGNMENT, _sign)
REQUEST_RETURN: Final = Command("requestReturnAssignment", ASSIGNMENT, _request_return)
