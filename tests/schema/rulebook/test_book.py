"""What holds for the whole rulebook, found by walking its machines; and what the interpreter expects of its caller."""

import re

import pytest
from graphql import GraphQLEnumType
from hypothesis import given
from hypothesis import strategies as st

from schema.citizens.enums import LeadState
from schema.errors import ErrorCode, ShiziError
from schema.proposals.enums import FilingOutcome, FilingState, ReviewDecision
from schema.rulebook import BASE, Machine, Refusal, decide
from schema.rulebook.common import DRY_RUN, IMPORTED_GAPS
from schema.rulebook.guards import GUARDS
from schema.rulebook.model import Mark, Move, Rule, Source, Text
from schema.topics.enums import JointTopicStage, ParticipationState
from tests.schema.domains.contract_under_test import GRAPHQL
from tests.schema.rulebook.cases import GOOD, refused, take

MOVES = [(machine, move) for machine in BASE.machines for move in machine.moves]
RULES = [DRY_RUN, IMPORTED_GAPS, *dict.fromkeys(rule for _, move in MOVES for rule in move.rules)]
STATES = {
    "Filing": FilingState,
    "JointTopic": JointTopicStage,
    "Participation": ParticipationState,
    "CitizenLead": LeadState,
}
_CJK = re.compile(r"[\u4e00-\u9fff]")


def _bilingual(text: Text) -> bool:
    return bool(_CJK.search(text.zh)) and bool(re.fullmatch(r"[\x20-\x7e]+", text.en))


def _sourced(source: Source) -> bool:
    return bool(source.text) and source.mark in Mark


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_says_where_it_comes_from_and_what_would_help(rule: Rule) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*(\.[a-z]+(-[a-z]+)*)+", rule.id)
    assert _sourced(rule.source)
    assert _bilingual(rule.reason)
    assert _bilingual(rule.allowed_when)
    assert rule.guard in GUARDS
    assert GUARDS[rule.guard](GOOD)


def test_rule_ids_are_unique_and_every_guard_is_used() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
    assert {rule.guard for rule in RULES} == set(GUARDS)


@pytest.mark.parametrize(("machine", "move"), MOVES, ids=lambda part: str(part).split("\n", 1)[0])
def test_every_move_is_known_to_the_contract(machine: Machine, move: Move) -> None:
    assert GRAPHQL.mutation_type is not None
    assert move.command in GRAPHQL.mutation_type.fields
    assert {state for state in move.states if state is not None} | {move.to} <= set(machine.states)
    assert set(move.roles) <= {"staff", "member"}
    assert _sourced(move.source)
    assert all(rule.id.startswith(f"{machine.slug}.{machine.verbs[move.command][0]}.") for rule in move.rules)
    sets = dict(move.sets)
    assert sets.get("outcome") is None or sets["outcome"] in FilingOutcome.__members__
    assert "decision" not in sets or sets["decision"] in ReviewDecision.__members__


@pytest.mark.parametrize("machine", BASE.machines, ids=lambda machine: machine.name)
def test_every_state_of_the_contract_is_known(machine: Machine) -> None:
    enum = STATES[machine.name]
    declared = GRAPHQL.type_map[enum.__name__]
    assert isinstance(declared, GraphQLEnumType)
    assert set(machine.states) == set(declared.values) == set(enum.__members__)
    assert all(_CJK.search(name) for name in machine.state_names.values())


def test_every_mutation_is_a_command_of_one_machine() -> None:
    assert GRAPHQL.mutation_type is not None
    commands = [command for machine in BASE.machines for command in machine.verbs]
    assert sorted(commands) == sorted(GRAPHQL.mutation_type.fields)
    assert {move.command for _, move in MOVES} == set(commands)


@pytest.mark.parametrize("machine", BASE.machines, ids=lambda machine: machine.name)
def test_state_and_actor_refusals_explain_themselves(machine: Machine) -> None:
    for command, (verb, _) in machine.verbs.items():
        for state in (*machine.states, None):
            for roles in ((), ("staff",)):
                verdict = BASE.judge(machine.name, command, state, roles, GOOD)
                if isinstance(verdict, Refusal):
                    assert verdict.rule in (f"{machine.slug}.{verb}.state", f"{machine.slug}.{verb}.actor")
                    assert _bilingual(verdict.reason)
                    assert _bilingual(verdict.allowed_when)
                    assert _sourced(verdict.source)


