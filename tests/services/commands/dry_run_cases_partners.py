"""The cases of the partners module for :mod:`tests.services.commands.dry_run_cases`."""

from __future__ import annotations

import itertools
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from schema.directory import divisions
from schema.ids import derived_id, new_id
from services.kit.importing import ImportRecord, import_records
from services.partners.projects import contribution_of
from services.partners.records import AGREEMENT, CONSENT, CONTRIBUTION
from services.partners.records import PLAN as PLAN_KIND
from services.partners.records import PROJECT as PROJECT_KIND
from tests.services.commands.desk import AUTHORITY, CODE
from tests.services.commands.trial import Trial

Make = Callable[[Trial], Awaitable[str]]
PARTNER: Final = "350800"
STEP: Final[Mapping[str, Any]] = {"note": "说明", "authority": AUTHORITY}
NOTE: Final[Mapping[str, Any]] = {"note": "说明"}
_TERMS: Final = {"title": "对口合作", "covers": ["PROJECTS", "TOPICS"], "validFrom": "2026-11-01"}
_OTHERS: Final = (each.code for each in divisions() if each.level.value == "CITY" and each.code not in (CODE, PARTNER))
_NUMBERS: Final = itertools.count(1)


async def proposal(_trial: Trial) -> Mapping[str, Any]:
    """Each time to another committee: no two proposals to the same one are open."""
    return {**_TERMS, "partner": next(_OTHERS), "authority": AUTHORITY}


async def proposed(trial: Trial) -> str:
    return await trial.make("proposePartnerAgreement", committee=CODE, input=await proposal(trial))


def agreement(state: str, **more: object) -> Make:
    """How to come to an agreement with Longyan in a state that takes messages to get into."""

    async def made(trial: Trial) -> str:
        values = {
            "partner": PARTNER,
            "title": "对口合作",
            "state": state,
            "covers": ["PROJECTS"],
            "terms_hash": "ab" * 32,
            "counterpart_id": str(derived_id(PARTNER, "agreement", str(next(_NUMBERS)))),
            "proposed_by": PARTNER,
            "suspended_by": [],
            "published": False,
            "valid_from": "2026-11-01",
            **more,
        }
        return await trial.take_over(AGREEMENT, values)

    return made


RECEIVED: Final = agreement("RECEIVED", answer_due_on="2026-12-20")
ACTIVE: Final = agreement("ACTIVE")
SUSPENDED: Final = agreement("SUSPENDED", suspended_by=[CODE])
AGREE: Final[Mapping[str, Any]] = {"authority": AUTHORITY, "published": True}
PROJECT: Final[Mapping[str, Any]] = {"partner": PARTNER, "title": "电池回收平台", "authority": AUTHORITY}
PLANNED: Final[Mapping[str, Any]] = {
    "responsibleUnit": "经济委员会",
    "enterprises": [{"name": "某企业", "creditCode": "91440101MA5ABCDE1X"}],
    "milestones": [{"title": "选址", "dueOn": "2027-01-31"}, {"title": "上线", "dueOn": "2027-06-30"}],
    "tasks": [{"title": "调查", "unit": "某局", "dueOn": "2026-12-31"}],
    "documents": [{"title": "方案", "sha256": "cd" * 32}],
}
ACCEPT: Final[Mapping[str, Any]] = {"answer": "ACCEPT", "authority": AUTHORITY}
OUTPUTS: Final[Mapping[str, Any]] = {"outputs": ["平台上线"], "authority": AUTHORITY}
PROGRESS: Final[Mapping[str, Any]] = {"progress": "过半", "percent": 50}


async def project_input(trial: Trial) -> Mapping[str, Any]:
    """Under an agreement that is in force."""
    await ACTIVE(trial)
    return PROJECT


