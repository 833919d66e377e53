"""The parts of a joint topic: whom its lead invited, its frozen drafts, outputs and tracks, and what it waits for."""

import strawberry

from schema.completeness_types import NodeLevel
from schema.records import REFERENCE, CommitteeReference
from schema.scalars import Date, DateTime
from schema.topics.enums import (
    AwaitedAnswer,
    DeliveryRoute,
    InvitationState,
    OwnTopicDecision,
    SuggestionResponse,
    TopicOutputKind,
    TopicTrackKind,
)
from schema.wording import both, described


@strawberry.type(
    description=both(
        "牵头政协发出的一份邀请，及其所知受邀政协的情况；以牵头政协收到消息的次序为准。",
        "An invitation, and what the lead knows of the invited committee; the order in which the lead applied its"
        " messages decides.",
    )
)
class TopicInvitation:
    """The invited committee's own record is its Participation."""

    committee: CommitteeReference = described("受邀政协。", "The invited committee.", REFERENCE)
    participation: strawberry.ID = described("其参与记录的编号。", "The id of its participation.")
    state: InvitationState = described("状态。", "The state.")
    invited_at: DateTime | None = described("邀请时间（UTC）。", "When it was invited (UTC).")
    respond_by: Date | None = described("答复的最后一日。", "The last day for an answer.")
    provisional: bool | None = described(
        "该日在历法数据范围之外，可能推后。", "The day lies beyond the calendar and may still move."
    )
    answered_on: Date | None = described("牵头政协收到答复的日期。", "When the lead had the answer.")
    similar_topic: strawberry.ID | None = described(
        "该政协自己的相近课题，请其并入。", "Its own, similar topic, which it is asked to join to this one."
    )
    own_topic: OwnTopicDecision | None = described("该政协对自己课题的决定。", "What it decided about its own topic.")
    fieldwork: int = described("已告知的调研次数。", "How many records of fieldwork it told of.")
    endorsed_version: int | None = described("所认可的文稿版本。", "The version of the draft it endorsed.")
    endorsed_until: Date | None = described("认可的有效期。", "The last day its endorsement holds unless bound.")
    statement: str | None = described("其声明。", "Its own statement.")


@strawberry.type(description=both("固定下来的一版文稿。", "A frozen version of the draft."))
class TopicDraft:
    """Endorsements name a version by its number and digest."""

    number: int = described("版本编号，自 1 起。", "The number of the version, from 1.")
    sha256: str = described("文稿的 SHA-256 摘要。", "The SHA-256 of the text.")
    text: str | None = described(
        "文稿；仅牵头政协工作人员可见，参与政协各自留存所收版本。",
        "The text; for the lead's staff only. Each participant keeps the version that it was sent.",
    )
    note: str | None = described("说明。", "A remark.")
    frozen_at: DateTime = described("固定时间（UTC）。", "When it was frozen (UTC).")


@strawberry.type(description=both("课题的一项成果。", "An output of a topic."))
class TopicOutput:
    """Linked by the committee that produced it."""

    committee: CommitteeReference = described("形成成果的政协。", "The committee that produced it.", REFERENCE)
    kind: TopicOutputKind = described("种类。", "The kind.")
    title: str = described("名称。", "The title.")
    record: strawberry.ID | None = described("其记录的全局编号。", "The global id of its record.")
    linked_on: Date = described("登记日期。", "When it was linked.")


@strawberry.type(description=both("与课题并行推进的一项做法。", "A track that runs beside a topic."))
class TopicTrack:
    """Opened and closed by the lead."""

    position: int = described("次序，自 1 起。", "The place, from 1.")
    kind: TopicTrackKind = described("种类。", "The kind.")
    title: str = described("内容。", "What it is.")
    opened_on: Date = described("开始日期。", "When it was opened.")
    closed_on: Date | None = described("结束日期。", "When it was closed.")
    result: str | None = described("结果。", "What came of it.")


@strawberry.type(description=both("课题在等谁办理什么。", "What a topic waits for, and of whom."))
class TopicWait:
    """Silence lapses after the last day."""

    committee: CommitteeReference = described("所等的政协。", "The committee it waits for.", REFERENCE)
    awaited: AwaitedAnswer = described("所等的事项。", "What is awaited.")
    since: Date | None = described("起始日期。", "Since when.")
    until: Date | None = described("最后一日。", "Until when.")
    provisional: bool | None = described(
        "该日在历法数据范围之外，可能推后。", "The day lies beyond the calendar and may still move."
    )


@strawberry.type(description=both("书面建议报送一个单位的情况。", "A delivery of a written suggestion to one unit."))
class SuggestionDelivery:
    """Units of any level; the route says whether another body forwarded it."""

    position: int = described("次序，自 1 起。", "The place, from 1.")
    unit: str = described("收到的单位。", "The unit.")
    level: NodeLevel = described("该单位的层级。", "The level of the unit.")
    route: DeliveryRoute = described("报送途径。", "The route.")
    forwarded_by: str | None = described("经何机关转送。", "Who forwarded it.")
    delivered_on: Date = described("报送日期。", "When it was delivered.")
    response: SuggestionResponse | None = described("回应。", "How the unit responded.")
    response_note: str | None = described("回应的内容。", "What it said.")
    responded_on: Date | None = described("回应日期。", "When it responded.")
