"""Paths merged into a tree: what they have in common is fetched once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gateway.graph.elements import Edge, Enter
from gateway.operation.selection import Condition, Field
from gateway.planner.path import Path


@dataclass(frozen=True, slots=True)
class PathTree:
    """An edge with the client's field and conditions, and the edges that follow it."""

    edge: Edge
    field: Field | None
    when: tuple[Condition, ...]
    children: tuple[PathTree, ...]

    def show(self, indent: int = 0) -> str:
        """The tree, an edge a line."""
        head = "  " * indent + " ".join([str(self.edge), *map(str, self.when)])
        return "\n".join([head, *(child.show(indent + 1) for child in self.children)])

    def __str__(self) -> str:
        return self.show()


def merge(paths: Iterable[Path]) -> tuple[PathTree, ...]:
    """The trees of all paths, branches in the order in which they were first met."""
    return _merge([path.segments() for path in paths])


def _merge(paths: list[tuple[Path, ...]]) -> tuple[PathTree, ...]:
    groups: dict[object, list[tuple[Path, ...]]] = {}
    for segments in paths:
        if segments:
            groups.setdefault(_fingerprint(segments[0]), []).append(segments)
    return tuple(
        PathTree(group[0][0].edge, group[0][0].field, group[0][0].when, _merge([path[1:] for path in group]))
        for group in groups.values()
    )


def _fingerprint(segment: Path) -> object:
    """Edges are one branch when they lead from and to the same nodes for the same field under the same conditions."""
    edge = segment.edge
    head = None if isinstance(edge, Enter) else edge.head
    return type(edge), head, edge.tail, segment.field, segment.when
