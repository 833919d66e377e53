"""Handing a proposal over: plans, clocks, signing, returns, extensions; each rule once kept and once broken."""

import asyncio
from datetime import date, timedelta
from typing import Any

from schema.errors import ErrorCode, ShiziError
from tests.services.commands.desk import MEMBER, Desk
from tests.services.commands.handing_over import HANDOVER, LED, assigned, code_of, filed, given, speaker, unit
from tests.services.commands.refusals import refused
from tests.services.handling.answering import answer, signed, split

RULE = ErrorCode.RULE_REFUSED
TODAY = date(2026, 11, 23)


async def test_the_whole_way_from_the_hand_over_to_being_handled(desk: Desk) -> None:
    filing = await filed(desk)
    done = await desk.send("assignFiling", LED, id=filing, by=HANDOVER)
    assert (done.kind, done.record_id) == ("filing", filing)
    assert (await desk.row("filing", filing))["state"] == "ASSIGNED"
    rows = await given(desk, filing)
    lead, support = rows[code_of(1)], rows[code_of(2)]
    assert (lead["state"], lead["role"], lead["position"], lead["round"], lead["issued_on"]) == (
        "ISSUED", "LEAD", 1, 1, TODAY,
    )  # fmt: skip
    assert (lead["visibility"], lead["provenance"], lead["assigning_body"]) == ("NODE", "RECORDED", "市政府办公厅")
    # Three months end where no calendar is published yet; one month ends inside it.
    assert (lead["due_on"], lead["due_provisional"]) == (date(2027, 2, 23), True)
    assert (support["due_on"], support["due_provisional"]) == (date(2026, 12, 23), False)
    assert lead["objection_due_on"] == date(2026, 11, 30)
    assert lead["assigning_level"] == "CITY"

    await desk.send("signAssignment", id=support["id"], by=speaker(2))
    assert (await desk.row("filing", filing))["state"] == "ASSIGNED"
    desk.clock.advance(timedelta(days=1))
    await desk.send("signAssignment", id=lead["id"], by=speaker(1))
    assert (await desk.row("filing", filing))["state"] == "HANDLING"
    signed = await desk.row("assignment", lead["id"])
    assert (signed["state"], signed["signed_at"], signed["version"]) == ("SIGNED", desk.clock.now(), 2)
    assert (await desk.kinds())[-6:] == [
        "filing.assigned", "assignment.issued", "assignment.issued",
        "assignment.signed", "assignment.signed", "filing.handling-started",
    ]  # fmt: skip


async def test_a_plan_is_one_of_three_of_units_with_right_codes_and_divisions(desk: Desk) -> None:
    filing = await filed(desk)
    async with refused(desk, RULE, "filing.assign.plan"):
        await desk.send("assignFiling", {"plan": "SOLE", "undertakers": [unit(1), unit(2)]}, id=filing)
    async with refused(desk, RULE, "filing.assign.plan"):
        await desk.send("assignFiling", LED | {"undertakers": [unit(1), unit(2, "SUPPORT")]}, id=filing)
    wrong_digit = code_of(1)[:-1] + ("0" if code_of(1)[-1] != "0" else "1")
    for rule, units in {
        "filing.assign.unit-once": [unit(1), unit(1, unit="另一名称")],
        "assignment.issue.credit-code": [unit(1, creditCode=wrong_digit), unit(2)],
        "assignment.issue.area": [unit(1), unit(2, area="440113")],
        "assignment.issue.assigning-level": [unit(1), unit(2, level="DISTRICT", area="440113", assigningLevel="CITY")],
    }.items():
        async with refused(desk, RULE, rule):
            await desk.send("assignFiling", {"plan": "SPLIT", "undertakers": units}, id=filing)
    async with refused(desk, ErrorCode.BAD_USER_INPUT):
        await desk.send("assignFiling", {"plan": "SOLE", "undertakers": [unit(1, unit=" ")]}, id=filing)


async def test_a_deadline_keeps_to_the_limit_and_off_holidays(desk: Desk) -> None:
    filing = await filed(desk)
    for rule, day in {
        "assignment.issue.due-within-limit": "2027-02-24",
        "assignment.issue.due-later": "2026-11-23",
        "assignment.issue.working-day": "2026-12-05",
    }.items():
        async with refused(desk, RULE, rule):
            await desk.send("assignFiling", {"plan": "SOLE", "undertakers": [unit(1)], "dueOn": day}, id=filing)
    async with refused(desk, ErrorCode.BAD_USER_INPUT):
        await desk.send("assignFiling", LED | {"dueOn": "2026-13-01"}, id=filing)
    await desk.send("assignFiling", LED | {"dueOn": "2027-01-29"}, id=filing)
    rows = await given(desk, filing)
    assert rows[code_of(1)]["due_on"] == date(2027, 1, 29)
    assert rows[code_of(2)]["due_on"] == date(2026, 12, 23), "a support opinion keeps its own limit"


