"""Moves of a filing and of its assignments from the reply to the close of the matter."""

from schema.rulebook.model import SYSTEM, Mark, Move, Rule, Source, Text
from schema.rulebook.sources import DESIGN, PRACTICE

_OFFICE = ("staff",)
_OFFICE_OR_HANDOVER = ("staff", "handover")
_UNIT = ("unit", *_OFFICE_OR_HANDOVER)
"""The unit through its own token, or whoever records what the unit sent on paper."""
_PROPOSER_OR_OFFICE = ("member", "staff")

LETTERS = Source(
    Mark.PUBLIC_RULE, "地方政府办理提案的规定：答复函由承办单位负责人签发，注明联系人，不以内设机构名义答复（fabao365）"
)
ROLES = Source(
    Mark.PUBLIC_RULE,
    "地方政府办理提案的规定：会办意见送主办单位，由主办单位答复提案者；分办的各自答复（fsou 17010450）",
)
GRADES = Source(Mark.PUBLIC_RULE, "地方政府办理提案的规定：答复按办理结果分类标注（fsou 17010450、17275468）")
SATISFACTION = Source(Mark.PUBLIC_RULE, "宁波市政协提案办理评价：对办理工作与办理结果分别评价（2012 年）")
REHANDLING = Source(Mark.PUBLIC_RULE, "提案委员会工作制度：提案者不满意的，商请承办单位重新办理")
LOOKING_BACK = Source(Mark.PUBLIC_RULE, "昆明市呈贡区政协提案“回头看”：对上年 B 类提案逐件回访（2021 年）")

_NEEDS_NOTE = Text("在 note 中写明。", "Say so in note.")


def _own(verb: str) -> Rule:
    return Rule(
        id=f"assignment.{verb}.unit",
        source=DESIGN,
        reason=Text("承办单位只能办理交给自己的任务。", "A unit acts on its own assignments only."),
        allowed_when=Text("用本单位的身份凭证办理本单位的任务。", "Act on an assignment of your own unit."),
        guard="unit_is_its_own",
    )


def _signed(verb: str) -> Rule:
    return Rule(
        id=f"assignment.{verb}.signed",
        source=LETTERS,
        reason=Text("没有写明签发的单位负责人。", "It does not say which leader of the unit signed it."),
        allowed_when=Text("在 signedBy 中写明签发人。", "Name the leader who signed it in signedBy."),
        guard="is_signed",
    )


DRAFT_ROLE = Rule(
    id="assignment.draft-reply.role",
    source=ROLES,
    reason=Text("会办单位不直接答复提案者。", "A supporting unit does not answer the proposer."),
    allowed_when=Text("把会办意见送交主办单位。", "Send a supporting opinion to the lead unit."),
    guard="answers_the_proposer",
)
DRAFT_TEXT = Rule(
    id="assignment.draft-reply.text",
    source=LETTERS,
    reason=Text("答复没有正文。", "The reply has no text."),
    allowed_when=Text("写明答复的正文。", "Write the text of the reply."),
    guard="has_reply_text",
)
REJECT_NOTE = Rule(
    id="assignment.reject-draft.note",
    source=PRACTICE,
    reason=Text("没有说明答复审查为何未通过。", "It does not say why the draft did not pass review."),
    allowed_when=_NEEDS_NOTE,
    guard="has_note",
)
ISSUE_CONTACT = Rule(
    id="assignment.issue-reply.contact",
    source=LETTERS,
    reason=Text("没有写明联系人和联系电话。", "It names no contact and telephone number."),
    allowed_when=Text("写明联系人和联系电话。", "Give contactName and contactPhone."),
    guard="has_contact",
)
ISSUE_NUMBER = Rule(
    id="assignment.issue-reply.letter-number",
    source=LETTERS,
    reason=Text("答复函没有文号。", "The letter has no number."),
    allowed_when=Text("写明文号。", "Give letterNumber."),
    guard="has_letter_number",
)
ISSUE_GRADE = Rule(
    id="assignment.issue-reply.grade",
    source=GRADES,
    reason=Text("答复类别不在本政协的方案之内。", "The grade is not of the committee's scheme."),
    allowed_when=Text("选用本政协 gradeSchemes 所列的类别。", "Give a letter of the committee's gradeSchemes."),
    guard="grade_in_scheme",
)
ISSUE_OPINIONS = Rule(
    id="assignment.issue-reply.opinions",
    source=ROLES,
    reason=Text("还有会办意见没有送到。", "Supporting opinions are still missing."),
    allowed_when=Text("会办意见都已送到，或已免送。", "Once every supporting opinion is in or waived."),
    guard="opinions_in",
)
OPINION_ROLE = Rule(
    id="assignment.send-opinion.role",
    source=ROLES,
    reason=Text("只有会办单位才送会办意见。", "Only a supporting unit sends an opinion."),
    allowed_when=Text("直接答复提案者。", "Answer the proposer instead."),
    guard="supports",
)
OPINION_TEXT = Rule(
    id="assignment.send-opinion.text",
    source=ROLES,
    reason=Text("会办意见没有正文。", "The opinion has no text."),
    allowed_when=Text("写明会办意见的正文。", "Write the text of the opinion."),
    guard="has_reply_text",
)
WAIVE_ROLE = Rule(
    id="assignment.waive-opinion.role",
    source=DESIGN,
    reason=Text("只有会办意见才能免送。", "Only a supporting opinion can be waived."),
    allowed_when=Text("指明会办单位的任务。", "Name the assignment of a supporting unit."),
    guard="supports",
)
WAIVE_NOTE = Rule(
    id="assignment.waive-opinion.note",
    source=DESIGN,
    reason=Text("没有说明为何免送会办意见。", "It does not say why the opinion is waived."),
    allowed_when=_NEEDS_NOTE,
    guard="has_note",
)

