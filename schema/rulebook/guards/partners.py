"""Guards of agreements, partner projects and joint plans. Facts by name:

====================  =====================================================================
in_line               whether the other committee is the same, above or below
open_proposals        how many proposals between the two are open
proposed_at_once      whether both proposed at once and the other side's proposal gives way
answer_overdue        whether the time for an answer is over
terms, partner_terms  the digests of the terms that either side says it agrees to
side, suspended_by    code of the side that acts; codes of the sides that suspended it
time_over             whether the time agreed on is over
partner_city, agreement_active    see the guards of joint topics
own_participants, partner_participants    how many units of each side take part in the project
unfinished_sides      how many sides have not finished their part
open_milestones       how many milestones have not been reached
owns_project          whether the acting committee owns the project
parties, all_parties  codes of the other parties of a plan, and of all of them
topic_leads           codes of the committees that lead the topics that a plan names
agreed_version        which version of a plan was agreed, or None
items, open_items     how many items a plan has, and how many of them have no result
====================  =====================================================================
"""

from schema.rulebook.guards.facts import codes, given, holds, number
from schema.rulebook.model import Facts


def is_beside(facts: Facts) -> bool:
    """The other committee is neither above nor below: those guide each other without an agreement."""
    return not holds(facts, "in_line")


def no_open_proposal(facts: Facts) -> bool:
    """No proposal between the two waits for an answer."""
    return number(facts, "open_proposals") == 0


def comes_first(facts: Facts) -> bool:
    """Of two proposals that cross the one of the lower code stands."""
    return not holds(facts, "proposed_at_once")


def answer_in_time(facts: Facts) -> bool:
    """The time for an answer is not over."""
    return not holds(facts, "answer_overdue")


def terms_are_the_same(facts: Facts) -> bool:
    """Both sides say the same."""
    return given(facts, "terms") and facts["terms"] == facts["partner_terms"]


def side_goes_on(facts: Facts) -> bool:
    """The acting side has not suspended it already."""
    return facts["side"] not in codes(facts, "suspended_by")


def side_suspended(facts: Facts) -> bool:
    """The acting side suspended it."""
    return facts["side"] in codes(facts, "suspended_by")


def time_is_over(facts: Facts) -> bool:
    """The time agreed on is over."""
    return holds(facts, "time_over")


def both_sides_take_part(facts: Facts) -> bool:
    """Each side has at least one participant."""
    return number(facts, "own_participants") > 0 and number(facts, "partner_participants") > 0


def both_sides_finished(facts: Facts) -> bool:
    """Each side says that its part is done."""
    return number(facts, "unfinished_sides") == 0


def every_milestone_reached(facts: Facts) -> bool:
    """Nothing that was planned is outstanding."""
    return number(facts, "open_milestones") == 0


def is_the_partner(facts: Facts) -> bool:
    """The acting committee is the other one, not the one that owns the project."""
    return not holds(facts, "owns_project")


def plan_has_items(facts: Facts) -> bool:
    """The plan is not empty."""
    return number(facts, "items") > 0


def every_item_has_a_result(facts: Facts) -> bool:
    """Nothing in the plan is left open."""
    return number(facts, "open_items") == 0


def names_others(facts: Facts) -> bool:
    """There is a party beside the one that drafts."""
    return bool(codes(facts, "parties"))


def topics_are_of_the_parties(facts: Facts) -> bool:
    """A topic in a plan belongs to a plan of the committee that leads it (DOMAIN rule J8)."""
    return set(codes(facts, "topic_leads")) <= set(codes(facts, "all_parties"))


def never_agreed(facts: Facts) -> bool:
    """No version of the plan was ever agreed."""
    return facts["agreed_version"] is None


ALL = (
    is_beside,
    no_open_proposal,
    comes_first,
    answer_in_time,
    terms_are_the_same,
    side_goes_on,
    side_suspended,
    time_is_over,
    both_sides_take_part,
    both_sides_finished,
    every_milestone_reached,
    is_the_partner,
    plan_has_items,
    every_item_has_a_result,
    names_others,
    topics_are_of_the_parties,
    never_agreed,
)
