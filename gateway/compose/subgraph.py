"""A subgraph as composing sees it: its own definitions, whole, and the names its federation directives go by."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from graphql import (
    DirectiveDefinitionNode,
    DocumentNode,
    GraphQLSyntaxError,
    ObjectTypeDefinitionNode,
    OperationType,
    SchemaDefinitionNode,
    SchemaExtensionNode,
    TypeDefinitionNode,
    TypeExtensionNode,
    parse,
)

from gateway.compose.problems import CompositionError, Problem
from gateway.supergraph.links import Link, Links, read_links

FEDERATION: Final = "https://specs.apollo.dev/federation"
LINK: Final = "https://specs.apollo.dev/link"
ROOTS: Final = {
    OperationType.QUERY: "Query",
    OperationType.MUTATION: "Mutation",
    OperationType.SUBSCRIPTION: "Subscription",
}

_ADDED_TYPES: Final = frozenset({"_Service", "_Any", "_Entity", "_FieldSet", "FieldSet"})
_ADDED_FIELDS: Final = frozenset({"_entities", "_service"})
_PARTS: Final = ("interfaces", "directives", "fields", "types", "values")


@dataclass(frozen=True, slots=True)
class Subgraph:
    """What is given: a name, the URL where it is served, and its SDL."""

    name: str
    url: str
    sdl: str

    @property
    def enum(self) -> str:
        """Its value of `join__Graph`."""
        value = re.sub(r"[^A-Z0-9_]", "_", self.name.upper())
        return f"_{value}" if value[:1].isdigit() else value


@dataclass(frozen=True, slots=True)
class Definitions:
    """What was read: types sorted by name, directives defined here, links, and what is said of the schema."""

    types: tuple[TypeDefinitionNode, ...]
    only_extended: tuple[str, ...]
    directives: tuple[DirectiveDefinitionNode, ...]
    links: Links
    federation: Link
    schema: tuple[SchemaDefinitionNode | SchemaExtensionNode, ...]

    def type(self, name: str) -> TypeDefinitionNode | None:
        """The type of a name."""
        return next((each for each in self.types if each.name.value == name), None)


def read(subgraph: Subgraph) -> Definitions:
    """The definitions of a subgraph, extensions folded in. Raises CompositionError when it is no Federation 2 SDL."""
    document = _parse(subgraph)
    links = read_links(document)
    federation = links.of(FEDERATION)
    if federation is None:
        raise CompositionError([_no_federation(subgraph)])
    schema = tuple(
        each for each in document.definitions if isinstance(each, SchemaDefinitionNode | SchemaExtensionNode)
    )
    types = [
        each
        for each in document.definitions
        if isinstance(each, TypeDefinitionNode | TypeExtensionNode) and not _is_added(each.name.value, links)
    ]
    directives = (each for each in document.definitions if isinstance(each, DirectiveDefinitionNode))
    return Definitions(
        types=_without_added_fields(_folded(types)),
        only_extended=_only_extended(types),
        directives=tuple(sorted(directives, key=lambda each: each.name.value)),
        links=links,
        federation=federation,
        schema=schema,
    )


def _parse(subgraph: Subgraph) -> DocumentNode:
    try:
        return parse(subgraph.sdl, no_location=True)
    except GraphQLSyntaxError as error:
        problem = Problem("INVALID_GRAPHQL", subgraph.name, f"The SDL cannot be read: {error.message}.", "Mend it.")
        raise CompositionError([problem]) from error


def _no_federation(subgraph: Subgraph) -> Problem:
    return Problem(
        "UNSUPPORTED_FEDERATION_VERSION",
        subgraph.name,
        "The SDL links no Federation 2 spec.",
        f'Add `extend schema @link(url: "{FEDERATION}/v2.9", import: ["@key"])`.',
    )


def _is_added(name: str, links: Links) -> bool:
    return name in _ADDED_TYPES or name.startswith("link__") or links.is_machinery(name)


def _folded(nodes: Sequence[Any]) -> tuple[TypeDefinitionNode, ...]:
    """Each type once, by name, with the parts of all its extensions."""
    by_name: dict[str, list[Any]] = {}
    for node in nodes:
        by_name.setdefault(node.name.value, []).append(node)
    return tuple(_fold(by_name[name]) for name in sorted(by_name))


def _only_extended(nodes: Sequence[Any]) -> tuple[str, ...]:
    """The types that are extended but defined nowhere; root types need no definition."""
    defined = {node.name.value for node in nodes if isinstance(node, TypeDefinitionNode)}
    return tuple(sorted({node.name.value for node in nodes} - defined - set(ROOTS.values())))


def _fold(nodes: Sequence[Any]) -> TypeDefinitionNode:
    definitions = [each for each in nodes if isinstance(each, TypeDefinitionNode)]
    first: Any = definitions[0] if definitions else _defined(nodes[0])
    parts = {part: _joined(nodes, part) for part in _PARTS if hasattr(first, part)}
    folded: TypeDefinitionNode = replace(first, **parts)
    return folded


def _defined(extension: Any) -> Any:
    """A definition from an extension of a type that only other subgraphs define in full."""
    kind = type(extension).__name__.replace("Extension", "Definition")
    made = {each.__name__: each for each in TypeDefinitionNode.__subclasses__()}[kind]
    return made(name=extension.name)


def _joined(nodes: Iterable[Any], part: str) -> tuple[Any, ...]:
    return tuple(item for node in nodes for item in getattr(node, part, None) or ())


def _without_added_fields(types: Iterable[TypeDefinitionNode]) -> tuple[TypeDefinitionNode, ...]:
    return tuple(
        replace(node, fields=tuple(each for each in node.fields or () if each.name.value not in _ADDED_FIELDS))
        if isinstance(node, ObjectTypeDefinitionNode)
        else node
        for node in types
    )
