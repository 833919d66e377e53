"""What becomes of filings besides the review: handed up, let go after filing, made key, carried on, archived."""

from datetime import date

from schema.errors import ErrorCode
from schema.ids import new_id
from tests.services.commands.desk import CODE, MEMBER, Desk
from tests.services.commands.refusals import refused

RULE = ErrorCode.RULE_REFUSED
MEETING = {"body": "十四届政协第十次主席会议", "decidedOn": "2026-11-20", "documentNumber": "穗政协〔2026〕7号"}


async def filed(desk: Desk, number: str = "0001", **change: object) -> str:
    filing = await desk.reviewed(**change)
    await desk.send("fileFiling", {"caseNumber": number}, id=filing)
    return filing


async def closed(desk: Desk, number: str = "0001") -> str:
    """A filing that was handled to its end; how that goes is tested elsewhere."""
    filing = await filed(desk, number)
    await desk.database.writer.execute("UPDATE filing SET state = 'CLOSED' WHERE id = $1", filing)
    return filing


async def test_handed_up_it_ends_here_and_the_upper_committee_is_told(desk: Desk) -> None:
    for prepare in (desk.submitted, desk.reviewed):
        filing = await prepare()
        result = await desk.send("recommendUpwardFiling", {"committee": "440000", "note": "事涉全省"}, id=filing)
        assert result.extra["deliveries"] == [{"peer": "440000", "state": "QUEUED"}]
        row = await desk.row("filing", filing)
        assert (row["state"], row["outcome"], row["recommended_to_committee"]) == ("HANDED_UP", "HANDED_UP", "440000")
        assert (row["visibility"], row["audience"]) == ("SHARED", ["440000"])
        ((peer, kind, told),) = await desk.rows("DELETE FROM outbox RETURNING peer, kind, body")
        assert (peer, kind, told["filing"]) == ("440000", "filing.recommendation", filing)
        assert await desk.rows("SELECT decision, name FROM notice WHERE filing_id = $1", filing) == [
            ("HANDED_UP", "委员甲")
        ]


async def test_handing_up_keeps_to_its_rules(desk: Desk) -> None:
    filing, draft = await desk.submitted(), await desk.draft()
    for code in ("440500", "440113", CODE, "350000"):
        async with refused(desk, RULE, "filing.recommend-upward.committee"):
            await desk.send("recommendUpwardFiling", {"committee": code, "note": "理由"}, id=filing)
    async with refused(desk, RULE, "filing.recommend-upward.note"):
        await desk.send("recommendUpwardFiling", {"committee": "440000", "note": " "}, id=filing)
    async with refused(desk, RULE, "filing.recommend-upward.actor"):
        await desk.send("recommendUpwardFiling", {"committee": "440000", "note": "理由"}, id=filing, by=MEMBER)
    async with refused(desk, RULE, "filing.recommend-upward.state"):
        await desk.send("recommendUpwardFiling", {"committee": "440000", "note": "理由"}, id=draft)
    await desk.database.writer.execute("UPDATE filing SET visibility = 'RESTRICTED' WHERE id = $1", filing)
    async with refused(desk, RULE, "filing.recommend-upward.restricted"):
        await desk.send("recommendUpwardFiling", {"committee": "100000", "note": "理由"}, id=filing)


async def test_a_recommendation_from_below_is_taken_up_once(desk: Desk) -> None:
    source = str(new_id("440113", "filing", at=desk.clock.now()))
    beside = str(new_id("440500", "filing", at=desk.clock.now()))
    async with refused(desk, RULE, "filing.draft.recommended-from"):
        await desk.draft(recommendedFrom=beside)
    filing = await desk.draft(recommendedFrom=source)
    async with refused(desk, RULE, "filing.draft.recommended-once"):
        await desk.draft(recommendedFrom=source)
    sent = await desk.send("submitFiling", id=filing)
    assert sent.extra["deliveries"] == [{"peer": "440113", "state": "QUEUED"}]
    assert await desk.rows("SELECT peer, kind, body -> 'recommendedFrom', body -> 'filing' FROM outbox") == [
        ("440113", "filing.taken-up", source, filing)
    ]
    await desk.send("withdrawFiling", id=filing)
    await desk.draft(recommendedFrom=source)


