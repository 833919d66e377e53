"""The instant that a whole operation looks at: `query @asOf(at: "…")`, or the header `shizi-as-of`.

It is recorded time at the nodes, so the gateway only hands it on. Only graphs with a partition have the directive.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from graphql import (
    DirectiveDefinitionNode,
    DocumentNode,
    OperationDefinitionNode,
    StringValueNode,
    ValueNode,
    VariableNode,
    parse,
)

from schema.errors import ShiziError, bad_user_input

NAME: Final = "asOf"
HEADER: Final = "shizi-as-of"
DEFINITION: Final = '''"""
整个查询按这一时刻已记录的内容作答；RFC 3339 的 UTC 时间，以 Z 结尾。

The whole query is answered from what was recorded at this instant: an RFC 3339 time in UTC, ending in Z.
"""
directive @asOf(
  """
  所查看的时刻，例如 2026-01-01T00:00:00Z。

  The instant that is looked at, such as 2026-01-01T00:00:00Z.
  """
  at: String!
) on QUERY'''

_INSTANT: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?Z\Z", re.ASCII)


def with_directive(document: DocumentNode) -> DocumentNode:
    """The document of a supergraph with the directive, unless it has one of that name already."""
    directives = (each for each in document.definitions if isinstance(each, DirectiveDefinitionNode))
    if any(each.name.value == NAME for each in directives):
        return document
    return replace(document, definitions=(*document.definitions, *parse(DEFINITION, no_location=True).definitions))


def given_instant(operation: OperationDefinitionNode) -> ValueNode | None:
    """The argument of the directive on an operation that is valid."""
    for directive in operation.directives or ():
        if directive.name.value == NAME:
            return (directive.arguments or ())[0].value
    return None


def instant(given: ValueNode | None, variables: Mapping[str, Any], header: str | None) -> str | None:
    """The instant of a request; None for the present. Raises BAD_USER_INPUT."""
    told = None if header is None else read_instant(header)
    match given:
        case VariableNode(name=name):
            said = read_instant(str(variables[name.value]))
        case StringValueNode(value=value):
            said = read_instant(value)
        case _:
            return told
    if told is not None and told != said:
        raise bad_user_input(
            f"The header {HEADER} and @{NAME} name different instants.", f"请求头 {HEADER} 与 @{NAME} 的时刻不一致。"
        )
    return said


def read_instant(text: str) -> str:
    """The text, if it is an instant. Raises BAD_USER_INPUT."""
    try:
        if not _INSTANT.match(text):
            raise ValueError(text)
        datetime.fromisoformat(text)
    except ValueError:
        raise _no_instant() from None
    return text


def _no_instant() -> ShiziError:
    return bad_user_input(
        "asOf is an instant in UTC such as 2026-01-01T00:00:00Z.", "asOf 须为 UTC 时刻，例如 2026-01-01T00:00:00Z。"
    )
