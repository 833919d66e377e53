"""Topics that are alike: a connection whose edges say how much of two titles is the same."""

from typing import Any

import strawberry

from schema.completeness_types import CompletenessType
from schema.directives import Gather
from schema.paging import SCOPE, WINDOW, PageInfo
from schema.rootfields import argument, read_field
from schema.topics.types import JointTopic
from schema.wording import both, described

THRESHOLD = 35
"""From here on two topics are shown as alike, in hundredths of the pairs of characters that either has."""


@strawberry.type(
    description=both("找到的一个相近课题及其位置。", "A topic that was found alike, and its place in the list.")
)
class TopicMatchEdge:
    """Scores compare between nodes: they are made of the two texts alone."""

    cursor: str = described(
        "位置游标；只对同一问法有效。", "The place of this record; valid for the same question only."
    )
    score: int = described(
        "相近程度，百分之几：两个名称（或名称连同内容）所含的相邻两字中，有多少为双方共有；取两者中较高的。",
        "How much alike, in hundredths: of the pairs of neighbouring characters in either title (or title with"
        " summary), how many are in both; the higher of the two.",
    )
    node: JointTopic = described("课题。", "The topic.")


@strawberry.type(
    description=both(
        "各节点相近课题合并成的一页，最相近者在前。",
        "One page of similar topics of all asked nodes, the most alike first.",
    )
)
class TopicMatchConnection:
    """A page, the total, and how complete both are."""

    edges: list[TopicMatchEdge] = described("本页各条。", "The topics of this page.")
    page_info: PageInfo = described("分页信息。", "Where the page stands.")
    total_count: int = described("所问各节点相近课题的总数。", "How many topics are alike at the asked nodes.")
    completeness: CompletenessType = described("完整性：哪些节点作答。", "Which nodes answered.")


def similar_field() -> Any:
    """The root field `similarTopics`."""
    return read_field(
        "与某一名称相近的联合课题：本政协自己的，以及他人公开或与其共享的；牵头政协可据此请对方并入。",
        "Joint topics that are like a given title: the committee's own, and what others publish or share with it. A"
        " lead can then ask the other to join.",
        Gather(merge="CONNECTION"),
        arguments=[
            argument("title", str, "课题名称。", "The title."),
            argument("summary", str | None, "内容。", "What it is about."),
            argument(
                "leave_out",
                strawberry.ID | None,
                "不计入的课题，如正在比对的那个。",
                "A topic to leave out, such as the one that is compared.",
            ),
            argument(
                "threshold", int, "最低相近程度，百分之几。", "The least likeness, in hundredths.", default=THRESHOLD
            ),
            *WINDOW,
            *SCOPE,
        ],
    )
