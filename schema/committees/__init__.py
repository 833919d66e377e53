"""Committees, their profiles, and the agreements and projects that link partners."""

from schema.committees.committee import Committee
from schema.committees.partners import PartnerAgreement, PartnerProject
from schema.committees.queries import CommitteesQueries

TYPES: tuple[type, ...] = (Committee, PartnerAgreement, PartnerProject)
"""Entity types, so that the schema holds them even where no root field returns one."""

__all__ = ["TYPES", "CommitteesQueries"]
