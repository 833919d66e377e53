"""Connections: pages of records gathered from many nodes in one order."""

from typing import Any, Generic, TypeVar

import strawberry
from strawberry.types.arguments import StrawberryArgument

from schema.completeness_types import CompletenessType, NodeLevel
from schema.directives import Gather
from schema.rootfields import argument, read_field
from schema.scalars import NodeCode
from schema.wording import DescribedEnum, both, described

T = TypeVar("T")


@strawberry.type(description=both("分页信息。", "Where a page stands in its list."))
class PageInfo:
    """Whether there is more, and the cursors to go on from."""

    has_next_page: bool = described("之后是否还有。", "Whether there is more after this page.")
    has_previous_page: bool = described("之前是否还有。", "Whether there is more before this page.")
    start_cursor: str | None = described("本页首条的游标。", "The cursor of the first edge.")
    end_cursor: str | None = described("本页末条的游标。", "The cursor of the last edge.")


@strawberry.type(description=both("列表中的一条记录及其位置。", "A record and its place in the list."))
class Edge(Generic[T]):
    """One line of a page."""

    cursor: str = described(
        "位置游标；只对同一排序与筛选有效。",
        "The place of this record; valid for the same order and filter only.",
    )
    node: T = described("记录。", "The record.")


@strawberry.type(
    description=both("各节点记录合并成的一页。", "One page of the records of all asked nodes, merged in one order.")
)
class Connection(Generic[T]):
    """A page, the total, and how complete both are."""

    edges: list[Edge[T]] = described("本页各条。", "The records of this page.")
    page_info: PageInfo = described("分页信息。", "Where the page stands.")
    total_count: int = described("所问各节点符合条件的总数。", "How many records match at the asked nodes.")
    completeness: CompletenessType = described("完整性：哪些节点作答。", "Which nodes answered.")


SCOPE = (
    argument(
        "nodes",
        list[NodeCode] | None,
        "只问这些政协；缺省为全部。",
        "Ask only these committees; all by default.",
    ),
    argument(
        "levels",
        list[NodeLevel] | None,
        "只问这些层级的政协；缺省为全部。",
        "Ask only committees of these levels; all by default.",
    ),
)
"""The arguments by which any gathered field limits whom it asks."""


WINDOW = (
    argument(
        "first", int | None, "取前几条，至多 200；缺省 20。", "How many from the front: 20 by default, 200 at most."
    ),
    argument("after", str | None, "从此游标之后取。", "Start after this cursor."),
    argument("last", int | None, "取末几条，至多 200。", "How many from the back, 200 at most."),
    argument("before", str | None, "取到此游标之前。", "End before this cursor."),
)
"""The arguments that cut a page out of a list."""


def page_arguments(order: DescribedEnum, filter_: Any) -> tuple[StrawberryArgument, ...]:
    """The arguments of a connection whose default order is ``order`` and whose filter type is ``filter_``."""
    return (
        *WINDOW,
        argument("order_by", type(order), "排序。", "The order.", default=order),
        argument("filter", filter_ | None, "筛选条件，须同时满足。", "Conditions, all of which must hold."),
        *SCOPE,
    )


def connection_field(order: DescribedEnum, filter_: Any, zh: str, en: str) -> Any:
    """A root field that gathers a page from every asked node."""
    return read_field(zh, en, Gather(merge="CONNECTION"), arguments=page_arguments(order, filter_))
