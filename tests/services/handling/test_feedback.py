"""Feedback, rounds of rehandling, closing, and look-backs."""

from datetime import date, timedelta
from typing import Any

import pytest

from schema.errors import ErrorCode
from services.kit.identity import Viewer
from tests.services.commands.desk import CODE, MEMBER, Desk
from tests.services.commands.refusals import refused
from tests.services.handling.answering import (
    BAD,
    GOOD,
    again,
    alone,
    answer,
    feedback,
    led,
    opine,
    signed,
    split,
    state,
)

RULE = ErrorCode.RULE_REFUSED


async def replied(desk: Desk, plan: dict[str, Any] | None = None, *, grade: str = "B", number: str = "1") -> str:
    """A proposal that was replied to by all of its units."""
    filing, units = await signed(desk, plan or alone(), number)
    for each, assignment in units.items():
        await answer(desk, assignment, each, grade)
    return filing


async def test_satisfied_and_closed(desk: Desk) -> None:
    filing = await replied(desk)
    await feedback(desk, filing, GOOD | {"work": "BASICALLY_SATISFIED"})
    assert await desk.rows(
        "SELECT round, work, result, channel, note, recorded_by_office, given_at, decision FROM feedback"
    ) == [(1, "BASICALLY_SATISFIED", "SATISFIED", "VISIT", None, True, desk.clock.now(), None)]
    for command in ("rehandleFiling", "declineRehandlingFiling"):
        verb = "rehandle" if command == "rehandleFiling" else "decline-rehandling"
        async with refused(desk, RULE, f"filing.{verb}.dissatisfied"):
            await desk.send(command, {"note": "再办"}, id=filing)
    await desk.send("closeFiling", id=filing)
    assert await state(desk, filing) == ("CLOSED", 1)


async def test_only_a_proposer_or_the_office_gives_feedback(desk: Desk) -> None:
    person = {"name": "委员甲", "term": 14, "fromDay": "2022-01-10", "subject": "member-7"}
    filing = await replied(desk)
    member = (await desk.send("registerMember", person, committee=CODE)).record_id
    own = Viewer("member-7", CODE, frozenset({"member"}), read_only=False, client="m7")
    for stranger in (MEMBER, own):
        async with refused(desk, RULE, "filing.give-feedback.proposer"):
            await feedback(desk, filing, GOOD, by=stranger)
    await desk.database.writer.execute("UPDATE proposer SET member_id = $1 WHERE filing_id = $2", member, filing)
    async with refused(desk, RULE, "filing.give-feedback.proposer"):
        await feedback(desk, filing, GOOD, by=MEMBER)
    await feedback(desk, filing, GOOD, by=own)
    assert await desk.rows("SELECT recorded_by_office FROM feedback") == [(False,)]


async def test_two_rounds_of_rehandling(desk: Desk) -> None:
    filing = await replied(desk)
    async with refused(desk, RULE, "filing.give-feedback.note"):
        await feedback(desk, filing, BAD | {"note": None})
    for number in (2, 3):
        await feedback(desk, filing, BAD)
        async with refused(desk, RULE, "filing.close.settled"):
            await desk.send("closeFiling", id=filing)
        desk.clock.advance(timedelta(days=7))
        await desk.send("rehandleFiling", {"note": "请当面沟通"}, id=filing)
        assert await state(desk, filing) == ("REHANDLING", number)
        units = await again(desk, filing)
        assert await state(desk, filing) == ("REHANDLING", number)
        (row,) = await desk.rows(
            "SELECT round, position, issued_on, due_on, unit FROM assignment WHERE id = $1", units[1]
        )
        assert row[:3] == (number, number, desk.clock.now().date())
        assert row[3] == {2: date(2027, 2, 1), 3: date(2027, 2, 8)}[number]
        await answer(desk, units[1], 1, "A")
        assert await state(desk, filing) == ("REPLIED", number)
    await feedback(desk, filing, GOOD)
    await desk.send("closeFiling", id=filing)
    assert await desk.rows("SELECT round, result, decision, decision_note FROM feedback ORDER BY round") == [
        (1, "DISSATISFIED", "REHANDLE", "请当面沟通"),
        (2, "DISSATISFIED", "REHANDLE", "请当面沟通"),
        (3, "SATISFIED", None, None),
    ]
    assert await desk.rows("SELECT round, grade_letter FROM reply ORDER BY round") == [(1, "B"), (2, "A"), (3, "A")]
    ((names,),) = await desk.rows("SELECT array_agg(letter_file_name ORDER BY round) FROM reply")
    assert names == ["1-示例单位1-答复.pdf", "1-示例单位1-答复-第二次.pdf", "1-示例单位1-答复-第三次.pdf"]


async def test_a_new_round_keeps_the_plan_and_its_waived_units_out(desk: Desk) -> None:
    filing, units = await signed(desk, led(2, 3))
    await desk.send("waiveSupportOpinionAssignment", {"note": "职能已划出"}, id=units[3])
    await opine(desk, units[2], 2)
    await answer(desk, units[1], 1)
    await feedback(desk, filing, BAD)
    await desk.send("rehandleFiling", id=filing)
    assert await desk.rows("SELECT unit, role, position, state FROM assignment WHERE round = 2 ORDER BY position") == [
        ("示例单位1", "LEAD", 4, "ISSUED"),
        ("示例单位2", "SUPPORT", 5, "ISSUED"),
    ]


