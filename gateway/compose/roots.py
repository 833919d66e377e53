"""Root types by their standard names, whatever a subgraph calls them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from graphql import DefinitionNode, NamedTypeNode, NameNode, ObjectTypeDefinitionNode, Visitor, visit

from gateway.compose.problems import CompositionError, Problem
from gateway.compose.subgraph import ROOTS, Definitions


def with_standard_roots(definitions: Definitions) -> Definitions:
    """The definitions with Query, Mutation and Subscription renamed to that. Raises CompositionError on a clash."""
    declared = [each for node in definitions.schema for each in node.operation_types or ()]
    renamed = {
        each.type.name.value: ROOTS[each.operation]
        for each in declared
        if each.type.name.value != ROOTS[each.operation]
    }
    clashes = [name for name in renamed.values() if definitions.type(name) is not None]
    if clashes:
        raise CompositionError(_clash(name) for name in clashes)
    if not renamed:
        return definitions
    types: list[Any] = [visit(each, _Rename(renamed)) for each in definitions.types]
    return replace(definitions, types=tuple(sorted(types, key=lambda each: each.name.value)))


def _clash(name: str) -> Problem:
    return Problem(
        f"ROOT_{name.upper()}_USED",
        name,
        f"The schema's root type has another name, and {name} is an ordinary type.",
        f"Name the root type {name}, or rename the other.",
    )


class _Rename(Visitor):
    def __init__(self, names: Mapping[str, str]) -> None:
        super().__init__()
        self._names = names

    def leave_named_type(self, node: NamedTypeNode, *_: Any) -> NamedTypeNode | None:
        return replace(node, name=self._name(node.name)) if node.name.value in self._names else None

    def leave_object_type_definition(self, node: ObjectTypeDefinitionNode, *_: Any) -> DefinitionNode | None:
        return replace(node, name=self._name(node.name)) if node.name.value in self._names else None

    def _name(self, node: NameNode) -> NameNode:
        return replace(node, value=self._names[node.value])
