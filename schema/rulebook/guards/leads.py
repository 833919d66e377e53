"""Guards of the machine of a citizen's lead. Facts by name:

====================  =====================================================================
claimant              as given in the input, or None
active_claims         how many claims on the lead are active
claimed_by, acting_member    the claimant and the acting member; `acting_member` None where the office acts
claimant_in_office    whether the claimant is a member of this term
situation, analysis, suggestion    the three parts of a proposal, as cultivated
original_id, record_id    the lead that this one repeats (None if there is none) and the lead itself
carries_identity, citizen_consents    whether the citizen's identity goes along, and whether the citizen agreed
proposal_outcome      the outcome of the proposal that the lead grew into
====================  =====================================================================
"""

from schema.rulebook.guards.facts import given, holds
from schema.rulebook.model import Facts


def claimant_named(facts: Facts) -> bool:
    """A member is named as claimant."""
    return given(facts, "claimant")


def no_active_claim(facts: Facts) -> bool:
    """Nobody else has claimed it."""
    return facts["active_claims"] == 0


def acts_as_claimant(facts: Facts) -> bool:
    """The claimant acts, or the office for the claimant."""
    return facts["acting_member"] is None or facts["acting_member"] == facts["claimed_by"]


def claimant_serves(facts: Facts) -> bool:
    """The claimant is a member of this term here."""
    return holds(facts, "claimant_in_office")


def has_the_parts_of_a_proposal(facts: Facts) -> bool:
    """The situation, its analysis and a suggestion are written."""
    return all(given(facts, part) for part in ("situation", "analysis", "suggestion"))


def original_is_another(facts: Facts) -> bool:
    """There is another lead here that says the same."""
    return facts["original_id"] is not None and facts["original_id"] != facts["record_id"]


def identity_stays(facts: Facts) -> bool:
    """The citizen's identity stays here unless the citizen agreed."""
    return not holds(facts, "carries_identity") or holds(facts, "citizen_consents")


def proposal_was_filed(facts: Facts) -> bool:
    """The proposal was filed."""
    return facts["proposal_outcome"] == "FILED"


def proposal_was_not_filed(facts: Facts) -> bool:
    """The proposal ended without being filed."""
    return facts["proposal_outcome"] in ("NOT_FILED", "MERGED", "CONVERTED", "WITHDRAWN", "HANDED_UP")


ALL = (
    acts_as_claimant,
    claimant_serves,
    has_the_parts_of_a_proposal,
    original_is_another,
    identity_stays,
    proposal_was_filed,
    proposal_was_not_filed,
    claimant_named,
    no_active_claim,
)
