"""Where a filing stands: what its proposers, its co-signatures, what was merged into it and who has replied say."""

from __future__ import annotations

from typing import Final

from services.handling.standing import filing_facts
from services.kit.acts import Act
from services.kit.standing import Standing, Standings
from services.proposals.cosigning import first_facts, in_time
from services.proposals.drafting import bound, made_of_shared
from services.proposals.letting_go import merged_here, replied
from services.proposals.levels import committees_above
from services.proposals.records import FILING
from services.proposals.register import by_office, in_session, register_of, submission_facts
from services.proposals.reviewing import content_asked
from services.proposals.steps import MACHINE

OF_A_PROPOSER: Final = frozenset({"by_proposer", "unsigned", "by_first", "first_signed"})
"""What depends on which proposer asks: each signs for themselves by submitting."""


async def _filing(act: Act) -> Standing:
    row = act.record
    proposers = await act.rows(FILING, "proposer", row["id"])
    register = await register_of(act, proposers, row["term"])
    signed = register.signed_by_viewer(proposers, act.at)
    cosigned, chained = await bound(act, row)
    reasons = await act.connection.fetch("SELECT code FROM refusal_reason")
    facts: dict[str, object] = {
        **submission_facts(act, register, signed, row["term"], await in_session(act, row)),
        **first_facts(act, register, signed),
        "cosign_in_time": in_time(act),
        **await filing_facts(act),
        "by_office": by_office(act),
        "text": row["text"],
        "term": row["term"],
        "visibility": row["visibility"],
        "is_key": row["is_key_proposal"],
        "cosigned": cosigned and row["submitted_at"] is None,
        "merged_here": await merged_here(act),
        "replied": await replied(act),
        "upper_committees": committees_above(act.code, act.today),
        "content_checked": None,
        "content_asked": content_asked(act),
        "reason_codes": [each["code"] for each in reasons],
    }
    if not chained:
        facts["chain_moved"] = False
    if not await made_of_shared(act):
        facts["shared_text_moved"] = False
    personal = frozenset[str]() if by_office(act) else OF_A_PROPOSER
    return Standing(MACHINE, row["state"], facts, personal)


STANDINGS: Final = (Standings(FILING, "proposals", _filing),)