async def test_who_may_hand_over_and_what(desk: Desk) -> None:
    passed = await desk.reviewed()
    async with refused(desk, RULE, "filing.assign.state"):
        await desk.send("assignFiling", LED, id=passed)
    filing = await filed(desk)
    async with refused(desk, RULE, "filing.assign.actor"):
        await desk.send("assignFiling", LED, id=filing, by=MEMBER)
    async with refused(desk, ErrorCode.NOT_FOUND):
        await desk.send("assignFiling", LED, id=passed, by=HANDOVER)
    await desk.send("assignFiling", LED, id=filing, by=HANDOVER)


async def test_two_offices_at_once_hand_a_proposal_over_once(desk: Desk) -> None:
    filing = await filed(desk)
    plans: list[dict[str, Any]] = [LED, {"plan": "SOLE", "undertakers": [unit(3)]}]
    results = await asyncio.gather(
        *(desk.send("assignFiling", plan, id=filing, by=HANDOVER) for plan in plans), return_exceptions=True
    )
    (lost,) = [result for result in results if isinstance(result, ShiziError)]
    assert (lost.code, lost.extensions["rule"]) == (RULE, "filing.assign.state")
    assert set(await given(desk, filing)) in ({code_of(1), code_of(2)}, {code_of(3)})


async def test_units_that_sign_at_once_start_the_handling_once(desk: Desk) -> None:
    filing, rows = await assigned(desk, plan="SPLIT", undertakers=[unit(1), unit(2), unit(3)])
    await asyncio.gather(*(desk.send("signAssignment", id=rows[code_of(n)]["id"], by=speaker(n)) for n in (1, 2, 3)))
    assert (await desk.row("filing", filing))["state"] == "HANDLING"
    assert (await desk.kinds()).count("filing.handling-started") == 1


async def test_a_unit_acts_on_its_own_and_hears_nothing_of_others(desk: Desk) -> None:
    filing, rows = await assigned(desk, **LED)
    lead = rows[code_of(1)]["id"]
    async with refused(desk, ErrorCode.FORBIDDEN) as theirs:
        await desk.send("signAssignment", id=lead, by=speaker(2))
    async with refused(desk, ErrorCode.FORBIDDEN) as nothing:
        await desk.send("signAssignment", id=lead[:-4] + "0000", by=speaker(2))
    assert theirs.error.message == nothing.error.message
    draft = await desk.draft()
    async with refused(desk, ErrorCode.FORBIDDEN):
        await desk.send("submitFiling", id=draft, by=speaker(1))
    async with refused(desk, RULE, "filing.assign.actor"):
        await desk.send("assignFiling", LED, id=filing, by=speaker(1))
    await desk.database.writer.execute("UPDATE assignment SET visibility = 'PUBLISHED'")
    for command in ("signAssignment", "requestReturnAssignment"):
        rule = "assignment.sign.unit" if command == "signAssignment" else "assignment.request-return.unit"
        async with refused(desk, RULE, rule):
            given_input = None if command == "signAssignment" else {"reason": "非本单位职责"}
            await desk.send(command, given_input, id=lead, by=speaker(2))


async def test_a_unit_asks_to_return_in_time_with_a_reason(desk: Desk) -> None:
    _, rows = await assigned(desk)
    id_ = rows[code_of(1)]["id"]
    async with refused(desk, RULE, "assignment.request-return.reason"):
        await desk.send("requestReturnAssignment", {"reason": " "}, id=id_, by=speaker(1))
    desk.clock.advance(timedelta(days=8))
    async with refused(desk, RULE, "assignment.request-return.window"):
        await desk.send("requestReturnAssignment", {"reason": "非本单位职责"}, id=id_, by=speaker(1))
    desk.clock.advance(timedelta(days=-1))
    await desk.send("requestReturnAssignment", {"reason": "非本单位职责"}, id=id_, by=speaker(1))
    row = await desk.row("assignment", id_)
    assert (row["state"], row["return_reason"]) == ("RETURN_REQUESTED", "非本单位职责")
    async with refused(desk, RULE, "assignment.sign.state"):
        await desk.send("signAssignment", id=id_, by=speaker(1))


