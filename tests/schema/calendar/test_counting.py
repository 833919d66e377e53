"""What must hold of every deadline, and the cases people ask about."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema.calendar import CALENDAR, LimitUnit, due, earliest, is_working_day
from schema.rulebook.limits import Limit
from schema.rulebook.model import Mark, Source

SOURCE = Source(Mark.DESIGN, "test")
STARTS = st.dates(date(2023, 1, 1), date(2028, 12, 31))


def limit(unit: LimitUnit, amount: int = 0, *, roll: bool = False, fixed: str = "") -> Limit:
    return Limit("assignment.reply", SOURCE, amount, unit, roll=roll, fixed=fixed)


def fixed_days() -> st.SearchStrategy[str]:
    return st.dates(date(2024, 1, 1), date(2024, 12, 31)).map(lambda day: day.strftime("%m-%d"))


LIMITS = st.one_of(
    st.builds(
        limit,
        st.sampled_from([LimitUnit.DAYS, LimitUnit.WORKING_DAYS, LimitUnit.MONTHS]),
        st.integers(1, 40),
        roll=st.booleans(),
    ),
    st.builds(lambda fixed, roll: limit(LimitUnit.FIXED_DATE, fixed=fixed, roll=roll), fixed_days(), st.booleans()),
)


@given(LIMITS, STARTS)
def test_a_deadline_lies_after_its_start_and_rolled_never_on_a_free_day(limit: Limit, start: date) -> None:
    found = due(limit, start)
    assert found.on > start
    assert is_working_day(found.on) or not (limit.roll or limit.unit is LimitUnit.WORKING_DAYS)
    assert (found.limit, found.calendar) == (limit.id, CALENDAR.version)


@given(LIMITS, STARTS, st.integers(0, 400))
def test_a_later_start_never_makes_an_earlier_deadline(limit: Limit, start: date, later: int) -> None:
    assert due(limit, start).on <= due(limit, start + timedelta(days=later)).on


@given(LIMITS, STARTS)
def test_provisional_exactly_when_beyond_the_calendar(limit: Limit, start: date) -> None:
    found = due(limit, start)
    assert found.provisional == (found.on > date(2026, 12, 31))


@given(st.integers(1, 40), STARTS)
def test_working_days_are_counted_one_by_one(amount: int, start: date) -> None:
    on = due(limit(LimitUnit.WORKING_DAYS, amount), start).on
    between = (start + timedelta(days=number) for number in range(1, (on - start).days + 1))
    assert sum(map(is_working_day, between)) == amount
    assert earliest(limit(LimitUnit.WORKING_DAYS, amount), on) <= start + timedelta(days=(on - start).days)


@pytest.mark.parametrize(
    ("counted", "start", "on"),
    [
        (limit(LimitUnit.MONTHS, 3), "2023-11-30", "2024-02-29"),
        (limit(LimitUnit.MONTHS, 3), "2024-11-30", "2025-02-28"),
        (limit(LimitUnit.MONTHS, 1), "2024-12-31", "2025-01-31"),
        (limit(LimitUnit.MONTHS, 6), "2026-03-01", "2026-09-01"),
        (limit(LimitUnit.MONTHS, 3, roll=True), "2026-07-03", "2026-10-08"),  # 3 October lies in the holiday
        (limit(LimitUnit.MONTHS, 1, roll=True), "2026-01-28", "2026-02-28"),  # a Saturday that is worked
        (limit(LimitUnit.DAYS, 7, roll=True), "2026-09-24", "2026-10-08"),
        (limit(LimitUnit.DAYS, 7), "2026-09-24", "2026-10-01"),
        (limit(LimitUnit.WORKING_DAYS, 10), "2026-09-23", "2026-10-14"),
        (limit(LimitUnit.FIXED_DATE, fixed="06-30"), "2026-06-29", "2026-06-30"),
        (limit(LimitUnit.FIXED_DATE, fixed="06-30"), "2026-06-30", "2027-06-30"),
        (limit(LimitUnit.FIXED_DATE, fixed="05-10", roll=True), "2026-03-01", "2026-05-11"),
        (limit(LimitUnit.FIXED_DATE, fixed="02-29"), "2026-01-01", "2026-02-28"),
    ],
)
def test_deadlines(counted: Limit, start: str, on: str) -> None:
    assert due(counted, date.fromisoformat(start)).on == date.fromisoformat(on)


def test_a_count_that_begins_before_the_calendar_is_provisional() -> None:
    assert due(limit(LimitUnit.WORKING_DAYS, 10), date(2022, 12, 26)).provisional
    assert not due(limit(LimitUnit.MONTHS, 3), date(2022, 12, 26)).provisional


def test_a_deadline_prints_itself() -> None:
    assert str(due(limit(LimitUnit.DAYS, 7, roll=True), date(2026, 12, 28))) == (
        "assignment.reply: 2027-01-04 (provisional) by cn-2023-2026 国办发明电〔2025〕7号"
    )


@pytest.mark.parametrize(
    ("counted", "before", "first"),
    [
        (limit(LimitUnit.MONTHS, 3), "2026-05-31", "2026-02-28"),
        (limit(LimitUnit.MONTHS, 1), "2026-01-15", "2025-12-15"),
        (limit(LimitUnit.DAYS, 90), "2026-01-15", "2025-10-17"),
        (limit(LimitUnit.WORKING_DAYS, 2), "2026-10-09", "2026-09-30"),
    ],
)
def test_earliest_days(counted: Limit, before: str, first: str) -> None:
    assert earliest(counted, date.fromisoformat(before)) == date.fromisoformat(first)


def test_a_fixed_date_is_not_counted_back() -> None:
    with pytest.raises(ValueError, match="fixed date"):
        earliest(limit(LimitUnit.FIXED_DATE, fixed="06-30"), date(2026, 1, 1))
