"""The office keeps the register; whom it shows, and what is refused."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta
from typing import Any

from schema.errors import ErrorCode, ShiziError
from schema.ids import derived_id
from services.committees.watches import WATCHES
from services.kit.watch import Watcher
from services.port import view_of
from tests.services.commands.desk import CODE, MEMBER, STAFF, Desk
from tests.services.commands.refusals import refused
from tests.services.reads.asking import ANYONE, Asker

RULE = ErrorCode.RULE_REFUSED
PERSON = {"name": "委员甲", "sector": "教育界", "term": 14, "fromDay": "2022-01-20", "subject": "member-1"}
FIFTH = {
    "term": 14,
    "session": 5,
    "acceptsFrom": "2025-10-12",
    "opensOn": "2026-01-12",
    "acceptsUntil": "2026-01-14",
    "closesOn": "2026-01-16",
}
NEXT_TERM = {
    "term": 15,
    "session": 1,
    "acceptsFrom": "2026-10-11",
    "opensOn": "2027-01-11",
    "acceptsUntil": "2027-01-13",
    "closesOn": "2027-01-15",
}


async def registered(desk: Desk, **change: Any) -> str:
    return (await desk.send("registerMember", PERSON | change, committee=CODE)).record_id


async def schedule(desk: Desk, session: dict[str, Any]) -> str:
    return (await desk.send("scheduleSession", session, committee=CODE)).record_id


async def test_a_membership_begins_and_ends(desk: Desk) -> None:
    member = await registered(desk)
    row = await desk.row("member", member)
    assert (row["name"], row["term"], row["subject"], row["visibility"]) == ("委员甲", 14, "member-1", "NODE")
    await schedule(desk, NEXT_TERM)
    async with refused(desk, RULE, "member.end.term"):
        await desk.send("endMembership", {"untilDay": "2027-01-12"}, id=member)
    async with refused(desk, RULE, "member.end.order"):
        await desk.send("endMembership", {"untilDay": "2022-01-19"}, id=member)
    await desk.send("endMembership", {"untilDay": "2026-06-30", "note": "辞去"}, id=member)
    assert (await desk.row("member", member))["until_day"].isoformat() == "2026-06-30"
    async with refused(desk, RULE, "member.end.state"):
        await desk.send("endMembership", {"untilDay": "2026-07-31"}, id=member)
    async with refused(desk, RULE, "member.register.term"):
        await registered(desk, fromDay="2027-02-01", subject=None)
    assert await desk.kinds() == ["member.registered", "session.scheduled", "member.ended"]


async def test_a_subject_stands_for_one_member_of_a_term(desk: Desk) -> None:
    await registered(desk)
    async with refused(desk, RULE, "member.register.subject"):
        await registered(desk, name="委员乙")
    await registered(desk, name="委员甲", term=15)
    await registered(desk, name="委员丙", subject=None)
    await registered(desk, name="委员丁", subject=None)


async def test_of_two_who_register_the_same_at_once_one_is_refused(desk: Desk) -> None:
    body = {"kind": "PARTY", "name": "某党派市委会"}
    for attempts in (
        [desk.send("registerMember", PERSON, committee=CODE) for _ in range(3)],
        [desk.send("scheduleSession", FIFTH, committee=CODE) for _ in range(3)],
        [desk.send("registerBody", body, committee=CODE) for _ in range(3)],
    ):
        results = await asyncio.gather(*attempts, return_exceptions=True)
        refusals = [each for each in results if isinstance(each, BaseException)]
        assert len(refusals) == 2
        assert all(isinstance(each, ShiziError) and each.code in (RULE, ErrorCode.CONFLICT) for each in refusals)


async def test_a_convenor_serves_in_the_bodys_term(desk: Desk) -> None:
    member = await registered(desk)
    gone = await registered(desk, name="委员乙", subject=None)
    await desk.send("endMembership", {"untilDay": "2026-06-30"}, id=gone)
    group = {"kind": "SECTOR_GROUP", "name": "教育界别小组", "term": 14}
    for convenor in (gone, str(derived_id(CODE, "member", "nobody")), "nonsense"):
        async with refused(desk, RULE, "body.register.convenor"):
            await desk.send("registerBody", group | {"convenor": convenor}, committee=CODE)
    async with refused(desk, RULE, "body.register.convenor"):
        await desk.send("registerBody", group | {"term": 15, "convenor": member}, committee=CODE)
    body = (await desk.send("registerBody", group | {"convenor": member}, committee=CODE)).record_id
    assert (await desk.row("proposing_body", body))["convenor_id"] == member
    async with refused(desk, RULE, "body.register.once"):
        await desk.send("registerBody", group, committee=CODE)
    await desk.send("registerBody", {"kind": "PARTY", "name": "某党派市委会", "convenor": member}, committee=CODE)


async def test_sessions_are_scheduled_once_and_in_order(desk: Desk) -> None:
    await schedule(desk, FIFTH)
    changes: list[tuple[dict[str, Any], str]] = [
        ({"acceptsFrom": "2026-01-13"}, "dates"),
        ({"closesOn": "2026-01-13"}, "dates"),
        ({}, "once"),
        ({"session": 4}, "sequence"),
        ({"session": 6, "opensOn": "2026-01-16", "acceptsUntil": "2026-01-17", "closesOn": "2026-01-18"}, "sequence"),
        ({"term": 13, "session": 6}, "sequence"),
    ]
    for change, rule in changes:
        async with refused(desk, RULE, f"session.schedule.{rule}"):
            await schedule(desk, FIFTH | change)


async def test_what_was_registered_is_corrected(desk: Desk) -> None:
    first, second = await registered(desk), await registered(desk, name="委员乙", subject=None)
    await desk.send("reviseMember", {"name": "委员乙某", "party": "某党派", "subject": "member-2"}, id=second)
    row = await desk.row("member", second)
    assert (row["name"], row["sector"], row["party"], row["subject"]) == ("委员乙某", "教育界", "某党派", "member-2")
    await desk.send("reviseMember", {"subject": "member-2"}, id=second)
    async with refused(desk, RULE, "member.revise.subject"):
        await desk.send("reviseMember", {"subject": "member-1"}, id=second)
    taken = await asyncio.gather(
        *(desk.send("reviseMember", {"subject": "member-3"}, id=each) for each in (first, second)),
        return_exceptions=True,
    )
    [refusal] = [each for each in taken if isinstance(each, ShiziError)]
    assert refusal.extensions["rule"] == "member.revise.subject"

    body = (await desk.send("registerBody", {"kind": "PARTY", "name": "某党派市委会"}, committee=CODE)).record_id
    await desk.send("reviseBody", {"convenor": second}, id=body)
    async with refused(desk, RULE, "body.revise.convenor"):
        await desk.send("reviseBody", {"convenor": "nobody"}, id=body)
    await desk.send("endBody", {"note": "并入"}, id=body)
    row = await desk.row("proposing_body", body)
    assert (row["convenor_id"], row["state"]) == (second, "ENDED")
    async with refused(desk, RULE, "body.revise.state"):
        await desk.send("reviseBody", {"convenor": first}, id=body)


async def test_a_session_has_usual_days_may_move_and_closes_by_itself(desk: Desk) -> None:
    given = {"term": 14, "session": 6, "opensOn": "2026-11-25", "closesOn": "2026-11-27"}
    id_ = await schedule(desk, given)
    row = await desk.row("plenary_session", id_)
    assert (row["accepts_from"], row["accepts_until"]) == (date(2026, 8, 27), date(2026, 11, 27))
    async with refused(desk, RULE, "session.reschedule.dates"):
        await desk.send("rescheduleSession", {"opensOn": "2026-11-28"}, id=id_)
    await desk.send("rescheduleSession", {"closesOn": "2026-11-26", "acceptsUntil": "2026-11-25"}, id=id_)
    await schedule(desk, NEXT_TERM)
    async with refused(desk, RULE, "session.reschedule.sequence"):
        await desk.send("rescheduleSession", {"closesOn": "2027-01-11"}, id=id_)
    watching = Watcher(desk.database, desk.clock, WATCHES, committed=lambda: None)
    desk.clock.advance(timedelta(days=3))
    assert await watching.look() == 0
    desk.clock.advance(timedelta(days=1))
    assert (await watching.look(), await watching.look()) == (1, 0)
    assert (await desk.row("plenary_session", id_))["state"] == "CLOSED"
    async with refused(desk, RULE, "session.reschedule.state"):
        await desk.send("rescheduleSession", {"closesOn": "2026-12-26"}, id=id_)
    assert (await desk.kinds())[-1] == "session.closed"


async def test_bad_input_and_who_keeps_the_register(desk: Desk) -> None:
    wrong: list[dict[str, Any]] = [
        {"term": 0},
        {"term": None},
        {"name": " "},
        {"name": "甲" * 101},
        {"fromDay": "2022-02-30"},
    ]
    for change in wrong:
        async with refused(desk, ErrorCode.BAD_USER_INPUT):
            await registered(desk, **change)
    async with refused(desk, RULE, "member.register.actor"):
        await desk.send("registerMember", PERSON, by=MEMBER, committee=CODE)


LISTS = """{ members(filter: { term: 14, state: IN_OFFICE, servingOn: "2026-01-12" }) { totalCount
    edges { node { name sector party term fromDay untilDay state subject committee { code } } } }
  proposingBodies(filter: { kind: PARTY }) { edges { node { kind name term state convenor { name subject } } } }
  plenarySessions(filter: { term: 14, session: 5, acceptsOn: "2026-01-14" }) {
    edges { node { term session state opensOn closesOn acceptsFrom acceptsUntil } } } }"""


async def test_members_are_seen_inside_and_their_subjects_by_staff_alone(desk: Desk) -> None:
    member = await registered(desk)
    await registered(desk, name="委员乙", subject=None, fromDay="2026-02-01")
    await desk.send("registerBody", {"kind": "PARTY", "name": "某党派市委会", "convenor": member}, committee=CODE)
    await schedule(desk, FIFTH)
    asker = Asker(desk.database, desk.clock)
    await asker.share("committees")
    [shown] = [edge["node"] for edge in (await asker.ask(LISTS, view_of(STAFF, CODE)))["members"]["edges"]]
    assert (shown["name"], shown["state"], shown["subject"], shown["committee"]) == (
        "委员甲", "IN_OFFICE", "member-1", {"code": CODE},
    )  # fmt: skip
    inside = await asker.ask(LISTS, view_of(MEMBER, CODE))
    assert inside["members"]["edges"][0]["node"] == shown | {"subject": None}
    assert inside["proposingBodies"]["edges"][0]["node"]["convenor"] == {"name": "委员甲", "subject": None}
    outside = await asker.ask(LISTS, ANYONE)
    assert outside["members"] == {"totalCount": 0, "edges": []}
    assert outside["proposingBodies"]["edges"][0]["node"]["convenor"] is None
    assert outside["plenarySessions"]["edges"][0]["node"] == {
        "term": 14, "session": 5, "state": "SCHEDULED", "opensOn": "2026-01-12", "closesOn": "2026-01-16",
        "acceptsFrom": "2025-10-12", "acceptsUntil": "2026-01-14",
    }  # fmt: skip
