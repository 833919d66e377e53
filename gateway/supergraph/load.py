"""SDL text → Supergraph."""

from __future__ import annotations

import hashlib
from types import MappingProxyType
from typing import Final

from graphql import (
    DocumentNode,
    FieldDefinitionNode,
    GraphQLSyntaxError,
    InterfaceTypeDefinitionNode,
    ListTypeNode,
    NamedTypeNode,
    NonNullTypeNode,
    ObjectTypeDefinitionNode,
    TypeDefinitionNode,
    TypeNode,
    parse,
)

from gateway.operation.as_of import with_directive
from gateway.supergraph.api import build_schemas
from gateway.supergraph.facts import FieldFacts, Supergraph, TypeFacts, TypeInGraph, TypeKind
from gateway.supergraph.join import JoinReader, read_graphs, read_possible
from gateway.supergraph.links import Links, read_links
from gateway.supergraph.partition import PartitionReader
from gateway.supergraph.partition_rules import check_partition
from gateway.supergraph.problems import Problem, Problems, SupergraphError

_KINDS: Final[dict[str, TypeKind]] = {
    "scalar_type_definition": "SCALAR",
    "object_type_definition": "OBJECT",
    "interface_type_definition": "INTERFACE",
    "union_type_definition": "UNION",
    "enum_type_definition": "ENUM",
    "input_object_type_definition": "INPUT_OBJECT",
}


def load(sdl: str) -> Supergraph:
    """Load a supergraph SDL (join spec). Raises SupergraphError, which lists all faults with their lines."""
    document = _parse(sdl)
    problems = Problems()
    links = read_links(document)
    graphs = read_graphs(document, problems)
    problems.stop()
    join = JoinReader(graphs, read_possible(document, graphs), problems)
    partition = PartitionReader(links, problems)
    types = _types(document, links, join, partition)
    problems.stop()
    partitioned = _partitioned(types)
    schema, api_schema = build_schemas(with_directive(document) if partitioned else document, links, problems)
    problems.stop()
    supergraph = Supergraph(
        graphs=graphs,
        types=MappingProxyType(types),
        partitioned=partitioned,
        schema=schema,
        api_schema=api_schema,
        version=hashlib.sha256(sdl.encode()).hexdigest()[:16],
    )
    check_partition(supergraph, partition.places, problems)
    problems.stop()
    return supergraph


def _parse(sdl: str) -> DocumentNode:
    try:
        return parse(sdl)
    except GraphQLSyntaxError as error:
        line = error.locations[0].line if error.locations else 0
        raise SupergraphError((Problem(error.message, line, "Give GraphQL SDL."),)) from error


def _types(document: DocumentNode, links: Links, join: JoinReader, partition: PartitionReader) -> dict[str, TypeFacts]:
    types: dict[str, TypeFacts] = {}
    for node in document.definitions:
        if not isinstance(node, TypeDefinitionNode) or links.is_machinery(node.name.value):
            continue
        name = node.name.value
        graphs = join.type_in_graphs(node)
        fields: dict[str, FieldFacts] = {}
        if isinstance(node, ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode):
            for field in node.fields or ():
                fields[field.name.value] = _field(field, name, graphs, join, partition)
        types[name] = TypeFacts(name, _KINDS[node.kind], graphs, MappingProxyType(fields), partition.owned_by(node))
    return types


def _field(
    node: FieldDefinitionNode, parent: str, graphs: tuple[TypeInGraph, ...], join: JoinReader, reader: PartitionReader
) -> FieldFacts:
    coordinate = f"{parent}.{node.name.value}"
    named, is_list = _named(node.type)
    return FieldFacts(
        parent=parent,
        name=node.name.value,
        type=named,
        is_list=is_list,
        is_required=isinstance(node.type, NonNullTypeNode),
        graphs=join.field_in_graphs(node, graphs, parent),
        gather=reader.gather(node, coordinate),
        owner=reader.owner(node, coordinate),
        remote=reader.remote(node, coordinate, named),
        total=reader.total(node, coordinate),
    )


def _named(node: TypeNode) -> tuple[str, bool]:
    if isinstance(node, NamedTypeNode):
        return node.name.value, False
    assert isinstance(node, ListTypeNode | NonNullTypeNode)
    name, is_list = _named(node.type)
    return name, is_list or isinstance(node, ListTypeNode)


def _partitioned(types: dict[str, TypeFacts]) -> frozenset[str]:
    """The subgraphs that many nodes serve: those that resolve a field with a partition directive."""
    return frozenset(
        graph
        for facts in types.values()
        for field in facts.fields.values()
        if field.gather or field.owner or field.remote
        for graph in field.resolvers
    )
