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
