"""Where the entries of the register stand."""

from typing import Final

from services.committees.commands import next_term
from services.committees.records import BODY, MEMBER, SESSION
from services.kit.acts import Act
from services.kit.standing import Standing, Standings


async def _member(act: Act) -> Standing:
    row = act.record
    facts = {"from_day": row["from_day"], "next_term_opens": await next_term(act, row["term"])}
    return Standing("Member", "IN_OFFICE" if row["until_day"] is None else "ENDED", facts)


async def _body(_act: Act) -> Standing:
    return Standing("ProposingBody", "REGISTERED", {})


async def _session(_act: Act) -> Standing:
    return Standing("PlenarySession", "SCHEDULED", {})


STANDINGS: Final = (
    Standings(MEMBER, "committees", _member),
    Standings(BODY, "committees", _body),
    Standings(SESSION, "committees", _session),
)
