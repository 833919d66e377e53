"""What links partner committees: agreements between two of them, projects and plans of a year."""

from schema.partners.agreements import PartnerAgreement
from schema.partners.contributions import ProjectContribution
from schema.partners.mutations import PartnersMutations
from schema.partners.plans import JointAnnualPlan, PlanConsent
from schema.partners.projects import PartnerProject
from schema.partners.queries import PartnersQueries

TYPES: tuple[type, ...] = (PartnerAgreement, PartnerProject, ProjectContribution, JointAnnualPlan, PlanConsent)
"""Entity types, so that the schema holds them even where no root field returns one."""

__all__ = ["TYPES", "PartnersMutations", "PartnersQueries"]
