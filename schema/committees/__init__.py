"""Committees, their profiles and registers."""

from schema.committees.committee import Committee
from schema.committees.members import Member, PlenarySession, ProposingBody
from schema.committees.mutations import CommitteesMutations
from schema.committees.queries import CommitteesQueries

TYPES: tuple[type, ...] = (Committee, Member, ProposingBody, PlenarySession)
"""Entity types, so that the schema holds them even where no root field returns one."""

__all__ = ["TYPES", "CommitteesMutations", "CommitteesQueries"]
