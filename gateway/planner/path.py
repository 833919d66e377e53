"""A way through the query graph to one leaf of the operation."""

from __future__ import annotations

from dataclasses import dataclass

from gateway.graph.elements import Edge, Get, Jump
from gateway.operation.selection import Condition, Field

FIELD_COST = 1
JUMP_COST = 1000


@dataclass(frozen=True, slots=True)
class Path:
    """The last edge taken, and the path before it: paths with a common start share it.

    `field` is the client's field for a Get, without its children; `when` are the conditions of it or its fragment.
    """

    previous: Path | None
    edge: Edge
    field: Field | None
    when: tuple[Condition, ...]
    cost: int

    def then(self, edge: Edge, field: Field | None = None, when: tuple[Condition, ...] = ()) -> Path:
        """This path, one edge longer."""
        cost = FIELD_COST if isinstance(edge, Get) else JUMP_COST if isinstance(edge, Jump) else 0
        return Path(self, edge, field, when, self.cost + cost)

    def segments(self) -> tuple[Path, ...]:
        """From the first edge to this one."""
        found: list[Path] = []
        current: Path | None = self
        while current is not None:
            found.append(current)
            current = current.previous
        return tuple(reversed(found))

    def __str__(self) -> str:
        return "\n".join(str(segment.edge) for segment in self.segments())
