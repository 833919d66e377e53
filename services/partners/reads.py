"""How the partners module is read."""

from typing import Final

from services.kit.reads.fields import RootField, connection
from services.kit.reads.model import (
    COMMITTEE,
    RECORDED_AT,
    TITLE,
    Column,
    Filter,
    Inline,
    Many,
    Model,
    One,
    Order,
    Reference,
)

MODULE: Final = "partners"
IN_FORCE: Final = (
    "({{row}}.state = 'ACTIVE' and cardinality({{row}}.gaps) = 0"
    " and coalesce({{row}}.valid_from, {day}) <= {day} and coalesce({{row}}.valid_until, {day}) >= {day})"
)
"""Whether an agreement is in force on a day; one with gaps does not say from when until when."""

ON_DAY: Final = IN_FORCE.format(day="coalesce({argument_on}, {today})")
OWN_AUTHORITY: Final = Inline("Authority", "{row}.authority is not null")

AGREEMENT = Model(
    "PartnerAgreement",
    "partner_agreement",
    module=MODULE,
    kind="agreement",
    fields={
        "committee": COMMITTEE,
        "partner": One("Committee", "{row}.code = {parent}.partner"),
        "inForce": Column(ON_DAY),
        "proposedBy": One("Committee", "{row}.code = {parent}.proposed_by"),
        "counterpart": Reference("PartnerAgreement", "{row}.counterpart_id"),
        "suspendedBy": Many("Committee", "{row}.code = any ({parent}.suspended_by)", "{row}.code"),
        "authority": OWN_AUTHORITY,
    },
    orders={"RECORDED_AT": RECORDED_AT, "TITLE": TITLE, "VALID_UNTIL": Order("valid_until", "date", nullable=True)},
    filters={
        "partner": Filter("{row}.partner = {value}"),
        "state": Filter("{row}.state = {value}"),
        "covers": Filter("{row}.covers @> array[{value}]"),
        "inForceOn": Filter(IN_FORCE.format(day="{value}"), "date"),
    },
)
# A side of a project as a contribution: named by its derived id, its answer present only if it lies here too.
SIDES: Final = """(
  select s.project_id as side_of, s.contribution_id as id, s.committee as owner, s.project_id,
    coalesce(c.state, 'UNKNOWN') as state, c.version, c.visibility, c.provenance, c.source, c.gaps, c.recorded_at,
    c.project_title, c.partner, c.responsible_unit, c.progress, c.percent, c.answer_due_on, c.answered_on, c.ended_on,
    c.note, c.authority
  from project_side s left join project_contribution c on c.id = s.contribution_id)"""
MILESTONES: Final = """(
  select m.milestone_id as id, m.contribution_id, m.position, m.title, m.due_on, m.reached_on, c.owner, c.project_id,
    c.visibility, c.audience, c.recorded_at
  from contribution_milestone m join project_contribution c on c.id = m.contribution_id)"""


def _listed(type_: str, table: str) -> Many:
    return Many(type_, "{row}.contribution_id = {parent}.id", "{row}.position", source=table + " {row}")


PROJECT = Model(
    "PartnerProject",
    "partner_project",
    module=MODULE,
    kind="project",
    fields={
        "committee": COMMITTEE,
        "partners": Many("Committee", "{row}.code = any ({parent}.partners)", "{row}.code"),
        "agreement": Reference("PartnerAgreement", "{row}.agreement_id"),
        "contributions": Many(
            "ProjectContribution", "{row}.side_of = {parent}.id", "{row}.owner", source=SIDES + " {row}"
        ),
        "suspendedBy": Many("Committee", "{row}.code = any ({parent}.suspended_by)", "{row}.code"),
        "authority": OWN_AUTHORITY,
    },
    orders={"RECORDED_AT": RECORDED_AT, "TITLE": TITLE},
    filters={"partner": Filter("{row}.partners @> array[{value}]"), "state": Filter("{row}.state = {value}")},
)
CONTRIBUTION = Model(
    "ProjectContribution",
    "project_contribution",
    module=MODULE,
    kind="contribution",
    fields={
        "committee": COMMITTEE,
        "project": Reference("PartnerProject", "{row}.project_id"),
        "enterprises": _listed("ProjectEnterprise", "contribution_enterprise"),
        "milestones": _listed("ProjectMilestone", MILESTONES),
        "tasks": _listed("ProjectTask", "contribution_task"),
        "documents": _listed("ProjectDocument", "contribution_document"),
        "authority": OWN_AUTHORITY,
    },
    orders={"RECORDED_AT": RECORDED_AT},
    filters={"project": Filter("{row}.project_id = {value}"), "state": Filter("{row}.state = {value}")},
    absence_speaks=True,
)
MILESTONE = Model(
    "ProjectMilestone",
    MILESTONES,
    module=MODULE,
    fields={
        "committee": COMMITTEE,
        "state": Column(
            "case when {row}.reached_on is not null then 'REACHED' when {row}.due_on < {today} then 'OVERDUE'"
            " else 'PLANNED' end"
        ),
    },
    orders={"DUE_ON": Order("due_on", "date", nullable=True), "RECORDED_AT": RECORDED_AT},
    filters={
        "project": Filter("{row}.project_id = {value}"),
        "reached": Filter("({row}.reached_on is not null) = {value}", "boolean"),
    },
)
ENTERPRISE = Model("ProjectEnterprise", "contribution_enterprise")
TASK = Model("ProjectTask", "contribution_task")
DOCUMENT = Model("ProjectDocument", "contribution_document")

