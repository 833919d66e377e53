"""JSON text as an SQL expression: constant pieces and SQL pieces, joined with ``||``.

Concatenating text is about twice as fast as ``json_build_object``. Every SQL piece must be NOT NULL, for NULL would
swallow the whole object: pieces for nullable fields give the text ``null`` instead.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import orjson
from graphql import (
    GraphQLEnumType,
    GraphQLList,
    GraphQLOutputType,
    get_named_type,
    get_nullable_type,
    is_list_type,
    is_non_null_type,
)

TIME = """'"' || to_char({0} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '"'"""
DATE = """'"' || to_char({0}, 'YYYY-MM-DD') || '"'"""
FORMS = {
    "Int": "({0})::text",
    "Float": "({0})::text",
    "Boolean": "({0})::text",
    "DateTime": TIME,
    "Date": DATE,
}
ENUM = """'"' || ({0}) || '"'"""
TEXT = "to_json({0})::text"


@dataclass(frozen=True, slots=True)
class Sql:
    """An SQL expression of type text that is never NULL."""

    text: str


Piece = str | Sql


def quoted(text: str) -> str:
    """``text`` as an SQL string constant."""
    return "'" + text.replace("'", "''") + "'"


def json_constant(value: object) -> str:
    """A JSON piece whose text is known when the statement is compiled."""
    return orjson.dumps(value).decode()


def members(fields: Iterable[tuple[str, list[Piece]]]) -> list[Piece]:
    """An object of (response key, value)."""
    pieces: list[Piece] = ["{"]
    for index, (key, value) in enumerate(fields):
        pieces += [("," if index else "") + json_constant(key) + ":", *value]
    return [*pieces, "}"]


def concatenated(pieces: Iterable[Piece]) -> str:
    """The pieces as one SQL expression, neighbouring constants made one."""
    merged: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, str) and merged and isinstance(merged[-1], str):
            merged[-1] += piece
        else:
            merged.append(piece)
    return " || ".join(quoted(piece) if isinstance(piece, str) else piece.text for piece in merged) or "''"


def leaf(expression: str, type_: GraphQLOutputType) -> Sql:
    """The JSON form of an SQL expression whose field has the GraphQL type ``type_``: a leaf, or a list of leaves."""
    form = _form(type_)
    text = form.format(expression)
    return Sql(f"coalesce({text}, 'null')" if not is_non_null_type(type_) else text)


def _form(type_: GraphQLOutputType) -> str:
    inner = get_nullable_type(type_)
    if is_list_type(inner):
        return _list_form(inner)
    named = get_named_type(inner)
    if isinstance(named, GraphQLEnumType):
        return ENUM
    return FORMS.get(named.name, TEXT)


def _list_form(type_: GraphQLList[GraphQLOutputType]) -> str:
    if get_named_type(type_).name not in ("String", "ID", "NodeCode"):
        raise TypeError(f"a column cannot hold {type_}")
    return TEXT
