"""Where an assignment stands: whose it is, its clocks, and what else of its round is in force."""

from __future__ import annotations

from typing import Final

from services.handling.answering import whose
from services.handling.issuing import MACHINE
from services.handling.records import ASSIGNMENT
from services.handling.round import filing_of, in_force
from services.kit.acts import Act
from services.kit.standing import Standing, Standings


async def _assignment(act: Act) -> Standing:
    row = act.record
    others = {key: each for key, each in (await in_force(act, await filing_of(act))).items() if key != row["id"]}
    facts: dict[str, object] = {
        **whose(act),
        "today": act.today,
        "objection_due_on": row["objection_due_on"],
        "present_due": row["due_on"],
        "rest": tuple(each["role"] for each in others.values()),
    }
    return Standing(MACHINE, row["state"], facts, frozenset({"unit"}))


STANDINGS: Final = (Standings(ASSIGNMENT, "handling", _assignment),)
