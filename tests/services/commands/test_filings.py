"""A filing from draft to decision: every command once done and once refused by its rule."""

from datetime import timedelta

import pytest

from schema.errors import ErrorCode
from schema.ids import new_id
from services.kit.identity import Viewer
from tests.services.commands.desk import CODE, DRAFT, MEMBER, PROPOSER, STAFF, Desk
from tests.services.commands.refusals import refused

RULE = ErrorCode.RULE_REFUSED


async def reviews(desk: Desk, id: str) -> list[tuple[object, ...]]:
    return await desk.rows(
        "SELECT position, round, decision, reason_code, note FROM review WHERE filing_id = $1 ORDER BY position", id
    )


async def test_a_draft_is_the_committees_own_and_has_no_outcome(desk: Desk) -> None:
    result = await desk.send("draftFiling", DRAFT, by=MEMBER, committee=CODE)
    assert (result.kind, result.version, result.replayed, result.extra) == ("filing", 1, False, {"deliveries": []})
    row = await desk.row("filing", result.record_id)
    assert (row["state"], row["outcome"], row["visibility"], row["provenance"]) == ("DRAFT", None, "NODE", "RECORDED")
    assert (row["owner"], row["recorded_at"], row["created_at"], row["submitted_at"]) == (
        CODE,
        desk.clock.now(),
        desk.clock.now(),
        None,
    )
    assert desk.woken == 1
    actor = (await desk.rows("SELECT actor FROM event"))[0][0]
    assert actor == {"subject": "member-1", "committee": CODE, "roles": ["member"]}


@pytest.mark.parametrize(
    ("given", "first"),
    [([None, None], 1), ([None, True], 2), ([True, False], 1), ([False, None], 1)],
)
async def test_exactly_one_proposer_is_first(desk: Desk, given: list[bool | None], first: int) -> None:
    people = [{"kind": "MEMBER", "name": f"委员{n}", "first": mark} for n, mark in enumerate(given)]
    filing = await desk.draft(proposers=people)
    assert await desk.rows("SELECT position FROM proposer WHERE filing_id = $1 AND first", filing) == [(first,)]


async def test_two_first_proposers_are_bad_input(desk: Desk) -> None:
    async with refused(desk, ErrorCode.BAD_USER_INPUT):
        await desk.draft(proposers=[PROPOSER, PROPOSER])


async def test_filed_under_a_case_number(desk: Desk) -> None:
    filing = await desk.reviewed()
    desk.clock.advance(timedelta(days=1))
    await desk.send("fileFiling", {"caseNumber": " 0001 "}, id=filing)
    row = await desk.row("filing", filing)
    assert (row["state"], row["outcome"], row["case_number"], row["version"]) == ("FILED", "FILED", "0001", 4)
    assert row["filed_at"] - row["submitted_at"] == timedelta(days=1)
    assert [review[2] for review in await reviews(desk, filing)] == ["PRELIM_PASSED", "FILED"]
    assert await desk.kinds() == [
        "filing.drafted",
        "filing.submitted",
        "filing.passed-preliminary-review",
        "filing.filed",
    ]


async def test_a_case_number_is_given_once_in_a_term_and_session(desk: Desk) -> None:
    await desk.send("fileFiling", {"caseNumber": "7"}, id=await desk.reviewed())
    same, other = await desk.reviewed(), await desk.reviewed(session=3)
    async with refused(desk, RULE, "filing.file.case-number-once"):
        await desk.send("fileFiling", {"caseNumber": "7"}, id=same)
    await desk.send("fileFiling", {"caseNumber": "7"}, id=other)
    async with refused(desk, RULE, "filing.file.case-number"):
        await desk.send("fileFiling", {"caseNumber": "  "}, id=same)


async def test_refused_for_a_reason_of_the_committees_list(desk: Desk) -> None:
    filing = await desk.reviewed()
    async with refused(desk, RULE, "filing.refuse.reason"):
        await desk.send("refuseFiling", {"reasonCode": "NO_SUCH_REASON"}, id=filing)
    await desk.send("refuseFiling", {"reasonCode": "ACADEMIC_DISCUSSION", "note": "转送研究部门"}, id=filing)
    row = await desk.row("filing", filing)
    assert (row["state"], row["outcome"]) == ("NOT_FILED", "NOT_FILED")
    assert (await reviews(desk, filing))[-1] == (2, 1, "NOT_FILED", "ACADEMIC_DISCUSSION", "转送研究部门")


async def test_returned_and_submitted_again_in_a_second_round(desk: Desk) -> None:
    filing = await desk.submitted()
    received = (await desk.row("filing", filing))["submitted_at"]
    async with refused(desk, RULE, "filing.return.note"):
        await desk.send("returnFiling", {"note": " "}, id=filing)
    await desk.send("returnFiling", {"note": "请补充具体建议"}, id=filing)
    assert (await desk.row("filing", filing))["outcome"] == "PENDING"
    desk.clock.advance(timedelta(days=3))
    await desk.send("submitFiling", id=filing, by=MEMBER)
    await desk.send("prelimReviewFiling", id=filing)
    assert (await desk.row("filing", filing))["submitted_at"] == received
    assert await reviews(desk, filing) == [
        (1, 1, "RETURNED", None, "请补充具体建议"),
        (2, 2, "PRELIM_PASSED", None, None),
    ]


