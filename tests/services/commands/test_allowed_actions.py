"""What somebody may do with a record: who may ask, what is answered, and that it agrees with what commands do."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Any

import pytest

from schema.ids import new_id
from tests.services.commands import dry_run_cases_shared_proposals as shared
from tests.services.commands.dry_run_cases import (
    ASSIGNMENT,
    CASES,
    ROUNDS,
    cosigning,
    drafted,
    filed,
    lead,
    member,
    reviewed,
    submitted,
)
from tests.services.commands.dry_run_cases_handling import HANDOVER, UNIT
from tests.services.commands.dry_run_cases_partners import (
    ACTIVE,
    PART,
    RECEIVED,
    SUSPENDED,
    agreed_plan,
    asked_consent,
    offered_plan,
    project,
    proposed,
)
from tests.services.commands.dry_run_cases_replies import SUPPORT
from tests.services.commands.dry_run_cases_topics import proposed as topic
from tests.services.commands.trial import CITIZEN, CLERK, MEMBER, STAFF, Sender, Trial
from tests.services.node_client import CODE
from tests.services.writing import key

pytestmark = pytest.mark.asyncio(loop_scope="module")

ASK = """query($on: ID!, $as: [String!], $at: DateTime) { allowedActions(on: $on, as: $as, at: $at) {
  command verdict to needs { ...R } refusal { ...R } } }
