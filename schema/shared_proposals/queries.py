"""Root query fields of the shared proposals module."""

import strawberry

from schema.directives import Owner
from schema.paging import Connection, connection_field
from schema.rootfields import ID, read_field
from schema.shared_proposals.inputs import (
    SharedProposalEndorsementFilter,
    SharedProposalEndorsementOrder,
    SharedProposalFilter,
    SharedProposalOrder,
)
from schema.shared_proposals.types import SharedProposal, SharedProposalEndorsement


@strawberry.type
class SharedProposalsQueries:
    """Each committee lists what it owns: shared proposals that it leads, and its own endorsements."""

    shared_proposals: Connection[SharedProposal] = connection_field(
        SharedProposalOrder.TITLE_ASC,
        SharedProposalFilter,
        "联合提案，列于牵头政协。",
        "Shared proposals, listed by their leads.",
    )
    shared_proposal: SharedProposal | None = read_field(
        "一件联合提案及其在各政协的立案、办理、答复；没有或不可见则为空。",
        "One shared proposal with its filings in every committee; null if there is none that you may see.",
        Owner(argument="id"),
        arguments=(ID,),
    )
    shared_proposal_endorsements: Connection[SharedProposalEndorsement] = connection_field(
        SharedProposalEndorsementOrder.RESPOND_BY_ASC,
        SharedProposalEndorsementFilter,
        "各政协对联合提案的会签，列于会签者。",
        "Endorsements of shared proposals, listed by those who give them.",
    )
