"""Guards on co-signing. Facts by name, beside those of proposers:

====================  =====================================================================
by_first              bool: the office or the first proposer acts; None where no register tells
invited               how many are invited
already_signed        how many of the invited have signed as proposers
first_signed          bool: the first proposer has signed, or is known by name only
invitation            the state of the invitation that is answered, or None where there is none
for_itself            bool: the office records it, or the invited member or convenor signs
cosign_in_time        bool: the last day for co-signing is not over
====================  =====================================================================
"""

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
    invitation_stands,
    signs_for_itself,
    cosigning_is_in_time,
    cosigning_is_over,
)
