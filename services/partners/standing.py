"""Where agreements, projects, plans and each committee's parts of them stand."""

from typing import Final

from services.kit.acts import Act
from services.kit.standing import Standing, Standings
from services.partners.agreements import MACHINE, suspension
from services.partners.answers import overdue
from services.partners.contributions import standing_facts
from services.partners.plan_consents import MACHINE as CONSENT_MACHINE
from services.partners.plan_consents import standing_facts as consent_facts
from services.partners.plans import MACHINE as PLAN_MACHINE
from services.partners.plans import agreed_before, text_facts, text_now
from services.partners.projects import MACHINE as PROJECT_MACHINE
from services.partners.projects import PART, facts_of_sides
from services.partners.records import AGREEMENT, CONSENT, CONTRIBUTION, PLAN, PROJECT


async def _agreement(act: Act) -> Standing:
    row = act.record
    facts = {"answer_overdue": overdue(act, row["answer_due_on"]), **suspension(act.code, row["suspended_by"])}
    return Standing(MACHINE, row["state"], facts)


async def _project(act: Act) -> Standing:
    facts = {**await facts_of_sides(act, act.record), **suspension(act.code, act.record["suspended_by"])}
    return Standing(PROJECT_MACHINE, act.record["state"], facts)


async def _contribution(act: Act) -> Standing:
    return Standing(PART, act.record["state"], await standing_facts(act))


async def _plan(act: Act) -> Standing:
    offered = {"items": text_facts(await text_now(act))["items"]}
    return Standing(PLAN_MACHINE, act.record["state"], {**offered, **agreed_before(act.record)})


async def _consent(act: Act) -> Standing:
    return Standing(CONSENT_MACHINE, act.record["state"], consent_facts(act))


STANDINGS: Final = (
    Standings(AGREEMENT, "partners", _agreement),
    Standings(PROJECT, "partners", _project),
    Standings(CONTRIBUTION, "partners", _contribution),
    Standings(PLAN, "partners", _plan),
    Standings(CONSENT, "partners", _consent),
)
