"""Guards on the proposers of a filing and on where it comes from. Facts by name:

======================  =====================================================================
by_office               bool: the office (staff) takes the command
by_proposer             bool: whoever takes it is the office or one of the proposers; None where no register tells
recorded_signatures     how many signatures and seals of others the input records
recommended_from_below  bool: the recommended filing's owner is a committee below this one; None if none is named
recommendation_taken    bool: another filing that stands takes up the same recommendation
continued_exists        bool: the filing to carry on is here; None if none is named
continued_earlier       bool: it is of an earlier term or session; None if none is named or it is not here
cosigned                bool: others have co-signed the draft
chain_moved             bool: term or session would change in a filing that carries on another, or is carried on
shared_text_moved       bool: title, text or term would change in a filing made of a shared proposal
proposers               how many proposers the filing has, citizens not counted
register_kept           bool: the committee has registered members of the filing's term
unregistered            how many proposers are given by name only
ineligible              how many registered proposers are not of this term, or not any more
joint, members          bool: members propose jointly; how many members propose
kinds                   the kind of every proposer, citizens left out
cosign_pairs            pairs of kinds that may sign together, such as ``PARTY+SPECIAL_COMMITTEE``
groups, in_session      how many sectors and sector groups propose; bool: a session accepts now, None if none is known
unsigned, unsealed      how many registered proposers lack their signature, their seal
======================  =====================================================================
"""

from collections.abc import Collection
from itertools import combinations

from schema.rulebook.guards.facts import codes
from schema.rulebook.model import Facts

_FAMILY = {"MEMBERS_JOINTLY": "MEMBER"}


def signatures_are_recorded_by_the_office(facts: Facts) -> bool:
    """Nobody but the office says that somebody else signed or sealed."""
    return bool(facts["by_office"]) or facts["recorded_signatures"] == 0


def is_a_proposer_of_it(facts: Facts) -> bool:
    """The office acts, or one of the proposers does, as far as the register can tell."""
    return facts["by_proposer"] is not False


def recommendation_comes_from_below(facts: Facts) -> bool:
    """A filing that is taken up was recommended by a committee below."""
    return facts["recommended_from_below"] is not False


def recommendation_is_free(facts: Facts) -> bool:
    """No other filing takes up the same recommendation."""
    return not facts["recommendation_taken"]


def continued_filing_exists(facts: Facts) -> bool:
    """The filing to carry on is a filing of this committee."""
    return facts["continued_exists"] is not False


def continued_filing_is_earlier(facts: Facts) -> bool:
    """The filing to carry on is of an earlier term or session, so that no circle arises."""
    return facts["continued_earlier"] is not False


def text_is_not_cosigned(facts: Facts) -> bool:
    """Nobody else has put their name to the text."""
    return not facts["cosigned"]


def chain_keeps_its_terms(facts: Facts) -> bool:
    """The order of a chain does not change under it."""
    return not facts["chain_moved"]


def shared_text_is_kept(facts: Facts) -> bool:
    """A filing made of a shared proposal keeps its words and its term."""
    return not facts["shared_text_moved"]


def has_proposers(facts: Facts) -> bool:
    """Somebody stands behind the filing."""
    proposers = facts["proposers"]
    return isinstance(proposers, int) and proposers > 0


def proposers_are_registered(facts: Facts) -> bool:
    """Where the committee keeps a register, every proposer stands in it."""
    return not facts["register_kept"] or facts["unregistered"] == 0


def proposers_are_eligible(facts: Facts) -> bool:
    """Every registered proposer is of this term and still in office."""
    return facts["ineligible"] == 0


def joint_has_two_members(facts: Facts) -> bool:
    """Members who propose jointly are at least two."""
    members = facts["members"]
    return not facts["joint"] or (isinstance(members, int) and members >= 2)


def kinds_may_sign_together(facts: Facts) -> bool:
    """Every two of the proposers are of kinds that the committee lets sign together."""
    return all_may_sign_together(codes(facts, "kinds"), codes(facts, "cosign_pairs"))


def all_may_sign_together(kinds: Collection[str], pairs: Collection[str]) -> bool:
    """Whether every two of the kinds stand among the pairs; members alone and members jointly are one kind."""
    families = [_FAMILY.get(kind, kind) for kind in kinds]
    return all("+".join(sorted(pair)) in pairs for pair in combinations(families, 2))


def groups_only_in_session(facts: Facts) -> bool:
    """Sectors and sector groups propose while a plenary session accepts, as far as its dates are known."""
    return facts["groups"] == 0 or facts["in_session"] is not False


def proposers_have_signed(facts: Facts) -> bool:
    """Every registered proposer has signed, sectors and groups by their convenor."""
    return facts["unsigned"] == 0


def bodies_have_sealed(facts: Facts) -> bool:
    """Every registered body that has to seal has done so."""
    return facts["unsealed"] == 0


ALL = (
    shared_text_is_kept,
    signatures_are_recorded_by_the_office,
    is_a_proposer_of_it,
    recommendation_comes_from_below,
    recommendation_is_free,
    continued_filing_exists,
    continued_filing_is_earlier,
    text_is_not_cosigned,
    chain_keeps_its_terms,
    has_proposers,
    proposers_are_registered,
    proposers_are_eligible,
    joint_has_two_members,
    kinds_may_sign_together,
    groups_only_in_session,
    proposers_have_signed,
    bodies_have_sealed,
)
