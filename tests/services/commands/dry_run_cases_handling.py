"""The cases of the handling module for :mod:`tests.services.commands.dry_run_cases`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from tests.services.commands.handing_over import code_of, unit
from tests.services.commands.trial import Sender, Trial

Make = Callable[[Trial], Awaitable[str]]
UNIT: Final = Sender("unit", {"sub": "unit-1", "unit": code_of(1)})
HANDOVER: Final = Sender("handover", {"sub": "government-office"})
REASON: Final[Mapping[str, Any]] = {"reason": "说明"}
ELSEWHERE: Final = unit(2, level="DISTRICT", area="440113", assigningBody="番禺区政府办公室")
PLAN: Final[Mapping[str, Any]] = {"plan": "SPLIT", "undertakers": [unit(1), ELSEWHERE, unit(3)]}
REPLACED: Final[Mapping[str, Any]] = {"replacement": unit(4)}


def assignments(filed: Make) -> Mapping[str, Make]:
    """How to come to an assignment that was issued, one that was signed, and one that its unit asks to return."""

    async def issued(trial: Trial) -> str:
        filing = await filed(trial)
        await trial.send("assignFiling", HANDOVER, id=filing, input=PLAN)
        id_: str = await trial.node.database.writer.fetchval(
            "SELECT id FROM assignment WHERE filing_id = $1 ORDER BY position LIMIT 1", filing
        )
        return id_

    async def signed(trial: Trial) -> str:
        return await trial.make("signAssignment", UNIT, id=await issued(trial))

    async def returning(trial: Trial) -> str:
        return await trial.make("requestReturnAssignment", UNIT, id=await issued(trial), input=REASON)

    return {"issued": issued, "signed": signed, "returning": returning}
