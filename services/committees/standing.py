"""Where the entries of the register stand."""

from typing import Final

from services.committees.records import BODY, MEMBER, SESSION
from services.committees.register import next_term, sessions_around
from services.kit.acts import Act
from services.kit.standing import Standing, Standings


async def _member(act: Act) -> Standing:
    row = act.record
    facts = {"from_day": row["from_day"], "next_term_opens": await next_term(act, row["term"])}
    return Standing("Member", "IN_OFFICE" if row["until_day"] is None else "ENDED", facts)


async def _body(act: Act) -> Standing:
    return Standing("ProposingBody", act.record["state"], {})


async def _session(act: Act) -> Standing:
    row = act.record
    return Standing("PlenarySession", row["state"], await sessions_around(act, row["term"], row["session"]))


STANDINGS: Final = (
    Standings(MEMBER, "committees", _member),
    Standings(BODY, "committees", _body),
    Standings(SESSION, "committees", _session),
)
