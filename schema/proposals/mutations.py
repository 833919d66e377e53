"""Root mutation fields of the proposals module: a proposal from draft to the decision on it."""

import strawberry

from schema.payloads import Payload
from schema.proposals.inputs import (
    ArchiveFilingInput,
    ConvertFilingInput,
    CosignFilingInput,
    DesignateKeyFilingInput,
    DraftFilingInput,
    FileFilingInput,
    InviteFilingCosignersInput,
    MergeFilingInput,
    PrelimReviewFilingInput,
    RecommendUpwardFilingInput,
    RefuseFilingInput,
    ReturnFilingInput,
    ReviseFilingInput,
    UnpublishFilingInput,
    WithdrawFiledFilingInput,
    WithdrawFilingInput,
)
from schema.proposals.types import Filing
from schema.rootfields import command_at, command_on


@strawberry.type
class ProposalsMutations:
    """Every one is taken by the committee that holds the proposal, and by no other."""

    draft_filing: Payload[Filing] = command_at(DraftFilingInput, "起草提案。", "Draft a proposal.")
    revise_filing: Payload[Filing] = command_on(
        ReviseFilingInput, "修改草稿或退回修改的提案。", "Revise a draft, or a proposal that was returned."
    )
    invite_filing_cosigners: Payload[Filing] = command_on(
        InviteFilingCosignersInput, "邀请会签，期限起算。", "Invite others to co-sign; the time for it starts."
    )
    cosign_filing: Payload[Filing] = command_on(CosignFilingInput | None, "会签。", "Co-sign a proposal.")
    close_filing_cosigning: Payload[Filing] = command_on(
        None, "结束会签，未签者不参加。", "Close co-signing; whoever has not signed takes no part."
    )
    submit_filing: Payload[Filing] = command_on(
        None, "提交提案；退回修改后亦由此重新提交。", "Submit a proposal, also again after it was returned."
    )
    prelim_review_filing: Payload[Filing] = command_on(
        PrelimReviewFilingInput | None, "初审通过。", "Pass a proposal at preliminary review."
    )
    return_filing: Payload[Filing] = command_on(
        ReturnFilingInput, "退回提案者修改。", "Return a proposal to its proposer for revision."
    )
    file_filing: Payload[Filing] = command_on(
        FileFilingInput, "立案并编定案号。", "File a proposal under a case number."
    )
    refuse_filing: Payload[Filing] = command_on(
        RefuseFilingInput, "不予立案，须说明理由。", "Refuse to file a proposal, for a coded reason."
    )
    merge_filing: Payload[Filing] = command_on(
        MergeFilingInput, "并入另一件提案，提案者随之并入。", "Merge a proposal into another, proposers included."
    )
    convert_filing: Payload[Filing] = command_on(
        ConvertFilingInput, "转为意见建议。", "Convert a proposal into an opinion."
    )
    withdraw_filing: Payload[Filing] = command_on(
        WithdrawFilingInput | None, "立案前撤回提案（撤案）。", "Withdraw a proposal before it is filed."
    )
    withdraw_filed_filing: Payload[Filing] = command_on(
        WithdrawFiledFilingInput,
        "应提案者要求撤回已立案、尚无单位答复的提案。",
        "Withdraw a filed proposal at its proposer's request, before any unit has replied.",
    )
    recommend_upward_filing: Payload[Filing] = command_on(
        RecommendUpwardFilingInput,
        "向上级政协推荐；由该政协有资格的提案者另行提出。",
        "Recommend a proposal to a committee of a higher level, where an eligible proposer drafts it anew.",
    )
    designate_key_filing: Payload[Filing] = command_on(
        DesignateKeyFilingInput, "确定为重点提案。", "Designate a proposal as key proposal."
    )
    archive_filing: Payload[Filing] = command_on(ArchiveFilingInput, "归档。", "Archive a closed proposal.")
    publish_filing: Payload[Filing] = command_on(
        None,
        "公开已立案的提案，连同确定为主动公开的答复。",
        "Publish a filed proposal, with the replies that may be published.",
    )
    unpublish_filing: Payload[Filing] = command_on(
        UnpublishFilingInput, "撤回提案的公开，须说明理由。", "Take a published proposal back, saying why."
    )
