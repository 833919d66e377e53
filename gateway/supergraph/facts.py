"""What a supergraph says about its types and fields, subgraph by subgraph."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from graphql import GraphQLSchema

from gateway.operation.selection import Selections

TypeKind = Literal["SCALAR", "OBJECT", "INTERFACE", "UNION", "ENUM", "INPUT_OBJECT"]
Fill = tuple[tuple[str, Any], ...]
"""Values that stand in for fields that nobody answered: name and JSON value."""


@dataclass(frozen=True, slots=True)
class Graph:
    """A subgraph: its name, its value of `join__Graph`, and where it is served (unless it is partitioned)."""

    name: str
    enum: str
    url: str


@dataclass(frozen=True, slots=True)
class Key:
    """A `@key` of a type in one subgraph. One that is not resolvable only leads out of it."""

    fields: Selections
    resolvable: bool


@dataclass(frozen=True, slots=True)
class TypeInGraph:
    """A type as one subgraph defines it; `possible` are the object types an abstract one stands for there."""

    graph: str
    keys: tuple[Key, ...]
    interface_object: bool
    possible: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FieldInGraph:
    """A field as one subgraph declares it (`@join__field`)."""

    graph: str
    type: str | None
    external: bool
    requires: Selections
    provides: Selections
    override: str | None
    override_label: str | None
    used_overridden: bool


@dataclass(frozen=True, slots=True)
class Remote:
    """A reference to what another node owns: what the referring node answers in place, and what stands in for the rest.

    `absent` is for an owner that has no such record, `unknown` for one that cannot be asked; None is no stand-in.
    """

    provides: Selections
    absent: Fill | None
    unknown: Fill | None


@dataclass(frozen=True, slots=True)
class FieldFacts:
    """A field: its named type, its subgraphs, and how a partition treats it."""

    parent: str
    name: str
    type: str
    is_list: bool
    is_required: bool
    graphs: tuple[FieldInGraph, ...]
    gather: str | None
    owner: tuple[str, ...]
    remote: Remote | None
    total: str | None

    @property
    def coordinate(self) -> str:
        """`Type.field`."""
        return f"{self.parent}.{self.name}"

    @property
    def resolvers(self) -> tuple[str, ...]:
        """The subgraphs that resolve the field, sorted."""
        overridden = {part.override for part in self.graphs if part.override and part.override_label is None}
        return tuple(
            part.graph
            for part in self.graphs
            if not part.external and not part.used_overridden and part.graph not in overridden
        )


@dataclass(frozen=True, slots=True)
class TypeFacts:
    """A type: its subgraphs, and for an entity of a partition the key field that names the owner."""

    name: str
    kind: TypeKind
    graphs: tuple[TypeInGraph, ...]
    fields: Mapping[str, FieldFacts]
    owned_by: str | None

    def in_graph(self, graph: str) -> TypeInGraph | None:
        """The type as this subgraph defines it."""
        return next((part for part in self.graphs if part.graph == graph), None)


@dataclass(frozen=True, slots=True, eq=False)
class Supergraph:
    """A loaded supergraph, equal only to itself. `api_schema` is what clients see, `schema` also what they do not."""

    graphs: tuple[Graph, ...]
    types: Mapping[str, TypeFacts]
    partitioned: frozenset[str]
    schema: GraphQLSchema
    api_schema: GraphQLSchema
    version: str

    def field(self, parent: str, name: str) -> FieldFacts:
        """The facts of a field that the supergraph has."""
        return self.types[parent].fields[name]
