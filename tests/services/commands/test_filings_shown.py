"""What readers see of a filing's life: signatures, notices, where it went and came from, its chain and its archive."""

from typing import Any

from schema.ids import new_id
from services.kit.reads.binding import View
from tests.services.commands.desk import CODE, Desk
from tests.services.commands.registering import DAY, JIA, YI, member, opens
from tests.services.reads.asking import STAFF, Asker

DETAILS = """query($filter: FilingFilter) { filings(filter: $filter, orderBy: CASE_NUMBER_ASC) { edges { node {
  state channel convertedTo cosignDueOn cosignProvisional
  proposers { name signedAt sealed memberId bodyId } cosignatures { name position state answeredAt }
  notices { decision name } recommendedToCommittee { code name level } recommendedTo { id } recommendedFrom { id }
  continues { id title } continuedBy { title term session } keyDesignation { body decidedOn documentNumber }
  archive { number archivedOn retention years } } } } }"""
TOTALS = "query($filter: FilingFilter) { filingTotals(filter: $filter) { received handedUp } }"
UPPER = View("440000", ("PUBLISHED",), insider=False)


async def shown(desk: Desk, **given: Any) -> list[dict[str, Any]]:
    answer = await Asker(desk.database, desk.clock).ask(DETAILS, STAFF, filter=given or None)
    return [edge["node"] for edge in answer["filings"]["edges"]]


async def test_a_joint_filing_of_a_session(desk: Desk) -> None:
    jia, yi = await member(desk, "委员甲", "jia"), await member(desk, "委员乙", "yi")
    await opens(desk, DAY)
    filing = await desk.draft(by=JIA, proposers=[{"member": jia}])
    await desk.send("inviteFilingCosigners", {"cosigners": [{"member": yi}]}, id=filing, by=JIA)
    (waiting,) = await shown(desk, invited=yi)
    assert (waiting["cosignDueOn"], waiting["cosignProvisional"]) == ("2026-12-07", False)
    assert waiting["cosignatures"] == [{"name": "委员乙", "position": 1, "state": "INVITED", "answeredAt": None}]
    await desk.send("cosignFiling", id=filing, by=YI)
    await desk.send("closeFilingCosigning", id=filing, by=JIA)
    await desk.send("submitFiling", id=filing, by=JIA)
    assert await shown(desk, invited=yi) == []
    (found,) = await shown(desk, proposer=yi, channel="IN_SESSION")
    assert [each["memberId"] for each in found["proposers"]] == [jia, yi]
    assert all(each["signedAt"] for each in found["proposers"])
    assert await shown(desk, channel="OUT_OF_SESSION") == []


async def test_handed_up_it_shows_where_it_went(desk: Desk) -> None:
    filing, other = await desk.submitted(), await desk.reviewed()
    await desk.send("recommendUpwardFiling", {"committee": "440000", "note": "事涉全省"}, id=filing)
    await desk.send("convertFiling", {"target": "OPINION_REPORT", "note": "转送研究部门"}, id=other)
    (found,) = await shown(desk, recommendedToCommittee="440000")
    assert found["recommendedToCommittee"] == {"code": "440000", "name": "广东省", "level": "PROVINCE"}
    assert (found["recommendedTo"], found["notices"]) == (None, [{"decision": "HANDED_UP", "name": "委员甲"}])
    (converted,) = await shown(desk, convertedTo="OPINION_REPORT")
    assert converted["state"] == "CONVERTED"
    source = str(new_id("440113", "filing", at=desk.clock.now()))
    await desk.draft(recommendedFrom=source)
    (draft,) = await shown(desk, recommendedFrom=source)
    assert draft["recommendedFrom"] == {"id": source}
    asker = Asker(desk.database, desk.clock)
    assert (await asker.ask(TOTALS, STAFF))["filingTotals"] == {"received": 2, "handedUp": 1}


async def test_totals_do_not_betray_a_single_hidden_filing(desk: Desk) -> None:
    source = str(new_id("440113", "filing", at=desk.clock.now()))
    await desk.send("submitFiling", id=await desk.draft(recommendedFrom=source))
    asker = Asker(desk.database, desk.clock)
    await desk.database.writer.execute(
        "INSERT INTO sharing_policy (module, audience_kind, covers, valid_from)"
        " VALUES ('proposals', 'PUBLIC', 'TOTALS', '2020-01-01'), ('proposals', 'PUBLIC', 'RECORDS', '2020-01-01')"
        " ON CONFLICT DO NOTHING"
    )
    assert (await asker.ask(TOTALS, UPPER))["filingTotals"]["received"] == 1
    hidden = (await asker.ask(TOTALS, UPPER, filter={"recommendedFrom": source}))["filingTotals"]
    assert hidden["received"] == 0


async def test_a_chain_a_key_proposal_and_the_archive(desk: Desk) -> None:
    first = await desk.reviewed(term=13, session=5, title="练江治理（一）")
    await desk.send("fileFiling", {"caseNumber": "1"}, id=first)
    meeting = {"body": "第十次主席会议", "decidedOn": "2026-11-20", "documentNumber": "测政协〔2026〕7号"}
    await desk.send("designateKeyFiling", meeting, id=first)
    await desk.database.writer.execute("UPDATE filing SET state = 'CLOSED' WHERE id = $1", first)
    await desk.send("archiveFiling", {"number": "A1", "retention": "FIXED_TERM", "years": 30}, id=first)
    second = await desk.draft(term=14, session=1, title="练江治理（二）", continues=first)
    (found,) = await shown(desk, state="ARCHIVED")
    assert found["continuedBy"] == [{"title": "练江治理（二）", "term": 14, "session": 1}]
    assert found["keyDesignation"] == meeting
    assert found["archive"] == {"number": "A1", "archivedOn": "2026-11-23", "retention": "FIXED_TERM", "years": 30}
    (later,) = await shown(desk, continues=first)
    assert later["continues"] == {"id": first, "title": "练江治理（一）"}
    assert (later["archive"], later["keyDesignation"]) == (None, None)
    assert second.startswith(CODE)
