"""Orders, filters and inputs of the topics module."""

import strawberry

from schema.scalars import Date, NodeCode
from schema.topics.enums import DeliveryRoute, JointTopicStage, ParticipationAnswer, ParticipationState
from schema.wording import DescribedEnum, both, described, described_enum, optional


@described_enum("联合课题的排序。", "Orders of joint topics.")
class JointTopicOrder(DescribedEnum):
    """Ties are broken by id; an empty value comes last both ways."""

    TITLE_ASC = "TITLE_ASC", "按名称升序。", "By title, ascending."
    TITLE_DESC = "TITLE_DESC", "按名称降序。", "By title, descending."
    YEAR_ASC = "YEAR_ASC", "按年度升序。", "By year, earliest first."
    YEAR_DESC = "YEAR_DESC", "按年度降序。", "By year, latest first."
    RECORDED_AT_ASC = "RECORDED_AT_ASC", "按记录时间升序。", "By recorded time, oldest first."
    RECORDED_AT_DESC = "RECORDED_AT_DESC", "按记录时间降序。", "By recorded time, newest first."


@strawberry.input(description=both("联合课题的筛选条件。", "Which joint topics."))
class JointTopicFilter:
    """All given conditions must hold."""

    stage: JointTopicStage | None = optional("阶段。", "The stage.")
    year: int | None = optional("年度。", "The year.")


@described_enum("参与情况的排序。", "Orders of participations.")
class ParticipationOrder(DescribedEnum):
    """Ties are broken by id."""

    RECORDED_AT_ASC = "RECORDED_AT_ASC", "按记录时间升序。", "By recorded time, oldest first."
    RECORDED_AT_DESC = "RECORDED_AT_DESC", "按记录时间降序。", "By recorded time, newest first."


@strawberry.input(description=both("参与情况的筛选条件。", "Which participations."))
class ParticipationFilter:
    """All given conditions must hold."""

    state: ParticipationState | None = optional("状态。", "The state.")


@described_enum("书面建议的排序。", "Orders of written suggestions.")
class WrittenSuggestionOrder(DescribedEnum):
    """Ties are broken by id."""

    RECORDED_AT_ASC = "RECORDED_AT_ASC", "按记录时间升序。", "By recorded time, oldest first."
    RECORDED_AT_DESC = "RECORDED_AT_DESC", "按记录时间降序。", "By recorded time, newest first."


@strawberry.input(description=both("书面建议的筛选条件。", "Which written suggestions."))
class WrittenSuggestionFilter:
    """All given conditions must hold."""

    route: DeliveryRoute | None = optional("报送途径。", "The route of delivery.")


@strawberry.input(
    description=both(
        "有约束力的决定须注明的依据。", "By whose authority a binding act is decided; needed for every such act."
    )
)
class AuthorityInput:
    """Becomes an Authority of the record."""

    body: str = described("决定机构，如主席会议。", "The body that decided, such as the chairpersons' meeting.")
    approved_by: str | None = optional("签发人。", "Who signed it off.")
    decided_on: Date = described("决定日期。", "The date of the decision.")
    document_number: str = described("文号。", "The number of the document.")
    attachment_hash: str | None = optional("附件的 SHA-256 摘要。", "The SHA-256 of the attached document.")


@strawberry.input(description=both("发起联合课题。", "A joint topic to propose."))
class ProposeJointTopicInput:
    """The proposing committee is the lead."""

    title: str = described("课题名称。", "The title.")
    summary: str | None = optional("内容。", "What it is about.")
    year: int | None = optional("列入哪一年的协商计划。", "The year whose consultation plan it belongs to.")
    leading_official: str | None = optional("带头的领导。", "The official who leads it.")
    task_force: str | None = optional("专班。", "The task force.")


@strawberry.input(description=both("邀请参与联合课题。", "An invitation to a joint topic."))
class InviteJointTopicInput:
    """Binding, so it names its authority."""

    committees: list[NodeCode] = described("受邀政协的代码。", "The codes of the invited committees.")
    authority: AuthorityInput = described("邀请的依据。", "By whose authority they are invited.")


@strawberry.input(description=both("答复参与邀请。", "An answer to an invitation."))
class AnswerParticipationInput:
    """Given by the invited committee, at its own node."""

    topic: strawberry.ID = described("课题的编号。", "The id of the topic.")
    answer: ParticipationAnswer = described("答复。", "The answer.")
    note: str | None = optional("附言。", "A remark.")
    authority: AuthorityInput = described("答复的依据。", "By whose authority it is given.")
