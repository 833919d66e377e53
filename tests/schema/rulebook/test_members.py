"""The register's rules at their edges."""

from datetime import date

import pytest

from tests.schema.rulebook.cases import take


@pytest.mark.parametrize(
    ("machine", "command", "state", "facts"),
    [
        ("Member", "registerMember", None, {"next_term_opens": None}),
        ("Member", "registerMember", None, {"from_day": date(2027, 1, 10)}),
        ("Member", "endMembership", "IN_OFFICE", {"until_day": date(2022, 1, 20), "next_term_opens": None}),
        ("Member", "endMembership", "IN_OFFICE", {"until_day": date(2027, 1, 11)}),
        ("PlenarySession", "scheduleSession", None, {"earlier_closes": None, "later_opens": date(2026, 1, 17)}),
        ("PlenarySession", "scheduleSession", None, {"earlier_closes": date(2026, 1, 11), "later_opens": None}),
    ],
)
def test_what_the_register_allows_at_the_edge(
    machine: str, command: str, state: str | None, facts: dict[str, object]
) -> None:
    assert take(machine, command, state, facts)
