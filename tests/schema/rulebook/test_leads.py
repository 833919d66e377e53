"""The moves and rules of a citizen's lead, each once accepted and once refused."""

import pytest

from tests.schema.rulebook.cases import refused, take

MOVES = [
    ("submitCitizenLead", "submit", None, "SUBMITTED"),
    ("screenCitizenLead", "screen", "SUBMITTED", "SCREENED"),
    ("adoptCitizenLead", "adopt", "SCREENED", "ADOPTED"),
    ("claimCitizenLead", "claim", "ADOPTED", "CLAIMED"),
]


@pytest.mark.parametrize(("command", "verb", "before", "after"), MOVES)
def test_each_move_is_made_from_its_state_alone(command: str, verb: str, before: str | None, after: str) -> None:
    assert take("CitizenLead", command, before).after == after
    for state in (None, "SUBMITTED", "SCREENED", "ADOPTED", "CLAIMED", "DECLINED"):
        if state != before:
            assert refused("CitizenLead", command, state) == f"citizen-lead.{verb}.state"


@pytest.mark.parametrize(
    ("command", "state", "rule", "facts"),
    [
        ("adoptCitizenLead", "SCREENED", "citizen-lead.adopt.text", {"text": None}),
        ("claimCitizenLead", "ADOPTED", "citizen-lead.claim.claimant", {"claimant": " "}),
        ("claimCitizenLead", "ADOPTED", "citizen-lead.claim.one-claim", {"active_claims": 1}),
    ],
)
def test_each_rule_refuses(command: str, state: str, rule: str, facts: dict[str, object]) -> None:
    assert refused("CitizenLead", command, state, facts) == rule
    assert rule in take("CitizenLead", command, state).rules


def test_anyone_submits_staff_screen_and_adopt_members_claim() -> None:
    assert take("CitizenLead", "submitCitizenLead", None, roles=()).after == "SUBMITTED"
    for command, verb, before, _ in MOVES[1:]:
        assert refused("CitizenLead", command, before, roles=()) == f"citizen-lead.{verb}.actor"
    assert refused("CitizenLead", "adoptCitizenLead", "SCREENED", roles=("member",)) == "citizen-lead.adopt.actor"
    assert take("CitizenLead", "claimCitizenLead", "ADOPTED", roles=("member",)).after == "CLAIMED"
