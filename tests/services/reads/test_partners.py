"""What one committee answers of its agreements, its projects and the milestone board."""

from __future__ import annotations

from datetime import date

import pytest

from tests.services.reads.asking import STAFF, Asker

OWN = "440100"
PARTNER = "350800"


async def contribution(asker: Asker, owner: str, project: str, **more: object) -> str:
    return await asker.record(
        "project_contribution", "contribution", project,
        project_id=project, project_title="电池回收平台", partner=PARTNER, state="TAKING_PART", **more,
    )  # fmt: skip


async def milestone(asker: Asker, part: str, position: int, due: str | None, reached: str | None = None) -> None:
    milestone_id = f"{OWN}:milestone:019d0000-0000-8000-8000-00000000000{position}"
    await asker.database.writer.execute(
        "INSERT INTO contribution_milestone (contribution_id, position, milestone_id, title, due_on, reached_on)"
        " VALUES ($1, $2, $3, $4, $5::text::date, $6::text::date)",
        part, position, milestone_id, f"节点{position}", due, reached,
    )  # fmt: skip


async def test_the_board_in_the_order_of_days(open_asker: Asker) -> None:
    project = f"{PARTNER}:project:019d0000-0000-7000-8000-000000000001"
    part = await contribution(open_asker, OWN, project)
    hidden = await contribution(open_asker, OWN, project[:-1] + "2", visibility="NODE")
    for position, due, reached in ((1, "2027-06-30", None), (2, "2026-01-15", None), (3, "2026-02-01", "2026-02-03")):
        await milestone(open_asker, part, position, due, reached)
    await milestone(open_asker, part, 4, None)
    await milestone(open_asker, hidden, 5, "2026-01-01")
    board = """query($p: ID, $r: Boolean) { projectMilestones(first: 3, filter: { project: $p, reached: $r }) {
      totalCount pageInfo { hasNextPage } edges { node { title dueOn state projectId committee { code } } }
      completeness { nodes { code status rows } } } }"""
    found = (await open_asker.ask(board, p=project))["projectMilestones"]
    nodes = [edge["node"] for edge in found["edges"]]
    assert [(node["title"], node["state"]) for node in nodes] == [
        ("节点2", "OVERDUE"), ("节点3", "REACHED"), ("节点1", "PLANNED"),
    ]  # fmt: skip
    assert {(node["projectId"], node["committee"]["code"]) for node in nodes} == {(project, OWN)}
    assert (found["totalCount"], found["pageInfo"]["hasNextPage"]) == (4, True)
    assert found["completeness"]["nodes"] == [{"code": OWN, "status": "LIVE", "rows": 3}]
    reached = (await open_asker.ask(board, p=project, r=True))["projectMilestones"]
    assert [edge["node"]["title"] for edge in reached["edges"]] == ["节点3"]
    assert (await open_asker.ask(board))["projectMilestones"]["totalCount"] == 4
    assert (await open_asker.ask(board, STAFF))["projectMilestones"]["totalCount"] == 5


async def test_the_sides_of_a_project(open_asker: Asker) -> None:
    """Each by its derived id; what the other city wrote is asked of that one's node."""
    project = await open_asker.record("partner_project", "project", "平台", title="平台", partners=[PARTNER])
    part = await contribution(open_asker, OWN, project, responsible_unit="经济委员会")
    theirs = f"{PARTNER}:contribution:019d0000-0000-8000-8000-000000000001"
    await open_asker.database.writer.executemany(
        "INSERT INTO project_side (project_id, committee, contribution_id, state) VALUES ($1, $2, $3, 'TAKING_PART')",
        [(project, OWN, part), (project, PARTNER, theirs)],
    )
    query = (
        """{ partnerProjects { edges { node { contributions { id state responsibleUnit committee { code } } } } } }"""
    )
    found = (await open_asker.ask(query))["partnerProjects"]["edges"][0]["node"]["contributions"]
    assert found == [
        {"id": theirs, "state": "UNKNOWN", "responsibleUnit": None, "committee": {"code": PARTNER}},
        {"id": part, "state": "TAKING_PART", "responsibleUnit": "经济委员会", "committee": {"code": OWN}},
    ]


@pytest.mark.parametrize(("day", "count"), [("2025-12-31", 0), ("2026-01-01", 1), ("2026-12-31", 1), ("2027-01-01", 0)])
async def test_agreements_in_force_on_a_day(open_asker: Asker, day: str, count: int) -> None:
    terms = {"partner": PARTNER, "state": "ACTIVE", "covers": ["TOPICS"]}
    dates = {"valid_from": date(2026, 1, 1), "valid_until": date(2026, 12, 31)}
    await open_asker.record("partner_agreement", "agreement", "协议", title="协议", **terms, **dates)
    await open_asker.record("partner_agreement", "agreement", "缺", title="缺", **terms, gaps=["validFrom"])
    query = """query($d: Date!) { partnerAgreements(filter: { inForceOn: $d, covers: TOPICS }) {
      edges { node { title inForce(on: $d) } } } }"""
    found = (await open_asker.ask(query, d=day))["partnerAgreements"]["edges"]
    assert [edge["node"] for edge in found] == [{"title": "协议", "inForce": True}] * count
    projects = "{ partnerAgreements(filter: { covers: PROJECTS }) { totalCount } }"
    assert (await open_asker.ask(projects))["partnerAgreements"]["totalCount"] == 0
