"""A project of two cities: one umbrella, each city's own contribution, one board of milestones."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import pytest_asyncio

from schema.calendar import day_in_china
from schema.errors import ErrorCode, ShiziError
from services.kit import copies
from services.kit.receiving import Delivery, apply_delivery
from services.partners.projects import contribution_of
from tests.services.commands.desk import AUTHORITY
from tests.services.exchange.between import Between
from tests.services.partners.agreeing import GUANGZHOU, LONGYAN, SHANTOU, STEP, concluded

pytestmark = pytest.mark.asyncio(loop_scope="module")
BATTERIES = {"title": "新能源汽车电池数字化回收平台", "summary": "两地委员企业共建", "authority": AUTHORITY}
ACCEPT = {"answer": "ACCEPT", "authority": AUTHORITY}
AT_GUANGZHOU = {
    "responsibleUnit": "广州市政协经济委员会",
    "enterprises": [{"name": "广州某电池企业"}],
    "milestones": [{"title": "平台立项", "dueOn": "2027-01-15"}, {"title": "平台上线", "dueOn": "2027-06-30"}],
    "documents": [{"title": "建设方案", "sha256": "ab" * 32}],
}
AT_LONGYAN = {
    "responsibleUnit": "龙岩市政协提案委员会",
    "enterprises": [{"name": "龙岩某回收企业", "creditCode": "91350800MA5ABCDE1X"}],
    "milestones": [{"title": "回收点选址", "dueOn": "2027-03-01"}],
    "tasks": [{"title": "用地协调", "unit": "龙岩市某局", "dueOn": "2027-02-01"}],
}


@pytest_asyncio.fixture(scope="module", autouse=True, loop_scope="module")
async def agreement(cities: Between) -> None:
    """Guangzhou and Longyan have one that covers projects."""
    await concluded(cities)


async def proposed(cities: Between, by: str = GUANGZHOU, to: str = LONGYAN, **more: Any) -> tuple[str, str, str]:
    """A project under way to the other city: the ids of the umbrella, of the proposer's part and of the other's."""
    input_ = {**BATTERIES, "partner": to, **more}
    project = (await cities.send(by, "proposePartnerProject", input_, committee=by)).record_id
    return project, contribution_of(by, project), contribution_of(to, project)


async def under_way(cities: Between, by: str = GUANGZHOU, to: str = LONGYAN) -> tuple[str, str, str]:
    """The same, accepted, planned by both and started."""
    project, mine, theirs = await proposed(cities, by, to)
    await cities.settle()
    await cities.send(to, "answerProjectContribution", ACCEPT, id=theirs)
    await cities.send(by, "reviseProjectContribution", AT_GUANGZHOU, id=mine)
    await cities.send(to, "reviseProjectContribution", AT_LONGYAN, id=theirs)
    await cities.settle()
    await cities.send(by, "startPartnerProject", id=project)
    await cities.settle()
    return project, mine, theirs


async def states(cities: Between, project: str, theirs: str) -> tuple[str, str]:
    """The state of the umbrella, and of the other city's part."""
    umbrella = await cities.row(project[:6], "partner_project", project)
    part = await cities.row(theirs[:6], "project_contribution", theirs)
    return umbrella["state"], part["state"]


async def refused(cities: Between, rule: str, code: str, field: str, id: str, input: dict[str, Any]) -> None:
    with pytest.raises(ShiziError) as caught:
        await cities.send(code, field, input, id=id)
    assert caught.value.details["rule"] == rule


@pytest.mark.parametrize(("by", "to"), [(GUANGZHOU, LONGYAN), (LONGYAN, GUANGZHOU)])
async def test_the_whole_life_of_a_project(cities: Between, by: str, to: str) -> None:
    """Proposed by either city, accepted by the other; what each does is written by itself."""
    project, mine, theirs = await proposed(cities, by, to)
    await cities.settle()
    assert await states(cities, project, theirs) == ("PROPOSED", "INVITED")
    await cities.send(to, "answerProjectContribution", ACCEPT, id=theirs)
    await cities.settle()
    assert await states(cities, project, theirs) == ("ACCEPTED", "TAKING_PART")
    await refused(cities, "partner-project.start.both-sides", by, "startPartnerProject", project, {})
    await cities.send(by, "reviseProjectContribution", AT_GUANGZHOU, id=mine)
    await cities.send(to, "reviseProjectContribution", AT_LONGYAN, id=theirs)
    await cities.settle()
    await cities.send(by, "startPartnerProject", id=project)
    await refused(cities, "project-contribution.finish.milestones", to, "finishProjectContribution", theirs, {})
    await cities.send(to, "reportProgressProjectContribution", {"reached": [1], "percent": 100}, id=theirs)
    await cities.send(by, "reportProgressProjectContribution", {"reached": [1, 2], "progress": "上线"}, id=mine)
    outputs = {"outputs": ["平台上线"], "authority": AUTHORITY}
    await cities.send(by, "finishProjectContribution", {}, id=mine)
    await refused(cities, "partner-project.complete.both-sides", by, "completePartnerProject", project, outputs)
    await cities.send(to, "finishProjectContribution", {}, id=theirs)
    await cities.settle()
    await refused(
        cities, "partner-project.complete.outputs", by, "completePartnerProject", project, outputs | {"outputs": []}
    )
    await cities.send(by, "completePartnerProject", outputs, id=project)
    await cities.settle()
    assert await states(cities, project, theirs) == ("COMPLETED", "COMPLETED")
    assert (await cities.row(by, "project_contribution", mine))["state"] == "COMPLETED"
    await copies_agree(cities, by, to, project, mine, theirs)


