"""Guards of the machines of a joint topic and of participation in it. Facts by name:

====================  =====================================================================
committee             code of the acting committee
invited               codes to invite
already_invited       codes with an invitation that stands
topic_lead            code of the committee that leads the topic
answer                ACCEPT or DECLINE
====================  =====================================================================
"""

from schema.rulebook.guards.facts import codes
from schema.rulebook.model import Facts


def invites_others(facts: Facts) -> bool:
    """At least one other committee is named."""
    return any(code != facts["committee"] for code in codes(facts, "invited"))


def does_not_invite_itself(facts: Facts) -> bool:
    """The lead is part of its own topic without an invitation."""
    return facts["committee"] not in codes(facts, "invited")


def invites_once(facts: Facts) -> bool:
    """Nobody is invited who has an invitation already, nor twice in one command."""
    invited = list(codes(facts, "invited"))
    return len(set(invited)) == len(invited) and not set(invited) & set(codes(facts, "already_invited"))


def is_not_the_lead(facts: Facts) -> bool:
    """The answering committee is not the one that leads the topic."""
    return facts["topic_lead"] != facts["committee"]


ALL = (
    invites_others,
    does_not_invite_itself,
    invites_once,
    is_not_the_lead,
)
