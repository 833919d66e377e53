"""Reads the join spec: subgraphs, and which of them has which type, key and field."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from graphql import (
    ConstDirectiveNode,
    DocumentNode,
    EnumTypeDefinitionNode,
    FieldDefinitionNode,
    Node,
    TypeDefinitionNode,
)

from gateway.operation.fieldset import parse_fieldset
from gateway.operation.selection import Selections
from gateway.supergraph.facts import FieldInGraph, Graph, Key, TypeInGraph
from gateway.supergraph.links import arguments_of
from gateway.supergraph.problems import Problems

SPEC = "https://specs.apollo.dev/join"


@dataclass(frozen=True, slots=True)
class JoinReader:
    """Reads one document; notes what is amiss in `problems`."""

    graphs: tuple[Graph, ...]
    possible: dict[tuple[str, str], tuple[str, ...]]
    """The object types behind an abstract type, by (type, subgraph)."""
    problems: Problems

    def type_in_graphs(self, node: TypeDefinitionNode) -> tuple[TypeInGraph, ...]:
        """The subgraphs of a type, sorted by name."""
        name = node.name.value
        keys: dict[str, list[Key]] = defaultdict(list)
        interface_objects: set[str] = set()
        for directive, arguments, graph in self._joined(node, "join__type"):
            keys[graph] += self._keys(directive, arguments, name)
            if arguments.get("isInterfaceObject"):
                interface_objects.add(graph)
        if not keys:
            self.problems.add(node, f"Type {name} has no @join__type.", "Compose the supergraph again.")
        return tuple(
            TypeInGraph(graph, tuple(keys[graph]), graph in interface_objects, self.possible.get((name, graph), ()))
            for graph in sorted(keys)
        )

    def field_in_graphs(
        self, node: FieldDefinitionNode, parent: tuple[TypeInGraph, ...], type_name: str
    ) -> tuple[FieldInGraph, ...]:
        """The subgraphs of a field, sorted by name: those of its type when nothing else is said."""
        joined = list(self._joined(node, "join__field"))
        if not joined and not any(d.name.value == "join__field" for d in node.directives or ()):
            return tuple(FieldInGraph(p.graph, None, False, (), (), None, None, False) for p in parent)
        return tuple(sorted((self._field(*item, type_name) for item in joined), key=lambda part: part.graph))

    def _field(self, directive: ConstDirectiveNode, arguments: dict[str, Any], graph: str, parent: str) -> FieldInGraph:
        return FieldInGraph(
            graph=graph,
            type=arguments.get("type"),
            external=bool(arguments.get("external")),
            requires=self._fieldset(directive, arguments.get("requires"), parent),
            provides=self._fieldset(directive, arguments.get("provides"), ""),
            override=arguments.get("override"),
            override_label=arguments.get("overrideLabel"),
            used_overridden=bool(arguments.get("usedOverridden")),
        )

    def _joined(self, node: Node, name: str) -> Iterable[tuple[ConstDirectiveNode, dict[str, Any], str]]:
        by_enum = {graph.enum: graph.name for graph in self.graphs}
        for directive in getattr(node, "directives", None) or ():
            if directive.name.value != name:
                continue
            arguments = arguments_of(directive)
            enum = arguments.get("graph")
            if enum in by_enum:
                yield directive, arguments, by_enum[enum]
            elif enum is not None:
                self.problems.add(directive, f"{enum} is no value of join__Graph.", "Compose the supergraph again.")

    def _keys(self, directive: ConstDirectiveNode, arguments: dict[str, Any], on: str) -> list[Key]:
        fields = self._fieldset(directive, arguments.get("key"), on)
        return [Key(fields, arguments.get("resolvable", True) is not False)] if fields else []

    def _fieldset(self, directive: ConstDirectiveNode, text: str | None, on: str) -> Selections:
        if not text:
            return ()
        try:
            return parse_fieldset(text, on)
        except ValueError as error:
            self.problems.add(directive, f"{error}.", "Compose the supergraph again.")
            return ()


def read_graphs(document: DocumentNode, problems: Problems) -> tuple[Graph, ...]:
    """The subgraphs, sorted by name."""
    found: list[Graph] = []
    for node in document.definitions:
        if isinstance(node, EnumTypeDefinitionNode) and node.name.value == "join__Graph":
            for value in node.values or ():
                for directive in value.directives or ():
                    arguments = arguments_of(directive)
                    found.append(Graph(arguments.get("name", ""), value.name.value, arguments.get("url") or ""))
    if not found:
        problems.add(None, "The SDL has no enum join__Graph.", "Give a composed supergraph, not a subgraph's SDL.")
    return tuple(sorted(found, key=lambda graph: graph.name))


def read_possible(document: DocumentNode, graphs: tuple[Graph, ...]) -> dict[tuple[str, str], tuple[str, ...]]:
    """Implementers and union members by (abstract type, subgraph), sorted."""
    by_enum = {graph.enum: graph.name for graph in graphs}
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for node in document.definitions:
        if not isinstance(node, TypeDefinitionNode):
            continue
        for directive in node.directives or ():
            arguments = arguments_of(directive)
            graph = by_enum.get(arguments.get("graph", ""), "")
            if directive.name.value == "join__implements" and node.kind == "object_type_definition":
                found[arguments["interface"], graph].add(node.name.value)
            elif directive.name.value == "join__unionMember":
                found[node.name.value, graph].add(arguments["member"])
    return {slot: tuple(sorted(names)) for slot, names in found.items()}