async def test_a_return_is_accepted_with_its_replacement_or_not_at_all(desk: Desk) -> None:
    filing, rows = await assigned(desk, **LED)
    old = rows[code_of(2)]
    await desk.send("signAssignment", id=rows[code_of(1)]["id"], by=speaker(1))
    await desk.send("requestReturnAssignment", {"reason": "职责不符"}, id=old["id"], by=speaker(2))
    async with refused(desk, RULE, "assignment.accept-return.actor"):
        await desk.send("acceptReturnAssignment", {"replacement": unit(3)}, id=old["id"], by=speaker(2))
    for same in (1, 2):
        async with refused(desk, RULE, "assignment.accept-return.unit-once"):
            await desk.send("acceptReturnAssignment", {"replacement": unit(same)}, id=old["id"], by=HANDOVER)
    async with refused(desk, ErrorCode.BAD_USER_INPUT):
        await desk.send("acceptReturnAssignment", {}, id=old["id"])
    desk.clock.advance(timedelta(days=2))
    await desk.send("acceptReturnAssignment", {"replacement": unit(3)}, id=old["id"], by=HANDOVER)
    rows = await given(desk, filing)
    fresh = rows[code_of(3)]
    returned = rows[code_of(2)]
    assert (returned["state"], returned["replaced_by"]) == ("RETURNED_ACCEPTED", fresh["id"])
    assert (fresh["state"], fresh["role"], fresh["position"], fresh["issued_on"]) == (
        "ISSUED", "SUPPORT", 3, TODAY + timedelta(days=2),
    )  # fmt: skip
    assert fresh["due_on"] == date(2026, 12, 25)
    assert (await desk.row("filing", filing))["state"] == "ASSIGNED"
    await desk.send("signAssignment", id=fresh["id"], by=speaker(3))
    assert (await desk.row("filing", filing))["state"] == "HANDLING"


async def test_a_refused_return_leaves_it_with_the_unit(desk: Desk) -> None:
    _, rows = await assigned(desk)
    id_ = rows[code_of(1)]["id"]
    await desk.send("requestReturnAssignment", {"reason": "职责不符"}, id=id_, by=speaker(1))
    async with refused(desk, RULE, "assignment.refuse-return.reason"):
        await desk.send("refuseReturnAssignment", {"reason": ""}, id=id_)
    await desk.send("refuseReturnAssignment", {"reason": "属本单位职责"}, id=id_)
    row = await desk.row("assignment", id_)
    assert (row["state"], row["return_answer"]) == ("ISSUED", "属本单位职责")
    await desk.send("signAssignment", id=id_, by=speaker(1))


async def test_a_deadline_is_put_off_in_time_and_for_six_months_in_all(desk: Desk) -> None:
    _, rows = await assigned(desk)
    id_ = rows[code_of(1)]["id"]
    async with refused(desk, RULE, "assignment.extend.state"):
        await desk.send("extendAssignment", {"until": "2027-03-23", "reason": "情况复杂"}, id=id_)
    await desk.send("signAssignment", id=id_, by=speaker(1))
    async with refused(desk, RULE, "assignment.extend.actor"):
        await desk.send("extendAssignment", {"until": "2027-03-23", "reason": "情况复杂"}, id=id_, by=speaker(1))
    for rule, until, reason in (
        ("reason", "2027-03-23", " "),
        ("later", "2027-02-23", "情况复杂"),
        ("total", "2027-05-24", "情况复杂"),
        ("working-day", "2027-03-27", "情况复杂"),
    ):
        async with refused(desk, RULE, f"assignment.extend.{rule}"):
            await desk.send("extendAssignment", {"until": until, "reason": reason}, id=id_, by=HANDOVER)
    await desk.send("extendAssignment", {"until": "2027-03-23", "reason": "情况复杂"}, id=id_, by=HANDOVER)
    row = await desk.row("assignment", id_)
    assert (row["state"], row["due_on"], row["extended_to"]) == ("EXTENDED", date(2027, 3, 23), date(2027, 3, 23))
    assert row["extension_reason"] == "情况复杂"
    desk.clock.advance(timedelta(days=121))
    async with refused(desk, RULE, "assignment.extend.before-deadline"):
        await desk.send("extendAssignment", {"until": "2027-04-23", "reason": "情况复杂"}, id=id_)


async def test_what_is_cancelled_leaves_a_plan(desk: Desk) -> None:
    _, rows = await assigned(desk, **LED)
    async with refused(desk, RULE, "assignment.cancel.plan"):
        await desk.send("cancelAssignment", {"reason": "误列"}, id=rows[code_of(2)]["id"])
    filing, rows = await assigned(desk, "2", plan="SPLIT", undertakers=[unit(1), unit(2), unit(3)])
    await desk.send("signAssignment", id=rows[code_of(1)]["id"], by=speaker(1))
    await desk.send("signAssignment", id=rows[code_of(2)]["id"], by=speaker(2))
    async with refused(desk, RULE, "assignment.cancel.reason"):
        await desk.send("cancelAssignment", {"reason": " "}, id=rows[code_of(3)]["id"])
    await desk.send("cancelAssignment", {"reason": "误列"}, id=rows[code_of(3)]["id"])
    row = await desk.row("assignment", rows[code_of(3)]["id"])
    assert (row["state"], row["cancel_reason"]) == ("CANCELLED", "误列")
    assert (await desk.row("filing", filing))["state"] == "HANDLING", "all that remain have signed"


