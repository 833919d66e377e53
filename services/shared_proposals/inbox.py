"""Shared proposals that this committee was asked to endorse, and those that it endorsed and has not filed yet."""

from typing import Final

from services.kit.inbox import Waits
from services.shared_proposals.records import ENDORSEMENT

INBOX: Final = (
    Waits(
        "ENDORSEMENT_TO_GIVE", ENDORSEMENT, "shared_proposals", "{row}.state = 'INVITED'", {"staff": "true"},
        ("answerSharedProposalEndorsement",), until="{row}.respond_by",
    ),
    Waits(
        "SHARED_PROPOSAL_TO_FILE", ENDORSEMENT, "shared_proposals", "{row}.state = 'ENDORSED' and {row}.agreed",
        {"staff": "true"}, ("fileSharedProposal",), until="{row}.file_by",
    ),
)  # fmt: skip
