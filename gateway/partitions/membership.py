"""Which nodes serve a partition, as the operator listed them, and the view of it that plans run against."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Protocol

from gateway.execute.backend import Failure, Member
from schema.completeness import NodeLevel, NotJoined


@dataclass(frozen=True, slots=True)
class Node:
    """One entry of the list: who serves, where, and which retired codes it answers for."""

    member: Member
    endpoint: str
    key: str
    """The node's Ed25519 public key, base64url without padding."""
    succeeds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Membership:
    """The nodes of one partitioned graph, and the codes of its area that have none."""

    graph: str
    nodes: tuple[Node, ...]
    known: Mapping[str, str]
    """Level by code, for codes without a node."""
    timeout_s: float = 3.0
    probe_s: float = 0.5

    def __str__(self) -> str:
        lines = [f"{self.graph}: {len(self.nodes)} nodes, {len(self.known)} codes without one"]
        for node in self.nodes:
            after = f" succeeds {' '.join(node.succeeds)}" if node.succeeds else ""
            lines.append(f"  {node.member.code} {node.member.level} {node.member.profile} {node.endpoint}{after}")
        return "\n".join(lines)


class Reachability(Protocol):
    """What is known about each member's state without asking it."""

    def failure(self, code: str) -> Failure | None:
        """Why the member counts as down; None when it may be asked."""


class MemberView:
    """The `PartitionView` over a fixed membership and the present reachability of its members."""

    def __init__(self, membership: Membership, reachability: Reachability) -> None:
        self._reachability = reachability
        self._members = tuple(sorted((node.member for node in membership.nodes), key=lambda m: m.code))
        self._by_code = {member.code: member for member in self._members}
        for node in membership.nodes:
            self._by_code.update(dict.fromkeys(node.succeeds, node.member))
        self._known = membership.known
        self._counts = self._count()

    def members(self) -> tuple[Member, ...]:
        return self._members

    def known(self, code: str) -> str | None:
        member = self._by_code.get(code)
        return member.level if member is not None else self._known.get(code)

    def member(self, code: str) -> Member | None:
        return self._by_code.get(code)

    def failure(self, code: str) -> Failure | None:
        return self._reachability.failure(code)

    def not_joined(self, levels: Collection[str] | None) -> tuple[NotJoined, ...]:
        return tuple(count for count in self._counts if levels is None or count.level.value in levels)

    def _count(self) -> tuple[NotJoined, ...]:
        counts = []
        for level in NodeLevel:
            joined = sum(member.level == level for member in self._members)
            missing = sum(known == level for known in self._known.values())
            if missing:
                counts.append(NotJoined(level, joined, joined + missing))
        return tuple(counts)