async def test_a_lead_without_support_handles_the_next_round_alone(desk: Desk) -> None:
    filing, units = await signed(desk, led(2))
    await desk.send("waiveSupportOpinionAssignment", {"note": "职能已划出"}, id=units[2])
    await answer(desk, units[1], 1)
    await feedback(desk, filing, BAD)
    await desk.send("rehandleFiling", id=filing)
    assert await desk.rows("SELECT unit, role FROM assignment WHERE round = 2") == [("示例单位1", "SOLE")]


async def test_a_deadline_for_the_new_round_is_a_working_day_within_the_limit(desk: Desk) -> None:
    filing = await replied(desk)
    await feedback(desk, filing, BAD)
    for rule, day in {"due-within-limit": "2027-03-01", "due-later": "2026-11-23"}.items():
        async with refused(desk, RULE, f"assignment.issue.{rule}"):
            await desk.send("rehandleFiling", {"dueOn": day}, id=filing)
    await desk.send("rehandleFiling", {"dueOn": "2026-12-15"}, id=filing)
    assert await desk.rows("SELECT due_on FROM assignment WHERE round = 2") == [(date(2026, 12, 15),)]


async def test_a_decision_not_to_handle_it_again(desk: Desk) -> None:
    filing = await replied(desk)
    await feedback(desk, filing, BAD | {"work": "DISSATISFIED", "result": "SATISFIED"})
    async with refused(desk, RULE, "filing.decline-rehandling.note"):
        await desk.send("declineRehandlingFiling", {"note": ""}, id=filing)
    await desk.send("declineRehandlingFiling", {"note": "超出职权，已当面说明"}, id=filing)
    assert await state(desk, filing) == ("FEEDBACK_DONE", 1)
    async with refused(desk, RULE, "filing.rehandle.undecided"):
        await desk.send("rehandleFiling", id=filing)
    async with refused(desk, RULE, "filing.decline-rehandling.undecided"):
        await desk.send("declineRehandlingFiling", {"note": "同上"}, id=filing)
    await desk.send("closeFiling", id=filing)
    assert await desk.rows("SELECT decision, decision_note FROM feedback") == [
        ("NOT_REHANDLED", "超出职权，已当面说明")
    ]


async def test_silence_lapses(desk: Desk) -> None:
    filing = await replied(desk)
    due = (await desk.row("filing", filing))["feedback_due_on"]
    desk.clock.advance(timedelta(days=(due - desk.clock.now().date()).days))
    async with refused(desk, RULE, "filing.close.feedback"):
        await desk.send("closeFiling", id=filing)
    desk.clock.advance(timedelta(days=1))
    await desk.send("closeFiling", id=filing)
    assert await state(desk, filing) == ("CLOSED", 1)


async def closed(desk: Desk, *, grade: str = "B", number: str = "1", plan: dict[str, Any] | None = None) -> str:
    """A closed proposal."""
    filing = await replied(desk, plan, grade=grade, number=number)
    await feedback(desk, filing, GOOD)
    await desk.send("closeFiling", id=filing)
    return filing


async def test_a_look_back_adds_a_grade_and_rewrites_none(desk: Desk) -> None:
    filing = await closed(desk, plan=split(1, 2))
    ((first, second),) = await desk.rows("SELECT min(id), max(id) FROM assignment")
    elsewhere = (await desk.rows("SELECT id FROM assignment WHERE filing_id = $1", await closed(desk, number="2")))[0][
        0
    ]
    await desk.send("openLookBackFiling", {"note": "次年回访"}, id=filing)
    assert await state(desk, filing) == ("FOLLOW_UP", 1)
    wrong: dict[str, dict[str, Any]] = {
        "finding": {"finding": " "},
        "grade": {"finding": "已建成", "grades": [{"assignment": first, "grade": "E"}]},
        "assignment": {"finding": "已建成", "grades": [{"assignment": elsewhere, "grade": "A"}]},
    }
    for rule, given in wrong.items():
        async with refused(desk, RULE, f"filing.close-look-back.{rule}"):
            await desk.send("closeLookBackFiling", given, id=filing)
    twice = [{"assignment": first, "grade": "A"}] * 2
    async with refused(desk, ErrorCode.BAD_USER_INPUT):
        await desk.send("closeLookBackFiling", {"finding": "已建成", "grades": twice}, id=filing)
    new = [{"assignment": first, "grade": "A", "note": "已通车"}, {"assignment": second, "grade": "A"}]
    await desk.send("closeLookBackFiling", {"finding": "已建成", "grades": new}, id=filing)
    assert (
        await desk.rows("SELECT grade_letter FROM reply WHERE assignment_id IN ($1, $2)", first, second) == [("B",)] * 2
    )
    assert await desk.rows("SELECT look_back, assignment, grade_letter, note FROM look_back_grade ORDER BY 2") == [
        (1, first, "A", "已通车"), (1, second, "A", None),
    ]  # fmt: skip
    assert await desk.rows("SELECT note, finding FROM look_back") == [("次年回访", "已建成")]
    # What the look-back found resolved needs no other.
    async with refused(desk, RULE, "filing.open-look-back.worth"):
        await desk.send("openLookBackFiling", id=filing)


@pytest.mark.parametrize("key", [False, True])
async def test_what_is_resolved_is_looked_back_on_only_if_it_is_key(desk: Desk, key: bool) -> None:
    filing = await closed(desk, grade="A")
    await desk.database.writer.execute("UPDATE filing SET is_key_proposal = $1", key)
    if key:
        await desk.send("openLookBackFiling", id=filing)
        await desk.send("closeLookBackFiling", {"finding": "运行良好"}, id=filing)
        assert await state(desk, filing) == ("CLOSED", 1)
    else:
        async with refused(desk, RULE, "filing.open-look-back.worth"):
            await desk.send("openLookBackFiling", id=filing)
