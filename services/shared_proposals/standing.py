"""Where shared proposals, endorsements and shared filings stand."""

from __future__ import annotations

from typing import Final

from services.kit.acts import Act
from services.kit.standing import Standing, Standings
from services.proposals.records import FILING
from services.proposals.register import by_office
from services.shared_proposals.endorsing import MACHINE as ENDORSED
from services.shared_proposals.filing import OWN, words_facts
from services.shared_proposals.records import ENDORSEMENT, SHARED_FILING, UMBRELLA
from services.shared_proposals.umbrella import MACHINE, STANDS_BEHIND, opened


async def _umbrella(act: Act) -> Standing:
    row, umbrella = act.record, await opened(act, act.record)
    own = umbrella.party(act.code)
    facts = {
        "text": row["text"],
        "already_invited": (),
        "today": act.today,
        "endorsement_stands": own is not None and own["state"] in STANDS_BEHIND,
        "handling": umbrella.handling,
        "consenting": tuple(each["committee"] for each in umbrella.reports if each["consented"]),
    }
    return Standing(MACHINE, row["state"], facts)


async def _endorsement(act: Act) -> Standing:
    row = act.record
    return Standing(ENDORSED, row["state"], {"asked_hash": row["text_hash"], "today": act.today})


async def _shared_filing(act: Act) -> Standing:
    row = act.record
    filing = (await act.lock(FILING, [row["filing_id"]]))[row["filing_id"]]
    facts = {**await words_facts(act, filing), "consented": row["consent"] is not None}
    return Standing(OWN, row["wording"], facts, frozenset[str]() if by_office(act) else frozenset({"by_proposer"}))


STANDINGS: Final = (
    Standings(UMBRELLA, "shared_proposals", _umbrella),
    Standings(ENDORSEMENT, "shared_proposals", _endorsement),
    Standings(SHARED_FILING, "shared_proposals", _shared_filing),
)
