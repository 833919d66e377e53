"""Handling a proposal again after dissatisfied feedback: a new round with assignments and a deadline of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from services.handling.deadlines import rehandling
from services.handling.feedback import MACHINE, decided, latest_of, standing, write
from services.handling.issuing import issue
from services.handling.round import GIVEN_UP, next_place
from services.handling.undertakers import Undertaker
from services.kit.acts import Act, Command, Done
from services.kit.inputs import NOTE
from services.proposals.records import FILING


async def _rehandle(act: Act) -> Done:
    """The units that answered in the last round get it anew, in the same parts, in the next round."""
    row, note = act.record, act.input.optional_text("note", most=NOTE)
    earlier, latest = await latest_of(act)
    limit = rehandling(act.book, act.today, act.input.optional_day("dueOn"))
    transition = act.decide(MACHINE, row["state"], standing(latest))
    every = [*earlier, decided(act, latest, "REHANDLE", note)]
    values = {
        "state": transition.after,
        "round": row["round"] + 1,
        "feedback_due_on": None,
        "feedback_provisional": None,
    }
    done = await write(act, "filing.rehandled", values, {"feedback": every})
    first = await next_place(act, row["id"])
    issued = [
        await issue(
            act, row, each, place=number, round=row["round"] + 1, wanted=limit.due.on,
            limit=None if each.role == "SUPPORT" else limit,
        )
        for number, each in enumerate(await _units(act), first)
    ]  # fmt: skip
    return Done(done.written, tuple(sorted({peer for each in issued for peer in each.peers})))


async def _units(act: Act) -> list[Undertaker]:
    """The units of the present round, in their order; a lead without support handles the next one alone."""
    found = await act.connection.fetch(
        "SELECT unit, unit_code, unit_level, unit_area, assigning_body, assigning_level, role FROM assignment"
        " WHERE filing_id = $1 AND round = $2 AND state <> ALL ($3::text[]) ORDER BY position",
        act.record["id"], act.record["round"], sorted(GIVEN_UP),
    )  # fmt: skip
    units = [Undertaker(*row) for row in found]
    return [replace(units[0], role="SOLE")] if [each.role for each in units] == ["LEAD"] else units


REHANDLE: Final = Command("rehandleFiling", FILING, _rehandle)
