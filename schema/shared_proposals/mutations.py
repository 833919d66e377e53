"""Root mutation fields of the shared proposals module."""

import strawberry

from schema.payloads import Payload
from schema.rootfields import command_at, command_on
from schema.shared_proposals.inputs import (
    AnswerSharedProposalEndorsementInput,
    CirculateSharedProposalInput,
    ConsentSharedFilingInput,
    DissolveSharedProposalInput,
    DraftSharedProposalInput,
    FileSharedProposalInput,
    ReviseSharedProposalInput,
    SuperviseSharedProposalInput,
    VarySharedFilingInput,
    WithdrawSharedProposalEndorsementInput,
)
from schema.shared_proposals.types import SharedFiling, SharedProposal, SharedProposalEndorsement


@strawberry.type
class SharedProposalsMutations:
    """The lead drafts, circulates and revises; each committee endorses and files at its own node."""

    draft_shared_proposal: Payload[SharedProposal] = command_at(
        DraftSharedProposalInput, "牵头起草联合提案。", "Draft a shared proposal as its lead."
    )
    revise_shared_proposal: Payload[SharedProposal] = command_on(
        ReviseSharedProposalInput,
        "修改联合提案；已送签的退回起草，原有会签失效。",
        "Revise a shared proposal; once circulated it goes back to its draft, and endorsements fall.",
    )
    circulate_shared_proposal: Payload[SharedProposal] = command_on(
        CirculateSharedProposalInput,
        "定稿并送各政协会签；牵头政协由此会签。",
        "Freeze a version and send it out for endorsement; the lead endorses it thereby.",
    )
    answer_shared_proposal_endorsement: Payload[SharedProposalEndorsement] = command_on(
        AnswerSharedProposalEndorsementInput, "答复会签邀请。", "Answer the request for an endorsement."
    )
    withdraw_shared_proposal_endorsement: Payload[SharedProposalEndorsement] = command_on(
        WithdrawSharedProposalEndorsementInput,
        "报送之前撤回会签，不影响其他政协。",
        "Withdraw an endorsement before filing; the others stay.",
    )
    file_shared_proposal: Payload[SharedFiling] = command_at(
        FileSharedProposalInput,
        "据已会签的联合提案起草本政协的提案。",
        "Draft the committee's own filing of a shared proposal that was agreed.",
    )
    vary_shared_filing: Payload[SharedFiling] = command_on(
        VarySharedFilingInput,
        "为本政协的提案登记本地文本及其理由。",
        "Word the committee's own filing differently, with the reason.",
    )
    consent_shared_filing: Payload[SharedFiling] = command_on(
        ConsentSharedFilingInput,
        "同意对本政协的提案联合督办。",
        "Agree to the joint supervision of the committee's own filing.",
    )
    supervise_shared_proposal: Payload[SharedProposal] = command_on(
        SuperviseSharedProposalInput,
        "经各有关政协同意，开始联合督办。",
        "Begin joint supervision, as every committee concerned has agreed.",
    )
    dissolve_shared_proposal: Payload[SharedProposal] = command_on(
        DissolveSharedProposalInput, "报送之前解除联合提案。", "Dissolve a shared proposal before anything was filed."
    )
