"""From an endpoint's schema to the document that asks a list for the wanted columns; pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from graphql import (
    GraphQLField,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    is_leaf_type,
    is_required_argument,
)

from deploy.local.errors import LocalError

PAGE: Final = 200
BESIDES: Final = ("committee.code", "committee.name")
"""Columns that a list has by default beside the record's own values."""
CONNECTION: Final = frozenset({"edges", "pageInfo", "totalCount", "completeness"})
JOINT: Final = "；"
COMPLETENESS: Final = "complete nodes { code status rows reason } notJoined { level joined known }"


@dataclass(frozen=True, slots=True)
class Column:
    """A value of the record by its path, and what the schema says about it."""

    path: tuple[str, ...]
    meaning: str

    @property
    def name(self) -> str:
        return ".".join(self.path)

    def of(self, node: Mapping[str, Any]) -> str | int | float | bool | None:
        """The value in a record; of a list the values one after the other."""
        return _flat(_at(node, self.path))


@dataclass(frozen=True, slots=True)
class Question:
    """A list, its columns, and the document that asks for a page of them."""

    field: str
    columns: tuple[Column, ...]
    document: str


def question(schema: GraphQLSchema, field: str, *, columns: Sequence[str] = (), given: Iterable[str] = ()) -> Question:
    """The question for a gathered list. ``given`` names the arguments that will be sent beside those of paging.

    Raises LocalError when there is no such list, argument or column.
    """
    root = schema.query_type
    assert root is not None
    found = root.fields.get(field)
    lists = sorted(name for name, each in root.fields.items() if _node_type(each) is not None)
    node = _node_type(found) if found else None
    if found is None or node is None:
        raise LocalError(
            f"{field!r} is no gathered list; there are {', '.join(lists)}.",
            f"没有列表 {field!r}；有：{'、'.join(lists)}。",
        )
    for name in given:
        if name not in found.args:
            raise LocalError(f"{field} takes no {name}.", f"{field} 不能指定 {name}。")
    chosen = tuple(_column(node, tuple(name.split("."))) for name in columns) if columns else _own_columns(node)
    return Question(field, chosen, _document(field, found, chosen, tuple(given)))


def _node_type(field: GraphQLField) -> GraphQLObjectType | None:
    """The type of a gathered connection's records, None for any other field."""
    connection = get_named_type(field.type)
    if not isinstance(connection, GraphQLObjectType) or not connection.fields.keys() >= CONNECTION:
        return None
    edge = get_named_type(connection.fields["edges"].type)
    node = get_named_type(edge.fields["node"].type) if isinstance(edge, GraphQLObjectType) else None
    return node if isinstance(node, GraphQLObjectType) else None


def _own_columns(node: GraphQLObjectType) -> tuple[Column, ...]:
    """Every plain value of the record, in the schema's order, and whose it is."""
    own = [
        (name,) for name, field in node.fields.items() if is_leaf_type(get_named_type(field.type)) and _is_free(field)
    ]
    besides = [tuple(name.split(".")) for name in BESIDES if name.split(".")[0] in node.fields]
    return tuple(_column(node, path) for path in (*own, *besides))


def _column(node: GraphQLObjectType, path: tuple[str, ...]) -> Column:
    here: Any = node
    field: GraphQLField | None = None
    for name in path:
        if not isinstance(here, GraphQLObjectType) or name not in here.fields or not _is_free(here.fields[name]):
            there = ", ".join(here.fields) if isinstance(here, GraphQLObjectType) else "—"
            column = ".".join(path)
            raise LocalError(f"There is no column {column!r}; there are {there}.", f"没有列 {column!r}；有：{there}。")
        field = here.fields[name]
        here = get_named_type(field.type)
    if field is None or not is_leaf_type(here):
        column, inner = ".".join(path), ", ".join(getattr(here, "fields", {}))
        raise LocalError(
            f"Column {column!r} has parts; name one of {inner}.", f"列 {column!r} 有下级，请指明其一：{inner}。"
        )
    return Column(path, " ".join((field.description or "").split()))


def _is_free(field: GraphQLField) -> bool:
    return not any(is_required_argument(argument) for argument in field.args.values())


def _document(field: str, found: GraphQLField, columns: Sequence[Column], given: Sequence[str]) -> str:
    names = ["first", "after", *given]
    types = {name: str(found.args[name].type) for name in names}
    variables = "".join(f", ${name}: {types[name]}" for name in names)
    arguments = ", ".join(f"{name}: ${name}" for name in names)
    node = _selection([column.path for column in columns])
    return (
        f"query Export($counted: Boolean!{variables}) {{ rows: {field}({arguments}) {{"
        f" totalCount @include(if: $counted) edges {{ node {{ {node} }} }} pageInfo {{ hasNextPage endCursor }}"
        f" completeness {{ {COMPLETENESS} }} }} }}"
    )


def _selection(paths: Sequence[tuple[str, ...]]) -> str:
    inner: dict[str, list[tuple[str, ...]]] = {}
    for first, *rest in paths:
        inner.setdefault(first, []).append(tuple(rest))
    return " ".join(
        f"{name} {{ {_selection([rest for rest in below if rest])} }}" if any(below) else name
        for name, below in inner.items()
    )


def _at(value: Any, path: tuple[str, ...]) -> Any:
    if isinstance(value, list):
        return [_at(each, path) for each in value]
    if not path or value is None:
        return value
    return _at(value[path[0]], path[1:])


def _flat(value: Any) -> str | int | float | bool | None:
    if isinstance(value, list):
        return JOINT.join("" if each is None else str(_flat(each)) for each in value)
    return value if isinstance(value, str | int | float | bool) or value is None else str(value)
