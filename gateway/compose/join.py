"""Writes into each type which subgraph it comes from: the join directives.

One subgraph has every field of its types, so no @join__field is needed: absent, it means "every subgraph of the type".
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from graphql import (
    ConstDirectiveNode,
    EnumTypeDefinitionNode,
    EnumValueDefinitionNode,
    InterfaceTypeDefinitionNode,
    NameNode,
    ObjectTypeDefinitionNode,
    TypeDefinitionNode,
    UnionTypeDefinitionNode,
)

from gateway.compose.carried import Carried
from gateway.compose.nodes import directive, enum
from gateway.compose.subgraph import Definitions, Subgraph
from gateway.supergraph.links import arguments_of

_CHILDREN = ("fields", "values", "arguments")


def joined_types(subgraph: Subgraph, definitions: Definitions, carried: Carried) -> tuple[TypeDefinitionNode, ...]:
    """The subgraph's types as the supergraph has them."""
    key = definitions.federation.directive("key")
    return tuple(_type(each, subgraph.enum, key, carried) for each in definitions.types)


def graph_enum(subgraphs: tuple[Subgraph, ...]) -> EnumTypeDefinitionNode:
    """The enum `join__Graph`: every subgraph with its name and URL."""
    values = (
        EnumValueDefinitionNode(
            name=NameNode(value=each.enum), directives=(directive("join__graph", name=each.name, url=each.url),)
        )
        for each in sorted(subgraphs, key=lambda each: each.enum)
    )
    return EnumTypeDefinitionNode(name=NameNode(value="join__Graph"), values=tuple(values))


def _type(node: TypeDefinitionNode, graph: str, key: str, carried: Carried) -> TypeDefinitionNode:
    kept: Any = _carrying(node, carried)
    joins = (*_implements(node, graph), *_types(node, graph, key), *_members(node, graph))
    changes: dict[str, Any] = {"directives": (*joins, *kept.directives)}
    if isinstance(node, EnumTypeDefinitionNode):
        of_graph = directive("join__enumValue", graph=enum(graph))
        changes["values"] = tuple(
            replace(value, directives=(of_graph, *(value.directives or ()))) for value in kept.values or ()
        )
    joined: TypeDefinitionNode = replace(kept, **changes)
    return joined


def _types(node: TypeDefinitionNode, graph: str, key: str) -> Iterator[ConstDirectiveNode]:
    keys = [arguments_of(each) for each in node.directives or () if each.name.value == key]
    for arguments in keys:
        resolvable = {} if arguments.get("resolvable", True) else {"resolvable": False}
        yield directive("join__type", graph=enum(graph), key=arguments["fields"], **resolvable)
    if not keys:
        yield directive("join__type", graph=enum(graph))


def _implements(node: TypeDefinitionNode, graph: str) -> Iterator[ConstDirectiveNode]:
    if isinstance(node, ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode):
        for each in node.interfaces or ():
            yield directive("join__implements", graph=enum(graph), interface=each.name.value)


def _members(node: TypeDefinitionNode, graph: str) -> Iterator[ConstDirectiveNode]:
    if isinstance(node, UnionTypeDefinitionNode):
        for each in node.types or ():
            yield directive("join__unionMember", graph=enum(graph), member=each.name.value)


def _carrying(node: Any, carried: Carried) -> Any:
    """The node, and all below it, with the directives that are carried over and no others."""
    changes: dict[str, Any] = {"directives": tuple(_renamed(each, carried) for each in _kept(node, carried))}
    for part in _CHILDREN:
        children = getattr(node, part, None)
        if children:
            changes[part] = tuple(_carrying(each, carried) for each in children)
    return replace(node, **changes)


def _kept(node: Any, carried: Carried) -> list[ConstDirectiveNode]:
    return [each for each in node.directives or () if each.name.value in carried.names]


def _renamed(node: ConstDirectiveNode, carried: Carried) -> ConstDirectiveNode:
    return replace(node, name=NameNode(value=carried.names[node.name.value]))
