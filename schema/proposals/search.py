"""Full-text search of proposals: a connection whose edges say how well each proposal matches."""

from typing import Any

import strawberry

from schema.completeness_types import CompletenessType
from schema.directives import Gather
from schema.paging import SCOPE, WINDOW, PageInfo
from schema.proposals.inputs import FilingFilter
from schema.proposals.types import Filing
from schema.rootfields import argument, read_field
from schema.wording import both, described


@strawberry.type(
    description=both("检索到的一件提案及其位置。", "A proposal that was found, and its place in the list.")
)
class FilingMatchEdge:
    """Scores compare between nodes: they are made of the proposal and the words alone, never of how others are."""

    cursor: str = described(
        "位置游标；只对同一检索词与筛选有效。", "The place of this record; valid for the same words and filter only."
    )
    score: int = described(
        "相关程度：每个词见于案由计 100，另按其在正文中出现的多少计 1 至 9。",
        "How well it matches: 100 for each word in the title, and from 1 to 9 by how often each occurs in the text.",
    )
    snippet: str | None = described(
        "正文中首个出现检索词之处的片段；词只见于案由则为空。",
        "The text around the first word found in it; null if the words are in the title only.",
    )
    node: Filing = described("提案。", "The proposal.")


@strawberry.type(
    description=both(
        "各节点检索结果合并成的一页，相关者在前。", "One page of what all asked nodes found, the best matches first."
    )
)
class FilingMatchConnection:
    """A page, the total, and how complete both are."""

    edges: list[FilingMatchEdge] = described("本页各条。", "The proposals of this page.")
    page_info: PageInfo = described("分页信息。", "Where the page stands.")
    total_count: int = described("所问各节点检索到的总数。", "How many proposals match at the asked nodes.")
    completeness: CompletenessType = described("完整性：哪些节点作答。", "Which nodes answered.")


def search_field() -> Any:
    """The root field `searchFilings`."""
    query = argument(
        "query",
        str,
        "检索词，每词至少两个字，以空格分开，须全部出现于案由或正文；不分全角半角、大小写，只认所写的简体或繁体。",
        "Words of two characters or more, separated by blanks, all of which must occur in the title or the text;"
        " width and case do not matter, simplified and traditional characters are not taken for each other.",
    )
    filter_ = argument("filter", FilingFilter | None, "筛选条件，须同时满足。", "Conditions, all of which must hold.")
    return read_field(
        "检索提案的案由和正文，相关者在前。",
        "Searches titles and texts of proposals; the best matches come first.",
        Gather(merge="CONNECTION"),
        arguments=[query, *WINDOW, filter_, *SCOPE],
    )