# A party of a plan as a consent: named by its derived id, its answer present only if it lies here too.
PARTIES: Final = """(
  select p.plan_id as consent_to, p.consent_id as id, p.committee as owner, p.plan_id, 'UNKNOWN' as state,
    null::int as version, null::text as visibility, null::text as provenance, null::text as source,
    null::text[] as gaps, null::timestamptz as recorded_at, null::text as title, null::int as year,
    null::int as text_version, null::text as text_hash, null::jsonb as items, null::int as agreed_version,
    null::date as answer_due_on, null::date as answered_on, null::text as note, null::jsonb as authority
  from plan_party p)"""
OFFERED: Final = (
    "jsonb_to_recordset({parent}.items) as {row}"
    " (position int, title text, lead text, topic_id text, result text, done boolean)"
)

PLAN = Model(
    "JointAnnualPlan",
    "joint_annual_plan",
    module=MODULE,
    kind="plan",
    fields={
        "committee": COMMITTEE,
        "parties": Many("Committee", "{row}.code = any ({parent}.parties)", "{row}.code"),
        "items": Many("PlanItem", "{row}.plan_id = {parent}.id", "{row}.position"),
        "consents": Many("PlanConsent", "{row}.consent_to = {parent}.id", "{row}.owner", source=PARTIES + " {row}"),
        "authority": OWN_AUTHORITY,
    },
    orders={"RECORDED_AT": RECORDED_AT, "YEAR": Order("year", "int")},
    filters={
        "year": Filter("{row}.year = {value}", "int"),
        "party": Filter("{row}.parties @> array[{value}]"),
        "state": Filter("{row}.state = {value}"),
    },
)
CONSENT = Model(
    "PlanConsent",
    "plan_consent",
    module=MODULE,
    kind="consent",
    fields={
        "committee": COMMITTEE,
        "plan": Reference("JointAnnualPlan", "{row}.plan_id"),
        "items": Many("PlanItem", "true", "{row}.position", source=OFFERED),
        "authority": OWN_AUTHORITY,
    },
    orders={"RECORDED_AT": RECORDED_AT},
    filters={
        "plan": Filter("{row}.plan_id = {value}"),
        "year": Filter("{row}.year = {value}", "int"),
        "state": Filter("{row}.state = {value}"),
    },
    absence_speaks=True,
)
ITEM = Model("PlanItem", "plan_item", fields={"topic": Reference("JointTopic", "{row}.topic_id")})

MODELS = (AGREEMENT, PROJECT, CONTRIBUTION, MILESTONE, ENTERPRISE, TASK, DOCUMENT, PLAN, CONSENT, ITEM)
FIELDS: dict[str, RootField] = {
    "partnerAgreements": connection("partnerAgreements", AGREEMENT),
    "partnerProjects": connection("partnerProjects", PROJECT),
    "projectContributions": connection("projectContributions", CONTRIBUTION),
    "projectMilestones": connection("projectMilestones", MILESTONE),
    "jointAnnualPlans": connection("jointAnnualPlans", PLAN),
    "planConsents": connection("planConsents", CONSENT),
}
