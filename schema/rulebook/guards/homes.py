"""Guards of duty sessions, collected opinions and opinion reports. Facts by name:

====================  =====================================================================
duty_members, home_members    who is on duty, and who belongs to the home on that day
attendants            who was there, as given in the input
duty_on, today        the day of the duty, and the day of the command in China
answer_text           as given in the input, or None
target_record         the id of the record that an opinion became, or None
upper_committee, reports_to    the committee directly above, and the one named in the input
====================  =====================================================================
"""

from datetime import date

from schema.rulebook.guards.facts import codes, given
from schema.rulebook.model import Facts


def duty_members_belong(facts: Facts) -> bool:
    """Somebody is on duty, and all belong to the home on that day (DOMAIN rule H3)."""
    members = set(codes(facts, "duty_members"))
    return bool(members) and members <= set(codes(facts, "home_members"))


def attendance_given(facts: Facts) -> bool:
    """It is known who was there."""
    return bool(codes(facts, "attendants"))


def duty_day_is_over(facts: Facts) -> bool:
    """The day of the duty has passed."""
    today, day = facts["today"], facts["duty_on"]
    return isinstance(today, date) and isinstance(day, date) and today > day


def answer_text_given(facts: Facts) -> bool:
    """There is an answer."""
    return given(facts, "answer_text")


def target_record_named(facts: Facts) -> bool:
    """The opinion points to what it became (H2)."""
    return given(facts, "target_record")


def reports_to_the_upper_committee(facts: Facts) -> bool:
    """Reports climb one level at a time."""
    return facts["upper_committee"] is not None and facts["reports_to"] == facts["upper_committee"]


ALL = (
    duty_members_belong,
    attendance_given,
    duty_day_is_over,
    answer_text_given,
    target_record_named,
    reports_to_the_upper_committee,
)
