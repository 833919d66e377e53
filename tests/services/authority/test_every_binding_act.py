"""Every mutation that binds a committee can be drafted by a clerk, reviewed, and carried out by its signature."""

from __future__ import annotations

from typing import Any

import pytest

from schema.binding import binding_commands
from tests.schema.domains.contract_under_test import GRAPHQL
from tests.services.commands.desk import AUTHORITY, CODE
from tests.services.commands.dry_run_cases import CASES
from tests.services.commands.dry_run_cases_authority import CLERK, REVIEWER, SIGNER
from tests.services.commands.trial import Trial

BINDING = sorted(binding_commands(GRAPHQL))


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("command", BINDING)
async def test_drafted_reviewed_and_signed(trial: Trial, command: str) -> None:
    arguments = await CASES[command].prepare(trial)
    content = {name: value for name, value in arguments["input"].items() if name != "authority"}
    draft: dict[str, Any] = {"command": command, "content": content, "decidingBody": AUTHORITY["body"]}
    if "id" in arguments:
        draft["target"] = arguments["id"]
    outbox = "SELECT count(*) FROM outbox"
    told = await trial.node.database.writer.fetchval(outbox)
    act = await trial.make("draftBindingAct", CLERK, committee=CODE, input=draft)
    await trial.send("reviewBindingAct", REVIEWER, id=act, input={})
    assert await trial.node.database.writer.fetchval(outbox) == told, "nobody hears of it before the signature"
    tried = await trial.send("signBindingAct", SIGNER, id=act, input=AUTHORITY, dryRun=True)
    signed = await trial.send("signBindingAct", SIGNER, id=act, input=AUTHORITY)
    assert {each["peer"] for each in signed["deliveries"]} == {each["peer"] for each in tried["preview"]["deliveries"]}
    row = await trial.node.database.writer.fetchrow("SELECT state, result_id FROM binding_act WHERE id = $1", act)
    assert row is not None
    assert row["state"] == "SIGNED"
    if "id" in arguments:
        assert row["result_id"] == arguments["id"]
