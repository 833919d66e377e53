"""Guards of the hand-over of a filing and of the machine of an assignment. Facts by name:

====================  =====================================================================
plan                  SOLE, LEAD_WITH_SUPPORT or SPLIT, as given in the input
parts                 the part of every unit of the hand-over, None where none was given
units                 the credit codes of the units that have the filing and of those that are to get it
units_unsigned        how many assignments of the filing's round wait for their unit to sign
credit_code, area, level    of the unit, as given in the input
assigning_level       the level of who hands it over; None where it was never said
issued_on, due_on     dates of the assignment (`due_on` the new one, where it is about to be extended)
latest_due            the last day that the time limit allows
due_must_work         whether the time limit wants its last day to be a working day
due_is_working_day    whether `due_on` is one
present_due           the deadline in force, before an extension
objection_due_on      until when the unit may object
today                 the day of the command, in China
unit                  the credit code of the acting unit; None where the office acts
assigned_unit         the credit code of the assignment's unit
rest                  the parts that remain without the assignment
====================  =====================================================================
"""

from collections import Counter
from collections.abc import Collection
from datetime import date

from schema.directory import division
from schema.handling.credit_codes import is_credit_code
from schema.rulebook.guards.facts import codes
from schema.rulebook.model import Facts


def plan_of(parts: Collection[object]) -> str | None:
    """The plan that parts make: SOLE, LEAD_WITH_SUPPORT or SPLIT; None where they make none (DOMAIN rule P5)."""
    count = Counter(parts)
    match count["SOLE"], count["LEAD"], count["SUPPORT"], count["SPLIT"], len(parts):
        case 1, 0, 0, 0, 1:
            return "SOLE"
        case 0, 1, support, 0, every if support and every == support + 1:
            return "LEAD_WITH_SUPPORT"
        case 0, 0, 0, split, every if split >= 2 and split == every:
            return "SPLIT"
    return None


def _day(facts: Facts, name: str) -> date:
    value = facts[name]
    if not isinstance(value, date):
        raise TypeError(f"{name} must be a date")
    return value


def plan_fits(facts: Facts) -> bool:
    """The units' parts make the plan that is named."""
    return plan_of(_parts(facts, "parts")) == facts["plan"]


def rest_is_a_plan(facts: Facts) -> bool:
    """What remains is a plan of its own."""
    return plan_of(_parts(facts, "rest")) is not None


def _parts(facts: Facts, name: str) -> Collection[object]:
    value = facts[name]
    if isinstance(value, str) or not isinstance(value, Collection):
        raise TypeError(f"{name} must be a collection of parts")
    return value


def units_given_once(facts: Facts) -> bool:
    """No unit has the filing twice."""
    units = codes(facts, "units")
    return len(set(units)) == len(units)


def all_have_signed(facts: Facts) -> bool:
    """No unit of the round has still to sign."""
    return facts["units_unsigned"] == 0


def credit_code_is_right(facts: Facts) -> bool:
    """The unit's code has the form and the check character of GB 32100-2015."""
    return is_credit_code(str(facts["credit_code"]))


def area_is_of_the_level(facts: Facts) -> bool:
    """The directory has the unit's division, at the unit's level."""
    found = division(str(facts["area"]))
    return found is not None and found.level.value == facts["level"]


def handed_over_at_its_level(facts: Facts) -> bool:
    """Who hands the filing over is of the unit's level, where that was said."""
    return facts["assigning_level"] in (None, facts["level"])


def due_after_hand_over(facts: Facts) -> bool:
    """There is time between the hand-over and the deadline."""
    return _day(facts, "due_on") > _day(facts, "issued_on")


def due_within_limit(facts: Facts) -> bool:
    """The deadline is no later than the time limit allows."""
    return _day(facts, "due_on") <= _day(facts, "latest_due")


def due_on_a_working_day(facts: Facts) -> bool:
    """The deadline is a working day, where the time limit asks for one."""
    return bool(facts["due_is_working_day"]) or not facts["due_must_work"]


def unit_is_its_own(facts: Facts) -> bool:
    """The unit acts on what it was given; the office may record for any unit what it did on paper."""
    return facts["unit"] is None or facts["unit"] == facts["assigned_unit"]


def objection_is_in_time(facts: Facts) -> bool:
    """The window for objections is open."""
    return _day(facts, "today") <= _day(facts, "objection_due_on")


def deadline_not_passed(facts: Facts) -> bool:
    """The deadline in force has not passed."""
    return _day(facts, "today") <= _day(facts, "present_due")


def extends_the_deadline(facts: Facts) -> bool:
    """The new deadline is later than the one in force."""
    return _day(facts, "due_on") > _day(facts, "present_due")


ALL = (
    plan_fits,
    rest_is_a_plan,
    units_given_once,
    all_have_signed,
    credit_code_is_right,
    area_is_of_the_level,
    handed_over_at_its_level,
    due_after_hand_over,
    due_within_limit,
    due_on_a_working_day,
    unit_is_its_own,
    objection_is_in_time,
    deadline_not_passed,
    extends_the_deadline,
)