async def test_cancelling_the_last_open_assignment_completes_the_replies(desk: Desk) -> None:
    filing, ids = await signed(desk, split(1, 2, 3))
    await answer(desk, ids[1], 1)
    await answer(desk, ids[2], 2)
    await desk.send("cancelAssignment", {"reason": "职能已划出"}, id=ids[3])
    assert (await desk.row("filing", filing))["state"] == "REPLIED"
    filing, rows = await assigned(desk, "2", **split(1, 2, 3))
    for number in (1, 2):
        await desk.send("signAssignment", id=rows[code_of(number)]["id"], by=speaker(number))
        await answer(desk, rows[code_of(number)]["id"], number)
    await desk.send("cancelAssignment", {"reason": "职能已划出"}, id=rows[code_of(3)]["id"])
    assert (await desk.kinds())[-2:] == ["filing.handling-started", "filing.replied"]


async def test_the_units_local_committee_gets_a_copy(desk: Desk) -> None:
    there = unit(2, level="DISTRICT", area="440113", assigningBody="番禺区政府办公室")
    filing = await filed(desk)
    done = await desk.send("assignFiling", {"plan": "SPLIT", "undertakers": [unit(1), there]}, id=filing)
    assert done.extra["deliveries"] == [{"peer": "440113", "state": "QUEUED"}]
    rows = await given(desk, filing)
    assert (rows[code_of(1)]["visibility"], rows[code_of(1)]["audience"]) == ("NODE", [])
    copied = rows[code_of(2)]
    assert (copied["visibility"], copied["audience"]) == ("SHARED", ["440113"])
    ((peer, kind, body),) = await desk.rows("SELECT peer, kind, body FROM outbox")
    assert (peer, kind) == ("440113", "assignment.copied")
    assert (body["assignment"], body["filing"], body["caseNumber"]) == (copied["id"], filing, "1")
    await desk.send("requestReturnAssignment", {"reason": "职责不符"}, id=copied["id"], by=speaker(2))
    done = await desk.send("acceptReturnAssignment", {"replacement": unit(3)}, id=copied["id"])
    assert done.extra["deliveries"] == [{"peer": "440113", "state": "QUEUED"}]


async def test_a_withdrawn_proposal_takes_its_assignments_along(desk: Desk) -> None:
    there = unit(2, level="DISTRICT", area="440113")
    filing, rows = await assigned(desk, plan="SPLIT", undertakers=[unit(1), there])
    await desk.send("signAssignment", id=rows[code_of(1)]["id"], by=speaker(1))
    done = await desk.send("withdrawFiledFiling", {"note": "提案者来函撤案"}, id=filing)
    assert done.extra["deliveries"] == [{"peer": "440113", "state": "QUEUED"}]
    rows = await given(desk, filing)
    assert {row["state"] for row in rows.values()} == {"CANCELLED"}
    assert {row["cancel_reason"] for row in rows.values()} == {"提案者来函撤案"}
    async with refused(desk, RULE, "assignment.sign.state"):
        await desk.send("signAssignment", id=rows[code_of(2)]["id"], by=speaker(2))


async def test_a_hand_over_can_be_tried(desk: Desk) -> None:
    filing = await filed(desk)
    before = await desk.counts()
    tried = await desk.send("assignFiling", LED, id=filing, dryRun=True)
    assert await desk.counts() == before
    assert tried.preview is not None
    assert [change.event for change in tried.preview.changes] == [
        "filing.assigned", "assignment.issued", "assignment.issued",
    ]  # fmt: skip
    assert [(clock.name, clock.due.on, clock.due.provisional) for clock in tried.preview.clocks] == [
        ("objectionDueOn", date(2026, 11, 30), False), ("dueOn", date(2027, 2, 23), True),
        ("objectionDueOn", date(2026, 11, 30), False), ("dueOn", date(2026, 12, 23), False),
    ]  # fmt: skip
    _, rows = await assigned(desk, "2")
    tried = await desk.send("signAssignment", id=rows[code_of(1)]["id"], by=speaker(1), dryRun=True)
    assert tried.preview is not None
    assert [(change.event, bool(change.fields)) for change in tried.preview.changes] == [
        ("assignment.signed", True), ("filing.handling-started", True),
    ]  # fmt: skip
