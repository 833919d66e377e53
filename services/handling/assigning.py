"""Handing a filed proposal over to the units that are to answer it."""

from __future__ import annotations

from typing import Final

from services.handling.issuing import issue
from services.handling.round import next_place
from services.handling.undertakers import undertakers
from services.kit.acts import Act, Command, Done
from services.kit.inputs import NAME
from services.proposals.records import FILING
from services.proposals.steps import MACHINE, take_step


async def _assign(act: Act) -> Done:
    """One plan: every unit gets its assignment, with its clocks, in the same step."""
    filing, plan = act.record, act.input.text("plan", most=NAME)
    given, wanted = undertakers(act.input, plan), act.input.optional_day("dueOn")
    facts = {
        "plan": plan,
        "parts": tuple(each.role for each in given),
        "units": tuple(each.credit_code for each in given),
    }
    transition = act.decide(MACHINE, filing["state"], facts)
    done = await take_step(act, transition, "filing.assigned")
    first = await next_place(act, filing["id"])
    issued = [
        await issue(act, filing, each, place=place, round=filing["round"], wanted=wanted)
        for place, each in enumerate(given, first)
    ]
    return Done(done.written, tuple(sorted({peer for each in issued for peer in each.peers})))


ASSIGN: Final = Command("assignFiling", FILING, _assign)
