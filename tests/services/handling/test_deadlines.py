"""Deadlines by the limits of the national base: rolled off holidays, within the limit, provisional where unknown."""

from datetime import date

import pytest

from schema.rulebook import BASE
from services.handling.deadlines import deadline, extension, objections


@pytest.mark.parametrize(
    ("role", "issued", "due", "provisional"),
    [
        ("LEAD", date(2026, 3, 2), date(2026, 6, 2), False),
        ("SUPPORT", date(2026, 3, 2), date(2026, 4, 2), False),
        ("SOLE", date(2026, 7, 2), date(2026, 10, 8), False),  # 2 October is a holiday, as are the days up to the 7th
        ("SPLIT", date(2026, 11, 30), date(2027, 3, 1), True),  # 28 February 2027 is a Sunday; no notice for 2027 yet
    ],
)
def test_left_out_it_is_the_last_day_of_the_limit(role: str, issued: date, due: date, provisional: bool) -> None:
    found = deadline(BASE, role, issued, None)
    assert (found.due.on, found.due.provisional, found.latest) == (due, provisional, due)
    assert found.facts["due_is_working_day"] is True


def test_as_wanted_it_is_judged_and_not_moved() -> None:
    holiday = deadline(BASE, "LEAD", date(2026, 7, 2), date(2026, 10, 1))
    assert (holiday.due.on, holiday.facts["due_is_working_day"], holiday.facts["due_must_work"]) == (
        date(2026, 10, 1), False, True,
    )  # fmt: skip
    late = deadline(BASE, "SOLE", date(2026, 3, 2), date(2026, 6, 3))
    assert (late.due.on, late.latest) == (date(2026, 6, 3), date(2026, 6, 2))
    assert deadline(BASE, "SUPPORT", date(2026, 3, 2), date(2026, 5, 29)).due.on == date(2026, 4, 2)
    assert deadline(BASE, "SUPPORT", date(2026, 3, 2), date(2026, 3, 27)).due.on == date(2026, 3, 27)


def test_extensions_count_from_the_hand_over_and_objections_end_on_a_working_day() -> None:
    found = extension(BASE, date(2026, 3, 2), date(2026, 9, 1))
    assert (found.latest, found.due.limit, found.due.provisional) == (
        date(2026, 9, 2), "assignment.extension-total", False,
    )  # fmt: skip
    assert objections(BASE, date(2026, 2, 9)).on == date(2026, 2, 24), "the Spring Festival lies between"
