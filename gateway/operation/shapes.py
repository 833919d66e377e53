"""What an answer to a selection must look like: selections with their types, compiled for walking JSON values.

The same shapes check what a subgraph sent (against the fetch's own selection) and project the client's answer
(against its operation and the API schema).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from graphql import (
    GraphQLCompositeType,
    GraphQLEnumType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLSchema,
    is_abstract_type,
    is_list_type,
    is_non_null_type,
    is_object_type,
)

from gateway.operation.selection import TYPENAME, Condition, Field, Selections


@dataclass(frozen=True, slots=True)
class LeafShape:
    """A scalar or enum value. `values` are an enum's; None for scalars."""

    type: str
    required: bool
    values: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class ListShape:
    """A list; `item` says whether nulls may stand in it."""

    item: Shape
    required: bool


@dataclass(frozen=True, slots=True)
class ObjectShape:
    """An object. Of an abstract type, the field `type_key` of the value names the concrete one, out of `possible`."""

    type: str
    required: bool
    possible: frozenset[str]
    type_key: str | None
    fields: tuple[FieldShape, ...]
    repeats: bool
    """Whether a response key stands more than once in `fields` (under other conditions or types)."""


@dataclass(frozen=True, slots=True)
class FieldShape:
    """A field of an object: its response key and what must stand there. `only` limits it to these concrete types."""

    key: str
    coordinate: str
    shape: Shape
    when: tuple[Condition, ...]
    only: frozenset[str] | None

    @property
    def is_typename(self) -> bool:
        """Whether this is a `__typename`, which is answered from the object's type and not read."""
        return self.coordinate.endswith("." + TYPENAME)


Shape = LeafShape | ListShape | ObjectShape

_TYPENAME_SHAPE = LeafShape("String", required=True)


@dataclass(frozen=True, slots=True)
class ShapeBuilder:
    """Compiles selections against a schema. `type_key` is the response key of `__typename` in fetched values."""

    schema: GraphQLSchema
    type_key: str

    def of(self, parent: str, selections: Selections) -> ObjectShape:
        """The shape of an object of type `parent` with these selections, which is not null."""
        return self._object(cast(GraphQLCompositeType, self.schema.type_map[parent]), selections, required=True)

    def of_field(self, parent: str, field: Field) -> Shape:
        """The shape of one field's value."""
        definition = self.schema.get_field(self._composite(parent), field.name)
        assert definition is not None, f"{parent}.{field.name} is in the schema"
        return self._value(definition.type, field.children)

    def _value(self, declared: GraphQLOutputType, children: Selections, required: bool = False) -> Shape:
        if is_non_null_type(declared):
            return self._value(declared.of_type, children, required=True)
        if is_list_type(declared):
            return ListShape(self._value(declared.of_type, children), required)
        if isinstance(declared, GraphQLEnumType):
            return LeafShape(declared.name, required, frozenset(declared.values))
        if is_object_type(declared) or is_abstract_type(declared):
            return self._object(declared, children, required)
        return LeafShape(cast(GraphQLNamedType, declared).name, required)

    def _object(self, declared: GraphQLCompositeType, children: Selections, required: bool) -> ObjectShape:
        fields: list[FieldShape] = []
        self._fields(declared, children, None, (), fields)
        keys = [field.key for field in fields]
        return ObjectShape(
            declared.name,
            required,
            self._possible(declared),
            None if isinstance(declared, GraphQLObjectType) else self.type_key,
            tuple(fields),
            repeats=len(set(keys)) < len(keys),
        )

    def _fields(
        self,
        parent: GraphQLCompositeType,
        children: Selections,
        only: frozenset[str] | None,
        when: tuple[Condition, ...],
        found: list[FieldShape],
    ) -> None:
        for child in children:
            both = when + child.when
            if isinstance(child, Field):
                found.append(self._field(parent, child, only, both))
                continue
            on = self._composite(child.on)
            possible = self._possible(on)
            narrowed = possible if only is None else only & possible
            self._fields(on, child.children, narrowed, both, found)

    def _field(
        self, parent: GraphQLCompositeType, field: Field, only: frozenset[str] | None, when: tuple[Condition, ...]
    ) -> FieldShape:
        shape = _TYPENAME_SHAPE if field.name == TYPENAME else self.of_field(parent.name, field)
        return FieldShape(field.key, f"{parent.name}.{field.name}", shape, when, only)

    def _composite(self, name: str) -> GraphQLCompositeType:
        return cast(GraphQLCompositeType, self.schema.type_map[name])

    def _possible(self, declared: GraphQLCompositeType) -> frozenset[str]:
        if isinstance(declared, GraphQLObjectType):
            return frozenset((declared.name,))
        return frozenset(possible.name for possible in self.schema.get_possible_types(declared))
