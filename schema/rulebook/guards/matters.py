"""Guards of micro-consultations and village councils. Facts by name:

====================  =====================================================================
category, place       of the matter
report_source         MEMBER, OPINION_REPORT, GOVERNMENT_FORUM or APP
needs_visit           whether a consultation on the spot is needed
leader, leader_committee, committee    the named leader, that leader's committee, and the acting one
site, department      of the consultation, as given in the input
visited_on            the day of the consultation, or None
follower              who follows the matter up, or None
revisited_on          the day of the revisit
last_revisit_resolved whether the last revisit says that the matter is resolved
in_scope              whether the matter is within a village council's scope
convenor_role         PRESIDENT, EXECUTIVE_VICE_PRESIDENT or another
participants, meeting_form    how many took part, and BENCH, THRESHING_YARD, UNDER_TREE or None
evidence              what shows that the matter was implemented, or None
====================  =====================================================================
"""

from datetime import date

from schema.rulebook.guards.facts import given, holds, number
from schema.rulebook.model import Facts


def category_and_place_given(facts: Facts) -> bool:
    """Each matter has a category and a place (DOMAIN rule M4)."""
    return given(facts, "category") and given(facts, "place")


def report_source_known(facts: Facts) -> bool:
    """It is known where the matter comes from."""
    return facts["report_source"] in ("MEMBER", "OPINION_REPORT", "GOVERNMENT_FORUM", "APP")


def needs_no_visit(facts: Facts) -> bool:
    """The matter needs no consultation on the spot."""
    return not holds(facts, "needs_visit")


def leader_is_of_the_committee(facts: Facts) -> bool:
    """The leader is an official of the acting committee (M5)."""
    return given(facts, "leader") and facts["leader_committee"] == facts["committee"]


def visit_is_recorded(facts: Facts) -> bool:
    """Site, day and department are known."""
    return given(facts, "site") and given(facts, "department") and facts["visited_on"] is not None


def follower_named(facts: Facts) -> bool:
    """Somebody follows it up (M2)."""
    return given(facts, "follower")


def revisit_is_later(facts: Facts) -> bool:
    """The revisit is after the consultation (M1)."""
    revisited, visited = facts["revisited_on"], facts["visited_on"]
    return isinstance(revisited, date) and isinstance(visited, date) and revisited > visited


def last_revisit_says_resolved(facts: Facts) -> bool:
    """The last revisit says that it is resolved (M1)."""
    return holds(facts, "last_revisit_resolved")


def matter_is_in_scope(facts: Facts) -> bool:
    """The matter is one for the village council."""
    return holds(facts, "in_scope")


def convened_by_the_president(facts: Facts) -> bool:
    """Only the president or the executive vice-president convenes (V3)."""
    return facts["convenor_role"] in ("PRESIDENT", "EXECUTIVE_VICE_PRESIDENT")


def meeting_is_recorded(facts: Facts) -> bool:
    """Participants and form of the meeting are known."""
    return number(facts, "participants") > 0 and given(facts, "meeting_form")


def evidence_given(facts: Facts) -> bool:
    """Something shows that it was done."""
    return given(facts, "evidence")


ALL = (
    category_and_place_given,
    report_source_known,
    needs_no_visit,
    leader_is_of_the_committee,
    visit_is_recorded,
    follower_named,
    revisit_is_later,
    last_revisit_says_resolved,
    matter_is_in_scope,
    convened_by_the_president,
    meeting_is_recorded,
    evidence_given,
)
