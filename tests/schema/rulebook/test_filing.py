"""A filing's moves and rules, each once accepted and once refused."""

import pytest

from tests.schema.rulebook.cases import refused, take

MOVES = [
    ("draftFiling", None, "DRAFT"),
    ("submitFiling", "DRAFT", "SUBMITTED"),
    ("submitFiling", "RETURNED", "SUBMITTED"),
    ("prelimReviewFiling", "SUBMITTED", "PRELIM_PASSED"),
    ("returnFiling", "SUBMITTED", "RETURNED"),
    ("fileFiling", "PRELIM_PASSED", "FILED"),
    ("refuseFiling", "PRELIM_PASSED", "NOT_FILED"),
    ("mergeFiling", "PRELIM_PASSED", "MERGED"),
    ("convertFiling", "PRELIM_PASSED", "CONVERTED"),
    ("withdrawFiling", "DRAFT", "WITHDRAWN"),
    ("withdrawFiling", "SUBMITTED", "WITHDRAWN"),
    ("withdrawFiling", "RETURNED", "WITHDRAWN"),
    ("withdrawFiling", "PRELIM_PASSED", "WITHDRAWN"),
    ("withdrawFiling", "COSIGNING", "WITHDRAWN"),
    ("inviteFilingCosigners", "DRAFT", "COSIGNING"),
    ("cosignFiling", "COSIGNING", "COSIGNING"),
    ("closeFilingCosigning", "COSIGNING", "DRAFT"),
    ("reviseFiling", "DRAFT", "DRAFT"),
    ("reviseFiling", "RETURNED", "RETURNED"),
    ("withdrawFiledFiling", "FILED", "WITHDRAWN"),
    ("withdrawFiledFiling", "ASSIGNED", "WITHDRAWN"),
    ("withdrawFiledFiling", "HANDLING", "WITHDRAWN"),
    ("recommendUpwardFiling", "SUBMITTED", "HANDED_UP"),
    ("recommendUpwardFiling", "PRELIM_PASSED", "HANDED_UP"),
    *(("designateKeyFiling", state, state) for state in ("FILED", "ASSIGNED", "REPLIED", "CLOSED", "FOLLOW_UP")),
    ("archiveFiling", "CLOSED", "ARCHIVED"),
    *(("publishFiling", state, state) for state in ("FILED", "REPLIED", "CLOSED", "ARCHIVED")),
    *(("unpublishFiling", state, state) for state in ("FILED", "CLOSED", "ARCHIVED", "WITHDRAWN")),
]
VERBS = {
    "draftFiling": "draft",
    "submitFiling": "submit",
    "prelimReviewFiling": "prelim-review",
    "returnFiling": "return",
    "fileFiling": "file",
    "refuseFiling": "refuse",
    "mergeFiling": "merge",
    "convertFiling": "convert",
    "withdrawFiling": "withdraw",
    "inviteFilingCosigners": "invite-cosigners",
    "cosignFiling": "cosign",
    "closeFilingCosigning": "close-cosigning",
    "reviseFiling": "revise",
    "withdrawFiledFiling": "withdraw-filed",
    "recommendUpwardFiling": "recommend-upward",
    "designateKeyFiling": "designate-key",
    "archiveFiling": "archive",
    "publishFiling": "publish",
    "unpublishFiling": "unpublish",
}
FOR_MEMBERS = (
    "draftFiling", "reviseFiling", "inviteFilingCosigners", "cosignFiling", "closeFilingCosigning", "submitFiling",
    "withdrawFiling",
)  # fmt: skip
RULES = [
    ("submitFiling", "DRAFT", "filing.submit.proposers", {"proposers": 0}),
    ("submitFiling", "RETURNED", "filing.submit.text", {"text": " "}),
    ("returnFiling", "SUBMITTED", "filing.return.note", {"note": None}),
    ("fileFiling", "PRELIM_PASSED", "filing.file.case-number", {"case_number": ""}),
    ("fileFiling", "PRELIM_PASSED", "filing.file.case-number-once", {"case_number_taken": True}),
    ("refuseFiling", "PRELIM_PASSED", "filing.refuse.reason", {"reason_code": "NO_SUCH_REASON"}),
    ("refuseFiling", "PRELIM_PASSED", "filing.refuse.reason", {"reason_codes": ()}),
    ("mergeFiling", "PRELIM_PASSED", "filing.merge.self", {"target_id": "440100:filing:1"}),
    ("mergeFiling", "PRELIM_PASSED", "filing.merge.committee", {"target_committee": "440500"}),
    ("mergeFiling", "PRELIM_PASSED", "filing.merge.target", {"target_id": None, "target_state": None}),
    ("mergeFiling", "PRELIM_PASSED", "filing.merge.term", {"target_term": 13}),
    ("mergeFiling", "PRELIM_PASSED", "filing.merge.no-chain", {"target_state": "MERGED"}),
    ("mergeFiling", "PRELIM_PASSED", "filing.merge.no-chain", {"merged_here": 1}),
    ("mergeFiling", "PRELIM_PASSED", "filing.merge.target-state", {"target_state": "SUBMITTED"}),
    ("convertFiling", "PRELIM_PASSED", "filing.convert.note", {"note": "\u3000"}),
]


