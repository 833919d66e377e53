"""The five queries of the README over eight live committees, and what they say when one of them is dead."""

from typing import Any

from tests.examples import EXAMPLES
from tests.system import COMMITTEES, System, until


def nodes(connection: dict[str, Any]) -> list[dict[str, Any]]:
    return [edge["node"] for edge in connection["edges"]]


def test_all_eight_are_live(system: System) -> None:
    until("eight LIVE", lambda: system.statuses() == dict.fromkeys(COMMITTEES, "LIVE"), 5)


def test_joint_topics_name_their_leads_participants_and_gaps(system: System) -> None:
    topics = system.ask(EXAMPLES["joint"]).data["jointTopics"]
    found = nodes(topics)
    assert topics["totalCount"] == len(found) == 7
    assert topics["completeness"]["complete"] is True
    assert {n["code"] for n in topics["completeness"]["nodes"]} == set(COMMITTEES)
    by_title = {t["title"]: t for t in found}
    pilot = by_title["推动落实广州市“港澳药械通”试点"]
    assert pilot["lead"] == {"code": "440100", "name": "广州市"}
    assert pilot["participations"] == [{"committee": {"code": "440000", "name": "广东省"}, "state": "ACCEPTED"}]
    assert by_title["建立广州干细胞资源库"]["participations"] == []
    assert by_title["建立广州干细胞资源库"]["gaps"]
    assert sorted(t["lead"]["code"] for t in found if t["provenance"] == "SYNTHETIC") == ["440500", "441800"]
    assert {t["provenance"] for t in found if t["lead"]["code"] == "440100"} == {"PRESS"}


def test_partner_project_and_committees(system: System) -> None:
    data = system.ask(EXAMPLES["partner"]).data
    (project,) = nodes(data["partnerProjects"])
    assert project == {
        "title": "新能源汽车电池数字化回收平台",
        "committee": {"code": "440100"},
        "partners": [{"code": "350800", "name": "龙岩市"}],
        "provenance": "PRESS",
    }
    assert [c["code"] for c in data["committees"]] == list(COMMITTEES)
    assert all(c["joined"] is True for c in data["committees"])
    panyu = next(c for c in data["committees"] if c["code"] == "440113")
    assert panyu["parent"] == {"code": "440100", "name": "广州市"}
    longyan = next(c for c in data["committees"] if c["code"] == "350800")
    assert longyan["partners"] == [{"code": "440100", "name": "广州市"}]


def test_filings_are_facts_with_their_source(system: System) -> None:
    filings = system.ask(EXAMPLES["filings"]).data["filings"]
    found = nodes(filings)
    assert filings["completeness"]["complete"] is True
    assert filings["totalCount"] == len(found)
    museum = next(f for f in found if f["title"].startswith("关于推动工业遗产保护利用"))
    assert museum["committee"] == {"code": "440500"}
    assert museum["caseNumber"] is None
    assert {a["unit"] for a in museum["assignments"]} == {"汕头市工业和信息化局", "汕头国资委"}


def test_totals_balance(system: System) -> None:
    totals = system.ask(EXAMPLES["totals"]).data["filingTotals"]
    assert totals["completeness"]["complete"] is True
    parts = ("filed", "refused", "merged", "converted", "handedUp", "withdrawn", "pending")
    assert totals["received"] == sum(totals[p] for p in parts) > 0
    assert totals["received"] == sum(g["received"] for g in totals["groups"])
    assert {g["key"] for g in totals["groups"]} <= set(COMMITTEES)


def test_published_reports_say_whether_they_close(system: System) -> None:
    found = nodes(system.ask(EXAMPLES["reports"]).data["publishedReports"])
    verdicts = [r["closes"] for r in found]
    assert verdicts.count("CLOSES") == 10
    assert verdicts.count("BOUND_HOLDS") == 3
    assert [r["subject"] for r in found if r["closes"] == "DOES_NOT_CLOSE"] == ["深圳市政府系统"]
    micro = next(r for r in found if [f["value"] for f in r["figures"]] == [406, 27, 41, 18, 23])
    assert [f["unit"] for f in micro["figures"]] == ["条", "处", "起", "处", "件"]
    assert micro["closes"] == "NOT_CHECKABLE"
    assert all(r["source"] for r in found)


def test_an_audit_tells_assignments_from_proposals(system: System) -> None:
    listed = system.ask("{ publishedReports(first: 100) { edges { node { id subject } } } }").data["publishedReports"]
    audit = """query($id: ID!) { auditReport(id: $id) { verdict report { subject }
      checks { parts partsUnits whole wholeUnits difference } } }"""
    found = [system.ask(audit, {"id": report["id"]}).data["auditReport"] for report in nodes(listed)]
    verdicts = [each["verdict"] for each in found]
    assert (verdicts.count("CLOSES"), verdicts.count("BOUND_HOLDS"), verdicts.count("DOES_NOT_CLOSE")) == (10, 3, 0)
    (mixed,) = [each for each in found if each["verdict"] == "UNIT_MISMATCH"]
    assert mixed["report"] == {"subject": "深圳市政府系统"}
    assert mixed["checks"] == [
        {"parts": 665, "partsUnits": ["件次"], "whole": 572, "wholeUnits": ["件"], "difference": 93}
    ]


