"""Orders, filters and inputs of the topics module."""

import strawberry

from schema.scalars import Date, NodeCode
from schema.topics.enums import (
    DeliveryRoute,
    EndorsementState,
    FieldworkState,
    JointTopicStage,
    ParticipationState,
    SuggestionState,
)
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
    waiting_for: NodeCode | None = optional(
        "在等该政协答复邀请或认可文稿的课题。", "Topics that wait for this committee's answer or endorsement."
    )
    participant: NodeCode | None = optional("该政协参与的课题。", "Topics in which this committee takes part.")


@described_enum("参与情况的排序。", "Orders of participations.")
class ParticipationOrder(DescribedEnum):
    """Ties are broken by id."""

    RECORDED_AT_ASC = "RECORDED_AT_ASC", "按记录时间升序。", "By recorded time, oldest first."
    RECORDED_AT_DESC = "RECORDED_AT_DESC", "按记录时间降序。", "By recorded time, newest first."


@strawberry.input(description=both("参与情况的筛选条件。", "Which participations."))
class ParticipationFilter:
    """All given conditions must hold."""

    state: ParticipationState | None = optional("状态。", "The state.")
    waiting: bool | None = optional(
        "等待（true）或不等待（false）该政协答复邀请或认可文稿的。",
        "Those in which the committee's answer or endorsement is awaited (true), or is not (false).",
    )


@described_enum("调研记录的排序。", "Orders of records of fieldwork.")
class FieldworkRecordOrder(DescribedEnum):
    """Ties are broken by id."""

    HELD_FROM_ASC = "HELD_FROM_ASC", "按调研日期升序。", "By the first day, earliest first."
    HELD_FROM_DESC = "HELD_FROM_DESC", "按调研日期降序。", "By the first day, latest first."
    RECORDED_AT_ASC = "RECORDED_AT_ASC", "按记录时间升序。", "By recorded time, oldest first."
    RECORDED_AT_DESC = "RECORDED_AT_DESC", "按记录时间降序。", "By recorded time, newest first."


@strawberry.input(description=both("调研记录的筛选条件。", "Which records of fieldwork."))
class FieldworkRecordFilter:
    """All given conditions must hold."""

    topic: strawberry.ID | None = optional("课题的编号。", "The id of the topic.")
    state: FieldworkState | None = optional("状态。", "The state.")


@described_enum("文稿认可的排序。", "Orders of endorsements.")
class TopicEndorsementOrder(DescribedEnum):
    """Ties are broken by id."""

    RECORDED_AT_ASC = "RECORDED_AT_ASC", "按记录时间升序。", "By recorded time, oldest first."
    RECORDED_AT_DESC = "RECORDED_AT_DESC", "按记录时间降序。", "By recorded time, newest first."


@strawberry.input(description=both("文稿认可的筛选条件。", "Which endorsements."))
class TopicEndorsementFilter:
    """All given conditions must hold."""

    topic: strawberry.ID | None = optional("课题的编号。", "The id of the topic.")
    state: EndorsementState | None = optional("状态。", "The state.")


@described_enum("书面建议的排序。", "Orders of written suggestions.")
class WrittenSuggestionOrder(DescribedEnum):
    """Ties are broken by id."""

    RECORDED_AT_ASC = "RECORDED_AT_ASC", "按记录时间升序。", "By recorded time, oldest first."
    RECORDED_AT_DESC = "RECORDED_AT_DESC", "按记录时间降序。", "By recorded time, newest first."


@strawberry.input(description=both("书面建议的筛选条件。", "Which written suggestions."))
class WrittenSuggestionFilter:
    """All given conditions must hold."""

    route: DeliveryRoute | None = optional("报送途径。", "The route of delivery.")
    state: SuggestionState | None = optional("状态。", "The state.")
    topic: strawberry.ID | None = optional("课题的编号。", "The id of the topic.")


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