ASSIGNMENT_MOVES = (
    Move(
        "draftReplyAssignment", ("SIGNED", "EXTENDED"), "REPLY_DRAFTED", _UNIT, PRACTICE,
        rules=(_own("draft-reply"), DRAFT_ROLE, DRAFT_TEXT),
    ),
    Move(
        "rejectReplyDraftAssignment", ("REPLY_DRAFTED",), "SIGNED", _UNIT, PRACTICE,
        rules=(_own("reject-draft"), REJECT_NOTE),
    ),
    Move(
        "issueReplyAssignment", ("REPLY_DRAFTED",), "REPLIED", _UNIT, LETTERS,
        rules=(
            _own("issue-reply"), _signed("issue-reply"), ISSUE_CONTACT, ISSUE_NUMBER, ISSUE_GRADE, ISSUE_OPINIONS,
        ),
    ),
    Move(
        "sendSupportOpinionAssignment", ("SIGNED", "EXTENDED"), "OPINION_SENT", _UNIT, ROLES,
        rules=(_own("send-opinion"), OPINION_ROLE, OPINION_TEXT, _signed("send-opinion")),
    ),
    Move(
        "waiveSupportOpinionAssignment", ("ISSUED", "SIGNED", "EXTENDED"), "CANCELLED", _OFFICE_OR_HANDOVER, DESIGN,
        rules=(WAIVE_ROLE, WAIVE_NOTE),
    ),
)  # fmt: skip
ASSIGNMENT_VERBS: dict[str, tuple[str, Text]] = {
    "draftReplyAssignment": ("draft-reply", Text("拟写答复", "have a reply drafted")),
    "rejectReplyDraftAssignment": ("reject-draft", Text("退回答复草稿", "have its draft rejected")),
    "issueReplyAssignment": ("issue-reply", Text("正式答复", "be replied to")),
    "sendSupportOpinionAssignment": ("send-opinion", Text("送交会办意见", "send its opinion")),
    "waiveSupportOpinionAssignment": ("waive-opinion", Text("免送会办意见", "have its opinion waived")),
}

COMPLETE = Rule(
    id="filing.complete-replies.all",
    source=ROLES,
    reason=Text("还有应当答复的单位没有答复。", "A unit that must reply has not."),
    allowed_when=Text("单办、主办或各分办单位都已答复。", "Once the sole, the lead or every split unit has replied."),
    guard="replies_complete",
)
FEEDBACK_PROPOSER = Rule(
    id="filing.give-feedback.proposer",
    source=PRACTICE,
    reason=Text("只有这件提案的提案者才能反馈意见。", "Only a proposer of this proposal gives feedback."),
    allowed_when=Text("由提案者本人反馈，或由机关代为登记。", "A proposer gives it, or the office records it."),
    guard="given_by_proposer",
)
FEEDBACK_NOTE = Rule(
    id="filing.give-feedback.note",
    source=PRACTICE,
    reason=Text("不满意而没有说明原因。", "It is dissatisfied and does not say with what."),
    allowed_when=_NEEDS_NOTE,
    guard="dissatisfaction_explained",
)
DECLINE_REASON = Rule(
    id="filing.decline-rehandling.note",
    source=DESIGN,
    reason=Text("没有说明为何不再重新办理。", "It does not say why the matter is not handled again."),
    allowed_when=_NEEDS_NOTE,
    guard="has_note",
)
CLOSE_SETTLED = Rule(
    id="filing.close.settled",
    source=REHANDLING,
    reason=Text(
        "提案者不满意，而是否重新办理尚未决定。",
        "The proposer is dissatisfied, and it was not decided whether the matter is handled again.",
    ),
    allowed_when=Text(
        "重新办理，或记录不再重新办理的决定和理由。", "Handle it again, or record the decision not to and why."
    ),
    guard="settled",
)
CLOSE_LAPSED = Rule(
    id="filing.close.feedback",
    source=DESIGN,
    reason=Text("提案者尚未反馈，反馈期限也未过。", "There is no feedback yet, and there is still time for it."),
    allowed_when=Text("提案者反馈之后，或反馈期限过后。", "After the feedback, or after its time is over."),
    guard="feedback_lapsed",
)
LOOK_BACK = Rule(
    id="filing.open-look-back.worth",
    source=LOOKING_BACK,
    reason=Text("这件提案已经解决，又不是重点提案。", "The matter is resolved and no key proposal."),
    allowed_when=Text("答复不是“已经解决”，或提案是重点提案。", "Its grade is not resolved, or it is a key proposal."),
    guard="worth_a_look_back",
)
FINDING = Rule(
    id="filing.close-look-back.finding",
    source=LOOKING_BACK,
    reason=Text("没有记录“回头看”的结果。", "It does not say what the look-back found."),
    allowed_when=Text("在 finding 中写明结果。", "Say in finding what was found."),
    guard="has_finding",
)
NEW_GRADE = Rule(
    id="filing.close-look-back.grade",
    source=GRADES,
    reason=Text("新的类别不在本政协的方案之内。", "A new grade is not of the committee's scheme."),
    allowed_when=Text("选用本政协 gradeSchemes 所列的类别。", "Give letters of the committee's gradeSchemes."),
    guard="new_grades_in_scheme",
)
NEW_GRADE_HERE = Rule(
    id="filing.close-look-back.assignment",
    source=DESIGN,
    reason=Text(
        "重新定类的任务不属于这件提案，或没有答复。",
        "An assignment graded anew is not of this proposal, or has no reply.",
    ),
    allowed_when=Text("指明这件提案已经答复的任务。", "Name assignments of this proposal that were replied to."),
    guard="grades_replies_of_this",
)


