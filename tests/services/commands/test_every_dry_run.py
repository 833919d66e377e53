"""Every mutation of the contract, first tried and then carried out: trying leaves the database as it was to the byte,
and the real run right after does what the preview said.
"""

from __future__ import annotations

from typing import Any

import pytest

from services.kit.acts import Plan
from tests.schema.domains.contract_under_test import COMMANDS
from tests.services.commands.dry_run_cases import CASES
from tests.services.commands.trial import Trial, without_new_ids
from tests.services.writing import key

QUIET_TRIES = 5
"""PostgreSQL may tidy pages that are read and log that; of some tries in a row one is quiet if nothing was written."""


def test_every_mutation_has_a_case() -> None:
    assert sorted(CASES) == sorted(COMMANDS)


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("command", CASES)
async def test_the_real_run_does_what_the_preview_said(trial: Trial, command: str) -> None:
    case = CASES[command]
    arguments = {**await case.prepare(trial), "idempotencyKey": key()}
    tried = await dry_run(trial, command, arguments)
    planned, preview = trial.plans[-1], tried["preview"]
    known, before = await trial.known(), await trial.last_event()
    done = await trial.send(command, case.sender, **arguments)
    assert (done["replayed"], done["preview"]) == (False, None)
    assert preview["changes"], "a command changes something"
    changes = await trial.changes_since(before)
    assert without_new_ids(preview["changes"], known) == without_new_ids(changes, known)
    assert sorted(preview["deliveries"], key=str) == sorted(await trial.deliveries_since(before), key=str)
    assert {each["peer"] for each in done["deliveries"]} == {each["peer"] for each in preview["deliveries"]}
    assert without_new_ids(said(planned), known) == without_new_ids(said(trial.plans[-1]), known)
    assert clocks_of(preview["changes"]) <= {f'"{each["dueOn"]}"' for each in preview["clocks"]}
    assert [rule["id"] for rule in preview["rules"]] == list(
        dict.fromkeys(rule for transition in planned.transitions for rule in transition.rules)
    )
    assert all(rule["textZh"] and rule["textEn"] and rule["source"] for rule in preview["rules"])


async def dry_run(trial: Trial, command: str, arguments: dict[str, Any]) -> Any:
    """The payload of a dry run that left every table, every sequence and the log as they were."""
    case, quiet = CASES[command], False
    for _ in range(QUIET_TRIES):
        before, log = await trial.state_of_database()
        tried = await trial.send(command, case.sender, **arguments, dryRun=True)
        after, log_after = await trial.state_of_database()
        assert after == before
        quiet = log == log_after
        if quiet:
            break
    assert quiet, "every try wrote to the log"
    assert (tried["replayed"], tried["deliveries"], tried["preview"]["replays"]) == (False, [], False)
    if "id" in arguments:
        assert tried["record"]["id"] == arguments["id"]
    return tried


def said(plan: Plan) -> Any:
    """What stands behind a command's changes, as plain data."""
    return {
        "transitions": [str(each) for each in plan.transitions],
        "clocks": [(each.name, each.starts_on, str(each.due)) for each in plan.clocks],
        "consents": [(each.peer, each.why.zh, each.why.en) for each in plan.consents],
    }


def clocks_of(changes: list[Any]) -> set[str]:
    """The last days that would be written."""
    return {
        field["after"]
        for change in changes
        for field in change["fields"]
        if field["name"].lower().endswith("dueon") and field["after"] != "null"
    }


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize(
    ("command", "committees"), [("inviteJointTopic", ["440113", "440500"]), ("recommendUpwardFiling", ["440000"])]
)
async def test_a_preview_names_who_must_agree(trial: Trial, command: str, committees: list[str]) -> None:
    case = CASES[command]
    arguments = {**await case.prepare(trial), "idempotencyKey": key(), "dryRun": True}
    preview = (await trial.send(command, case.sender, **arguments))["preview"]
    assert [each["committee"] for each in preview["consents"]] == committees
    assert all(each["whyZh"] and each["whyEn"] for each in preview["consents"])