async def test_what_is_asked_of_a_proposal_is_ticked_off_or_named_when_it_lacks(desk: Desk) -> None:
    filing, found = await desk.submitted(), ["ONE_MATTER", "SITUATION", "ANALYSIS"]
    async with refused(desk, RULE, "filing.prelim-review.content"):
        await desk.send("prelimReviewFiling", {"checked": found}, id=filing)
    await desk.send("returnFiling", {"lacking": ["SUGGESTIONS"], "note": "请补充具体建议"}, id=filing)
    await desk.send("submitFiling", id=filing, by=MEMBER)
    await desk.send("prelimReviewFiling", {"checked": [*found, "SUGGESTIONS"]}, id=filing)
    assert await desk.rows("SELECT round, decision, checked, lacking FROM review ORDER BY position") == [
        (1, "RETURNED", [], ["SUGGESTIONS"]),
        (2, "PRELIM_PASSED", [*found, "SUGGESTIONS"], []),
    ]


async def test_converted_with_a_note(desk: Desk) -> None:
    filing = await desk.reviewed()
    await desk.send("convertFiling", {"note": "转为社情民意"}, id=filing)
    assert (await desk.row("filing", filing))["outcome"] == "CONVERTED"


async def test_withdrawn_before_it_is_filed_only(desk: Desk) -> None:
    drafted, submitted, filed = await desk.draft(), await desk.submitted(), await desk.reviewed()
    await desk.send("withdrawFiling", id=drafted, by=MEMBER)
    await desk.send("withdrawFiling", {"note": "另行提出"}, id=submitted, by=MEMBER)
    assert (await desk.row("filing", drafted))["outcome"] is None
    assert await reviews(desk, drafted) == []
    assert (await desk.row("filing", submitted))["outcome"] == "WITHDRAWN"
    await desk.send("fileFiling", {"caseNumber": "1"}, id=filed)
    async with refused(desk, RULE, "filing.withdraw.state"):
        await desk.send("withdrawFiling", id=filed)


async def test_nothing_is_skipped_and_roles_are_kept(desk: Desk) -> None:
    filing = await desk.draft()
    async with refused(desk, RULE, "filing.file.state"):
        await desk.send("fileFiling", {"caseNumber": "1"}, id=filing)
    await desk.send("submitFiling", id=filing)
    async with refused(desk, RULE, "filing.prelim-review.actor"):
        await desk.send("prelimReviewFiling", id=filing, by=MEMBER)


async def test_submitting_needs_a_proposer_and_a_text(desk: Desk) -> None:
    nobody, empty = await desk.draft(proposers=[]), await desk.draft(text=None)
    async with refused(desk, RULE, "filing.submit.proposers"):
        await desk.send("submitFiling", id=nobody)
    async with refused(desk, RULE, "filing.submit.text"):
        await desk.send("submitFiling", id=empty)


async def test_merged_with_its_proposers_carried_over(desk: Desk) -> None:
    target = await desk.reviewed()
    source = await desk.reviewed(proposers=[{"kind": "MEMBER", "name": "委员丙"}, {"kind": "MEMBER", "name": "委员乙"}])
    await desk.send("mergeFiling", {"target": target}, id=source)
    row = await desk.row("filing", source)
    assert (row["state"], row["outcome"], row["merged_into"]) == ("MERGED", "MERGED", target)
    there = "SELECT position, name, first FROM proposer WHERE filing_id = $1 ORDER BY position"
    assert await desk.rows(there, target) == [(1, "委员甲", True), (2, "委员丙", False), (3, "委员乙", False)]
    assert len(await desk.rows(there, source)) == 2
    changed = await desk.row("filing", target)
    assert (changed["state"], changed["version"]) == ("PRELIM_PASSED", 4)
    assert (await desk.kinds())[-2:] == ["filing.merged", "filing.took-in"]


async def test_mergers_keep_to_their_rules(desk: Desk) -> None:
    target, source, third = await desk.reviewed(), await desk.reviewed(), await desk.reviewed()
    other_term, draft = await desk.reviewed(term=13), await desk.draft()
    foreign = str(new_id("440500", "filing", at=desk.clock.now()))
    missing = str(new_id(CODE, "filing", at=desk.clock.now()))
    for rule, wrong in {
        "self": source, "committee": foreign, "target": missing, "term": other_term, "target-state": draft,
    }.items():  # fmt: skip
        async with refused(desk, RULE, f"filing.merge.{rule}"):
            await desk.send("mergeFiling", {"target": wrong}, id=source)
    await desk.send("mergeFiling", {"target": target}, id=source)
    async with refused(desk, RULE, "filing.merge.no-chain"):
        await desk.send("mergeFiling", {"target": source}, id=third)
    async with refused(desk, RULE, "filing.merge.no-chain"):
        await desk.send("mergeFiling", {"target": third}, id=target)
    async with refused(desk, ErrorCode.BAD_USER_INPUT):
        await desk.send("mergeFiling", {"target": "440100:lead:" + target.split(":")[2]}, id=third)


async def test_a_restricted_filing_is_not_there_for_members(desk: Desk) -> None:
    filing = await desk.draft()
    await desk.database.writer.execute("UPDATE filing SET visibility = 'RESTRICTED'")
    async with refused(desk, ErrorCode.NOT_FOUND):
        await desk.send("submitFiling", id=filing, by=MEMBER)
    nobody = Viewer("guest", CODE, frozenset({"steward"}), read_only=False, client=None)
    async with refused(desk, ErrorCode.NOT_FOUND):
        await desk.send("submitFiling", id=filing, by=nobody)
    await desk.send("submitFiling", id=filing, by=STAFF)
