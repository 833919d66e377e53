"""What somebody may do now: known before the command's input, and what the input must satisfy."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schema.rulebook import BASE, Action, Refusal, Verdict, allowed_actions, rulebook
from tests.schema.rulebook.cases import good
from tests.schema.rulebook.walking import ROLES

KNOWN = {
    "proposers": 1,
    "text": "情况、分析和建议",
    "merged_here": 0,
    "committee": "440100",
    "record_id": "a",
    "term": 14,
}


def action(name: str, command: str, state: str | None, roles: tuple[str, ...], facts: dict[str, object]) -> Action:
    found = allowed_actions(rulebook("440100", date(2026, 1, 1)), name, state, roles, facts)
    return next(each for each in found if each.command == command)


def test_a_command_whose_rules_hold_is_allowed() -> None:
    allowed = action("CitizenLead", "adoptCitizenLead", "SCREENED", ("staff",), {"text": "建议"})
    assert (allowed.verdict, allowed.to, allowed.needs, allowed.refusal) == ("ALLOWED", "ADOPTED", (), None)
    assert str(allowed) == "adoptCitizenLead: ALLOWED → ADOPTED"


def test_what_comes_with_the_input_is_needed() -> None:
    needs = action("Filing", "convertFiling", "PRELIM_PASSED", ("staff",), {**KNOWN})
    assert (needs.verdict, needs.to) == ("NEEDS", "CONVERTED")
    assert "filing.convert.note" in [rule.id for rule in needs.needs]
    assert "filing.convert.note" in str(needs)


def test_a_known_fact_refuses_though_others_are_missing() -> None:
    refused = action("CitizenLead", "claimCitizenLead", "ADOPTED", ("member",), {"active_claims": 1})
    assert refused.verdict is Verdict.REFUSED
    assert refused.refusal is not None
    assert refused.refusal.rule == "citizen-lead.claim.one-claim"
    assert str(refused) == "claimCitizenLead: REFUSED (citizen-lead.claim.one-claim)"


@pytest.mark.parametrize(
    ("state", "roles", "facts", "rule"),
    [
        ("SUBMITTED", ("staff",), {}, "citizen-lead.adopt.state"),
        ("SCREENED", ("member",), {}, "citizen-lead.adopt.actor"),
        ("SCREENED", ("staff",), {"provenance": "PRESS", "gaps": ["text"]}, "imported.gaps"),
    ],
)
def test_the_rest_is_refused(state: str, roles: tuple[str, ...], facts: dict[str, object], rule: str) -> None:
    refusal = action("CitizenLead", "adoptCitizenLead", state, roles, {"text": "建议", **facts}).refusal
    assert refusal is not None
    assert refusal.rule == rule


def test_a_choice_that_the_input_makes_leaves_the_state_open() -> None:
    authority = {"authority_body": "b", "authority_document": "d"}
    facts = {"topic_lead": "440000", "committee": "440100", "answer_overdue": False, **authority}
    both = action("Participation", "answerParticipation", "INVITED", ("staff",), {**facts})
    assert (both.verdict, both.to, both.needs) == ("NEEDS", None, ())
    one = action("Participation", "answerParticipation", "INVITED", ("staff",), {**facts, "answer": "DECLINE"})
    assert (one.verdict, one.to) == ("ALLOWED", "DECLINED")
    none = action("Participation", "answerParticipation", "INVITED", ("staff",), {**facts, "topic_lead": "440100"})
    assert none.refusal is not None


def test_what_no_client_sends_is_not_offered() -> None:
    for machine in BASE.machines.values():
        offered = [each.command for each in allowed_actions(BASE, machine.name, None, ROLES, {})]
        assert offered == [command for command in machine.verbs if command in machine.served]


def test_an_unknown_state_or_choice_is_the_callers_mistake() -> None:
    with pytest.raises(LookupError, match="LOST"):
        allowed_actions(BASE, "Filing", "LOST", ("staff",), {})
    maybe = {**good("Participation", "answerParticipation"), "answer": "MAYBE"}
    with pytest.raises(LookupError, match="for what its facts choose"):
        allowed_actions(BASE, "Participation", "INVITED", ("staff",), maybe)
    with pytest.raises(LookupError, match="for what its facts choose"):
        BASE.judge("Participation", "answerParticipation", "INVITED", ("staff",), maybe)


@settings(max_examples=50)
@given(
    name=st.sampled_from(sorted(BASE.machines)),
    number=st.integers(0, 30),
    roles=st.sets(st.sampled_from(ROLES)),
    left_out=st.sets(st.sampled_from(["note", "text", "case_number", "claimant", "answer", "invited"])),
)
def test_what_is_offered_is_what_the_interpreter_says(
    name: str, number: int, roles: set[str], left_out: set[str]
) -> None:
    states = (None, *BASE.machine(name).states)
    state = states[number % len(states)]
    for command in BASE.machine(name).served:
        facts = good(name, command)
        known = {fact: value for fact, value in facts.items() if fact not in left_out}
        offered = next(each for each in allowed_actions(BASE, name, state, roles, known) if each.command == command)
        verdict = BASE.judge(name, command, state, roles, facts)
        if isinstance(verdict, Refusal):
            assert offered.verdict is Verdict.REFUSED
        else:
            assert offered.verdict is not Verdict.REFUSED
            assert offered.to in (None, verdict.after)
