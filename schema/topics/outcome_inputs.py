"""Inputs of what comes of a topic: suggestions with their deliveries and answers, outputs, tracks."""

import strawberry

from schema.completeness_types import NodeLevel
from schema.scalars import Date
from schema.topics.enums import DeliveryRoute, SuggestionResponse, TopicOutputKind, TopicTrackKind
from schema.topics.inputs import AuthorityInput
from schema.wording import both, described, optional


@strawberry.input(description=both("起草书面建议。", "A written suggestion to draft."))
class DraftWrittenSuggestionInput:
    """By the lead or a participant, each to its own side."""

    topic: strawberry.ID = described("课题的编号。", "The id of the topic.")
    title: str = described("标题。", "The title.")
    text: str | None = optional("正文。", "The text.")


@strawberry.input(description=both("形成书面建议。", "How a suggestion is issued."))
class IssueWrittenSuggestionInput:
    """Binding."""

    text: str | None = optional("正文；缺省为起草时所写。", "The text; as drafted by default.")
    authority: AuthorityInput = described("形成的依据。", "By whose authority it is issued.")


@strawberry.input(description=both("报送的一个单位。", "A unit that it is delivered to."))
class SuggestionRecipientInput:
    """Of any level."""

    unit: str = described("单位。", "The unit.")
    level: NodeLevel = described("该单位的层级。", "Its level.")
    route: DeliveryRoute = described("报送途径。", "The route.")
    forwarded_by: str | None = optional("经何机关转送；经转的须写明。", "Who forwards it; needed if it is forwarded.")


@strawberry.input(description=both("报送书面建议。", "A delivery of a suggestion."))
class DeliverWrittenSuggestionInput:
    """At least one unit; more may follow later."""

    recipients: list[SuggestionRecipientInput] = described("报送的单位。", "The units.")
    delivered_on: Date | None = optional("报送日期；缺省为今天。", "When; today by default.")


@strawberry.input(description=both("记录一个单位的回应。", "A unit's response."))
class RecordSuggestionResponseInput:
    """By the committee that delivered it."""

    position: int = described("报送的次序。", "The place of the delivery.")
    response: SuggestionResponse = described("回应。", "How it responded.")
    note: str = described("回应的内容。", "What it said.")
    responded_on: Date | None = optional("回应日期；缺省为今天。", "When; today by default.")


@strawberry.input(description=both("登记课题成果。", "An output to link."))
class LinkTopicOutputInput:
    """A proposal, a speech, a report; its record may lie at any committee."""

    kind: TopicOutputKind = described("种类。", "The kind.")
    title: str = described("名称。", "The title.")
    record: strawberry.ID | None = optional("其记录的全局编号。", "The global id of its record.")


@strawberry.input(description=both("开始一项并行推进。", "A track to open."))
class OpenTopicTrackInput:
    """Runs beside the topic."""

    kind: TopicTrackKind = described("种类。", "The kind.")
    title: str = described("内容。", "What it is.")


@strawberry.input(description=both("结束一项并行推进。", "A track to close."))
class CloseTopicTrackInput:
    """Named by its place."""

    position: int = described("次序。", "Its place.")
    result: str | None = optional("结果。", "What came of it.")