@pytest.mark.parametrize(("machine", "move"), MOVES, ids=lambda part: str(part).split("\n", 1)[0])
def test_no_command_is_tried_or_taken_by_a_record_with_gaps(machine: Machine, move: Move) -> None:
    choice = dict([move.choice]) if move.choice else {}
    state = move.states[0]
    assert refused(machine.name, move.command, state, {"dry_run": True, **choice}) == "dry-run.unavailable"
    imported: dict[str, object] = {"provenance": "PRESS", "gaps": ["session"], **choice}
    assert refused(machine.name, move.command, state, imported) == "imported.gaps"
    assert take(machine.name, move.command, state, {**imported, "gaps": []}).after == move.to


def test_what_the_machines_print() -> None:
    assert str(BASE.machine("Participation")).splitlines() == [
        "Participation",
        "  answerParticipation: ·|INVITED → ACCEPTED",
        "  answerParticipation: ·|INVITED → DECLINED",
    ]
    assert str(take("Filing", "fileFiling", "PRELIM_PASSED")) == "Filing.fileFiling: PRELIM_PASSED → FILED"
    assert str(DRY_RUN) == "dry-run.unavailable [K] not_a_dry_run"


def test_a_refusal_in_both_languages() -> None:
    with pytest.raises(ShiziError) as caught:
        take("Filing", "withdrawFiling", "FILED")
    assert caught.value.code is ErrorCode.RULE_REFUSED
    assert caught.value.message == "The proposal is FILED and cannot be withdrawn."
    extensions = caught.value.extensions
    assert extensions["messageZh"] == "提案为“已立案”，不能撤案。"
    assert extensions["allowedWhen"] == "While the proposal is DRAFT or SUBMITTED or RETURNED or PRELIM_PASSED."
    assert extensions["allowedWhenZh"] == "提案为“草稿”、“已提交”、“退回提案者修改”、“初审通过”时。"


@pytest.mark.parametrize(
    ("machine", "command", "state"),
    [("Plan", "fileFiling", None), ("Filing", "closeFiling", "FILED"), ("Filing", "fileFiling", "LOST")],
)
def test_what_the_book_does_not_know_is_the_callers_mistake(machine: str, command: str, state: str | None) -> None:
    with pytest.raises(LookupError):
        decide(machine, command=command, state=state, roles=("staff",), facts=GOOD)


def test_a_fact_left_out_is_the_callers_mistake() -> None:
    with pytest.raises(KeyError, match="case_number"):
        decide("Filing", command="fileFiling", state="PRELIM_PASSED", roles=("staff",), facts={})


_COMMANDS = [(machine.name, command) for machine in BASE.machines for command in machine.verbs]


@given(
    which=st.sampled_from(_COMMANDS),
    state=st.sampled_from([None, *dict.fromkeys(state for machine in BASE.machines for state in machine.states)]),
    roles=st.sets(st.sampled_from(["staff", "member", "steward"])),
    bad=st.dictionaries(st.sampled_from(["text", "note", "case_number", "claimant"]), st.none(), max_size=2),
)
def test_every_verdict_is_a_move_of_the_machine_or_names_a_rule(
    which: tuple[str, str], state: str | None, roles: set[str], bad: dict[str, None]
) -> None:
    name, command = which
    machine = BASE.machine(name)
    if state is not None and state not in machine.states:
        return
    verdict = BASE.judge(name, command, state, roles, {**GOOD, **bad})
    if isinstance(verdict, Refusal):
        assert verdict.rule.startswith(f"{machine.slug}.{machine.verbs[command][0]}.")
        return
    taken = [move for move in machine.moves_of(command) if state in move.states and move.to == verdict.after]
    assert any(not move.roles or roles & set(move.roles) for move in taken)
