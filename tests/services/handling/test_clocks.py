"""What time brings about around an assignment: objections, returns that nobody answers, feedback that never comes."""

from __future__ import annotations

from datetime import date, timedelta

from services.handling.watches import WATCHES
from services.kit.watch import Watcher
from tests.services.commands.desk import Desk
from tests.services.commands.handing_over import assigned, code_of, speaker
from tests.services.handling.answering import alone, answer, signed


async def look(desk: Desk, days: int = 0) -> list[str]:
    """What is said once that many days have gone by."""
    desk.clock.advance(timedelta(days=days))
    before = len(await desk.kinds())
    await Watcher(desk.database, desk.clock, WATCHES, committed=lambda: None).look()
    return (await desk.kinds())[before:]


async def test_a_return_is_to_be_answered_in_time(desk: Desk) -> None:
    _, rows = await assigned(desk)
    id_ = rows[code_of(1)]["id"]
    await desk.send("requestReturnAssignment", {"reason": "职责不符"}, id=id_, by=speaker(1))
    row = await desk.row("assignment", id_)
    assert (row["return_due_on"], row["return_provisional"]) == (date(2026, 11, 30), False)
    assert await look(desk, 7) == []
    assert await look(desk, 1) == ["assignment.return-overdue"]
    assert await look(desk, 1) == []
    assert (await desk.row("assignment", id_))["return_overdue_on"] == date(2026, 12, 1)


async def test_feedback_that_does_not_come_lapses_and_the_office_may_close(desk: Desk) -> None:
    filing, units = await signed(desk, alone())
    await answer(desk, units[1], 1)
    due = (await desk.row("filing", filing))["feedback_due_on"]
    left = (due - desk.clock.now().date()).days
    assert await look(desk, left) == []
    assert await look(desk, 1) == ["filing.feedback-lapsed"]
    assert await look(desk, 30) == []
    assert (await desk.row("filing", filing))["feedback_lapsed_on"] == due + timedelta(days=1)
    await desk.send("closeFiling", id=filing)


async def test_a_provisional_day_becomes_firm_once_its_year_is_known(desk: Desk) -> None:
    _, rows = await assigned(desk)
    id_ = rows[code_of(1)]["id"]
    await desk.database.writer.execute(
        "UPDATE assignment SET objection_due_on = '2026-12-05', objection_provisional = true WHERE id = $1", id_
    )
    assert await look(desk) == ["assignment.objection-deadline-confirmed"]
    row = await desk.row("assignment", id_)
    assert (row["objection_due_on"], row["objection_provisional"]) == (date(2026, 12, 7), False)
    assert await look(desk) == []
