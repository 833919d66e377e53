"""Completeness, node status and level as GraphQL types, described in both languages."""

from enum import EnumMeta

import strawberry

from schema.completeness import NodeLevel, NodeStatus
from schema.scalars import DateTime, NodeCode

__all__ = ["CompletenessType", "NodeAnswerType", "NodeLevel", "NodeStatus", "NotJoinedType"]  # enums: take them here


def _describe(enum: EnumMeta, description: str, values: dict[str, str]) -> None:
    """Make a plain enumeration a GraphQL one; its members keep their plain string values."""
    definition = strawberry.enum(enum, description=description).__strawberry_definition__  # type: ignore[attr-defined]
    for value in definition.values:
        value.description = values[value.name]


_describe(
    NodeLevel,
    "政协委员会所在的层级。\n\nThe level of a committee.",
    {
        "NATIONAL": "全国。\n\nThe country.",
        "PROVINCE": "省、自治区、直辖市。\n\nA province.",
        "CITY": "地级市。\n\nA city at prefecture level.",
        "DISTRICT": "区、县、县级市。\n\nA district, county or city at county level.",
    },
)
_describe(
    NodeStatus,
    "一个节点的应答情况。\n\nWhat a node's answer is worth.",
    {
        "LIVE": "节点已当场应答。\n\nThe node answered just now.",
        "STALE": "来自他处留存的副本，asOf 为其时间。\n\nFrom a copy kept elsewhere, as of asOf.",
        "PARTIAL": "节点已应答，但缺少 missing 所列的字段。\n\nThe node answered without the coordinates in missing.",
        "DOWN": "节点没有应答，原因见 reason。\n\nThe node did not answer; reason says why.",
        "DENIED": "节点不向该查询者共享此类记录。\n\nThe node does not share these records with this viewer.",
        "SKIPPED": "查询未包括该节点。\n\nThe query left this node out.",
    },
)


@strawberry.type(name="NodeAnswer", description="一个节点在一次应答中的情况。\n\nOne node's part in an answer.")
class NodeAnswerType:
    code: NodeCode = strawberry.field(description="节点代码。\n\nThe node's code.")
    status: NodeStatus = strawberry.field(description="应答情况。\n\nWhat its answer is worth.")
    rows: int = strawberry.field(description="该节点提供的行数。\n\nRows that the node contributed.")
    ms: float | None = strawberry.field(description="应答用时（毫秒）。\n\nMilliseconds until it answered.")
    reason: str | None = strawberry.field(description="没有完整应答的原因。\n\nWhy it did not answer in full.")
    as_of: DateTime | None = strawberry.field(
        description="副本的时间，仅用于 STALE。\n\nThe time of the copy, for STALE only."
    )
    missing: list[str] = strawberry.field(
        description="该节点未能提供的字段。\n\nCoordinates that the node could not serve."
    )


@strawberry.type(
    name="NotJoined",
    description=(
        "所问范围内某一层级有节点的委员会数与总数。\n\n"
        "How many committees of a level in the asked area have a node, of how many."
    ),
)
class NotJoinedType:
    level: NodeLevel = strawberry.field(description="层级。\n\nThe level.")
    joined: int = strawberry.field(description="已有节点的委员会数。\n\nCommittees that have a node.")
    known: int = strawberry.field(description="该层级的委员会总数。\n\nCommittees that there are.")


@strawberry.type(
    name="Completeness",
    description=(
        "一次跨节点应答的完整程度，逐个列出节点。\n\nHow complete an answer over many nodes is, node by node."
    ),
)
class CompletenessType:
    complete: bool = strawberry.field(
        description="所有被问到的节点是否都已当场应答。\n\nWhether every asked node is LIVE."
    )
    nodes: list[NodeAnswerType] = strawberry.field(description="各节点的情况，按代码排列。\n\nThe nodes, by code.")
    not_joined: list[NotJoinedType] = strawberry.field(
        description="所问范围内尚无节点的情况。\n\nWho in the asked area has no node."
    )
