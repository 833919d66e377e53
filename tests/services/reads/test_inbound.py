"""What units are handling: the list and its totals, who sees which of it, and what is late on which day."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from services.kit.identity import Viewer
from services.kit.reads.binding import View
from services.port import view_of
from tests.services.commands.handing_over import HANDOVER, code_of, speaker
from tests.services.reads.asking import ANYONE, STAFF, Asker

OWN = "440100"
LOCAL = view_of(Viewer("office-7", "440113", frozenset({"staff"}), True, None), OWN)
LIST = """query($units: [String!], $committee: NodeCode, $overdue: Boolean, $asOf: Date, $filter: AssignmentFilter) {
  inboundAssignments(units: $units, committee: $committee, overdue: $overdue, asOf: $asOf, filter: $filter) {
    totalCount edges { node { unit committee { code level } filingTitle copiedTo filing { title } } } } }"""
TOTALS = """query($units: [String!], $committee: NodeCode, $asOf: Date, $by: InboundGrouping!) {
  inboundAssignmentTotals(units: $units, committee: $committee, asOf: $asOf) {
    assignmentCount filingCount overdueAssignmentCount
    groups(by: $by) { key assignmentCount filingCount overdueAssignmentCount }
    completeness { complete nodes { code status } } } }"""


async def handed_over(asker: Asker) -> None:
    """Two proposals: one open, with a published and an internal part; one internal, half of it copied to 440113."""
    open_, hidden = await asker.filing("公开提案"), await asker.filing("内部提案", visibility="NODE")
    rows: list[tuple[str, int, str, dict[str, Any]]] = [
        (open_, 1, "甲局", {"state": "SIGNED", "due_on": date(2026, 11, 20)}),
        (open_, 2, "乙局", {"state": "ISSUED", "due_on": date(2026, 12, 23), "visibility": "NODE"}),
        (hidden, 3, "丙局", {
            "state": "REPLIED", "due_on": date(2026, 10, 1), "replied_at": datetime(2026, 10, 7, 15, 59, tzinfo=UTC),
            "unit_area": "440113", "visibility": "SHARED", "audience": ["440113"],
        }),
        (hidden, 4, "丁局", {"state": "RETURN_REQUESTED", "due_on": date(2026, 11, 22), "visibility": "NODE"}),
        (hidden, 5, "戊局", {"state": "CANCELLED", "due_on": date(2026, 11, 1), "visibility": "NODE"}),
    ]  # fmt: skip
    for filing, number, unit, columns in rows:
        usual = {
            "filing_id": filing, "position": number, "unit": unit, "unit_code": code_of(number), "unit_level": "CITY",
            "unit_area": OWN, "role": "SPLIT", "assigning_body": "市政府办公厅", "issued_on": date(2026, 9, 1),
        }  # fmt: skip
        await asker.record("assignment", "assignment", unit, **{**usual, **columns})


async def units(asker: Asker, view: View, **arguments: Any) -> list[str]:
    found = (await asker.ask(LIST, view, **arguments))["inboundAssignments"]
    assert found["totalCount"] == len(found["edges"])
    return [edge["node"]["unit"] for edge in found["edges"]]


async def totals(
    asker: Asker, view: View, by: str = "STATE", **arguments: Any
) -> tuple[list[int], dict[str, list[int]]]:
    found = (await asker.ask(TOTALS, view, by=by, **arguments))["inboundAssignmentTotals"]
    assert found["completeness"] == {"complete": True, "nodes": [{"code": OWN, "status": "LIVE"}]}
    names = ("assignmentCount", "filingCount", "overdueAssignmentCount")
    return [found[name] for name in names], {each["key"]: [each[name] for name in names] for each in found["groups"]}


async def test_who_sees_what_of_it(open_asker: Asker) -> None:
    await handed_over(open_asker)
    everything = ["丙局", "甲局", "丁局", "乙局"]
    assert await units(open_asker, STAFF) == everything
    assert await units(open_asker, view_of(HANDOVER, OWN)) == everything
    assert await units(open_asker, ANYONE) == ["甲局"]
    assert await units(open_asker, LOCAL) == ["丙局", "甲局"]
    assert await units(open_asker, LOCAL, committee="440113") == ["丙局"]
    assert await units(open_asker, view_of(speaker(4), OWN)) == ["甲局", "丁局"]
    assert await units(open_asker, view_of(speaker(4, "440113"), OWN)) == ["甲局"], "another committee's token"
    for view, number in ((ANYONE, 1), (LOCAL, 2), (view_of(speaker(4), OWN), 2), (STAFF, 4)):
        assert (await totals(open_asker, view))[0][0] == number


async def test_a_unit_sees_its_own_whatever_is_shared(asker: Asker) -> None:
    await handed_over(asker)
    assert await asker.refusal(LIST, ANYONE) == "FORBIDDEN"
    unit = view_of(speaker(4), OWN)
    own = (await asker.ask(LIST, unit, units=[code_of(4)]))["inboundAssignments"]["edges"]
    assert [edge["node"]["filing"] for edge in own] == [{"title": "内部提案"}]
    filings = "{ filings(first: 9) { edges { node { title assignments { unit } } } } }"
    seen = (await asker.ask(filings, unit))["filings"]["edges"]
    assert [(edge["node"]["title"], [each["unit"] for each in edge["node"]["assignments"]]) for edge in seen] == [
        ("公开提案", ["甲局"]), ("内部提案", ["丁局"]),
    ]  # fmt: skip
    assert await asker.refusal("{ filingTotals { received } }", unit) == "FORBIDDEN"
    assert await asker.refusal("{ jointTopics { totalCount } }", unit) == "FORBIDDEN"


async def test_a_copy_names_the_proposal_and_no_more(open_asker: Asker) -> None:
    await handed_over(open_asker)
    (edge,) = (await open_asker.ask(LIST, LOCAL, units=[code_of(3)]))["inboundAssignments"]["edges"]
    assert edge["node"] == {
        "unit": "丙局", "committee": {"code": OWN, "level": "CITY"}, "filingTitle": "内部提案",
        "copiedTo": ["440113"], "filing": None,
    }  # fmt: skip


async def test_what_is_late_on_which_day(open_asker: Asker) -> None:
    await handed_over(open_asker)  # today is the 23rd of November
    assert await units(open_asker, STAFF, overdue=True) == ["甲局", "丁局"]
    assert await units(open_asker, STAFF, overdue=False) == ["丙局", "乙局"]
    assert await units(open_asker, STAFF, overdue=True, asOf="2026-11-22") == ["甲局"]
    assert await units(open_asker, STAFF, overdue=False, asOf="2026-11-22") == ["丙局", "丁局", "乙局"]
    assert await units(open_asker, STAFF, overdue=True, asOf="2026-10-06") == ["丙局"], "it was answered on the 7th"
    assert await units(open_asker, STAFF, overdue=True, asOf="2026-10-07") == []
    assert await units(open_asker, STAFF, overdue=True, filter={"state": "SIGNED"}) == ["甲局"]
    assert (await totals(open_asker, STAFF, asOf="2026-10-06"))[0] == [4, 2, 1]


async def test_proposals_and_assignments_are_counted_apart(open_asker: Asker) -> None:
    await handed_over(open_asker)
    whole, by_level = await totals(open_asker, STAFF, "ORIGIN_LEVEL")
    assert (whole, by_level) == ([4, 2, 2], {"CITY": [4, 2, 2]})
    assert (await totals(open_asker, STAFF, "ORIGIN"))[1] == {OWN: [4, 2, 2]}
    assert (await totals(open_asker, STAFF, "STATE"))[1] == {
        "ISSUED": [1, 1, 0], "REPLIED": [1, 1, 0], "RETURN_REQUESTED": [1, 1, 1], "SIGNED": [1, 1, 1],
    }  # fmt: skip
    by_unit = (await totals(open_asker, STAFF, "UNIT", units=[code_of(1), code_of(3)]))[1]
    assert by_unit == {code_of(1): [1, 1, 1], code_of(3): [1, 1, 0]}
    assert await open_asker.refusal(LIST, STAFF, units=["x"] * 201) == "BAD_USER_INPUT"
    left_out = "{ inboundAssignmentTotals(nodes: []) { assignmentCount completeness { nodes { status } } } }"
    assert (await open_asker.ask(left_out, STAFF))["inboundAssignmentTotals"] == {
        "assignmentCount": 0, "completeness": {"nodes": [{"status": "SKIPPED"}]},
    }  # fmt: skip
