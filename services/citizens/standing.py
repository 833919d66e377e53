"""Where a citizen's lead stands."""

from typing import Final

from services.citizens.commands import MACHINE
from services.citizens.records import LEAD
from services.kit.acts import Act
from services.kit.standing import Standing, Standings


async def _lead(act: Act) -> Standing:
    row = act.record
    claims = 0 if row["claimant"] is None else 1
    return Standing(MACHINE, row["state"], {"text": row["text"], "active_claims": claims})


STANDINGS: Final = (Standings(LEAD, "citizens", _lead),)
