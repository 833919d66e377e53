"""A joint plan of three committees: one version agreed by all, amended, summed up; late answers count for nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from schema.errors import ErrorCode, ShiziError
from services.kit import copies
from services.kit.receiving import Delivery, apply_delivery
from services.partners.planned import topic_is_planned
from services.partners.plans import consent_of
from tests.services.commands.desk import AUTHORITY
from tests.services.exchange.between import Between
from tests.services.partners.agreeing import GUANGZHOU, LONGYAN, SHANTOU

pytestmark = pytest.mark.asyncio(loop_scope="module")
TOPIC = f"{LONGYAN}:topic:019d0000-0000-7000-8000-000000000001"
ITEMS: list[dict[str, Any]] = [
    {"title": "新能源汽车电池回收联合调研", "lead": LONGYAN, "topic": TOPIC},
    {"title": "联合视察"},
]
PLAN = {"title": "广州、龙岩、汕头协同履职计划", "year": 2027, "parties": [LONGYAN, SHANTOU], "items": ITEMS}
OFFER = {"authority": AUTHORITY}
AGREE = {"answer": "AGREE", "authority": AUTHORITY}
OTHERS = (LONGYAN, SHANTOU)


async def offered(cities: Between, **more: Any) -> str:
    """A plan that the others have been asked to consent to."""
    plan = (await cities.send(GUANGZHOU, "draftJointAnnualPlan", {**PLAN, **more}, committee=GUANGZHOU)).record_id
    await cities.send(GUANGZHOU, "offerJointAnnualPlan", OFFER, id=plan)
    await cities.settle()
    return plan


async def answer(cities: Between, plan: str, by: str, **more: Any) -> None:
    await cities.send(by, "answerPlanConsent", {**AGREE, **more}, id=consent_of(by, plan))


async def agreed(cities: Between, **more: Any) -> str:
    plan = await offered(cities, **more)
    for code in OTHERS:
        await answer(cities, plan, code)
    await cities.settle()
    return plan


async def states(cities: Between, plan: str) -> list[str]:
    """The state of the plan, and of the other parties' consents."""
    consents = [await cities.row(code, "plan_consent", consent_of(code, plan)) for code in OTHERS]
    return [row["state"] for row in (await cities.row(GUANGZHOU, "joint_annual_plan", plan), *consents)]


async def planned(cities: Between, at: str, topic: str = TOPIC, year: int = 2027) -> bool:
    return await topic_is_planned(cities.databases[at].writer, topic, year)  # type: ignore[arg-type]


async def refused(cities: Between, rule: str, field: str, input: dict[str, Any], **on: Any) -> None:
    with pytest.raises(ShiziError) as caught:
        await cities.send(GUANGZHOU, field, input, **on)
    assert caught.value.details["rule"] == rule


async def test_the_whole_life_of_a_plan(cities: Between) -> None:
    year = 2028
    plan = await offered(cities, year=year)
    assert await states(cities, plan) == ["OFFERED", "ASKED", "ASKED"]
    await answer(cities, plan, LONGYAN)
    await cities.settle()
    assert await states(cities, plan) == ["OFFERED", "CONSENTED", "ASKED"]
    assert not await planned(cities, LONGYAN, year=year), "not all have consented"
    await answer(cities, plan, SHANTOU)
    await cities.settle()
    assert await states(cities, plan) == ["AGREED", "AGREED", "AGREED"]
    assert [await planned(cities, code, year=year) for code in (GUANGZHOU, *OTHERS)] == [True, True, True]
    assert not await planned(cities, LONGYAN, year=year + 1)
    assert not await planned(cities, LONGYAN, TOPIC[:-1] + "2", year)
    summary = {"summary": "圆满", "results": [{"position": 1, "result": "已形成报告", "done": True}]}
    await refused(cities, "joint-annual-plan.summarise.items", "summariseJointAnnualPlan", summary, id=plan)
    summary["results"] = [*summary["results"], {"position": 2, "result": "未办", "done": False}]
    await cities.send(GUANGZHOU, "summariseJointAnnualPlan", summary, id=plan)
    await cities.settle()
    assert await states(cities, plan) == ["SUMMARISED", "CLOSED", "CLOSED"]
    held = await copies.held(cities.databases[LONGYAN].writer, plan)  # type: ignore[arg-type]
    assert held is not None
    assert [row["result"] for row in held["body"]["children"]["plan_item"]] == ["已形成报告", "未办"]


async def test_an_objection_takes_it_back(cities: Between) -> None:
    plan = await offered(cities)
    await answer(cities, plan, LONGYAN)
    await answer(cities, plan, SHANTOU, answer="OBJECT", note="请增加一项")
    await cities.settle()
    assert await states(cities, plan) == ["DRAFTING", "VOID", "VOID"]
    assert (await cities.row(GUANGZHOU, "joint_annual_plan", plan))["note"] == "请增加一项"
    more = {"items": [*ITEMS, {"title": "联合协商"}]}
    await cities.send(GUANGZHOU, "reviseJointAnnualPlan", more, id=plan)
    await cities.send(GUANGZHOU, "offerJointAnnualPlan", OFFER, id=plan)
    await cities.settle()
    assert await states(cities, plan) == ["OFFERED", "ASKED", "ASKED"]
    for code in OTHERS:
        await answer(cities, plan, code)
    await cities.settle()
    assert (await cities.row(SHANTOU, "plan_consent", consent_of(SHANTOU, plan)))["agreed_version"] == 2


