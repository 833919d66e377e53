"""The query graph: what can be reached from where. Built once per supergraph; planning and composition both ask it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from gateway.graph.elements import Cast, Edge, Enter, Get, Jump, Node
from gateway.operation.selection import Selections, fields_in
from gateway.supergraph.facts import FieldFacts, Supergraph, TypeFacts, TypeInGraph


@dataclass(frozen=True, slots=True)
class Exits:
    """The ways out of one node."""

    gets: Mapping[str, Get]
    jumps: tuple[Jump, ...]
    casts: tuple[Cast, ...]

    def __iter__(self) -> Iterator[Edge]:
        yield from self.gets.values()
        yield from self.jumps
        yield from self.casts


@dataclass(frozen=True, slots=True, eq=False)
class QueryGraph:
    """All nodes with their exits, and the entries by root type, subgraphs in the order of their names."""

    supergraph: Supergraph
    entries: Mapping[str, tuple[Enter, ...]]
    exits: Mapping[Node, Exits]

    def __str__(self) -> str:
        edges: list[Edge] = [enter for entries in self.entries.values() for enter in entries]
        edges += [edge for exits in self.exits.values() for edge in exits]
        return "\n".join(map(str, edges))


@lru_cache(maxsize=4)
def build(supergraph: Supergraph) -> QueryGraph:
    """The query graph of a supergraph, kept for the few that are served at a time."""
    roots = [root.name for root in (supergraph.schema.query_type, supergraph.schema.mutation_type) if root is not None]
    builder = _Builder(supergraph)
    entries = {root: tuple(Enter(Node(root, part.graph)) for part in supergraph.types[root].graphs) for root in roots}
    for facts in supergraph.types.values():
        for part in facts.graphs:
            if facts.kind in ("OBJECT", "INTERFACE", "UNION"):
                builder.add(Node(facts.name, part.graph), facts, part)
    return QueryGraph(supergraph, MappingProxyType(entries), MappingProxyType(builder.exits))


class _Builder:
    """Collects the exits of nodes; views are added when a field leads to them."""

    def __init__(self, supergraph: Supergraph) -> None:
        self._supergraph = supergraph
        self.exits: dict[Node, Exits] = {}

    def add(self, node: Node, facts: TypeFacts, part: TypeInGraph) -> None:
        gets = {field.name: self._get(node, field) for field in facts.fields.values() if node.graph in field.resolvers}
        casts = tuple(Cast(node, Node(name, node.graph)) for name in part.possible)
        self.exits[node] = Exits(MappingProxyType(gets), self._jumps(node, facts), casts)

    def _get(self, node: Node, field: FieldFacts) -> Get:
        needs = next((part.requires for part in field.graphs if part.graph == node.graph), ())
        target = self._supergraph.types.get(field.type)
        if target is None or target.kind in ("SCALAR", "ENUM"):
            return Get(node, field, None, needs)
        if field.remote is not None:
            return Get(node, field, self._remote_view(node.graph, field, target), needs)
        return Get(node, field, Node(field.type, node.graph), needs)

    def _jumps(self, node: Node, facts: TypeFacts) -> tuple[Jump, ...]:
        """Every resolvable key of the type in another subgraph, where this one can give its fields."""
        return tuple(
            Jump(node, Node(facts.name, part.graph), key.fields)
            for part in facts.graphs
            if part.graph != node.graph
            for key in part.keys
            if key.resolvable and self._gives(node.graph, facts, key.fields)
        )

    def _gives(self, graph: str, facts: TypeFacts, key: Selections) -> bool:
        """Whether a subgraph knows the key's fields; a field that is external there still is one of its keys."""
        own = facts.in_graph(graph)
        known = {f.name for own_key in own.keys for f in fields_in(own_key.fields)} if own is not None else set()
        resolved = {field.name for field in facts.fields.values() if graph in field.resolvers}
        return all(field.name in known | resolved for field in fields_in(key))

    def _remote_view(self, graph: str, field: FieldFacts, target: TypeFacts) -> Node:
        """What a reference knows of the owned object: the provided fields, the key, and the way to the owner."""
        assert field.remote is not None and target.owned_by is not None
        view = Node(target.name, graph, field.coordinate)
        part = target.in_graph(graph)
        assert part is not None
        key = next(key for key in part.keys if key.resolvable)
        known = [inner.name for part_of in (field.remote.provides, key.fields) for inner in fields_in(part_of)]
        self.exits[view] = Exits(MappingProxyType({}), (), ())
        gets = {name: self._get(view, target.fields[name]) for name in dict.fromkeys(known)}
        jump = Jump(view, Node(target.name, graph), key.fields)
        self.exits[view] = Exits(MappingProxyType(gets), (jump,), ())
        return view