async def test_withdrawn_after_filing_at_the_proposers_request(desk: Desk) -> None:
    filing = await filed(desk)
    async with refused(desk, RULE, "filing.withdraw-filed.request"):
        await desk.send("withdrawFiledFiling", {"note": " "}, id=filing)
    async with refused(desk, RULE, "filing.withdraw-filed.actor"):
        await desk.send("withdrawFiledFiling", {"note": "请撤"}, id=filing, by=MEMBER)
    await desk.send("withdrawFiledFiling", {"note": "委员甲十一月二十日来函要求撤案"}, id=filing)
    row = await desk.row("filing", filing)
    assert (row["state"], row["outcome"], row["case_number"]) == ("WITHDRAWN", "WITHDRAWN", "0001")
    again = await desk.reviewed()
    async with refused(desk, RULE, "filing.file.case-number-once"):
        await desk.send("fileFiling", {"caseNumber": "0001"}, id=again)


async def test_what_others_were_merged_into_is_not_taken_back(desk: Desk) -> None:
    target, source = await desk.reviewed(), await desk.reviewed()
    await desk.send("mergeFiling", {"target": target}, id=source)
    async with refused(desk, RULE, "filing.withdraw.merged"):
        await desk.send("withdrawFiling", id=target)
    await desk.send("fileFiling", {"caseNumber": "0001"}, id=target)
    async with refused(desk, RULE, "filing.withdraw-filed.merged"):
        await desk.send("withdrawFiledFiling", {"note": "请撤"}, id=target)


async def test_made_a_key_proposal_once_by_the_chairpersons_meeting(desk: Desk) -> None:
    filing, pending = await filed(desk), await desk.reviewed()
    async with refused(desk, RULE, "filing.designate-key.state"):
        await desk.send("designateKeyFiling", MEETING, id=pending)
    async with refused(desk, RULE, "filing.designate-key.body"):
        await desk.send("designateKeyFiling", MEETING | {"body": "提案委员会"}, id=filing)
    async with refused(desk, RULE, "filing.designate-key.authority"):
        await desk.send("designateKeyFiling", MEETING | {"documentNumber": " "}, id=filing)
    await desk.send("designateKeyFiling", MEETING, id=filing)
    row = await desk.row("filing", filing)
    assert (row["state"], row["is_key_proposal"], row["key_designation"]) == ("FILED", True, MEETING)
    async with refused(desk, RULE, "filing.designate-key.once"):
        await desk.send("designateKeyFiling", MEETING, id=filing)


async def test_a_filing_carries_on_one_of_an_earlier_term_or_session(desk: Desk) -> None:
    first = await filed(desk, term=13, session=5)
    second = await desk.draft(term=14, session=1, continues=first)
    third = await desk.draft(term=14, session=2, continues=second)
    for wrong in ({"term": 14, "session": 1}, {"term": 13, "session": 5}, {"term": None, "session": None}):
        async with refused(desk, RULE, "filing.draft.continues-earlier"):
            await desk.draft(**wrong, continues=second)
    async with refused(desk, RULE, "filing.draft.continues"):
        await desk.draft(continues=str(new_id(CODE, "filing", at=desk.clock.now())))
    for chained in (second, third):
        async with refused(desk, RULE, "filing.revise.chain"):
            await desk.send("reviseFiling", {"session": 4}, id=chained)
    await desk.send("reviseFiling", {"title": "新案由"}, id=second)


async def test_archived_under_a_number_of_its_own_for_a_time(desk: Desk) -> None:
    one, other = await closed(desk), await closed(desk, "0002")
    for rule, wrong in {
        "number": {"number": " ", "retention": "PERMANENT"},
        "retention": {"number": "A1", "retention": "FIXED_TERM"},
    }.items():
        async with refused(desk, RULE, f"filing.archive.{rule}"):
            await desk.send("archiveFiling", wrong, id=one)
    async with refused(desk, RULE, "filing.archive.retention"):
        await desk.send("archiveFiling", {"number": "A1", "retention": "PERMANENT", "years": 30}, id=one)
    await desk.send("archiveFiling", {"number": "A1", "retention": "FIXED_TERM", "years": 30}, id=one)
    row = await desk.row("filing", one)
    assert (row["state"], row["archive_number"], row["retention_years"]) == ("ARCHIVED", "A1", 30)
    assert row["archived_on"] == date(2026, 11, 23)
    async with refused(desk, RULE, "filing.archive.number-once"):
        await desk.send("archiveFiling", {"number": "A1", "retention": "PERMANENT"}, id=other)


async def test_converted_into_what_and_whom_it_tells(desk: Desk) -> None:
    for target in ("OPINION", "LETTER", "OPINION_REPORT"):
        filing = await desk.reviewed()
        await desk.send("convertFiling", {"target": target, "note": "转送研究部门"}, id=filing)
        row = await desk.row("filing", filing)
        assert (row["outcome"], row["converted_to"]) == ("CONVERTED", target)
        assert await desk.rows("SELECT decision, name FROM notice WHERE filing_id = $1", filing) == [
            ("CONVERTED", "委员甲")
        ]
