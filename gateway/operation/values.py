"""Argument values as data: compared by meaning, printed as GraphQL, resolved against a request's variables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

from graphql import (
    BooleanValueNode,
    EnumValueNode,
    FloatValueNode,
    IntValueNode,
    ListValueNode,
    NullValueNode,
    ObjectValueNode,
    StringValueNode,
    ValueNode,
    VariableNode,
)
from graphql.language.print_string import print_string


class Absent(Enum):
    """The type of `ABSENT`."""

    ABSENT = "absent"


ABSENT: Final = Absent.ABSENT
"""An argument or variable that was not given; null is a value, this is none."""


class LiteralKind(Enum):
    """The kinds of scalar literal; `1` and `true` and `"1"` are three different values."""

    INT = "int"
    FLOAT = "float"
    STRING = "string"
    BOOLEAN = "boolean"
    ENUM = "enum"
    NULL = "null"


@dataclass(frozen=True, slots=True)
class Literal:
    """A scalar written in the document: its kind and its source text (for strings: the string itself)."""

    kind: LiteralKind
    text: str

    def __str__(self) -> str:
        return print_string(self.text) if self.kind is LiteralKind.STRING else self.text


@dataclass(frozen=True, slots=True)
class Variable:
    """A reference to one of the operation's variables."""

    name: str

    def __str__(self) -> str:
        return f"${self.name}"


@dataclass(frozen=True, slots=True)
class ListValue:
    """A list written in the document."""

    items: tuple[Value, ...]

    def __str__(self) -> str:
        return "[" + ", ".join(map(str, self.items)) + "]"


@dataclass(frozen=True, slots=True)
class ObjectValue:
    """An input object written in the document, fields in written order."""

    fields: tuple[tuple[str, Value], ...]

    def __str__(self) -> str:
        return "{" + ", ".join(f"{name}: {value}" for name, value in self.fields) + "}"


Value = Literal | Variable | ListValue | ObjectValue

_KINDS: Final[dict[type[ValueNode], LiteralKind]] = {
    IntValueNode: LiteralKind.INT,
    FloatValueNode: LiteralKind.FLOAT,
    StringValueNode: LiteralKind.STRING,
    EnumValueNode: LiteralKind.ENUM,
}


def value_of(node: ValueNode) -> Value:
    """The value of a parsed document's node."""
    match node:
        case VariableNode(name=name):
            return Variable(name.value)
        case ListValueNode(values=values):
            return ListValue(tuple(value_of(item) for item in values))
        case ObjectValueNode(fields=fields):
            return ObjectValue(tuple((field.name.value, value_of(field.value)) for field in fields))
        case NullValueNode():
            return Literal(LiteralKind.NULL, "null")
        case BooleanValueNode(value=value):
            return Literal(LiteralKind.BOOLEAN, "true" if value else "false")
        case IntValueNode() | FloatValueNode() | StringValueNode() | EnumValueNode():
            return Literal(_KINDS[type(node)], node.value)
    raise TypeError(f"not a value: {node.kind}")


def variables_in(value: Value) -> Iterator[str]:
    """Names of the variables a value refers to, in written order."""
    match value:
        case Variable(name):
            yield name
        case ListValue(items):
            for item in items:
                yield from variables_in(item)
        case ObjectValue(fields):
            for _, item in fields:
                yield from variables_in(item)
        case Literal():
            pass


def resolve(value: Value, variables: Mapping[str, Any]) -> Any:
    """The JSON value under these variables; ABSENT for a variable that was not given.

    A variable that was not given leaves out an object's field and stands as null in a list (GraphQL §6.4.1, §3.11).
    """
    match value:
        case Variable(name):
            return variables.get(name, ABSENT)
        case ListValue(items):
            found = [resolve(item, variables) for item in items]
            return [None if item is ABSENT else item for item in found]
        case ObjectValue(fields):
            pairs = ((name, resolve(item, variables)) for name, item in fields)
            return {name: item for name, item in pairs if item is not ABSENT}
        case Literal(kind, text):
            return _literal(kind, text)


def _literal(kind: LiteralKind, text: str) -> Any:
    match kind:
        case LiteralKind.INT:
            return int(text)
        case LiteralKind.FLOAT:
            return float(text)
        case LiteralKind.BOOLEAN:
            return text == "true"
        case LiteralKind.NULL:
            return None
        case LiteralKind.STRING | LiteralKind.ENUM:
            return text
