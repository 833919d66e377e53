"""Steps while they are being built. Nothing outside of planning sees them; a finished plan is frozen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from gateway.operation.conditions import Alternatives
from gateway.operation.selection import Field, Selection
from gateway.planner.plan import KeyField, ResponsePath


@dataclass(slots=True)
class RootStep:
    """Root fields of one subgraph that go out together."""

    id: int
    graph: str
    fields: list[Field]
    when: Alternatives
    waits_for: list[int]


@dataclass(slots=True)
class JumpStep:
    """Entities at one response path. `view` is the coordinate of the reference that was followed, if it was one."""

    id: int
    graph: str
    path: ResponsePath
    type: str
    key: tuple[KeyField, ...]
    view: str
    waits_for: list[int]
    selections: list[Selection] = field(default_factory=list)


@dataclass(slots=True)
class StepDag:
    """The steps by id; a step waits only for steps with smaller ids, so their order is a topological one."""

    roots: dict[int, RootStep] = field(default_factory=dict)
    jumps: dict[int, JumpStep] = field(default_factory=dict)

    @property
    def next_id(self) -> int:
        """The id of the next step, from 1."""
        return len(self.roots) + len(self.jumps) + 1

    @property
    def ids(self) -> list[int]:
        """All ids in order."""
        return list(range(1, self.next_id))

    def root(self, graph: str, field: Field, when: Alternatives, *, shared: bool, waits_for: list[int]) -> RootStep:
        """A new root step, or for a shared field one that goes to the same subgraph under the same condition."""
        if shared:
            for step in self.roots.values():
                if step.graph == graph and step.when == when:
                    return step
        step = RootStep(self.next_id, graph, [], when, waits_for)
        self.roots[step.id] = step
        return step

    def jump(
        self, source: int, graph: str, path: ResponsePath, type_: str, key: tuple[KeyField, ...], view: str
    ) -> JumpStep:
        """The jump to these entities: the one that is there already, or a new one behind `source`."""
        for step in self.jumps.values():
            if (step.waits_for, step.graph, step.path, step.type, step.key) == ([source], graph, path, type_, key):
                return step
        step = JumpStep(self.next_id, graph, path, type_, key, view, [source])
        self.jumps[step.id] = step
        return step

    def __iter__(self) -> Iterator[RootStep | JumpStep]:
        for step_id in self.ids:
            yield self.roots[step_id] if step_id in self.roots else self.jumps[step_id]
