"""Dry runs: checked like the real run, told what would be, and nothing written, locked or counted."""

from collections.abc import Mapping
from typing import Any

import pytest

from schema.errors import ErrorCode
from schema.ids import new_id
from services.kit import commands
from services.kit.database import Connection
from services.kit.identity import Viewer
from services.kit.previews import Preview
from services.kit.records import RecordKind
from tests.services.commands.desk import AUTHORITY, CITIZEN, CODE, DRAFT, MEMBER, STRANGER, Desk
from tests.services.commands.refusals import refused
from tests.services.writing import key


async def tried(desk: Desk, field: str, input: dict[str, Any] | None = None, **more: Any) -> Preview:
    """The preview of a command, after which every table has the rows that it had."""
    before, woken = await desk.counts(), desk.woken
    preview = (await desk.send(field, input, dryRun=True, **more)).preview
    assert preview is not None
    assert (await desk.counts(), desk.woken) == (before, woken)
    return preview


async def test_a_new_record_has_no_id_yet(desk: Desk) -> None:
    preview = await tried(desk, "draftFiling", DRAFT, committee=CODE)
    (change,) = preview.changes
    assert (change.record, change.kind, change.event, preview.stands) == (None, "filing", "filing.drafted", False)
    fields = {field.column: (field.before, field.after) for field in change.fields}
    assert fields["title"] == (None, DRAFT["title"])
    assert fields["proposer"][1][0]["name"] == "委员甲"
    assert not {"id", "owner", "version", "gaps"} & set(fields)


async def test_what_changes_and_by_which_rules(desk: Desk) -> None:
    filing = await desk.reviewed()
    preview = await tried(desk, "fileFiling", {"caseNumber": "20260001"}, id=filing)
    (change,) = preview.changes
    fields = {field.column: (field.before, field.after) for field in change.fields}
    assert fields["state"] == ("PRELIM_PASSED", "FILED")
    assert fields["case_number"] == (None, "20260001")
    assert [len(rows) for rows in fields["review"]] == [1, 2]
    assert [rule.id for rule in preview.rules][:3] == [
        "filing.file.actor",
        "filing.file.state",
        "filing.file.case-number",
    ]
    assert all(rule.text.zh and rule.text.en and rule.source for rule in preview.rules)


async def test_two_records_and_what_peers_would_be_told(desk: Desk) -> None:
    one, two = await desk.reviewed(), await desk.reviewed()
    merged = await tried(desk, "mergeFiling", {"target": two}, id=one)
    assert [(change.record, change.event) for change in merged.changes] == [
        (one, "filing.merged"), (two, "filing.took-in"),
    ]  # fmt: skip
    topic = (await desk.send("proposeJointTopic", {"title": "课题"}, committee=CODE)).record_id
    invited = await tried(desk, "inviteJointTopic", {"committees": ["440113"], "authority": AUTHORITY}, id=topic)
    assert [(message.peer, message.kind) for message in invited.deliveries] == [("440113", "joint-topic.invited")]


async def test_the_same_refusals_as_the_real_run(desk: Desk) -> None:
    filing, missing = await desk.draft(text=None), str(new_id(CODE, "filing", at=desk.clock.now()))
    for code, rule, field, arguments in (
        (ErrorCode.RULE_REFUSED, "filing.submit.text", "submitFiling", {"id": filing}),
        (ErrorCode.RULE_REFUSED, "filing.file.state", "fileFiling", {"id": filing, "input": {"caseNumber": "1"}}),
        (ErrorCode.CONFLICT, None, "withdrawFiling", {"id": filing, "expectedVersion": 7}),
        (ErrorCode.NOT_FOUND, None, "submitFiling", {"id": missing}),
        (ErrorCode.FORBIDDEN, None, "submitFiling", {"id": filing, "by": STRANGER}),
        (ErrorCode.BAD_USER_INPUT, None, "draftFiling", {"committee": CODE, "input": DRAFT | {"title": " "}}),
    ):
        for dry in (True, False):
            async with refused(desk, code, rule):
                await desk.send(field, dryRun=dry, **arguments)


async def test_what_somebody_may_not_see_is_no_part_of_the_preview(desk: Desk) -> None:
    hidden = await desk.draft()
    await desk.database.writer.execute("UPDATE filing SET visibility = 'RESTRICTED' WHERE id = $1", hidden)
    async with refused(desk, ErrorCode.NOT_FOUND):
        await desk.send("submitFiling", id=hidden, by=MEMBER, dryRun=True)


async def test_of_a_record_that_somebody_may_not_see_no_field_is_shown(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = await desk.reviewed(), await desk.reviewed()

    async def all_but_two(_connection: Connection, _record: RecordKind, row: Mapping[str, Any], _by: Viewer) -> bool:
        return bool(row["id"] != two)

    monkeypatch.setattr(commands, "known", all_but_two)
    preview = await tried(desk, "mergeFiling", {"target": two}, id=one)
    assert [bool(change.fields) for change in preview.changes] == [True, False]


async def test_a_used_key_is_said_or_conflicts_and_an_unused_one_stays_free(desk: Desk) -> None:
    under, filing = key(), await desk.draft()
    assert not (await tried(desk, "submitFiling", id=filing, idempotencyKey=under)).replays
    assert not (await desk.send("submitFiling", id=filing, idempotencyKey=under)).replayed
    again = await desk.send("submitFiling", id=filing, idempotencyKey=under, dryRun=True)
    assert again.replayed
    assert again.preview == Preview(stands=True, replays=True)
    async with refused(desk, ErrorCode.CONFLICT):
        await desk.send("withdrawFiling", id=filing, idempotencyKey=under, dryRun=True)


async def test_a_receipt_of_before_the_secret_is_not_told_anew(desk: Desk) -> None:
    under, lead = key(), {"title": "线索"}
    await desk.send("submitCitizenLead", lead, by=CITIZEN, committee=CODE, idempotencyKey=under)
    await desk.database.writer.execute("UPDATE idempotency SET response = response - 'secrets'")
    again = await desk.send("submitCitizenLead", lead, by=CITIZEN, committee=CODE, idempotencyKey=under)
    assert (again.replayed, "receipt" in again.extra) == (True, False)


async def test_a_lead_is_tried_without_its_contact(desk: Desk) -> None:
    lead = {"title": "线索", "contact": "13800000000"}
    preview = await tried(desk, "submitCitizenLead", lead, by=CITIZEN, committee=CODE)
    assert "13800000000" not in repr(preview)
