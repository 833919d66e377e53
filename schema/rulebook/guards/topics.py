"""Guards of the machines of a joint topic and of participation in it. Facts by name:

====================  =====================================================================
committee             code of the acting committee
invited               codes to invite
already_invited       codes with an invitation that stands
topic_lead            code of the committee that leads the topic
answer                ACCEPT or DECLINE
accepted              codes of the participants, the lead not among them
leading_official, task_force    as given in the input, or None
in_plan, ad_hoc       whether the topic is in the lead's plan of the year, or marked as ad hoc
partner_city, agreement_active    whether a partner city takes part, and whether an agreement with it is in force
fieldwork_by          codes of the participants with a record of fieldwork
draft_version         the frozen version of the draft, or None
endorsed_by           codes of the participants that endorsed this version
outputs               how many outputs are listed
topic_stage           the stage of the topic, as far as it is known here
answer_overdue        whether the time for an answer or an endorsement is over
invitation            the state of the invitation that the command is about, or None
takes_part            whether the committee concerned leads the topic or has accepted and not withdrawn
latest_endorsed       whether the version named is the one under review, by its number and digest
joined_to             the topic that this one is joined to, or None
track_open            whether the track that the command names is open
====================  =====================================================================
"""

from schema.rulebook.guards.facts import codes, given, holds, number
from schema.rulebook.model import Facts

_ISSUED = ("ISSUED", "DELIVERED", "RESPONDED", "CLOSED")
_FIELDWORK = ("ESTABLISHED", "FIELDWORK", "DRAFTING")


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


def somebody_accepted(facts: Facts) -> bool:
    """At least one invited committee takes part (DOMAIN rule J2)."""
    return bool(codes(facts, "accepted"))


def leader_named(facts: Facts) -> bool:
    """A leading official is named."""
    return given(facts, "leading_official")


def task_force_named(facts: Facts) -> bool:
    """A task force is named."""
    return given(facts, "task_force")


def planned_or_ad_hoc(facts: Facts) -> bool:
    """The topic is in the lead's plan of the year, or marked as ad hoc (J8)."""
    return holds(facts, "in_plan") or holds(facts, "ad_hoc")


def agreement_covers(facts: Facts) -> bool:
    """With a partner city, an agreement with it is in force (J7)."""
    return not holds(facts, "partner_city") or holds(facts, "agreement_active")


def everybody_did_fieldwork(facts: Facts) -> bool:
    """Every participant has a record of fieldwork."""
    return set(codes(facts, "accepted")) <= set(codes(facts, "fieldwork_by"))


def draft_is_frozen(facts: Facts) -> bool:
    """A version of the draft is frozen."""
    return facts["draft_version"] is not None


def everybody_endorsed(facts: Facts) -> bool:
    """Every participant endorsed this one version (J4)."""
    return set(codes(facts, "accepted")) <= set(codes(facts, "endorsed_by"))


def outputs_listed(facts: Facts) -> bool:
    """At least one output is listed."""
    return number(facts, "outputs") > 0


def topic_is_not_issued(facts: Facts) -> bool:
    """The suggestion is not issued yet (J6)."""
    return facts["topic_stage"] not in _ISSUED


def topic_is_issued(facts: Facts) -> bool:
    """The suggestion was issued."""
    return facts["topic_stage"] in _ISSUED


def answer_is_overdue(facts: Facts) -> bool:
    """The time for an answer or an endorsement is over."""
    return holds(facts, "answer_overdue")


def answer_is_in_time(facts: Facts) -> bool:
    """The time for an answer or an endorsement is not over."""
    return not holds(facts, "answer_overdue")


def invitation_is_open(facts: Facts) -> bool:
    """The committee is invited and has not answered."""
    return facts["invitation"] == "INVITED"


def takes_part(facts: Facts) -> bool:
    """The committee leads the topic, or has accepted and not withdrawn."""
    return holds(facts, "takes_part")


def nobody_takes_part(facts: Facts) -> bool:
    """No invited committee takes part any more (J2)."""
    return not codes(facts, "accepted")


def fieldwork_is_open(facts: Facts) -> bool:
    """The topic is in a stage in which fieldwork is done."""
    return facts["topic_stage"] in _FIELDWORK


def endorses_the_draft_under_review(facts: Facts) -> bool:
    """The version that is named is the one under review, by its number and digest (J4)."""
    return holds(facts, "latest_endorsed")


def joining_is_decided(facts: Facts) -> bool:
    """It was decided which topic this one is joined to."""
    return given(facts, "joined_to")


def track_is_open(facts: Facts) -> bool:
    """The track is there and open."""
    return holds(facts, "track_open")


ALL = (
    somebody_accepted,
    leader_named,
    task_force_named,
    planned_or_ad_hoc,
    agreement_covers,
    everybody_did_fieldwork,
    draft_is_frozen,
    everybody_endorsed,
    outputs_listed,
    topic_is_not_issued,
    topic_is_issued,
    answer_is_overdue,
    answer_is_in_time,
    invitation_is_open,
    takes_part,
    nobody_takes_part,
    fieldwork_is_open,
    endorses_the_draft_under_review,
    joining_is_decided,
    track_is_open,
    invites_others,
    does_not_invite_itself,
    invites_once,
    is_not_the_lead,
)
