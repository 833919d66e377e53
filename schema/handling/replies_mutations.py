"""Root mutation fields from the reply to the close of the matter."""

import strawberry

from schema.handling.replies_inputs import (
    CloseLookBackFilingInput,
    DeclineRehandlingFilingInput,
    DraftReplyAssignmentInput,
    GiveFeedbackFilingInput,
    IssueReplyAssignmentInput,
    OpenLookBackFilingInput,
    RehandleFilingInput,
    RejectReplyDraftAssignmentInput,
    SendSupportOpinionAssignmentInput,
    WaiveSupportOpinionAssignmentInput,
)
from schema.handling.types import Assignment
from schema.payloads import Payload
from schema.proposals.types import Filing
from schema.rootfields import command_on


@strawberry.type
class RepliesMutations:
    """Taken by the committee that holds the proposal, and at its node by the units that answer it."""

    draft_reply_assignment: Payload[Assignment] = command_on(
        DraftReplyAssignmentInput, "拟写答复，待审查。", "Draft a reply for review."
    )
    reject_reply_draft_assignment: Payload[Assignment] = command_on(
        RejectReplyDraftAssignmentInput, "答复审查未通过，退回重拟。", "Reject the draft of a reply."
    )
    issue_reply_assignment: Payload[Assignment] = command_on(
        IssueReplyAssignmentInput,
        "正式答复并形成答复函；应当答复的单位都答复后，提案随之转为已答复。",
        "Issue the reply with its letter; once every unit that must reply has, so has the proposal been.",
    )
    send_support_opinion_assignment: Payload[Assignment] = command_on(
        SendSupportOpinionAssignmentInput, "把会办意见送交主办单位。", "Send a supporting opinion to the lead unit."
    )
    waive_support_opinion_assignment: Payload[Assignment] = command_on(
        WaiveSupportOpinionAssignmentInput, "免送会办意见。", "Waive a supporting opinion."
    )
    give_feedback_filing: Payload[Filing] = command_on(
        GiveFeedbackFilingInput,
        "提案者反馈意见，或由机关代为登记。",
        "Give a proposer's feedback, or record it for the proposer.",
    )
    rehandle_filing: Payload[Filing] = command_on(
        RehandleFilingInput | None,
        "提案者不满意，重新办理：轮次加一，另定期限。",
        "Handle a proposal again after dissatisfaction, in a new round with a new deadline.",
    )
    decline_rehandling_filing: Payload[Filing] = command_on(
        DeclineRehandlingFilingInput,
        "提案者不满意而决定不再重新办理，须说明理由。",
        "Decide, for a stated reason, not to handle a proposal again.",
    )
    close_filing: Payload[Filing] = command_on(None, "办结。", "Close a proposal.")
    open_look_back_filing: Payload[Filing] = command_on(
        OpenLookBackFilingInput | None, "对办结的提案“回头看”。", "Look back on a closed proposal."
    )
    close_look_back_filing: Payload[Filing] = command_on(
        CloseLookBackFilingInput,
        "结束“回头看”并记录结果；原来的类别不改，另记新的类别。",
        "End a look-back with its finding; earlier grades stay, new ones stand beside them.",
    )
