"""Finds a path for every leaf of the operation.

Each field is taken where the walk stands when it can be, else after one jump. While one subgraph holds everything there
is nothing to choose between, so the first way found, in the order of the subgraphs' names, is the way.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from graphql import is_abstract_type

from gateway.graph.elements import Cast, Get, Node
from gateway.graph.query_graph import QueryGraph
from gateway.operation.conditions import distributed
from gateway.operation.selection import TYPENAME, Field, Fragment, Selections
from gateway.planner.errors import PlanningError
from gateway.planner.path import Path


@dataclass(frozen=True, slots=True)
class Walk:
    """Walks one query graph."""

    graph: QueryGraph

    def root(self, root: str, field: Field) -> Iterator[Path]:
        """Paths to all leaves under a root field."""
        for enter in self.graph.entries.get(root, ()):
            if field.name in self.graph.exits[enter.tail].gets:
                yield from self._field(Path(None, enter, None, (), 0), enter.tail, field)
                return
        raise PlanningError(f"{root}.{field.name}", "no subgraph resolves it")

    def _selections(self, path: Path, node: Node, selections: Selections) -> Iterator[Path]:
        yield path
        for selection in distributed(selections, node.type):
            if isinstance(selection, Field):
                yield from self._field(path, node, selection)
            else:
                yield from self._fragment(path, node, selection)

    def _field(self, path: Path, node: Node, field: Field) -> Iterator[Path]:
        if field.name == TYPENAME:
            return
        step = self._step(path, node, field.name)
        if step is None:
            yield from self._exploded(path, node, field)
            return
        before, get = step
        after = before.then(get, replace(field, children=(), when=()), field.when)
        if get.tail is None:
            yield after
        else:
            yield from self._selections(after, get.tail, field.children)

    def _step(self, path: Path, node: Node, name: str) -> tuple[Path, Get] | None:
        """The field here, or at the end of a jump."""
        exits = self.graph.exits[node]
        here = exits.gets.get(name)
        if here is not None and not here.needs:
            return path, here
        for jump in exits.jumps:
            there = self.graph.exits[jump.tail].gets.get(name)
            if there is not None and not there.needs:
                return path.then(jump), there
        return None

    def _exploded(self, path: Path, node: Node, field: Field) -> Iterator[Path]:
        """An abstract type that lacks the field here: take it on each object type behind it."""
        casts = self.graph.exits[node].casts
        if not casts:
            raise PlanningError(f"{node.type}.{field.name}", f"it cannot be reached from {node}")
        for cast in casts:
            yield from self._field(path.then(cast), cast.tail, field)

    def _fragment(self, path: Path, node: Node, fragment: Fragment) -> Iterator[Path]:
        for cast in self._casts(node, fragment.on):
            yield from self._selections(path.then(cast, None, fragment.when), cast.tail, fragment.children)

    def _casts(self, node: Node, on: str) -> tuple[Cast, ...]:
        """The object types behind `node` that are an `on`; a subgraph is never asked about a type it does not know."""
        schema = self.graph.supergraph.schema
        wanted = schema.type_map[on]
        names = {on}
        if is_abstract_type(wanted):
            names |= {possible.name for possible in schema.get_possible_types(wanted)}
        return tuple(cast for cast in self.graph.exits[node].casts if cast.tail.type in names)
