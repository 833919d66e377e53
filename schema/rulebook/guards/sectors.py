"""Guards of a sector group's year and of its activities. Facts by name:

====================  =====================================================================
groups_of_sector      how many groups the sector has for the year
convenors, liaisons   how many there are
convenors_elsewhere   how many convenors are no members of the sector
quarters_planned      the quarters (1 to 4) that have a themed activity planned
activities_held       how many activities were held
quarter               the quarter of the day of the command
year_end_missing      how many of the four things of a year end are neither recorded nor marked absent
====================  =====================================================================
"""

from collections.abc import Collection

from schema.rulebook.guards.facts import number
from schema.rulebook.model import Facts


def sector_has_no_group(facts: Facts) -> bool:
    """One group a sector and year (DOMAIN rule Q1)."""
    return number(facts, "groups_of_sector") == 0


def one_to_three_of_each(facts: Facts) -> bool:
    """One to three convenors, one to three liaisons (Q2)."""
    return 1 <= number(facts, "convenors") <= 3 and 1 <= number(facts, "liaisons") <= 3


def convenors_are_of_the_sector(facts: Facts) -> bool:
    """Convenors are members of the sector (Q2)."""
    return number(facts, "convenors_elsewhere") == 0


def every_quarter_is_planned(facts: Facts) -> bool:
    """A themed activity in each quarter (Q4)."""
    quarters = facts["quarters_planned"]
    if not isinstance(quarters, Collection):
        raise TypeError("quarters_planned must be a collection of quarters")
    return set(quarters) == {1, 2, 3, 4}


def an_activity_was_held(facts: Facts) -> bool:
    """The group has begun its work."""
    return number(facts, "activities_held") > 0


def fourth_quarter_has_begun(facts: Facts) -> bool:
    """The year end is in the fourth quarter."""
    return number(facts, "quarter") == 4


def year_end_is_recorded(facts: Facts) -> bool:
    """The four things of a year end are recorded or marked absent."""
    return number(facts, "year_end_missing") == 0


ALL = (
    sector_has_no_group,
    one_to_three_of_each,
    convenors_are_of_the_sector,
    every_quarter_is_planned,
    an_activity_was_held,
    fourth_quarter_has_begun,
    year_end_is_recorded,
)
