"""The cases from the reply to the close of the matter, for :mod:`tests.services.commands.dry_run_cases`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from tests.services.commands.dry_run_cases_handling import HANDOVER, UNIT, Make
from tests.services.commands.handing_over import code_of, unit
from tests.services.commands.trial import Sender, Trial

TEXT: Final[Mapping[str, Any]] = {"text": "现答复如下。"}
NOTE: Final[Mapping[str, Any]] = {"note": "说明"}
OPINION: Final[Mapping[str, Any]] = {"text": "会办意见：同意。", "signedBy": "钱七"}
REPLY: Final[Mapping[str, Any]] = {
    "grade": "B", "signedBy": "王五", "contactName": "赵六", "contactPhone": "020-00000000", "letterNumber": "1号",
}  # fmt: skip
BAD: Final[Mapping[str, Any]] = {"work": "SATISFIED", "result": "DISSATISFIED", "channel": "PHONE", "note": "没有解决"}
GOOD: Final[Mapping[str, Any]] = {"work": "SATISFIED", "result": "SATISFIED", "channel": "VISIT"}
SUPPORT: Final = Sender("unit", {"sub": "unit-2", "unit": code_of(2)})
LED: Final = {"plan": "LEAD_WITH_SUPPORT", "undertakers": [unit(1, "LEAD"), unit(2, "SUPPORT")]}
ALONE: Final = {"plan": "SOLE", "undertakers": [unit(1)]}


class Rounds:
    """How to come to each stage of a round, from proposals that ``filed`` makes."""

    def __init__(self, filed: Make) -> None:
        self._filed = filed

    async def supporting(self, trial: Trial) -> str:
        """A supporting unit's assignment that was signed."""
        _, ids = await self._given(trial, LED)
        return await trial.make("signAssignment", SUPPORT, id=ids[1])

    async def signed(self, trial: Trial) -> str:
        """The only unit's assignment, signed."""
        return (await self._alone(trial))[1]

    async def drafted(self, trial: Trial) -> str:
        """With a draft of the reply."""
        return await trial.make("draftReplyAssignment", UNIT, id=await self.signed(trial), input=TEXT)

    async def replied(self, trial: Trial) -> str:
        """A proposal that was replied to."""
        filing, assignment = await self._alone(trial)
        await trial.send("draftReplyAssignment", UNIT, id=assignment, input=TEXT)
        await trial.send("issueReplyAssignment", UNIT, id=assignment, input=REPLY)
        return filing

    async def dissatisfied(self, trial: Trial) -> str:
        """A proposal whose proposer is dissatisfied."""
        return await trial.make("giveFeedbackFiling", id=await self.replied(trial), input=BAD)

    async def satisfied(self, trial: Trial) -> str:
        """A proposal whose proposer is satisfied."""
        return await trial.make("giveFeedbackFiling", id=await self.replied(trial), input=GOOD)

    async def closed(self, trial: Trial) -> str:
        """A closed proposal."""
        return await trial.make("closeFiling", id=await self.satisfied(trial))

    async def looked_back_on(self, trial: Trial) -> str:
        """A closed proposal with a look-back open."""
        return await trial.make("openLookBackFiling", id=await self.closed(trial), input=NOTE)

    async def _alone(self, trial: Trial) -> tuple[str, str]:
        filing, (assignment,) = await self._given(trial, ALONE)
        await trial.send("signAssignment", UNIT, id=assignment)
        return filing, assignment

    async def _given(self, trial: Trial, plan: Mapping[str, Any]) -> tuple[str, list[str]]:
        filing = await self._filed(trial)
        await trial.send("assignFiling", HANDOVER, id=filing, input=plan)
        rows = await trial.node.database.writer.fetch(
            "SELECT id FROM assignment WHERE filing_id = $1 ORDER BY position", filing
        )
        return filing, [row["id"] for row in rows]
