"""What proposers say of a reply, what follows from it, and looking back on a closed proposal."""

import strawberry

from schema.handling.grades import ReplyGrade
from schema.scalars import DateTime
from schema.wording import DescribedEnum, both, described, described_enum


@described_enum("满意程度。", "How satisfied a proposer is.")
class Satisfaction(DescribedEnum):
    """Rated for the work and for the result, each by itself."""

    SATISFIED = "SATISFIED", "满意。", "Satisfied."
    BASICALLY_SATISFIED = "BASICALLY_SATISFIED", "基本满意。", "Basically satisfied."
    DISSATISFIED = "DISSATISFIED", "不满意。", "Dissatisfied."


@described_enum("承办单位听取提案者意见的方式。", "How the unit asked the proposer's views.")
class FeedbackChannel(DescribedEnum):
    """As the forms of working systems list them."""

    VISIT = "VISIT", "走访。", "A visit."
    MEETING = "MEETING", "座谈。", "A meeting."
    PHONE = "PHONE", "电话。", "By telephone."
    OTHER = "OTHER", "其他方式。", "In another way."
    NOT_CONTACTED = "NOT_CONTACTED", "未联系。", "Not at all."


@described_enum("提案者不满意之后的决定。", "What was decided after dissatisfied feedback.")
class RehandlingDecision(DescribedEnum):
    """One or the other, once for each feedback."""

    REHANDLE = "REHANDLE", "重新办理。", "It is handled again."
    NOT_REHANDLED = "NOT_REHANDLED", "不再重新办理。", "It is not handled again."


@strawberry.type(description=both("提案者对一轮答复的反馈。", "A proposer's feedback on the replies of one round."))
class Feedback:
    """One a round."""

    round: int = described("第几轮办理，自 1 起。", "The round of handling, from 1.")
    work: Satisfaction = described("对办理工作是否满意。", "How satisfied with the work.")
    result: Satisfaction = described("对办理结果是否满意。", "How satisfied with the result.")
    channel: FeedbackChannel = described("承办单位听取意见的方式。", "How the unit asked the proposer's views.")
    note: str | None = described("意见。", "What the proposer says.")
    recorded_by_office: bool = described("是否由机关代为登记。", "Whether the office recorded it for the proposer.")
    given_at: DateTime = described("反馈时间。", "When it was given.")
    decision: RehandlingDecision | None = described(
        "不满意之后的决定；没有不满意或尚未决定则为空。", "What was decided after dissatisfaction; null if nothing was."
    )
    decision_note: str | None = described("决定的理由。", "Why it was decided so.")
    decided_at: DateTime | None = described("决定时间。", "When it was decided.")


@strawberry.type(description=both("“回头看”对一次答复重新定的类别。", "A grade that a look-back gave a reply."))
class LookBackGrade:
    """Stands beside the grade of the reply, which stays as it was."""

    assignment: strawberry.ID = described("承办任务的编号。", "The id of the assignment.")
    grade: ReplyGrade = described("重新定的类别。", "The new grade.")
    note: str | None = described("说明。", "A remark.")


@strawberry.type(description=both("一次“回头看”。", "One look back on a closed proposal."))
class LookBack:
    """Opened, and closed with a finding."""

    note: str | None = described("为何“回头看”。", "Why it was opened.")
    opened_at: DateTime = described("开始时间。", "When it was opened.")
    finding: str | None = described("结果；尚未结束则为空。", "What was found; null while it is open.")
    closed_at: DateTime | None = described("结束时间；尚未结束则为空。", "When it was closed; null while it is open.")
    grades: list[LookBackGrade] = described("重新定的类别。", "The new grades.")
