"""The calendar against the notices it restates."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from schema.calendar import CALENDAR, Calendar, add_working_days, day_in_china, is_working_day
from schema.calendar.data import notice_from


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        ("2022-12-31", False),  # in the notice for 2023
        ("2023-01-29", True),  # a Sunday worked for the Spring Festival
        ("2023-10-07", True),
        ("2024-02-09", True),  # New Year's Eve was only recommended
        ("2024-02-18", True),
        ("2024-09-14", True),
        ("2024-09-16", False),
        ("2025-01-01", False),
        ("2025-01-02", True),
        ("2025-10-08", False),
        ("2025-10-11", True),
        ("2026-01-04", True),
        ("2026-02-23", False),
        ("2026-02-28", True),
        ("2026-09-20", True),
        ("2026-10-07", False),
        ("2026-11-23", True),
        ("2026-11-22", False),
    ],
)
def test_days_of_the_notices(day: str, worked: bool) -> None:
    assert is_working_day(date.fromisoformat(day)) is worked


def test_every_exchanged_day_is_a_weekend_day_and_every_holiday_has_a_weekday() -> None:
    for notice in CALENDAR.notices:
        for holiday in notice.holidays:
            assert all(day.weekday() >= 5 for day in holiday.worked), holiday
            assert any(day.weekday() < 5 for day in holiday.days), holiday
            assert {day.year for day in (*holiday.days, *holiday.worked)} <= {notice.year - 1, notice.year}


@pytest.mark.parametrize(("year", "count"), [(2023, 249), (2024, 251), (2025, 248), (2026, 248)])
def test_working_days_of_a_year(year: int, count: int) -> None:
    """365 or 366 days less 104 or 105 or so weekend days less the holidays that exchange moved onto weekdays."""
    first = date(year, 1, 1)
    days = (first + timedelta(days=number) for number in range((date(year, 12, 31) - first).days + 1))
    assert sum(map(is_working_day, days)) == count


def test_the_version_names_the_years_and_the_last_notice() -> None:
    assert CALENDAR.version == "cn-2023-2026 国办发明电〔2025〕7号"
    assert (CALENDAR.since, CALENDAR.until) == (date(2023, 1, 1), date(2026, 12, 31))
    assert str(CALENDAR.notices[0]) == "国务院办公厅关于2023年部分节假日安排的通知（国办发明电〔2022〕16号）"


def test_beyond_the_calendar_only_weekends_are_free() -> None:
    assert is_working_day(date(2027, 10, 1))
    assert not is_working_day(date(2027, 10, 2))
    assert not CALENDAR.covers(date(2027, 1, 1))


def test_a_calendar_has_no_hole_and_no_day_both_ways() -> None:
    first, second, *_ = CALENDAR.notices
    with pytest.raises(ValueError, match="without a hole"):
        Calendar((first, replace(second, year=2025)))
    with pytest.raises(ValueError, match="without a hole"):
        Calendar(())
    holiday = first.holidays[1]
    with pytest.raises(ValueError, match="free and worked"):
        Calendar((replace(first, holidays=(replace(holiday, worked=(holiday.last,)),)),))


def test_a_notice_that_ends_before_it_begins_is_refused() -> None:
    row = {"name": "元旦", "first": date(2027, 1, 3), "last": date(2027, 1, 1)}
    with pytest.raises(ValueError, match="元旦 2027"):
        notice_from({"year": 2027, "number": "x", "issued_on": date(2026, 11, 1), "holiday": [row]})


def test_a_day_begins_in_china_at_sixteen_hours_utc() -> None:
    assert day_in_china(datetime(2026, 11, 23, 15, 59, 59, tzinfo=UTC)) == date(2026, 11, 23)
    assert day_in_china(datetime(2026, 11, 23, 16, 0, tzinfo=UTC)) == date(2026, 11, 24)
    with pytest.raises(ValueError, match="zone"):
        day_in_china(datetime(2026, 11, 23))  # noqa: DTZ001 - that is the point


def test_working_days_are_counted_over_holidays() -> None:
    assert add_working_days(date(2026, 9, 30), 1) == date(2026, 10, 8)
    assert add_working_days(date(2026, 9, 30), 3) == date(2026, 10, 10)
    assert add_working_days(date(2026, 9, 30), 0) == date(2026, 9, 30)