@pytest.mark.parametrize(("command", "state", "after"), MOVES)
def test_each_move_is_made(command: str, state: str | None, after: str) -> None:
    made = take("Filing", command, state)
    assert (made.before, made.after) == (state, after)


@pytest.mark.parametrize("command", VERBS)
def test_no_other_state_allows_the_command(command: str) -> None:
    from_here = {state for name, state, _ in MOVES if name == command}
    for state in ("DRAFT", "SUBMITTED", "RETURNED", "PRELIM_PASSED", "FILED", "MERGED", "WITHDRAWN", "CLOSED", None):
        if state not in from_here:
            assert refused("Filing", command, state) == f"filing.{VERBS[command]}.state"


@pytest.mark.parametrize("state", ["FILED", "ASSIGNED", "HANDLING", "REPLIED", "CLOSED", "ARCHIVED", "NOT_FILED"])
def test_nothing_is_withdrawn_once_it_was_decided(state: str) -> None:
    assert refused("Filing", "withdrawFiling", state) == "filing.withdraw.state"


@pytest.mark.parametrize(("command", "state", "rule", "facts"), RULES)
def test_each_rule_refuses(command: str, state: str, rule: str, facts: dict[str, object]) -> None:
    assert refused("Filing", command, state, facts) == rule
    assert rule in take("Filing", command, state).rules


@pytest.mark.parametrize("command", VERBS)
def test_who_may(command: str) -> None:
    state = next(state for name, state, _ in MOVES if name == command)
    actor = f"filing.{VERBS[command]}.actor"
    for_members = command in FOR_MEMBERS
    if for_members:
        assert take("Filing", command, state, roles=("member",)).command == command
    else:
        assert refused("Filing", command, state, roles=("member",)) == actor
    assert refused("Filing", command, state, roles=()) == actor
    assert refused("Filing", command, state, roles=("steward",)) == actor


def test_a_target_may_be_filed_or_through_preliminary_review() -> None:
    for state in ("FILED", "PRELIM_PASSED"):
        assert take("Filing", "mergeFiling", "PRELIM_PASSED", {"target_state": state}).after == "MERGED"


@pytest.mark.parametrize(
    ("command", "state", "sets"),
    [
        ("draftFiling", None, {"outcome": None}),
        ("submitFiling", "DRAFT", {"outcome": "PENDING"}),
        ("prelimReviewFiling", "SUBMITTED", {"outcome": "PENDING", "decision": "PRELIM_PASSED"}),
        ("returnFiling", "SUBMITTED", {"outcome": "PENDING", "decision": "RETURNED"}),
        ("fileFiling", "PRELIM_PASSED", {"outcome": "FILED", "decision": "FILED"}),
        ("refuseFiling", "PRELIM_PASSED", {"outcome": "NOT_FILED", "decision": "NOT_FILED"}),
        ("mergeFiling", "PRELIM_PASSED", {"outcome": "MERGED", "decision": "MERGED"}),
        ("convertFiling", "PRELIM_PASSED", {"outcome": "CONVERTED", "decision": "CONVERTED"}),
        ("withdrawFiling", "SUBMITTED", {"outcome": "WITHDRAWN", "decision": "WITHDRAWN"}),
        ("recommendUpwardFiling", "SUBMITTED", {"outcome": "HANDED_UP", "decision": "HANDED_UP"}),
        ("withdrawFiledFiling", "FILED", {"outcome": "WITHDRAWN", "decision": "WITHDRAWN"}),
        ("designateKeyFiling", "FILED", {}),
        ("archiveFiling", "CLOSED", {}),
        ("withdrawFiling", "DRAFT", {"outcome": None}),  # never received, so counted nowhere
    ],
)
def test_what_a_move_says_of_outcome_and_review(command: str, state: str | None, sets: dict[str, str | None]) -> None:
    assert dict(take("Filing", command, state).sets) == sets
