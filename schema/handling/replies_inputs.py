"""Inputs of replies, opinions, feedback, rehandling and look-backs."""

import strawberry

from schema.handling.feedback import FeedbackChannel, Satisfaction
from schema.handling.replies import ReplyDisclosure
from schema.scalars import Date
from schema.wording import both, described, optional


@strawberry.input(description=both("拟写答复。", "A reply to draft."))
class DraftReplyAssignmentInput:
    """Reviewed before it is issued."""

    text: str = described("正文。", "The text.")


@strawberry.input(description=both("退回答复草稿。", "The rejection of a draft."))
class RejectReplyDraftAssignmentInput:
    """Says why."""

    note: str = described("审查未通过的原因。", "Why the draft does not pass.")


@strawberry.input(description=both("正式答复。", "A reply to issue."))
class IssueReplyAssignmentInput:
    """The text is that of the draft."""

    grade: str = described("答复类别的字母，取自本政协的 gradeSchemes。", "A letter of the committee's gradeSchemes.")
    signed_by: str = described("签发的单位负责人。", "The leader of the unit who signs it.")
    contact_name: str = described("联系人。", "Whom to ask.")
    contact_phone: str = described("联系电话。", "The telephone number to ask at.")
    letter_number: str = described("文号。", "The number of the letter.")
    disclosure: ReplyDisclosure | None = optional(
        "公开属性；不填则不随提案公开。", "Whether it may be published; left out, it is not published."
    )


@strawberry.input(description=both("会办意见。", "An opinion to send to the lead unit."))
class SendSupportOpinionAssignmentInput:
    """Goes to the lead and not to the proposer."""

    text: str = described("正文。", "The text.")
    signed_by: str = described("签发的单位负责人。", "The leader of the unit who signs it.")


@strawberry.input(description=both("免送会办意见。", "The waiver of an opinion."))
class WaiveSupportOpinionAssignmentInput:
    """Says why."""

    note: str = described("免送的理由。", "Why it is waived.")


@strawberry.input(description=both("提案者的反馈。", "A proposer's feedback."))
class GiveFeedbackFilingInput:
    """The work and the result are rated each by itself."""

    work: Satisfaction = described("对办理工作是否满意。", "How satisfied with the work.")
    result: Satisfaction = described("对办理结果是否满意。", "How satisfied with the result.")
    channel: FeedbackChannel = described("承办单位听取意见的方式。", "How the unit asked the proposer's views.")
    note: str | None = optional("意见；不满意须说明原因。", "What the proposer says; why, where dissatisfied.")


@strawberry.input(description=both("不再重新办理的决定。", "The decision not to handle it again."))
class DeclineRehandlingFilingInput:
    """Says why."""

    note: str = described("理由。", "Why.")


@strawberry.input(description=both("重新办理。", "A new round of handling."))
class RehandleFilingInput:
    """The units of the last round are given it anew, with a new deadline."""

    due_on: Date | None = optional("办理期限；不给则按时限计算。", "The deadline; left out, the time limit sets it.")
    note: str | None = optional("对重新办理的要求。", "What is wanted of the new round.")


@strawberry.input(description=both("“回头看”。", "A look-back to open."))
class OpenLookBackFilingInput:
    """A remark only."""

    note: str | None = optional("为何“回头看”。", "Why.")


@strawberry.input(description=both("重新定的类别。", "A new grade for a reply."))
class LookBackGradeInput:
    """The grade of the reply stays as it was."""

    assignment: strawberry.ID = described("已答复的承办任务。", "The assignment that was replied to.")
    grade: str = described("类别的字母，取自本政协的 gradeSchemes。", "A letter of the committee's gradeSchemes.")
    note: str | None = optional("说明。", "A remark.")


@strawberry.input(description=both("结束“回头看”。", "The end of a look-back."))
class CloseLookBackFilingInput:
    """Says what was found."""

    finding: str = described("结果。", "What was found.")
    grades: list[LookBackGradeInput] | None = optional("重新定的类别。", "New grades.")