async def test_an_answer_crosses_a_newer_version(cities: Between) -> None:
    """It was about the version before: it is refused, and the party is asked about the newer one."""
    plan = await offered(cities)
    await answer(cities, plan, LONGYAN)
    await cities.send(GUANGZHOU, "reviseJointAnnualPlan", {"items": ITEMS[:1], "note": "合并"}, id=plan)
    await cities.send(GUANGZHOU, "offerJointAnnualPlan", OFFER, id=plan)
    carried = await cities.settle()
    assert any("REFUSED joint-annual-plan.hear.version" in each for each in carried)
    assert await states(cities, plan) == ["OFFERED", "ASKED", "ASKED"]


async def test_an_amendment_needs_all_and_else_the_agreed_version_stands(cities: Between) -> None:
    plan = await agreed(cities)
    amended = {"items": ITEMS[1:], "note": "课题推迟", "authority": AUTHORITY}
    await cities.send(GUANGZHOU, "amendJointAnnualPlan", amended, id=plan)
    await cities.settle()
    assert await states(cities, plan) == ["OFFERED", "ASKED", "ASKED"]
    await answer(cities, plan, LONGYAN, answer="OBJECT", note="不宜推迟")
    await cities.settle()
    assert await states(cities, plan) == ["AGREED", "AGREED", "AGREED"]
    items = await cities.rows(GUANGZHOU, "SELECT title FROM plan_item WHERE plan_id = $1 ORDER BY position", plan)
    assert items == [(each["title"],) for each in ITEMS]
    await cities.send(GUANGZHOU, "amendJointAnnualPlan", amended, id=plan)
    await cities.settle()
    for code in OTHERS:
        await answer(cities, plan, code)
    await cities.settle()
    assert await states(cities, plan) == ["AGREED", "AGREED", "AGREED"]
    row = await cities.row(LONGYAN, "plan_consent", consent_of(LONGYAN, plan))
    assert (row["agreed_version"], len(row["agreed_items"])) == (3, 1)
    await refused(cities, "joint-annual-plan.drop.state", "dropJointAnnualPlan", {"note": "作罢"}, id=plan)


async def test_dropped(cities: Between) -> None:
    plan = await offered(cities)
    await cities.send(GUANGZHOU, "dropJointAnnualPlan", {"note": "另行商定"}, id=plan)
    await cities.settle()
    assert await states(cities, plan) == ["DROPPED", "CLOSED", "CLOSED"]


async def test_what_may_not_be_drafted_or_offered(cities: Between) -> None:
    on: dict[str, Any] = {"committee": GUANGZHOU}
    alone = {"parties": [], "items": ITEMS[1:]}
    strange = {"items": [{"title": "x", "topic": TOPIC.replace(LONGYAN, "441800")}]}
    await refused(cities, "joint-annual-plan.draft.others", "draftJointAnnualPlan", {**PLAN, **alone}, **on)
    await refused(cities, "joint-annual-plan.draft.topics", "draftJointAnnualPlan", {**PLAN, **strange}, **on)
    for wrong in ({"year": 1}, {"parties": ["999999"]}, {"items": [{"title": "x", "lead": "441800"}]}):
        with pytest.raises(ShiziError) as caught:
            await cities.send(GUANGZHOU, "draftJointAnnualPlan", {**PLAN, **wrong}, **on)
        assert caught.value.code == ErrorCode.BAD_USER_INPUT
    empty = (await cities.send(GUANGZHOU, "draftJointAnnualPlan", {**PLAN, "items": []}, **on)).record_id
    await refused(cities, "joint-annual-plan.offer.items", "offerJointAnnualPlan", OFFER, id=empty)


async def test_a_stranger_and_a_liar_change_nothing(cities: Between) -> None:
    plan = await offered(cities)
    before = await states(cities, plan)
    lie = {"plan": plan, "consent": consent_of(LONGYAN, plan), **AGREE, "textVersion": 1, "textHash": "00" * 32}
    for peer, kind, to in (
        ("350800", "plan-consent.answered", GUANGZHOU),
        ("441800", "plan-consent.answered", GUANGZHOU),
        (SHANTOU, "joint-annual-plan.agreed", LONGYAN),
        (SHANTOU, "joint-annual-plan.offered", LONGYAN),
    ):
        delivery = Delivery(peer, 99, kind, lie, cities.clock.now())
        async with cities.databases[to].writer.acquire() as connection, connection.transaction():
            outcome = await apply_delivery(connection, to, cities.clock.now(), delivery, cities.handlers)
        assert outcome.state == "REFUSED", kind
    assert await states(cities, plan) == before


async def test_silence_takes_it_back(cities: Between) -> None:
    plan = await offered(cities)
    await answer(cities, plan, LONGYAN)
    await cities.settle()
    cities.clock.advance(timedelta(days=31))
    for code in (SHANTOU, GUANGZHOU):
        await cities.look(code)
    await cities.settle()
    assert await states(cities, plan) == ["DRAFTING", "VOID", "VOID"]
