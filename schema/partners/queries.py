"""Root query fields of the partners module."""

import strawberry

from schema.paging import Connection, connection_field
from schema.partners.agreements import PartnerAgreement, PartnerAgreementFilter, PartnerAgreementOrder
from schema.partners.contributions import (
    ProjectContribution,
    ProjectContributionFilter,
    ProjectContributionOrder,
    ProjectMilestone,
    ProjectMilestoneFilter,
    ProjectMilestoneOrder,
)
from schema.partners.plans import (
    JointAnnualPlan,
    JointAnnualPlanFilter,
    JointAnnualPlanOrder,
    PlanConsent,
    PlanConsentFilter,
    PlanConsentOrder,
)
from schema.partners.projects import PartnerProject, PartnerProjectFilter, PartnerProjectOrder


@strawberry.type
class PartnersQueries:
    """Each committee lists what it holds: its side of an agreement, the projects it proposed."""

    partner_agreements: Connection[PartnerAgreement] = connection_field(
        PartnerAgreementOrder.TITLE_ASC, PartnerAgreementFilter, "协作协议。", "Agreements with partner committees."
    )
    partner_projects: Connection[PartnerProject] = connection_field(
        PartnerProjectOrder.TITLE_ASC, PartnerProjectFilter, "协作项目。", "Projects of partner committees."
    )
    project_contributions: Connection[ProjectContribution] = connection_field(
        ProjectContributionOrder.RECORDED_AT_DESC,
        ProjectContributionFilter,
        "各政协在协作项目中的部分，列于填写者。",
        "Contributions to partner projects, listed by the committees that write them.",
    )
    project_milestones: Connection[ProjectMilestone] = connection_field(
        ProjectMilestoneOrder.DUE_ON_ASC,
        ProjectMilestoneFilter,
        "项目节点一览：各方的节点由各自的节点提供，按日期合并为一；以 nodes 指明各方时，完整性只就各方而言。",
        "The milestone board: each city's milestones come from its own node and are merged by date; with the cities"
        " named in nodes, completeness speaks of them alone.",
    )
    joint_annual_plans: Connection[JointAnnualPlan] = connection_field(
        JointAnnualPlanOrder.YEAR_DESC,
        JointAnnualPlanFilter,
        "年度协同履职计划，列于起草的政协。",
        "Joint plans of a year, listed by the committees that drafted them.",
    )
    plan_consents: Connection[PlanConsent] = connection_field(
        PlanConsentOrder.RECORDED_AT_DESC,
        PlanConsentFilter,
        "各政协对年度计划的态度，列于答复者。",
        "Consents to joint plans, listed by the committees that gave them.",
    )
