"""A unit's request to give an assignment back: another unit takes its place in the same step, or it stays."""

from __future__ import annotations

from typing import Final

from services.handling.answering import step
from services.handling.copies import notices, peers
from services.handling.issuing import MACHINE, issue, new_assignment
from services.handling.records import ASSIGNMENT
from services.handling.round import filing_of, in_force, next_place
from services.handling.undertakers import undertaker
from services.kit.acts import Act, Command, Done
from services.kit.events import Change
from services.kit.inputs import NOTE


async def _accept(act: Act) -> Done:
    """The replacement has the same part, so that the plan of the hand-over stands; its clocks start anew."""
    row, filing = act.record, await filing_of(act)
    to = undertaker(act.input.part("replacement"), row["role"])
    units = tuple(each["unit_code"] for each in (await in_force(act, filing)).values())
    transition = act.decide(MACHINE, row["state"], {"units": (*units, to.credit_code)})
    place, wanted = await next_place(act, filing["id"]), act.input.optional_day("dueOn")
    # The old one first: in one round a unit has a filing once.
    messages = notices("assignment.returned", row["id"], filing, row)
    issued_as = new_assignment(act)
    done = await act.write(
        Change(
            ASSIGNMENT, "assignment.returned", row["id"],
            {"state": transition.after, "replaced_by": issued_as}, row["version"], messages=messages,
        )
    )  # fmt: skip
    issued = await issue(act, filing, to, named=issued_as, place=place, round=row["round"], wanted=wanted)
    return Done(done, tuple(sorted({*peers(messages), *issued.peers})))


async def _refuse(act: Act) -> Done:
    row, reason = act.record, act.input.optional_text("reason", most=NOTE)
    transition = act.decide(MACHINE, row["state"], {"note": reason})
    return await step(act, "assignment.return-refused", {"state": transition.after, "return_answer": reason})


ACCEPT_RETURN: Final = Command("acceptReturnAssignment", ASSIGNMENT, _accept)
REFUSE_RETURN: Final = Command("refuseReturnAssignment", ASSIGNMENT, _refuse)
