"""What units are handling, gathered over every committee whose proposals they were given."""

from typing import Any

import strawberry

from schema.completeness_types import CompletenessType
from schema.directives import Gather, Total
from schema.handling.inputs import AssignmentFilter, AssignmentOrder
from schema.paging import SCOPE, page_arguments
from schema.rootfields import argument, declared_field, read_field
from schema.scalars import Date, NodeCode
from schema.wording import DescribedEnum, both, described, described_enum

_SUM = Total(by="SUM")
_WHOSE = (
    argument(
        "units",
        list[str] | None,
        "只列这些承办单位的任务，以统一社会信用代码指明，至多 200 个。",
        "Only those of these units, by their credit codes, 200 at most.",
    ),
    argument(
        "committee",
        NodeCode | None,
        "只列此地的承办单位的任务，及抄送此地政协的任务。",
        "Only those of units of this division, and those copied to its committee.",
    ),
)
_AS_OF = argument(
    "as_of", Date | None, "以哪一天计逾期；缺省为今天。", "The day for which to tell what is late; today by default."
)


@described_enum("承办任务统计的分组方式。", "How totals of assignments are grouped.")
class InboundGrouping(DescribedEnum):
    """The keys that groups may have."""

    ORIGIN_LEVEL = (
        "ORIGIN_LEVEL",
        "按来源政协的层级；键为层级的枚举名。",
        "By the level of the committee they come from.",
    )
    ORIGIN = "ORIGIN", "按来源政协；键为节点代码。", "By the committee they come from; the key is its code."
    UNIT = (
        "UNIT",
        "按承办单位；键为统一社会信用代码，未载明的为名称。",
        "By unit; the key is its credit code, or its name where the source gives no code.",
    )
    STATE = "STATE", "按状态；键为状态的枚举名，未载明的为空串。", "By state; the key is empty where it is not known."


@strawberry.type
class InboundCounts:
    """Two units of count that are never added up; not a type of the contract itself."""

    assignment_count: int = described("承办任务数，以件次计。", "Assignments, counted in 件次.", _SUM)
    filing_count: int = described("所涉提案数，以件计。", "The proposals they belong to, counted in 件.", _SUM)
    overdue_assignment_count: int = described(
        "其中逾期的承办任务数，以件次计。", "Of the assignments, those that are late, counted in 件次.", _SUM
    )


@strawberry.type(description=both("一组承办任务的统计。", "Totals of one group."))
class InboundGroup(InboundCounts):
    """Merged over nodes by its key."""

    key: str = described("组的键，含义见分组方式。", "The key of the group; the grouping says what it is.")


@strawberry.type(
    description=both(
        "承办任务统计。只计查询者可见的记录；退回、取消的不计。",
        "Totals of assignments that you may see, without those given back or cancelled.",
    )
)
class InboundAssignmentTotals(InboundCounts):
    """Summed over the asked nodes."""

    groups: list[InboundGroup] = declared_field(
        "分组统计，按键排列。",
        "The totals by group, in the order of keys.",
        arguments=[
            argument("by", InboundGrouping, "分组方式。", "What to group by.", default=InboundGrouping.ORIGIN_LEVEL)
        ],
    )
    completeness: CompletenessType = described("完整性：哪些节点作答。", "Which nodes answered.")


def inbound_field() -> Any:
    """The list."""
    return read_field(
        "各承办单位在办的承办任务，不论来自哪一级政协；退回、取消的不列。",
        "What units are handling, whichever committee it comes from, without what was given back or cancelled.",
        Gather(merge="CONNECTION"),
        arguments=(
            *_WHOSE,
            argument("overdue", bool | None, "只列逾期（或未逾期）的。", "Only what is late, or only what is not."),
            _AS_OF,
            *page_arguments(AssignmentOrder.DUE_ON_ASC, AssignmentFilter),
        ),
    )


def inbound_totals_field() -> Any:
    """The totals."""
    return read_field(
        "各承办单位承办任务的统计，件与件次分列。",
        "Totals of what units are handling, proposals and assignments apart.",
        Gather(merge="TOTALS"),
        arguments=[
            *_WHOSE,
            _AS_OF,
            argument(
                "filter", AssignmentFilter | None, "筛选条件，须同时满足。", "Conditions, all of which must hold."
            ),
            *SCOPE,
        ],
    )
