"""Where a binding act stands."""

from __future__ import annotations

from typing import Final

from services.authority.commands import MACHINE, STEPS, facts_of
from services.authority.records import BINDING_ACT
from services.kit.acts import Act
from services.kit.standing import Standing, Standings


async def _binding_act(act: Act) -> Standing:
    row = act.record
    steps = await act.rows(BINDING_ACT, STEPS, row["id"])
    facts = facts_of(act, row, steps)
    return Standing(MACHINE, row["state"], facts, frozenset({"actor", "actor_signs"}))


STANDINGS: Final = (Standings(BINDING_ACT, "authority", _binding_act),)
