"""Where agreements stand."""

from typing import Final

from services.kit.acts import Act
from services.kit.standing import Standing, Standings
from services.partners.agreements import MACHINE, suspension
from services.partners.answers import overdue
from services.partners.records import AGREEMENT


async def _agreement(act: Act) -> Standing:
    row = act.record
    facts = {"answer_overdue": overdue(act, row["answer_due_on"]), **suspension(act.code, row["suspended_by"])}
    return Standing(MACHINE, row["state"], facts)


STANDINGS: Final = (Standings(AGREEMENT, "partners", _agreement),)
