"""Replies: drafted, reviewed, issued with a letter; opinions sent to the lead; the proposal replied to in the end."""

import base64
import hashlib
from datetime import date, timedelta

from schema.errors import ErrorCode
from services.kit.identity import Viewer
from tests.services.commands.desk import CODE, MEMBER, Desk
from tests.services.commands.handing_over import HANDOVER, assigned, code_of, speaker
from tests.services.commands.refusals import refused
from tests.services.handling.answering import (
    SIGNED,
    TEXT,
    alone,
    answer,
    draft,
    issue,
    led,
    opine,
    signed,
    split,
    state,
)

RULE = ErrorCode.RULE_REFUSED


async def test_a_reply_is_drafted_rejected_drafted_again_and_issued(desk: Desk) -> None:
    filing, units = await signed(desk, alone())
    await draft(desk, units[1], 1, "没有具体措施。")
    async with refused(desk, RULE, "assignment.reject-draft.note"):
        await desk.send("rejectReplyDraftAssignment", {"note": " "}, id=units[1])
    await desk.send("rejectReplyDraftAssignment", {"note": "请写明措施和时限"}, id=units[1])
    async with refused(desk, RULE, "assignment.issue-reply.state"):
        await issue(desk, units[1], 1)
    await draft(desk, units[1], 1)
    assert await state(desk, filing) == ("HANDLING", 1)
    desk.clock.advance(timedelta(days=2))
    await issue(desk, units[1], 1)
    assert await desk.rows("SELECT position, text, note FROM reply_draft ORDER BY position") == [
        (1, "没有具体措施。", "请写明措施和时限"), (2, TEXT, None),
    ]  # fmt: skip
    (reply,) = await desk.rows(
        "SELECT round, text, grade_scheme, grade_letter, grade_label, grade_canonical, signed_by, contact_name,"
        " contact_phone, letter_number, issued_at FROM reply"
    )
    assert reply == (
        1, TEXT, "national", "B", "正在解决或列入规划逐步解决", ["IN_PROGRESS", "PLANNED"], "王五", "赵六",
        "020-00000000", "测函〔2026〕1号", desk.clock.now(),
    )  # fmt: skip
    row = await desk.row("filing", filing)
    assert (row["state"], row["feedback_due_on"], row["feedback_provisional"]) == ("REPLIED", date(2026, 12, 25), False)
    assert (await desk.kinds())[-2:] == ["assignment.replied", "filing.replied"]


async def test_the_letter_is_kept_with_its_hash(desk: Desk) -> None:
    _, units = await signed(desk, alone())
    await answer(desk, units[1], 1)
    ((letter, name, sha256),) = await desk.rows("SELECT letter, letter_file_name, letter_sha256 FROM reply")
    content = base64.b64decode(letter)
    assert content.startswith(b"%PDF-")
    assert hashlib.sha256(content).hexdigest() == sha256
    assert name == "1-示例单位1-答复.pdf"


async def test_what_a_reply_must_say(desk: Desk) -> None:
    filing, units = await signed(desk, alone())
    await draft(desk, units[1], 1)
    for rule, change in (
        ("grade", {"grade": "D"}),
        ("grade", {"grade": "B类"}),
        ("signed", {"signedBy": " "}),
        ("contact", {"contactName": None}),
        ("contact", {"contactPhone": ""}),
        ("letter-number", {"letterNumber": None}),
    ):
        async with refused(desk, RULE, f"assignment.issue-reply.{rule}"):
            await issue(desk, units[1], 1, change=change)
    assert await state(desk, filing) == ("HANDLING", 1)


async def test_the_lead_waits_for_every_opinion_and_supports_never_reply(desk: Desk) -> None:
    filing, units = await signed(desk, led(2, 3))
    async with refused(desk, RULE, "assignment.draft-reply.role"):
        await draft(desk, units[2], 2)
    async with refused(desk, RULE, "assignment.send-opinion.role"):
        await opine(desk, units[1], 1)
    await draft(desk, units[1], 1)
    await opine(desk, units[2], 2)
    async with refused(desk, RULE, "assignment.issue-reply.opinions"):
        await issue(desk, units[1], 1)
    await opine(desk, units[3], 3)
    assert await state(desk, filing) == ("HANDLING", 1)
    await issue(desk, units[1], 1)
    assert await state(desk, filing) == ("REPLIED", 1)
    assert (
        await desk.rows("SELECT lead, text, signed_by, waived_at FROM support_opinion ORDER BY assignment_id")
        == [(units[1], "会办意见：同意。", "钱七", None)] * 2
    )


