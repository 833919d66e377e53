"""A command is judged by its committee's rules of its day, and nobody sends what only the system takes."""

from datetime import UTC, datetime
from unittest.mock import Mock

import pytest

from schema.errors import ErrorCode, ShiziError
from services.kit.acts import Act
from services.kit.identity import Viewer
from services.kit.inputs import Input
from tests.schema.rulebook.cases import good


def act(command: str, at: datetime, *roles: str) -> Act:
    """A command of 广州 before it reads or writes anything."""
    viewer = Viewer("someone", "440100", frozenset(roles), read_only=False, client=None)
    return Act(Mock(), "440100", viewer, command, at, Input({}), None, {}, Mock())


def test_a_command_is_judged_by_the_rules_of_its_day_in_china() -> None:
    facts = good("Filing", "withdrawFiling")
    before = act("withdrawFiling", datetime(2019, 9, 26, 15, 59, tzinfo=UTC), "member")
    with pytest.raises(ShiziError) as caught:
        before.decide("Filing", "PRELIM_PASSED", facts)
    assert caught.value.extensions["rule"] == "filing.withdraw.state"
    after = act("withdrawFiling", datetime(2019, 9, 26, 16, 0, tzinfo=UTC), "member")
    assert after.book.version.endswith("440100-2019-09")
    taken = after.decide("Filing", "PRELIM_PASSED", facts)
    assert taken.after == "WITHDRAWN"
    assert after.plan.transitions == [taken]


def test_what_the_system_takes_no_token_takes() -> None:
    at = datetime(2026, 3, 1, tzinfo=UTC)
    facts = good("Filing", "startHandlingFiling")
    with pytest.raises(ShiziError) as caught:
        act("startHandlingFiling", at, "staff", "system").decide("Filing", "ASSIGNED", facts)
    assert caught.value.code is ErrorCode.RULE_REFUSED
    assert caught.value.extensions["rule"] == "filing.start-handling.actor"
    assert "系统" in str(caught.value.extensions["messageZh"])
    derived = act("signAssignment", at, "unit").derive("Filing", "startHandlingFiling", "ASSIGNED", facts)
    assert derived.after == "HANDLING"