async def copies_agree(cities: Between, by: str, to: str, project: str, mine: str, theirs: str) -> None:
    """What either city holds of the other's records is what that one's records say."""
    for holder, id_, table in (
        (to, project, "partner_project"), (to, mine, "project_contribution"), (by, theirs, "project_contribution")
    ):  # fmt: skip
        held = await copies.held(cities.databases[holder].writer, id_)  # type: ignore[arg-type]
        assert held is not None
        values, listed = held["body"]["values"], held["body"]["children"]
        columns = ", ".join(f"'{name}', t.{name}" for name in values)
        ((row,),) = await cities.rows(
            id_[:6], f"SELECT jsonb_build_object({columns}) FROM {table} t WHERE id = $1", id_
        )
        assert values == row
        for child, rows in listed.items():
            parent = "project_id" if table == "partner_project" else "contribution_id"
            (count,) = (await cities.rows(id_[:6], f"SELECT count(*) FROM {child} WHERE {parent} = $1", id_))[0]
            assert len(rows) == count


async def test_without_an_agreement_in_force_it_is_refused(cities: Between) -> None:
    with pytest.raises(ShiziError) as caught:
        await proposed(cities, GUANGZHOU, SHANTOU)
    assert caught.value.details["rule"] == "partner-project.propose.agreement"


async def test_the_agreement_ends_while_the_proposal_is_on_its_way(cities: Between) -> None:
    """The other node takes no project without one; the proposer hears of it."""
    ours, theirs = await concluded(cities, SHANTOU, LONGYAN)
    project, mine, _ = await proposed(cities, SHANTOU, LONGYAN)
    await cities.send(LONGYAN, "endPartnerAgreement", STEP, id=theirs)
    carried = await cities.settle()
    assert any("REFUSED project-contribution.receive.agreement" in each for each in carried)
    row = await cities.row(SHANTOU, "partner_project", project)
    assert (row["state"], (await cities.row(SHANTOU, "project_contribution", mine))["state"]) == ("ENDED", "ENDED")
    assert ours


async def test_declined(cities: Between) -> None:
    project, mine, theirs = await proposed(cities)
    await cities.settle()
    answer = {"answer": "DECLINE", "note": "另有安排", "authority": AUTHORITY}
    await cities.send(LONGYAN, "answerProjectContribution", answer, id=theirs)
    await cities.settle()
    assert await states(cities, project, theirs) == ("ENDED", "DECLINED")
    assert (await cities.row(GUANGZHOU, "project_contribution", mine))["state"] == "ENDED"


async def test_either_suspends_and_both_must_resume(cities: Between) -> None:
    project, _, theirs = await under_way(cities)
    await cities.send(GUANGZHOU, "suspendPartnerProject", STEP, id=project)
    await cities.send(LONGYAN, "suspendProjectContribution", STEP, id=theirs)
    await cities.settle()
    assert await states(cities, project, theirs) == ("SUSPENDED", "SUSPENDED")
    await cities.send(GUANGZHOU, "resumePartnerProject", STEP, id=project)
    await cities.settle()
    assert await states(cities, project, theirs) == ("SUSPENDED", "SUSPENDED")
    await cities.send(LONGYAN, "resumeProjectContribution", STEP, id=theirs)
    await cities.settle()
    assert await states(cities, project, theirs) == ("UNDER_WAY", "TAKING_PART")


async def test_a_suspension_before_the_start_is_refused_and_lifted(cities: Between) -> None:
    project, _, theirs = await proposed(cities)
    await cities.settle()
    await cities.send(LONGYAN, "answerProjectContribution", ACCEPT, id=theirs)
    await cities.send(LONGYAN, "suspendProjectContribution", STEP, id=theirs)
    await cities.settle()
    assert await states(cities, project, theirs) == ("ACCEPTED", "TAKING_PART")


async def test_both_end_it_at_once(cities: Between) -> None:
    project, mine, theirs = await under_way(cities)
    await cities.send(GUANGZHOU, "endPartnerProject", STEP, id=project)
    await cities.send(LONGYAN, "endProjectContribution", STEP, id=theirs)
    assert all("APPLIED" in each for each in await cities.settle())
    assert await states(cities, project, theirs) == ("ENDED", "ENDED")
    await refused(cities, "project-contribution.end.state", GUANGZHOU, "endProjectContribution", mine, STEP)


