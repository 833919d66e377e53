"""How complete an answer over many nodes is: who was asked, what each said, and who has no node at all.

Plain values, without GraphQL; `completeness_types` shows them to clients.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum


class NodeLevel(StrEnum):
    """The level of a committee's division."""

    NATIONAL = "NATIONAL"
    PROVINCE = "PROVINCE"
    CITY = "CITY"
    DISTRICT = "DISTRICT"


class NodeStatus(StrEnum):
    """What a node's answer is worth."""

    LIVE = "LIVE"
    STALE = "STALE"
    PARTIAL = "PARTIAL"
    DOWN = "DOWN"
    DENIED = "DENIED"
    SKIPPED = "SKIPPED"


@dataclass(frozen=True, slots=True)
class NodeAnswer:
    """One node's part: rows it gave, milliseconds it took, why it gave none, and coordinates it could not serve."""

    code: str
    status: NodeStatus
    rows: int = 0
    ms: float | None = None
    reason: str | None = None
    as_of: datetime | None = None
    missing: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, object]:
        """The answer under its GraphQL names."""
        return {
            "code": self.code,
            "status": self.status.value,
            "rows": self.rows,
            "ms": self.ms,
            "reason": self.reason,
            "asOf": None if self.as_of is None else _rfc3339(self.as_of),
            "missing": list(self.missing),
        }


@dataclass(frozen=True, slots=True)
class NotJoined:
    """How many committees of a level in the asked area have a node, of how many there are."""

    level: NodeLevel
    joined: int
    known: int

    def as_dict(self) -> dict[str, object]:
        """The count under its GraphQL names."""
        return {"level": self.level.value, "joined": self.joined, "known": self.known}


@dataclass(frozen=True, slots=True)
class Completeness:
    """All nodes of an answer, by code, and the committees that have none."""

    nodes: tuple[NodeAnswer, ...]
    not_joined: tuple[NotJoined, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether every asked node is LIVE. A node that the query left out (SKIPPED) was not asked."""
        return all(node.status in (NodeStatus.LIVE, NodeStatus.SKIPPED) for node in self.nodes)

    def as_dict(self) -> dict[str, object]:
        """The whole under its GraphQL names, nodes in the order of their codes."""
        return {
            "complete": self.complete,
            "nodes": [node.as_dict() for node in sorted(self.nodes, key=lambda node: node.code)],
            "notJoined": [count.as_dict() for count in self.not_joined],
        }


def _rfc3339(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