def project(state: str) -> Make:
    """How to come to a project of this committee in a state that takes messages to get into, with its own part."""

    async def made(trial: Trial) -> str:
        id_ = str(new_id(CODE, PROJECT_KIND.kind, at=trial.clock.now()))
        values = {"partners": [PARTNER], "title": "电池回收平台", "state": state, "outputs": []}
        values["suspended_by"] = [CODE] if state == "SUSPENDED" else []
        sides = [
            {"committee": code, "contribution_id": contribution_of(code, id_), "state": "FINISHED", "participants": 1}
            for code in (PARTNER, CODE)
        ]
        own = {"project_id": id_, "project_title": "电池回收平台", "partner": PARTNER, "state": "TAKING_PART"}
        facts = [
            ImportRecord(
                PROJECT_KIND, id_, values, "OFFICIAL", "档案", visibility="NODE", children={"project_side": sides}
            ),
            ImportRecord(CONTRIBUTION, contribution_of(CODE, id_), own, "OFFICIAL", "档案", visibility="NODE"),
        ]
        await import_records(trial.node.database, CODE, facts, trial.clock)
        return id_

    return made


def part(state: str) -> Make:
    """How to come to this committee's contribution to a project of Longyan."""

    async def made(trial: Trial) -> str:
        await ACTIVE(trial)
        project_id = str(derived_id(PARTNER, "project", str(next(_NUMBERS))))
        values = {
            "project_id": project_id,
            "project_title": "电池回收平台",
            "partner": PARTNER,
            "state": state,
            "answer_due_on": "2026-12-20",
        }
        return await trial.take_over(CONTRIBUTION, values)

    return made


PART: Final = {state: part(state) for state in ("INVITED", "TAKING_PART", "SUSPENDED")}
ITEMS: Final = [{"title": "联合调研", "lead": PARTNER}, {"title": "联合视察"}]
DRAFTED: Final[Mapping[str, Any]] = {"title": "协同履职计划", "year": 2027, "parties": [PARTNER], "items": ITEMS}
REVISED: Final[Mapping[str, Any]] = {"title": "改定的计划", "items": ITEMS[:1], "note": "说明"}
AMENDED: Final[Mapping[str, Any]] = {"items": ITEMS[:1], "note": "说明", "authority": AUTHORITY}
SUMMED: Final[Mapping[str, Any]] = {
    "summary": "总结",
    "results": [{"position": place, "result": "已办", "done": True} for place in (1, 2)],
}
OFFER: Final[Mapping[str, Any]] = {"authority": AUTHORITY}
AGREES: Final[Mapping[str, Any]] = {"answer": "AGREE", "authority": AUTHORITY}


async def plan(trial: Trial) -> str:
    return await trial.make("draftJointAnnualPlan", committee=CODE, input=DRAFTED)


async def offered_plan(trial: Trial) -> str:
    return await trial.make("offerJointAnnualPlan", id=await plan(trial), input={"authority": AUTHORITY})


async def agreed_plan(trial: Trial) -> str:
    """A plan that the other party consented to."""
    id_ = str(new_id(CODE, PLAN_KIND.kind, at=trial.clock.now()))
    items: list[dict[str, Any]] = [
        {"position": 1, "title": "联合调研", "lead": PARTNER, "topic_id": None},
        {"position": 2, "title": "联合视察", "lead": None, "topic_id": None},
    ]
    values = {
        "title": "协同履职计划", "year": 2027, "parties": [PARTNER], "state": "AGREED", "text_version": 1,
        "text_hash": "ef" * 32, "agreed_version": 1, "agreed_title": "协同履职计划", "agreed_items": items,
    }  # fmt: skip
    children = {"plan_item": [{**each, "result": None, "done": None} for each in items]}
    fact = ImportRecord(PLAN_KIND, id_, values, "OFFICIAL", "档案", visibility="NODE", children=children)
    await import_records(trial.node.database, CODE, [fact], trial.clock)
    return id_


async def asked_consent(trial: Trial) -> str:
    values = {
        "plan_id": str(derived_id(PARTNER, "plan", str(next(_NUMBERS)))), "title": "协同履职计划", "year": 2027,
        "drafted_by": PARTNER, "state": "ASKED", "text_version": 1, "text_hash": "ef" * 32, "items": [],
        "answer_due_on": "2026-12-20",
    }  # fmt: skip
    return await trial.take_over(CONSENT, values)
