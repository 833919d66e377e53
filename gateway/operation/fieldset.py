"""Field sets: the selections inside `@key`, `@requires`, `@provides` and `@remote` strings."""

from __future__ import annotations

from collections.abc import Iterable

from graphql import FieldNode, GraphQLSyntaxError, InlineFragmentNode, OperationDefinitionNode, SelectionNode, parse

from gateway.operation.selection import Field, Fragment, Selection, Selections


def parse_fieldset(text: str, on: str) -> Selections:
    """The selections of a field set on type `on`. Raises ValueError, naming the fault, when it is none."""
    try:
        document = parse(f"{{{text}}}", no_location=True)
    except GraphQLSyntaxError as error:
        raise ValueError(f"{text!r} is not a field set: {error.message}") from error
    operation = document.definitions[0]
    if len(document.definitions) != 1 or not isinstance(operation, OperationDefinitionNode) or not text.strip():
        raise ValueError(f"{text!r} is not a field set")
    return _selections(operation.selection_set.selections, on, text)


def _selections(nodes: Iterable[SelectionNode], on: str, text: str) -> Selections:
    return tuple(_selection(node, on, text) for node in nodes)


def _selection(node: SelectionNode, on: str, text: str) -> Selection:
    if isinstance(node, FieldNode) and node.alias is None and not node.arguments and not node.directives:
        below = node.selection_set.selections if node.selection_set is not None else ()
        return Field(node.name.value, children=_selections(below, "", text))
    if isinstance(node, InlineFragmentNode) and not node.directives:
        name = on if node.type_condition is None else node.type_condition.name.value
        return Fragment(name, _selections(node.selection_set.selections, name, text))
    raise ValueError(f"{text!r} is not a field set: aliases, arguments, directives and spreads cannot stand in it")
