"""Limits as editions write them."""

from datetime import date

import pytest

from schema.rulebook.limits import Limit, LimitUnit, limit_from
from schema.rulebook.model import Mark, Source

EDITION = Source(Mark.PUBLIC_RULE, "edition")
REPLY: dict[str, object] = {"id": "assignment.reply", "amount": 3, "unit": "MONTHS"}


def test_a_limit_takes_its_editions_source_or_its_own() -> None:
    assert limit_from(REPLY, EDITION) == Limit("assignment.reply", EDITION, 3, LimitUnit.MONTHS)
    own = limit_from({**REPLY, "warn": 15, "roll": True, "source": "here", "mark": "K"}, EDITION)
    assert own == Limit("assignment.reply", Source(Mark.DESIGN, "here"), 3, LimitUnit.MONTHS, warn=15, roll=True)
    assert str(own) == "assignment.reply [K] 3 MONTHS roll"


def test_a_fixed_date() -> None:
    fixed = limit_from({"id": "assignment.reply", "unit": "FIXED_DATE", "fixed": "06-30"}, EDITION)
    assert (fixed.fixed, fixed.amount, str(fixed)) == ("06-30", 0, "assignment.reply [R] 06-30")


@pytest.mark.parametrize(
    ("table", "problem"),
    [
        ({**REPLY, "id": "Reply"}, "called like"),
        ({"amount": 3, "unit": "MONTHS"}, "called like"),
        ({**REPLY, "days": 3}, "no days"),
        ({**REPLY, "unit": "YEARS"}, "YEARS"),
        ({**REPLY, "unit": "FIXED_DATE"}, "takes an amount"),
        ({**REPLY, "fixed": "06-30"}, "takes an amount"),
        ({**REPLY, "unit": "FIXED_DATE", "fixed": "06-30"}, "takes an amount"),
        ({"id": "assignment.reply", "unit": "FIXED_DATE", "fixed": "06-31"}, "no MM-DD"),
        ({"id": "assignment.reply", "unit": "FIXED_DATE", "fixed": "6-30"}, "no MM-DD"),
        ({**REPLY, "amount": 0}, "amount is a whole number from 1"),
        ({**REPLY, "amount": True}, "amount is a whole number from 1"),
        ({"id": "assignment.reply", "unit": "MONTHS"}, "amount is a whole number from 1"),
        ({**REPLY, "warn": -1}, "warn is a whole number from 0"),
        ({**REPLY, "source": "here"}, "together"),
    ],
)
def test_what_cannot_be_a_limit_is_named(table: dict[str, object], problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        limit_from(table, EDITION)


def test_a_limit_needs_a_source() -> None:
    with pytest.raises(ValueError, match="no source"):
        limit_from(REPLY)


def test_people_are_warned_days_before_or_working_days_where_it_counts_them() -> None:
    limit = limit_from({**REPLY, "warn": 7}, EDITION)
    assert limit.warned_until(date(2026, 9, 28)) == date(2026, 10, 5)
    working = limit_from({"id": "filing.cosign", "unit": "WORKING_DAYS", "amount": 10, "warn": 2}, EDITION)
    assert working.warned_until(date(2026, 9, 29)) == date(2026, 10, 8)
    assert limit_from(REPLY, EDITION).warned_until(date(2026, 9, 28)) is None
