"""Guards of the machine of a citizen's lead. Facts by name:

====================  =====================================================================
claimant              as given in the input, or None
active_claims         how many claims on the lead are active
====================  =====================================================================
"""

from schema.rulebook.guards.facts import given
from schema.rulebook.model import Facts


def claimant_named(facts: Facts) -> bool:
    """A member is named as claimant."""
    return given(facts, "claimant")


def no_active_claim(facts: Facts) -> bool:
    """Nobody else has claimed it."""
    return facts["active_claims"] == 0


ALL = (
    claimant_named,
    no_active_claim,
)