async def test_an_acceptance_crosses_the_end_of_the_proposal(cities: Between) -> None:
    project, _, theirs = await proposed(cities)
    await cities.settle()
    await cities.send(GUANGZHOU, "endPartnerProject", STEP, id=project)
    await cities.send(LONGYAN, "answerProjectContribution", ACCEPT, id=theirs)
    carried = await cities.settle()
    assert any("REFUSED partner-project.accept.state" in each for each in carried)
    assert await states(cities, project, theirs) == ("ENDED", "ENDED")


async def test_the_owner_acts_on_the_project_and_not_on_its_own_part(cities: Between) -> None:
    _, mine, _ = await under_way(cities)
    await refused(cities, "project-contribution.suspend.partner", GUANGZHOU, "suspendProjectContribution", mine, STEP)
    await refused(cities, "project-contribution.end.partner", GUANGZHOU, "endProjectContribution", mine, STEP)


async def test_three_days_offline(cities: Between) -> None:
    """Both work on their own parts, nothing is carried; then everything arrives in order and both copies agree."""
    project, mine, theirs = await under_way(cities)
    for day in range(3):
        cities.clock.advance(timedelta(days=1))
        progress = {"progress": f"第{day + 1}日", "percent": 10 * (day + 1)}
        await cities.send(GUANGZHOU, "reportProgressProjectContribution", progress, id=mine)
        await cities.send(LONGYAN, "reportProgressProjectContribution", progress, id=theirs)
        more = {"enterprises": [{"name": f"企业{number}"} for number in range(day + 2)]}
        await cities.send(LONGYAN, "reviseProjectContribution", more, id=theirs)
    await cities.send(LONGYAN, "reportProgressProjectContribution", {"reached": [1], "done": [1]}, id=theirs)
    await cities.send(GUANGZHOU, "suspendPartnerProject", STEP, id=project)
    held = await copies.held(cities.databases[GUANGZHOU].writer, theirs)  # type: ignore[arg-type]
    assert held is not None
    assert held["body"]["values"]["progress"] is None, "nothing was carried yet"
    carried = await cities.settle()
    from_longyan = [int(each.split("#")[1].split()[0]) for each in carried if each.startswith(LONGYAN)]
    assert from_longyan == list(range(from_longyan[0], from_longyan[0] + len(from_longyan)))
    assert len(from_longyan) == 7
    assert all("APPLIED" in each for each in carried)
    await copies_agree(cities, GUANGZHOU, LONGYAN, project, mine, theirs)
    sides = await cities.rows(
        GUANGZHOU, "SELECT committee, participants FROM project_side WHERE project_id = $1 ORDER BY committee", project
    )
    assert sides == [(LONGYAN, 5), (GUANGZHOU, 2)]


@pytest.mark.parametrize(
    ("input", "field"),
    [
        ({"milestones": [{"title": "", "dueOn": "2027-01-15"}]}, "reviseProjectContribution"),
        ({"milestones": [{"title": "x", "dueOn": "2027-02-30"}]}, "reviseProjectContribution"),
        ({"documents": [{"title": "方案", "sha256": "xyz"}]}, "reviseProjectContribution"),
        ({"percent": 101}, "reportProgressProjectContribution"),
        ({"reached": [3]}, "reportProgressProjectContribution"),
    ],
)
async def test_bad_input(cities: Between, input: dict[str, Any], field: str) -> None:
    _, mine, _ = await proposed(cities)
    with pytest.raises(ShiziError) as caught:
        await cities.send(GUANGZHOU, field, input, id=mine)
    assert caught.value.code == ErrorCode.BAD_USER_INPUT


async def test_a_stranger_changes_nothing(cities: Between) -> None:
    project, _, theirs = await under_way(cities)
    before = await cities.row(GUANGZHOU, "partner_project", project)
    body = {"project": project, "contribution": theirs, **STEP, **ACCEPT}
    for kind in ("answered", "suspended", "ended", "revised"):
        delivery = Delivery(SHANTOU, 99, f"project-contribution.{kind}", body, cities.clock.now())
        async with cities.databases[GUANGZHOU].writer.acquire() as connection, connection.transaction():
            outcome = await apply_delivery(connection, GUANGZHOU, cities.clock.now(), delivery, cities.handlers)
        assert outcome.state == "REFUSED"
    assert await cities.row(GUANGZHOU, "partner_project", project) == before


async def test_silence_lapses(cities: Between) -> None:
    last = day_in_china(cities.clock.now()) + timedelta(days=3)
    project, mine, theirs = await proposed(cities, answerBy=last.isoformat())
    await cities.settle()
    cities.clock.advance(timedelta(days=4))
    await cities.look(LONGYAN)
    await cities.look(GUANGZHOU)
    await cities.settle()
    assert await states(cities, project, theirs) == ("ENDED", "ENDED")
    assert (await cities.row(GUANGZHOU, "project_contribution", mine))["state"] == "ENDED"
