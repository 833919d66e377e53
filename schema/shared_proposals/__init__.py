"""Shared proposals (联合提案): an umbrella at its lead over an endorsement and a filing in each committee."""

from schema.shared_proposals.mutations import SharedProposalsMutations
from schema.shared_proposals.queries import SharedProposalsQueries
from schema.shared_proposals.types import SharedFiling, SharedProposal, SharedProposalEndorsement

TYPES: tuple[type, ...] = (SharedProposal, SharedProposalEndorsement, SharedFiling)
"""Entity types, so that the schema holds them even where no root field returns one."""

__all__ = ["TYPES", "SharedProposalsMutations", "SharedProposalsQueries"]
