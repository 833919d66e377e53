"""Root mutation fields of the proposals module: a proposal from draft to the decision on it."""

import strawberry

from schema.payloads import Payload
from schema.proposals.inputs import (
    ConvertFilingInput,
    DraftFilingInput,
    FileFilingInput,
    MergeFilingInput,
    PrelimReviewFilingInput,
    RefuseFilingInput,
    ReturnFilingInput,
    WithdrawFilingInput,
)
from schema.proposals.types import Filing
from schema.rootfields import command_at, command_on


@strawberry.type
class ProposalsMutations:
    """Every one is taken by the committee that holds the proposal, and by no other."""

    draft_filing: Payload[Filing] = command_at(DraftFilingInput, "起草提案。", "Draft a proposal.")
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