def _dissatisfied(verb: str) -> Rule:
    return Rule(
        id=f"filing.{verb}.dissatisfied",
        source=REHANDLING,
        reason=Text("提案者没有表示不满意。", "The proposer is not dissatisfied."),
        allowed_when=Text("最近一次反馈为不满意。", "When the latest feedback is dissatisfied."),
        guard="is_dissatisfied",
    )


def _undecided(verb: str) -> Rule:
    return Rule(
        id=f"filing.{verb}.undecided",
        source=DESIGN,
        reason=Text("是否重新办理已经决定。", "It was decided already what follows from the feedback."),
        allowed_when=Text("每次反馈只决定一次。", "It is decided once for each feedback."),
        guard="rehandling_undecided",
    )


FILING_MOVES = (
    Move("completeReplies", ("HANDLING", "REHANDLING"), "REPLIED", SYSTEM, ROLES, rules=(COMPLETE,)),
    Move(
        "giveFeedbackFiling", ("REPLIED",), "FEEDBACK_DONE", _PROPOSER_OR_OFFICE, SATISFACTION,
        rules=(FEEDBACK_PROPOSER, FEEDBACK_NOTE),
    ),
    Move(
        "rehandleFiling", ("FEEDBACK_DONE",), "REHANDLING", _OFFICE, REHANDLING,
        rules=(_dissatisfied("rehandle"), _undecided("rehandle")),
    ),
    Move(
        "declineRehandlingFiling", ("FEEDBACK_DONE",), "FEEDBACK_DONE", _OFFICE, DESIGN,
        rules=(_dissatisfied("decline-rehandling"), _undecided("decline-rehandling"), DECLINE_REASON),
    ),
    Move("closeFiling", ("FEEDBACK_DONE",), "CLOSED", _OFFICE, PRACTICE, rules=(CLOSE_SETTLED,)),
    Move("closeFiling", ("REPLIED",), "CLOSED", _OFFICE, DESIGN, rules=(CLOSE_LAPSED,)),
    Move("openLookBackFiling", ("CLOSED",), "FOLLOW_UP", _OFFICE, LOOKING_BACK, rules=(LOOK_BACK,)),
    Move(
        "closeLookBackFiling", ("FOLLOW_UP",), "CLOSED", _OFFICE, LOOKING_BACK,
        rules=(FINDING, NEW_GRADE, NEW_GRADE_HERE),
    ),
)  # fmt: skip
FILING_VERBS: dict[str, tuple[str, Text]] = {
    "completeReplies": ("complete-replies", Text("转为已答复", "count as replied to")),
    "giveFeedbackFiling": ("give-feedback", Text("反馈意见", "be given feedback on")),
    "rehandleFiling": ("rehandle", Text("重新办理", "be handled again")),
    "declineRehandlingFiling": ("decline-rehandling", Text("决定不再重新办理", "be left as it is")),
    "closeFiling": ("close", Text("办结", "be closed")),
    "openLookBackFiling": ("open-look-back", Text("开始“回头看”", "be looked back on")),
    "closeLookBackFiling": ("close-look-back", Text("结束“回头看”", "end its look-back")),
}
