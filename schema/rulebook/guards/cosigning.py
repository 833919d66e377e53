"""Guards on co-signing. Facts by name, beside ``register_kept`` and ``cosign_pairs``:

====================  =====================================================================
by_first              bool: the office or the first proposer acts; None where no register tells
invited               how many are invited
already_signed        how many of the invited have signed as proposers
first_signed          bool: the first proposer has signed, or is known by name only
invited_unregistered  how many of the invited are given by name only
invited_ineligible    how many of the invited are not of this term, or not any more
kinds_together        the kinds of the proposers and of the invited
invitation            the state of the invitation that is answered, or None where there is none
for_itself            bool: the office records it, or the invited member or convenor signs
cosign_in_time        bool: the last day for co-signing is not over
signer_eligible       bool: whoever signs is of this term, as far as the register tells
signer_sealed         bool: the seal is recorded where one is needed
====================  =====================================================================
"""

from schema.rulebook.guards.facts import codes
from schema.rulebook.guards.proposing import all_may_sign_together
from schema.rulebook.model import Facts


def is_the_first_proposer(facts: Facts) -> bool:
    """The office acts, or the first proposer does, as far as the register can tell."""
    return facts["by_first"] is not False


def somebody_is_invited(facts: Facts) -> bool:
    """At least one person or body is invited."""
    return facts["invited"] != 0


def nobody_signs_twice(facts: Facts) -> bool:
    """Nobody who is invited has signed before."""
    return facts["already_signed"] == 0


def first_proposer_has_signed(facts: Facts) -> bool:
    """The first proposer's name stands before all others."""
    return bool(facts["first_signed"])


def invited_are_registered(facts: Facts) -> bool:
    """Where the committee keeps a register, everybody invited stands in it."""
    return not facts["register_kept"] or facts["invited_unregistered"] == 0


def invited_are_eligible(facts: Facts) -> bool:
    """Everybody invited is of this term and still in office."""
    return facts["invited_ineligible"] == 0


def invited_may_sign_together(facts: Facts) -> bool:
    """Every two of the proposers and the invited are of kinds that may sign together."""
    return all_may_sign_together(codes(facts, "kinds_together"), codes(facts, "cosign_pairs"))


def signer_is_eligible(facts: Facts) -> bool:
    """Whoever signs is of this term and still in office."""
    return bool(facts["signer_eligible"])


def signer_has_sealed(facts: Facts) -> bool:
    """A body that has to seal does so."""
    return bool(facts["signer_sealed"])


def invitation_stands(facts: Facts) -> bool:
    """There is an invitation, not answered yet."""
    return facts["invitation"] == "INVITED"


def signs_for_itself(facts: Facts) -> bool:
    """Nobody signs for another, but for the office that records what was signed on paper."""
    return bool(facts["for_itself"])


def cosigning_is_in_time(facts: Facts) -> bool:
    """The last day is not over."""
    return bool(facts["cosign_in_time"])


def cosigning_is_over(facts: Facts) -> bool:
    """The last day is over."""
    return not facts["cosign_in_time"]


ALL = (
    is_the_first_proposer,
    somebody_is_invited,
    nobody_signs_twice,
    first_proposer_has_signed,
    invited_are_registered,
    invited_are_eligible,
    invited_may_sign_together,
    signer_is_eligible,
    signer_has_sealed,
    invitation_stands,
    signs_for_itself,
    cosigning_is_in_time,
    cosigning_is_over,
)
