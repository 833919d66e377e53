"""Guards of a binding act. Facts by name:

====================  =====================================================================
actor                 who sends the command
actor_signs           bool: whoever sends it signs for the committee
drafted_by            who drafted the act, or revised it last
reviewed_by           who has reviewed it in its present round
target_unchanged      bool: the record that it is on is as it was when it was drafted, or need not be
====================  =====================================================================
"""

from schema.rulebook.guards.facts import codes, holds
from schema.rulebook.model import Facts


def drafted_it_oneself(facts: Facts) -> bool:
    """The actor drafted the act."""
    return facts["actor"] == facts["drafted_by"]


def drafted_by_another(facts: Facts) -> bool:
    """Somebody else drafted the act."""
    return not drafted_it_oneself(facts)


def drafted_it_oneself_or_signs(facts: Facts) -> bool:
    """The actor drafted the act, or signs for the committee."""
    return drafted_it_oneself(facts) or holds(facts, "actor_signs")


def not_reviewed_before(facts: Facts) -> bool:
    """The actor has not reviewed the act in this round."""
    return facts["actor"] not in codes(facts, "reviewed_by")


def target_is_as_drafted(facts: Facts) -> bool:
    """Nobody changed what the act is on, or that does not matter."""
    return holds(facts, "target_unchanged")


ALL = (
    drafted_it_oneself,
    drafted_by_another,
    drafted_it_oneself_or_signs,
    not_reviewed_before,
    target_is_as_drafted,
)
