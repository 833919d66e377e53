"""Those of the ten questions that can be answered, over eight live committees."""

from typing import Any

import pytest

from tests.schema.test_query_documents import ANSWERED, DOCUMENTS, variables
from tests.system import COMMITTEES, System


def completenesses(value: Any) -> list[dict[str, Any]]:
    """Every completeness in an answer."""
    if isinstance(value, dict):
        own = [value["completeness"]] if "completeness" in value else []
        return own + [each for inner in value.values() for each in completenesses(inner)]
    if isinstance(value, list):
        return [each for inner in value for each in completenesses(inner)]
    return []


@pytest.mark.parametrize("name", ANSWERED)
def test_all_committees_answer(system: System, name: str) -> None:
    answer = system.ask(DOCUMENTS[name], variables(name))
    assert answer.status == 200
    found = completenesses(answer.data)
    assert found
    answered = [node for each in found for node in each.get("nodes", ())]
    assert {node["code"] for node in answered} == set(COMMITTEES)
    # Citizens' leads are shared with nobody unless a committee says so: then it is named, and the rest is answered.
    assert {node["status"] for node in answered} <= {"LIVE", "DENIED"}
    assert name.startswith("02") or all(each["complete"] for each in found)


def test_inbound_assignments_are_counted_by_the_level_they_come_from(system: System) -> None:
    data = system.ask(DOCUMENTS["01-inbound-assignments"], variables("01-inbound-assignments")).data
    totals, listed = data["totals"], data["inboundAssignments"]
    assert totals["assignmentCount"] == listed["totalCount"] == sum(g["assignmentCount"] for g in totals["groups"]) > 0
    assert {group["key"] for group in totals["groups"]} == {e["node"]["committee"]["level"] for e in listed["edges"]}
    here = system.ask(DOCUMENTS["01-inbound-assignments"], {"committee": "440606"}).data
    assert here["totals"]["assignmentCount"] == here["inboundAssignments"]["totalCount"] < totals["assignmentCount"]


def test_the_funnel_narrows_and_never_adds_what_was_printed(system: System) -> None:
    data = system.ask(DOCUMENTS["02-cross-level-funnel"], variables("02-cross-level-funnel")).data
    filings = data["filings"]
    parts = ("filed", "refused", "merged", "converted", "handedUp", "withdrawn", "pending")
    assert filings["received"] == sum(filings[part] for part in parts) > 0
    satisfied = sum(data[name]["totalCount"] for name in ("satisfied", "basicallySatisfied", "dissatisfied"))
    meanings = ("resolved", "inProgress", "planned", "notNow", "referenceOnly", "notFeasible")
    assert satisfied <= filings["filed"]
    assert all(data[name]["totalCount"] <= data["handled"]["totalCount"] for name in meanings)
    assert len(data["published"]["edges"]) >= 16


def test_joint_topics_wait_for_whoever_has_not_answered(system: System) -> None:
    asked = system.ask(DOCUMENTS["03-joint-topics-waiting"], variables("03-joint-topics-waiting"))
    data = asked.data["jointTopics"]
    assert data["totalCount"] == len(data["edges"]) > 0
    for edge in data["edges"]:
        waits = [(each["committee"]["code"], each["awaited"]) for each in edge["node"]["waits"]]
        assert ("440606", "INVITATION") in waits
    answered = system.ask(DOCUMENTS["03-joint-topics-waiting"], {"me": "440983"}).data["jointTopics"]
    titles = {edge["node"]["title"] for edge in answered["edges"]}
    assert "【示例】北江流域生态保护联合调研" not in titles, "it has answered that one"


def test_what_is_late_is_the_same_by_unit_and_by_committee(system: System) -> None:
    data = system.ask(DOCUMENTS["06-overdue"], {"asOf": "2030-01-01", "levels": None}).data
    overdue, listed = data["overdue"], data["inboundAssignments"]
    count = overdue["overdueAssignmentCount"]
    assert count == listed["totalCount"]
    assert count == sum(group["overdueAssignmentCount"] for group in overdue["byUnit"])
    assert count == sum(group["overdueAssignmentCount"] for group in overdue["byNode"])
