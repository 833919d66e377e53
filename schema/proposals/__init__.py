"""Proposals (提案) as each committee receives, reviews and decides on them."""

from schema.proposals.mutations import ProposalsMutations
from schema.proposals.queries import ProposalsQueries
from schema.proposals.types import Filing

TYPES: tuple[type, ...] = (Filing,)
"""Entity types, so that the schema holds them even where no root field returns one."""

__all__ = ["TYPES", "ProposalsMutations", "ProposalsQueries"]
