"""Where execution stands in a document when it asks for a field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graphql import FieldNode, FragmentDefinitionNode, GraphQLField
from strawberry.types import Info


@dataclass(frozen=True, slots=True)
class Request:
    """A root field: its definition, its nodes in the document, and the document's fragments and coerced variables."""

    field: str
    definition: GraphQLField
    nodes: tuple[FieldNode, ...]
    fragments: Mapping[str, FragmentDefinitionNode]
    variables: dict[str, Any]


def request_at(info: Info[Any, Any]) -> Request:
    """The request at a resolver's ``info``."""
    raw: Any = info._raw_info  # noqa: SLF001  Strawberry shows the document nowhere else
    name: str = raw.field_name
    return Request(name, raw.parent_type.fields[name], tuple(raw.field_nodes), raw.fragments, raw.variable_values)
