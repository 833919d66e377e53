"""The rule of @inaccessible: what clients see must not need what they do not see."""

from collections.abc import Iterator
from typing import Any

from graphql import NonNullTypeNode

from gateway.compose.nodes import named_type
from gateway.compose.problems import Problem
from gateway.compose.subgraph import Definitions


def nothing_visible_needs_the_hidden(definitions: Definitions) -> Iterator[Problem]:
    """A visible field or argument has a visible type, and what a client must give it can see."""
    name = definitions.federation.directive("inaccessible")
    hidden = {node.name.value for node in definitions.types if _is_hidden(node, name)}
    for node in definitions.types:
        if node.name.value not in hidden:
            for field in getattr(node, "fields", None) or ():
                yield from _of_field(f"{node.name.value}.{field.name.value}", field, name, hidden)


def _of_field(coordinate: str, field: Any, name: str, hidden: set[str]) -> Iterator[Problem]:
    if _is_hidden(field, name):
        if _is_required(field):
            yield _required(coordinate)
        return
    if named_type(field.type) in hidden:
        yield _referenced(coordinate, named_type(field.type))
    for argument in getattr(field, "arguments", None) or ():
        yield from _of_field(f"{coordinate}({argument.name.value}:)", argument, name, hidden)


def _referenced(coordinate: str, type_name: str) -> Problem:
    return Problem(
        "REFERENCED_INACCESSIBLE",
        coordinate,
        f"It is visible to clients, but its type {type_name} is @inaccessible.",
        "Hide it too, or show the type.",
    )


def _required(coordinate: str) -> Problem:
    return Problem(
        "REQUIRED_INACCESSIBLE",
        coordinate,
        "Clients must give it, but it is @inaccessible.",
        "Give it a default value, or make it optional.",
    )


def _is_hidden(node: Any, name: str) -> bool:
    return any(each.name.value == name for each in node.directives or ())


def _is_required(node: Any) -> bool:
    """Whether an argument or input field must be given; output fields have no default value and are not."""
    return isinstance(node.type, NonNullTypeNode) and getattr(node, "default_value", False) is None
