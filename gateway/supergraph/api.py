"""The schemas inside a supergraph SDL: one without machinery for planning, one also without what is inaccessible."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, TypeVar, cast

from graphql import (
    ConstDirectiveNode,
    DefinitionNode,
    DirectiveDefinitionNode,
    DocumentNode,
    GraphQLSchema,
    Node,
    SchemaDefinitionNode,
    SchemaExtensionNode,
    TypeDefinitionNode,
    build_ast_schema,
    validate_schema,
)

from gateway.supergraph.links import Links
from gateway.supergraph.problems import Problems

N = TypeVar("N", bound=Node)

_INACCESSIBLE = "https://specs.apollo.dev/inaccessible"
_KEPT_DIRECTIVES = frozenset({"deprecated", "specifiedBy", "oneOf"})
_EXECUTABLE = frozenset(
    {
        "QUERY",
        "MUTATION",
        "SUBSCRIPTION",
        "FIELD",
        "FRAGMENT_DEFINITION",
        "FRAGMENT_SPREAD",
        "INLINE_FRAGMENT",
        "VARIABLE_DEFINITION",
    }
)
_PARTS = ("fields", "values", "arguments")


def build_schemas(document: DocumentNode, links: Links, problems: Problems) -> tuple[GraphQLSchema, GraphQLSchema]:
    """The full schema and the API schema; the same object when nothing is inaccessible."""
    link = links.of(_INACCESSIBLE)
    hidden_by = None if link is None else link.directive("inaccessible")
    kept = [node for node in document.definitions if not _is_machinery(node, links)]
    hidden = {node.name.value for node in kept if isinstance(node, TypeDefinitionNode) and _is_hidden(node, hidden_by)}
    full = _build([_stripped(node, None, set()) for node in kept], problems)
    if hidden_by is None or full is None:
        return cast(GraphQLSchema, full), cast(GraphQLSchema, full)
    visible = [_stripped(node, hidden_by, hidden) for node in kept if not _is_hidden(node, hidden_by)]
    api = _build(visible, problems)
    return full, cast(GraphQLSchema, api)


def _build(definitions: list[DefinitionNode], problems: Problems) -> GraphQLSchema | None:
    try:
        schema = build_ast_schema(DocumentNode(definitions=tuple(definitions)))
    except TypeError as error:
        problems.add(None, f"The types do not fit together: {error}", "Compose the supergraph again.")
        return None
    for fault in validate_schema(schema):
        node = fault.nodes[0] if fault.nodes else None
        problems.add(node, fault.message, "Compose the supergraph again.")
    return schema


def _is_machinery(node: DefinitionNode, links: Links) -> bool:
    if isinstance(node, SchemaExtensionNode):
        return True
    if isinstance(node, DirectiveDefinitionNode):
        executable = any(location.value in _EXECUTABLE for location in node.locations)
        return links.is_directive_of_spec(node.name.value) or not executable
    return isinstance(node, TypeDefinitionNode) and links.is_machinery(node.name.value)


def _is_hidden(node: object, hidden_by: str | None) -> bool:
    directives: tuple[ConstDirectiveNode, ...] = getattr(node, "directives", None) or ()
    return hidden_by is not None and any(directive.name.value == hidden_by for directive in directives)


def _stripped(node: N, hidden_by: str | None, hidden: set[str]) -> N:
    """The node without foreign directives, and without parts that are hidden or of a hidden type."""
    changes: dict[str, Any] = {}
    directives: tuple[ConstDirectiveNode, ...] = getattr(node, "directives", None) or ()
    if directives:
        changes["directives"] = tuple(d for d in directives if d.name.value in _KEPT_DIRECTIVES)
    for part in _PARTS:
        items = getattr(node, part, None)
        if items and not isinstance(node, SchemaDefinitionNode):
            changes[part] = tuple(
                _stripped(item, hidden_by, hidden)
                for item in items
                if not _is_hidden(item, hidden_by) and _named(item) not in hidden
            )
    for part in ("interfaces", "types"):
        items = getattr(node, part, None)
        if items and hidden:
            changes[part] = tuple(item for item in items if item.name.value not in hidden)
    return replace(node, **changes) if changes else node


def _named(node: object) -> str | None:
    """The named type of a field or argument; None for enum values."""
    current = getattr(node, "type", None)
    while current is not None and not hasattr(current, "name"):
        current = current.type
    return None if current is None else cast(str, current.name.value)