fragment R on ActionRule { id source reasonZh reasonEn allowedWhenZh allowedWhenEn }"""
STRANGER = Sender("staff", {"committee": "440500", "sub": "office-9"})
STEPS = 6


async def actions(trial: Trial, on: str, sender: Sender = STAFF, **more: Any) -> dict[str, Any]:
    """The actions on a record by their commands; ``roles`` are those asked about."""
    answered = await trial.ask(ASK, sender, on=on, **asked(more))
    assert "errors" not in answered, answered["errors"]
    return {each["command"]: each for each in answered["data"]["allowedActions"]}


async def refused(trial: Trial, on: str, sender: Sender = STAFF, **more: Any) -> str:
    """The code of the refusal to answer."""
    (error,) = (await trial.ask(ASK, sender, on=on, **asked(more)))["errors"]
    return str(error["extensions"]["code"])


def asked(more: dict[str, Any]) -> dict[str, Any]:
    """The variables of the question."""
    return {"as" if name == "roles" else name: value for name, value in more.items()}


async def test_the_verdicts_on_a_filing_that_passed_review(trial: Trial) -> None:
    found = await actions(trial, await reviewed(trial))
    verdicts = {name: (each["verdict"], each["to"]) for name, each in found.items()}
    assert verdicts["withdrawFiling"] == ("ALLOWED", "WITHDRAWN")
    assert verdicts["fileFiling"] == ("NEEDS", "FILED")
    assert verdicts["submitFiling"] == ("REFUSED", None)
    assert [rule["id"] for rule in found["fileFiling"]["needs"]] == [
        "filing.file.case-number", "filing.file.case-number-once",
    ]  # fmt: skip
    assert found["submitFiling"]["refusal"]["id"] == "filing.submit.state"
    for each in found.values():
        assert (each["verdict"] == "REFUSED") == (each["refusal"] is not None)
        for rule in (*each["needs"], *([each["refusal"]] if each["refusal"] else [])):
            assert all(rule.values())


async def test_by_role(trial: Trial) -> None:
    filing = await reviewed(trial)
    mine = await actions(trial, filing, MEMBER)
    assert mine["fileFiling"]["refusal"]["id"] == "filing.file.actor"
    theirs = await actions(trial, filing, roles=["member"])
    assert theirs["fileFiling"] == mine["fileFiling"]
    assert [each["withdrawFiling"]["verdict"] for each in (mine, theirs)] == ["ALLOWED", "NEEDS"]
    assert {each["verdict"] for each in (await actions(trial, filing, roles=[])).values()} == {"REFUSED"}
    assert await refused(trial, filing, MEMBER, roles=["staff"]) == "FORBIDDEN"
    assert await refused(trial, filing, roles=["emperor"]) == "BAD_USER_INPUT"
    assert await refused(trial, filing, roles=["system"]) == "BAD_USER_INPUT"


async def test_what_binds_is_a_signers(trial: Trial) -> None:
    on = await topic(trial)
    clerk, signer = await actions(trial, on, CLERK), await actions(trial, on)
    assert clerk["inviteJointTopic"]["refusal"]["id"] == "authority.signer"
    assert signer["inviteJointTopic"]["verdict"] == "NEEDS"
    assert await actions(trial, on, CLERK, roles=["signer"]) == signer


async def test_what_is_not_there_or_not_seen_is_not_found(trial: Trial) -> None:
    filing = await drafted(trial)
    for sender in (CITIZEN, STRANGER):
        assert await refused(trial, filing, sender) == "NOT_FOUND"
    await trial.node.database.writer.execute("UPDATE filing SET visibility = 'RESTRICTED' WHERE id = $1", filing)
    assert await refused(trial, filing, MEMBER) == "NOT_FOUND"
    assert await refused(trial, str(new_id(CODE, "filing", at=trial.clock.now()))) == "NOT_FOUND"
    assert await refused(trial, str(new_id(CODE, "report", at=trial.clock.now()))) == "NOT_FOUND"
    assert await refused(trial, str(new_id("440500", "filing", at=trial.clock.now()))) == "BAD_USER_INPUT"
    assert await refused(trial, "nonsense") == "BAD_USER_INPUT"


async def test_under_the_rules_of_another_day(trial: Trial) -> None:
    """Until 2019 Guangzhou let nobody withdraw a proposal that had passed preliminary review."""
    filing = await reviewed(trial)
    then = await actions(trial, filing, at="2015-03-01T00:00:00Z")
    assert then["withdrawFiling"]["refusal"]["id"] == "filing.withdraw.state"
    assert (await actions(trial, filing, at="2020-03-01T00:00:00Z"))["withdrawFiling"]["verdict"] == "ALLOWED"


WALKS = [
    *(
        (start, sender)
        for start in (drafted, cosigning, submitted, filed, topic, lead, member)
        for sender in (STAFF, MEMBER)
    ),
    (filed, HANDOVER),
    *((start, sender) for start in ASSIGNMENT.values() for sender in (STAFF, UNIT, HANDOVER)),
    *((start, sender) for start in (ROUNDS.replied, ROUNDS.dissatisfied) for sender in (STAFF, MEMBER)),
    *((start, STAFF) for start in (ROUNDS.satisfied, ROUNDS.closed, ROUNDS.looked_back_on)),
    *((start, UNIT) for start in (ROUNDS.drafted, ROUNDS.replied)),
    *((start, STAFF) for start in (proposed, RECEIVED, ACTIVE, SUSPENDED)),
    *((start, STAFF) for start in (shared.umbrella, shared.asked, shared.shared_and_filed)),
    *((shared.shared_filing, sender) for sender in (STAFF, MEMBER)),
    *((start, STAFF) for start in (project("UNDER_WAY"), project("SUSPENDED"), *PART.values())),
    *((start, STAFF) for start in (offered_plan, agreed_plan, asked_consent)),
    (ROUNDS.supporting, SUPPORT),
    (ROUNDS.supporting, HANDOVER),
]


@pytest.mark.parametrize(("start", "sender"), WALKS, ids=lambda each: getattr(each, "role", None))
async def test_it_agrees_with_what_commands_do(trial: Trial, start: Any, sender: Sender) -> None:
    """From step to step: every command is tried with good input, and one that is accepted is taken."""
    choices = random.Random(f"{start.__name__} {sender.role}")
    record = await start(trial)
    for _ in range(STEPS):
        open_: list[tuple[str, dict[str, Any]]] = []
        for command, action in (await actions(trial, record, sender)).items():
            case = CASES[command]
            if case.record is None:
                assert action["verdict"] == "REFUSED", "the record is there already"
                continue
            arguments = {"id": record, **await case.input(trial)}
            if "caseNumber" in arguments.get("input", {}):
                arguments["input"] = {"caseNumber": key()}
            answered = await trial.attempt(command, sender, **arguments, dryRun=True)
            agrees(action, answered)
            if "errors" not in answered:
                open_.append((command, arguments))
        if not open_:
            break
        command, arguments = choices.choice(open_)
        await trial.send(command, sender, **arguments)


def agrees(action: Mapping[str, Any], answered: Mapping[str, Any]) -> None:
    """An allowed command is accepted, a refused one refused by that rule, one with needs by one of them if at all."""
    rules = [error["extensions"].get("rule", error["message"]) for error in answered.get("errors", ())]
    match action["verdict"]:
        case "ALLOWED":
            assert rules == [], action
        case "REFUSED":
            assert rules == [action["refusal"]["id"]], action
        case "NEEDS":
            assert set(rules) <= {rule["id"] for rule in action["needs"]}, action
