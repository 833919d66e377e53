"""What the modules' root fields answer, field by field."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from schema.ids import derived_id
from services.kit.reads.binding import View
from tests.services.reads.asking import STAFF, Asker

TOTALS = """query($filter: FilingFilter, $nodes: [NodeCode!], $by: FilingGrouping! = COMMITTEE) {
  filingTotals(filter: $filter, nodes: $nodes) {
    received filed refused merged converted handedUp withdrawn pending
    groups(by: $by) { key received filed } completeness { complete nodes { code status rows } } } }"""


async def test_a_filing_in_full(open_asker: Asker) -> None:
    at = datetime(2026, 2, 3, 4, 5, 6, 7, tzinfo=UTC)
    id_ = await open_asker.filing(
        "提案", text="正文", term=14, session=1, case_number="第1号", submitted_at=at, filed_at=at, happened_in=2022,
        source="https://example.org/1", gaps=["proposers"], provenance="PRESS", recorded_at=at,
    )  # fmt: skip
    child = {"filing_id": id_, "owner": "440100"}
    await open_asker.put("proposer", **child, position=2, kind="PARTY", name="乙", first=False)
    await open_asker.put("proposer", **child, position=1, kind="MEMBER", name="甲", first=True)
    unit = await open_asker.record(
        "assignment", "assignment", "a", filing_id=id_, position=1, unit="市教育局", due_on=date(2026, 6, 30),
        provenance="PRESS",
    )  # fmt: skip
    await open_asker.put("review", **child, position=1, round=1, decision="FILED", decided_at=at)
    query = """{ filings { edges { node { id committee { id code name level joined } version visibility
      provenance source gaps recordedAt title text term session caseNumber state outcome origin isKeyProposal
      submittedAt filedAt happenedIn
      proposers { kind name position first } assignments { id unit role state dueOn }
      reviews { decision reasonCode note decidedAt round } mergedInto { id } } } } }"""
    stamp = "2026-02-03T04:05:06.000007Z"
    (edge,) = (await open_asker.ask(query))["filings"]["edges"]
    assert edge["node"] == {
        "id": id_,
        "committee": {
            "id": "440100:committee:440100", "code": "440100", "name": "广州市", "level": "CITY", "joined": True,
        },
        "version": 1, "visibility": "PUBLISHED", "provenance": "PRESS", "source": "https://example.org/1",
        "gaps": ["proposers"], "recordedAt": stamp, "title": "提案", "text": "正文", "term": 14, "session": 1,
        "caseNumber": "第1号", "state": "FILED", "outcome": "FILED", "origin": "PROPOSER", "isKeyProposal": False,
        "submittedAt": stamp, "filedAt": stamp, "happenedIn": 2022,
        "proposers": [
            {"kind": "MEMBER", "name": "甲", "position": 1, "first": True},
            {"kind": "PARTY", "name": "乙", "position": 2, "first": False},
        ],
        "assignments": [{"id": unit, "unit": "市教育局", "role": None, "state": None, "dueOn": "2026-06-30"}],
        "reviews": [{"decision": "FILED", "reasonCode": None, "note": None, "decidedAt": stamp, "round": 1}],
        "mergedInto": None,
    }  # fmt: skip


async def test_totals_are_sums_of_outcomes_of_what_was_received(open_asker: Asker) -> None:
    outcomes = ("FILED", "FILED", "NOT_FILED", "MERGED", "CONVERTED", "HANDED_UP", "WITHDRAWN", "PENDING")
    for number, outcome in enumerate(outcomes):
        state = {"PENDING": "SUBMITTED", "HANDED_UP": "PRELIM_PASSED"}.get(outcome, outcome)
        columns: dict[str, Any] = {"outcome": outcome, "state": state, "provenance": "SYNTHETIC"}
        await open_asker.filing(f"提案 {number}", **columns, term=14 if number < 3 else None)
    await open_asker.filing("草稿", state="DRAFT", outcome=None)
    await open_asker.filing("撤回的草稿", state="WITHDRAWN", outcome=None)
    found = (await open_asker.ask(TOTALS))["filingTotals"]
    groups, completeness = found.pop("groups"), found.pop("completeness")
    assert found == {
        "received": 8, "filed": 2, "refused": 1, "merged": 1, "converted": 1, "handedUp": 1, "withdrawn": 1,
        "pending": 1,
    }  # fmt: skip
    assert groups == [{"key": "440100", "received": 8, "filed": 2}]
    assert completeness == {"complete": True, "nodes": [{"code": "440100", "status": "LIVE", "rows": 1}]}
    by_term = (await open_asker.ask(TOTALS, by="TERM"))["filingTotals"]["groups"]
    assert by_term == [{"key": "", "received": 5, "filed": 0}, {"key": "14", "received": 3, "filed": 2}]
    by_origin = (await open_asker.ask(TOTALS, by="ORIGIN", filter={"term": 14}))["filingTotals"]["groups"]
    assert by_origin == [{"key": "PROPOSER", "received": 3, "filed": 2}]


@pytest.mark.parametrize("argument", ['nodes: ["440113"]', "levels: [DISTRICT, PROVINCE]", "nodes: []"])
async def test_a_committee_left_out_answers_empty_and_skipped(asker: Asker, argument: str) -> None:
    await asker.filing("提案")
    skipped = {"complete": True, "nodes": [{"code": "440100", "status": "SKIPPED", "rows": 0}]}
    which = "completeness { complete nodes { code status rows } }"
    page = await asker.ask(
        f"{{ filings({argument}) {{ totalCount edges {{ cursor }} pageInfo {{ endCursor }} {which} }} }}"
    )
    assert page["filings"] == {"totalCount": 0, "edges": [], "pageInfo": {"endCursor": None}, "completeness": skipped}
    totals = await asker.ask(f"{{ filingTotals({argument}) {{ received groups {{ key }} {which} }} }}")
    assert totals["filingTotals"] == {"received": 0, "groups": [], "completeness": skipped}
    assert (await asker.ask(f"{{ committees({argument}) {{ code }} }}"))["committees"] == []


async def test_a_committee_asked_for_by_code_or_level_answers(open_asker: Asker) -> None:
    query = '{ filings(nodes: ["440100", "440113"], levels: [CITY]) { completeness { nodes { status } } } }'
    assert (await open_asker.ask(query))["filings"]["completeness"] == {"nodes": [{"status": "LIVE"}]}


async def test_a_lead_names_whom_it_invited_and_does_not_claim_to_know_their_answers(open_asker: Asker) -> None:
    topic = await open_asker.record("joint_topic", "topic", "课题", title="干细胞资源库", stage="INVITING", year=2023)
    ids = {code: str(derived_id(code, "participation", topic)) for code in ("440113", "350800")}
    for code, id_ in ids.items():
        await open_asker.put(
            "topic_invitation", owner="440100", topic_id=topic, committee=code, participation_id=id_, invited_at=None
        )
    query = """{ jointTopics { edges { node { lead { code } participations { id topicId topic { id title } state version
      gaps committee { code name } authority { body } } } } } }"""
    node = (await open_asker.ask(query))["jointTopics"]["edges"][0]["node"]
    assert node["lead"] == {"code": "440100"}
    unknown = {"state": "UNKNOWN", "version": None, "gaps": None, "authority": None, "topicId": topic}
    named = {"topic": {"id": topic, "title": "干细胞资源库"}}
    assert node["participations"] == [
        {"id": ids["350800"], "committee": {"code": "350800", "name": "龙岩市"}, **unknown, **named},
        {"id": ids["440113"], "committee": {"code": "440113", "name": "番禺区"}, **unknown, **named},
    ]


async def test_a_participation_answers_at_its_own_committee_and_an_unknown_one_is_null(open_asker: Asker) -> None:
    topic = str(derived_id("440500", "topic", "x"))
    authority = {"body": "主席会议", "decidedOn": "2026-03-01", "documentNumber": "1号", "approvedBy": None}
    mine = str(derived_id("440100", "participation", topic))
    await open_asker.put(
        "participation", id=mine, version=1, visibility="PUBLISHED", provenance="RECORDED",
        created_at=open_asker.clock.now(), recorded_at=open_asker.clock.now(),
        topic_id=topic, state="ACCEPTED", authority=authority,
    )  # fmt: skip
    query = """query($r: [_Any!]!) { _entities(representations: $r) { ... on Participation {
      id state topicId topic { id } authority { body decidedOn documentNumber approvedBy attachmentHash } } } }"""
    absent = str(derived_id("440100", "participation", "elsewhere"))
    found = await open_asker.ask(query, r=[{"__typename": "Participation", "id": id_} for id_ in (absent, mine)])
    shown = {**authority, "attachmentHash": None}
    assert found["_entities"] == [
        None, {"id": mine, "state": "ACCEPTED", "topicId": topic, "topic": {"id": topic}, "authority": shown},
    ]  # fmt: skip
    elsewhere = "{ participations { edges { node { topic { title } } } } }"
    assert (await open_asker.ask(elsewhere))["participations"]["edges"] == [{"node": {"topic": None}}]


async def test_an_answer_that_may_not_be_seen_is_refused_and_not_taken_for_none(open_asker: Asker) -> None:
    topic = str(derived_id("440500", "topic", "x"))
    hidden = str(derived_id("440100", "participation", topic))
    await open_asker.put(
        "participation", id=hidden, version=1, visibility="SHARED", audience=["440500"], provenance="RECORDED",
        created_at=open_asker.clock.now(), recorded_at=open_asker.clock.now(), topic_id=topic, state="DECLINED",
        authority={"body": "主席会议", "decidedOn": "2026-03-01", "documentNumber": "1号"},
    )  # fmt: skip
    query = "query($r: [_Any!]!) { _entities(representations: $r) { ... on Participation { state } } }"
    asked = [{"__typename": "Participation", "id": hidden}]
    result = await open_asker.result(query, r=asked)
    assert result.data == {"_entities": [None]}
    assert [getattr(error.original_error, "code", None) for error in result.errors or ()] == ["FORBIDDEN"]
    lead = View("440500", ("PUBLISHED",), insider=False)
    assert (await open_asker.ask(query, lead, r=asked))["_entities"] == [{"state": "DECLINED"}]


async def test_the_directory_answers_for_any_committee(asker: Asker) -> None:
    query = """query($c: NodeCode!) { committee(code: $c) { id code name level joined retiredOn
      parent { code name joined parent { code } } now: successors { code name }
      then: successors(at: "2004-01-01") { code }
      profile { officialName } sectors { name } } }"""
    assert (await asker.ask(query, c="440107"))["committee"] == {
        "id": "440107:committee:440107", "code": "440107", "name": "芳村区", "level": "DISTRICT", "joined": False,
        "retiredOn": "2005-06-01", "now": [{"code": "440103", "name": "荔湾区"}], "then": [],
        "parent": {"code": "440100", "name": "广州市", "joined": True, "parent": {"code": "440000"}},
        "profile": None, "sectors": [],
    }  # fmt: skip
    assert (await asker.ask(query, c="440100"))["committee"]["joined"] is True
    assert await asker.refusal(query, c="999999") == "BAD_USER_INPUT"
    by_id = '{ node(id: "440113:committee:440113") { id ... on Committee { name } } }'
    assert (await asker.ask(by_id))["node"] == {"id": "440113:committee:440113", "name": "番禺区"}


async def test_node_by_id(open_asker: Asker) -> None:
    query = "query($id: ID!) { node(id: $id) { __typename id } }"
    id_ = await open_asker.filing("提案")
    assert (await open_asker.ask(query, id=id_))["node"] == {"__typename": "Filing", "id": id_}
    for unknown in (("440100", "filing"), ("440500", "filing"), ("440100", "assignment"), ("440100", "report")):
        assert (await open_asker.ask(query, id=str(derived_id(*unknown, "none"))))["node"] is None
    for malformed in ("", "x", "440100", "440100:filing:1", "440100:nothing:" + id_[-36:], id_ + " ", id_.upper()):
        assert await open_asker.refusal(query, id=malformed) == "BAD_USER_INPUT"


async def test_entities_refuse_what_is_no_representation_each_by_itself(open_asker: Asker) -> None:
    id_ = await open_asker.filing("提案")
    good = {"__typename": "Filing", "id": id_}
    bad: list[dict[str, Any]] = [
        {"__typename": "Filing", "id": 7},
        {"__typename": "Filing"},
        {"__typename": "Committee", "code": "x"},
        {"__typename": "Filing", "id": id_.replace("filing", "topic")},
    ]
    result = await open_asker.result(
        "query($r: [_Any!]!) { _entities(representations: $r) { ... on Filing { title } } }", r=[bad[0], good, *bad[1:]]
    )
    assert [error.path for error in result.errors or ()] == [["_entities", place] for place in (0, 2, 3, 4)]
    assert result.data is not None
    assert [each is None for each in result.data["_entities"]] == [True, False, True, True, True]


async def test_a_report_with_its_figures_as_printed(open_asker: Asker) -> None:
    figures: list[dict[str, Any]] = [
        {"name": "收到", "value": 5890, "unit": "件", "qualifier": "EXACT", "asPrinted": "5890件"},
        {
            "name": "金额",
            "value": None,
            "upper": 0.5,
            "unit": "万元",
            "qualifier": "AT_LEAST",
            "asPrinted": "7000多万元",
        },
    ]
    await open_asker.record(
        "published_report", "report", "报告", subject="全国政协", title="提案工作", source="s", figures=figures,
        checks=[{"identity": "1+1=2", "holds": True}, {"identity": "?"}], closes="CLOSES", committee="100000",
    )  # fmt: skip
    await open_asker.record(
        "published_report", "report", "另一", subject="某政协", title="t", source="s", figures=[], checks=[],
        closes="NOT_CHECKABLE",
    )  # fmt: skip
    query = """{ publishedReports { edges { node { subject committee { code name } closes
      figures { name value upper unit qualifier asPrinted } checks { identity holds } } } } }"""
    first, second = [edge["node"] for edge in (await open_asker.ask(query))["publishedReports"]["edges"]]
    assert first["committee"] == {"code": "100000", "name": "全国"}
    assert first["figures"] == [{"value": None, "upper": None} | figure for figure in figures]
    assert first["checks"] == [{"identity": "1+1=2", "holds": True}, {"identity": "?", "holds": None}]
    assert second == {"subject": "某政协", "committee": None, "closes": "NOT_CHECKABLE", "figures": [], "checks": []}


async def test_projects_by_partner(open_asker: Asker) -> None:
    for name, codes in (("甲", ["350800", "440113"]), ("乙", ["440500"])):
        await open_asker.record("partner_project", "project", name, title=name, partners=codes)
    query = """{ partnerProjects(filter: { partner: "350800" }) { totalCount edges { node { title state
      committee { code } partners { code name } } } } }"""
    found = (await open_asker.ask(query, STAFF))["partnerProjects"]
    partners = [{"code": "350800", "name": "龙岩市"}, {"code": "440113", "name": "番禺区"}]
    node = {"title": "甲", "state": None, "committee": {"code": "440100"}, "partners": partners}
    assert found == {"totalCount": 1, "edges": [{"node": node}]}