async def test_an_opinion_is_waived_for_a_reason_and_nobody_waits_for_the_unit(desk: Desk) -> None:
    filing, units = await signed(desk, led(2, 3))
    await opine(desk, units[2], 2)
    async with refused(desk, RULE, "assignment.waive-opinion.note"):
        await desk.send("waiveSupportOpinionAssignment", {"note": " "}, id=units[3])
    async with refused(desk, RULE, "assignment.waive-opinion.role"):
        await desk.send("waiveSupportOpinionAssignment", {"note": "不需要"}, id=units[1])
    async with refused(desk, RULE, "assignment.waive-opinion.actor"):
        await desk.send("waiveSupportOpinionAssignment", {"note": "不需要"}, id=units[3], by=speaker(3))
    await desk.send("waiveSupportOpinionAssignment", {"note": "职能已划出"}, id=units[3], by=HANDOVER)
    assert (await desk.row("assignment", units[3]))["state"] == "CANCELLED"
    await draft(desk, units[1], 1)
    await issue(desk, units[1], 1)
    assert await state(desk, filing) == ("REPLIED", 1)


async def test_waiving_the_last_unsigned_unit_starts_the_handling(desk: Desk) -> None:
    filing, rows = await assigned(desk, **led(2))
    await desk.send("signAssignment", id=rows[code_of(1)]["id"], by=speaker(1))
    await desk.send("waiveSupportOpinionAssignment", {"note": "职能已划出"}, id=rows[code_of(2)]["id"])
    assert await state(desk, filing) == ("HANDLING", 1)
    await answer(desk, rows[code_of(1)]["id"], 1)
    assert await state(desk, filing) == ("REPLIED", 1)


async def test_every_split_unit_replies_for_itself(desk: Desk) -> None:
    filing, units = await signed(desk, split(1, 2, 3))
    for number in (3, 1):
        await answer(desk, units[number], number, "A")
        assert await state(desk, filing) == ("HANDLING", 1)
    await answer(desk, units[2], 2, "C")
    assert await state(desk, filing) == ("REPLIED", 1)
    assert await desk.rows("SELECT count(DISTINCT letter_sha256) FROM reply") == [(3,)]


async def test_a_unit_answers_its_own_assignments_only(desk: Desk) -> None:
    _, units = await signed(desk, alone())
    other, elsewhere = speaker(2), Viewer("u", "440500", frozenset({"unit"}), False, "u", speaker(1).unit)
    for field, given in {
        "draftReplyAssignment": {"text": TEXT},
        "issueReplyAssignment": SIGNED | {"grade": "A"},
        "sendSupportOpinionAssignment": {"text": TEXT, "signedBy": "甲"},
        "rejectReplyDraftAssignment": {"note": "不妥"},
    }.items():
        for sender in (other, elsewhere):
            async with refused(desk, ErrorCode.FORBIDDEN):
                await desk.send(field, given, id=units[1], by=sender)
    async with refused(desk, RULE, "assignment.draft-reply.actor"):
        await desk.send("draftReplyAssignment", {"text": TEXT}, id=units[1], by=MEMBER)


async def test_the_office_records_what_came_on_paper(desk: Desk) -> None:
    filing, units = await signed(desk, alone())
    await desk.send("draftReplyAssignment", {"text": TEXT}, id=units[1])
    await desk.send("issueReplyAssignment", SIGNED | {"grade": "A"}, id=units[1])
    assert await state(desk, filing) == ("REPLIED", 1)


async def test_a_dry_run_shows_the_last_reply_and_writes_nothing(desk: Desk) -> None:
    filing, units = await signed(desk, alone())
    await draft(desk, units[1], 1)
    before = await desk.counts()
    tried = await desk.send("issueReplyAssignment", SIGNED | {"grade": "A"}, id=units[1], by=speaker(1), dryRun=True)
    assert tried.preview is not None
    assert await desk.counts() == before
    assert await state(desk, filing) == ("HANDLING", 1)
    assert CODE in units[1]