def test_a_search_finds_the_best_matches_of_all_committees(system: System) -> None:
    found = system.ask(EXAMPLES["search"], {"words": "工业 汕头"}).data["searchFilings"]
    assert found["completeness"]["complete"] is True
    assert [edge["node"]["committee"]["code"] for edge in found["edges"]] == ["440500"] * found["totalCount"]
    assert found["edges"][0]["node"]["title"].startswith("关于推动工业遗产保护利用")
    scores = [edge["score"] for edge in found["edges"]]
    assert scores == sorted(scores, reverse=True)
    refused = system.ask(EXAMPLES["search"], {"words": "税"}).body["errors"]
    assert [error["extensions"]["code"] for error in refused] == ["BAD_USER_INPUT"]


def test_a_dead_lead_leaves_a_gap_with_its_name(system: System) -> None:
    before = system.ask(EXAMPLES["joint"]).data["jointTopics"]
    system.kill("440100")
    try:
        answer = system.ask(EXAMPLES["joint"])
        assert answer.status == 200
        topics = answer.data["jointTopics"]
        assert topics["completeness"]["complete"] is False
        assert {n["code"]: n["status"] for n in topics["completeness"]["nodes"]} == {
            code: "DOWN" if code == "440100" else "LIVE" for code in COMMITTEES
        }
        assert topics.keys() == before.keys()
        assert nodes(topics) == [
            t if all(p["committee"]["code"] != "440100" for p in t["participations"]) else with_unknown(t, "440100")
            for t in nodes(before)
            if t["lead"]["code"] != "440100"
        ]
        assert answer.body["extensions"]["completeness"]["complete"] is False
    finally:
        assert system.shizi("start", "440100").returncode == 0
    until("440100 LIVE again", lambda: system.statuses()["440100"] == "LIVE", 15)
    assert system.ask(EXAMPLES["joint"]).data["jointTopics"]["edges"] == before["edges"]


def test_what_only_a_dead_committee_knows_is_null_and_nothing_else(system: System) -> None:
    question = """{ jointTopics(first: 20) { edges { node { title
        participations { committee { id code joined sectors { name } profile { officialName } } state } } } } }"""
    system.kill("440100")
    try:
        answer = system.ask(question)
        parts = [p for t in nodes(answer.data["jointTopics"]) for p in t["participations"]]
        (dead,) = (p for p in parts if p["committee"]["code"] == "440100")
        assert dead == {
            "committee": {
                "id": "440100:committee:440100", "code": "440100", "joined": True, "sectors": None, "profile": None,
            },
            "state": "UNKNOWN",
        }  # fmt: skip
        assert all(p["committee"]["profile"] is not None for p in parts if p is not dead)
    finally:
        assert system.shizi("start", "440100").returncode == 0
    until("440100 LIVE again", lambda: system.statuses()["440100"] == "LIVE", 15)


def test_the_directory_knows_who_has_not_joined_and_who_took_over(system: System) -> None:
    data = system.ask("""{ shenzhen: committee(code: "440300") { name joined parent { name joined } }
        luogang: committee(code: "440116") { name retiredOn successors { code name } } }""").data
    assert data["shenzhen"] == {"name": "深圳市", "joined": False, "parent": {"name": "广东省", "joined": True}}
    assert data["luogang"]["retiredOn"] is not None
    assert data["luogang"]["successors"] == [{"code": "440112", "name": "黄埔区"}]
    unknown = system.ask('{ committee(code: "999999") { name } }')
    assert unknown.codes == ["BAD_USER_INPUT"]


def with_unknown(topic: dict[str, Any], code: str) -> dict[str, Any]:
    """The topic as it must look while the named participant cannot be asked."""
    return topic | {
        "participations": [
            p | {"state": "UNKNOWN"} if p["committee"]["code"] == code else p for p in topic["participations"]
        ]
    }


def test_filings_without_shantou(system: System) -> None:
    before = nodes(system.ask(EXAMPLES["filings"]).data["filings"])
    system.kill("440500")
    try:
        filings = system.ask(EXAMPLES["filings"]).data["filings"]
        assert filings["completeness"]["complete"] is False
        assert nodes(filings) == [f for f in before if f["committee"]["code"] != "440500"]
    finally:
        assert system.shizi("start", "440500").returncode == 0
    until("440500 LIVE again", lambda: system.statuses()["440500"] == "LIVE", 15)
