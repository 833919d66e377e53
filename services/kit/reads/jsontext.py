"""JSON text as an SQL expression: constant pieces and SQL pieces, joined with ``||``.

Concatenating text is about twice as fast as ``json_build_object``. Every SQL piece must be NOT NULL, for NULL would
swallow the whole object: pieces for nullable fields give the text ``null`` instead.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import orjson
from graphql import (
    GraphQLEnumType,
    GraphQLOutputType,
    get_named_type,
    get_nullable_type,
    is_list_type,
    is_non_null_type,
)

FORMS = {
    "Int": "({0})::text",
    "Float": "({0})::text",
    "JSON": "({0})::text",
    "Boolean": "({0})::text",
    "DateTime": """to_char({0} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')""",
    "Date": "to_char({0}, 'YYYY-MM-DD')",
}
"""What stands for a scalar; what is not here is text."""

PLAIN_TEXT = frozenset({"DateTime", "Date"})
"""Scalars whose text needs quotes and no escaping; enums are the same, for CHECK constraints hold their names."""

ESCAPED = "to_json({0})::text"


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


def leaf(expression: str, type_: GraphQLOutputType) -> list[Piece]:
    """The JSON form of an SQL expression whose field has the GraphQL type ``type_``: a leaf, or a list of leaves."""
    inner = get_nullable_type(type_)
    named = get_named_type(inner)
    if is_list_type(inner):
        if named.name not in ("String", "ID", "NodeCode") and not isinstance(named, GraphQLEnumType):
            raise TypeError(f"a column cannot hold {type_}")
        form, bare = ESCAPED, False
    elif isinstance(named, GraphQLEnumType):
        form, bare = "({0})", True
    else:
        form, bare = FORMS.get(named.name, ESCAPED), named.name in PLAIN_TEXT
    text = form.format(expression)
    if is_non_null_type(type_):
        return ['"', Sql(text), '"'] if bare else [Sql(text)]
    return [Sql(f"""coalesce('"' || {text} || '"', 'null')""" if bare else f"coalesce({text}, 'null')")]
