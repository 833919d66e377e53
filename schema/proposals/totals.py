"""Totals of proposals: what was received, and what became of it."""

import strawberry

from schema.completeness_types import CompletenessType
from schema.directives import Total
from schema.proposals.enums import FilingGrouping
from schema.rootfields import argument, declared_field
from schema.wording import both, described

_SUM = Total(by="SUM")


@strawberry.type
class OutcomeCounts:
    """Counts by outcome; not a type of the contract itself. What was received is the sum of the others."""

    received: int = described("收到（自提交起计）。", "Received, counted from submission.", _SUM)
    filed: int = described("立案。", "Filed.", _SUM)
    refused: int = described("不予立案。", "Refused filing.", _SUM)
    merged: int = described("并案。", "Merged.", _SUM)
    converted: int = described("转为意见建议。", "Converted into opinions.", _SUM)
    handed_up: int = described("推荐至上级政协。", "Handed up.", _SUM)
    withdrawn: int = described("撤案。", "Withdrawn.", _SUM)
    pending: int = described("待审查。", "Not yet decided.", _SUM)


@strawberry.type(description=both("一组提案的统计。", "Totals of one group."))
class FilingGroup(OutcomeCounts):
    """Merged over nodes by its key."""

    key: str = described("组的键，含义见分组方式。", "The key of the group; the grouping says what it is.")


@strawberry.type(
    description=both(
        "提案统计，以件计。只计本系统的记录，不含公开报告所载的数字。",
        "Totals of proposals, in 件. They count records and never include figures printed in reports.",
    )
)
class FilingTotals(OutcomeCounts):
    """Summed over the asked nodes."""

    groups: list[FilingGroup] = declared_field(
        "分组统计，按键排列。",
        "The totals by group, in the order of keys.",
        arguments=[argument("by", FilingGrouping, "分组方式。", "What to group by.", default=FilingGrouping.COMMITTEE)],
    )
    completeness: CompletenessType = described("完整性：哪些节点作答。", "Which nodes answered.")
