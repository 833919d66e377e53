"""Root query fields of the partners module."""

import strawberry

from schema.paging import Connection, connection_field
from schema.partners.agreements import PartnerAgreement, PartnerAgreementFilter, PartnerAgreementOrder
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
