"""What holds for the whole rulebook, and what the interpreter expects of its caller."""

import pytest
from graphql import GraphQLEnumType
from hypothesis import given, settings
from hypothesis import strategies as st

from schema.citizens.enums import LeadState
from schema.committees.enums import BodyState, MemberState, SessionState
from schema.errors import ErrorCode, ShiziError
from schema.handling.enums import AssignmentState
from schema.partners.enums import (
    AgreementState,
    ContributionState,
    JointAnnualPlanState,
    PartnerProjectState,
    PlanConsentState,
)
from schema.proposals.enums import FilingOutcome, FilingState, ReviewDecision
from schema.rulebook import BASE, Machine, Refusal, decide
from schema.rulebook.common import IMPORTED_GAPS
from schema.rulebook.guards import GUARDS, MODULES
from schema.rulebook.model import Move
from schema.shared_proposals.enums import SharedEndorsementState, SharedFilingState, SharedProposalState
from schema.topics.enums import JointTopicStage, ParticipationState
from tests.schema.domains.contract_under_test import COMMANDS, GRAPHQL
from tests.schema.rulebook.cases import good, refused, take
from tests.schema.rulebook.walking import ROLES

MACHINES = tuple(BASE.machines.values())
MOVES = [(machine, move) for machine in MACHINES for move in machine.moves]
STATES = {
    "Filing": FilingState,
    "Assignment": AssignmentState,
    "JointTopic": JointTopicStage,
    "Participation": ParticipationState,
    "CitizenLead": LeadState,
    "PartnerAgreement": AgreementState,
    "PartnerProject": PartnerProjectState,
    "ProjectContribution": ContributionState,
    "JointAnnualPlan": JointAnnualPlanState,
    "PlanConsent": PlanConsentState,
    "Member": MemberState,
    "ProposingBody": BodyState,
    "PlenarySession": SessionState,
    "SharedProposal": SharedProposalState,
    "SharedProposalEndorsement": SharedEndorsementState,
    "SharedFiling": SharedFilingState,
}
_ELSEWHERE = ("Participation", "SharedProposalEndorsement", "ProjectContribution", "PlanConsent")
NOT_A_STATE = {machine: {"UNKNOWN"} for machine in _ELSEWHERE}
"""Shown where the record cannot be read; no record is in it."""


def test_every_guard_is_used() -> None:
    assert {rule.guard for rule in BASE.rules} == set(GUARDS)
    assert sum(len(module.ALL) for module in MODULES) == len(GUARDS), "two guards have one name"


@pytest.mark.parametrize(("machine", "move"), MOVES, ids=lambda part: str(part).split("\n", 1)[0])
def test_what_a_move_sets_is_known_to_the_contract(machine: Machine, move: Move) -> None:
    sets = dict(move.sets)
    assert sets.get("outcome") is None or sets["outcome"] in FilingOutcome.__members__
    assert "decision" not in sets or sets["decision"] in ReviewDecision.__members__


@pytest.mark.parametrize("machine", [each for each in MACHINES if each.name in STATES], ids=lambda each: each.name)
def test_every_state_of_the_contract_is_known(machine: Machine) -> None:
    enum = STATES[machine.name]
    declared = GRAPHQL.type_map[enum.__name__]
    assert isinstance(declared, GraphQLEnumType)
    assert set(declared.values) == set(enum.__members__)
    assert set(machine.states) == set(declared.values) - NOT_A_STATE.get(machine.name, set())


def test_every_mutation_is_a_command_of_one_machine() -> None:
    served = [command for machine in MACHINES for command in machine.served]
    assert sorted(served) == sorted(COMMANDS), "take what is a mutation now out of planned"
    commands = [command for machine in MACHINES for command in machine.verbs]
    assert len(set(commands)) == len(commands)


@pytest.mark.parametrize(("machine", "move"), MOVES, ids=lambda part: str(part).split("\n", 1)[0])
def test_no_command_is_taken_by_a_record_with_gaps(machine: Machine, move: Move) -> None:
    choice = dict([move.choice]) if move.choice else {}
    state, roles = move.states[0], move.roles[:1]
    imported: dict[str, object] = {"provenance": "PRESS", "gaps": ["session"], **choice}
    assert refused(machine.name, move.command, state, imported, roles=roles) == "imported.gaps"
    assert take(machine.name, move.command, state, {**imported, "gaps": []}, roles=roles).after == move.to


def test_what_the_machines_print() -> None:
    assert str(BASE.machine("Participation")).splitlines()[:3] == [
        "Participation",
        "  answerParticipation: ·|INVITED → ACCEPTED",
        "  answerParticipation: ·|INVITED → DECLINED",
    ]
    assert str(take("Filing", "fileFiling", "PRELIM_PASSED")) == "Filing.fileFiling: PRELIM_PASSED → FILED"
    assert str(IMPORTED_GAPS) == "imported.gaps [K] gaps_are_filled"


def test_a_refusal_in_both_languages() -> None:
    with pytest.raises(ShiziError) as caught:
        take("Filing", "refuseFiling", "FILED")
    assert caught.value.code is ErrorCode.RULE_REFUSED
    assert caught.value.message == "The proposal is FILED and cannot be refused filing."
    extensions = caught.value.extensions
    assert extensions["messageZh"] == "提案为“已立案”，不能不予立案。"
    assert extensions["allowedWhen"] == "While the proposal is PRELIM_PASSED."
    assert extensions["allowedWhenZh"] == "提案为“初审通过”时。"


@pytest.mark.parametrize(
    ("machine", "command", "state"),
    [("Plan", "fileFiling", None), ("Filing", "loseFiling", "FILED"), ("Filing", "fileFiling", "LOST")],
)
def test_what_the_book_does_not_know_is_the_callers_mistake(machine: str, command: str, state: str | None) -> None:
    with pytest.raises(LookupError):
        decide(machine, command=command, state=state, roles=("staff",), facts=good("Filing", "fileFiling"))


def test_a_fact_left_out_is_the_callers_mistake() -> None:
    with pytest.raises(KeyError, match="case_number"):
        decide("Filing", command="fileFiling", state="PRELIM_PASSED", roles=("staff",), facts={})


_COMMANDS = [(machine.name, command) for machine in MACHINES for command in machine.verbs]


@settings(max_examples=50)
@given(
    which=st.sampled_from(_COMMANDS),
    state=st.sampled_from([None, *dict.fromkeys(state for machine in MACHINES for state in machine.states)]),
    roles=st.sets(st.sampled_from(ROLES)),
    bad=st.dictionaries(st.sampled_from(["text", "note", "case_number", "claimant"]), st.none(), max_size=2),
)
def test_every_verdict_is_a_move_of_the_machine_or_names_a_rule(
    which: tuple[str, str], state: str | None, roles: set[str], bad: dict[str, None]
) -> None:
    name, command = which
    machine = BASE.machine(name)
    if state is not None and state not in machine.states:
        return
    verdict = BASE.judge(name, command, state, roles, {**good(name, command), **bad})
    if isinstance(verdict, Refusal):
        assert verdict.rule.startswith(f"{machine.slug}.{machine.verbs[command][0]}.")
        return
    taken = [move for move in machine.moves_of(command) if state in move.states and move.to == verdict.after]
    assert any(not move.roles or roles & set(move.roles) for move in taken)
