"""Every machine of the book is walked: no dead ends, no silent rules, and cases for every move and every rule."""

import pytest

from schema.rulebook import BASE, Machine
from tests.schema.rulebook.cases import CASES
from tests.schema.rulebook.walking import Trial, of_rules, shape, wording

MACHINES = tuple(BASE.machines.values())


def test_every_rule_says_where_it_comes_from_and_what_would_help() -> None:
    assert [*of_rules(BASE.rules)] == []


@pytest.mark.parametrize("machine", MACHINES, ids=lambda machine: machine.name)
def test_every_machine_speaks_both_languages(machine: Machine) -> None:
    assert [*wording(machine)] == []


@pytest.mark.parametrize("machine", MACHINES, ids=lambda machine: machine.name)
def test_every_state_has_a_way_in_and_a_way_out(machine: Machine) -> None:
    assert [*shape(machine)] == []


def test_every_record_that_the_article_and_the_rules_move_has_a_machine() -> None:
    named = (
        "Filing Assignment CitizenLead JointTopic Participation WrittenSuggestion SharedProposal PartnerAgreement"
        " PartnerProject JointAnnualPlan Supervision LedgerTask SectorGroupYear SectorActivity MicroConsultation"
        " VillageCouncilMatter DutySession CollectedOpinion OpinionReport Member ProposingBody PlenarySession Node"
    )
    assert {*named.split()} <= set(BASE.machines)


def test_every_move_and_every_rule_has_a_case_that_accepts_and_one_that_refuses() -> None:
    assert [*Trial(BASE, CASES).problems()] == []
