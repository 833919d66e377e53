"""A request that is refused as a whole, with the errors as the client gets them."""

from __future__ import annotations

from typing import Any

from graphql import GraphQLError

from schema.errors import ErrorCode, ShiziError


class Rejected(Exception):  # noqa: N818 - it is an answer, not a fault
    """Nothing was executed; `errors` are in GraphQL's response form."""

    def __init__(self, errors: tuple[dict[str, Any], ...]) -> None:
        super().__init__(errors[0]["message"])
        self.errors = errors

    @classmethod
    def of(cls, error: ShiziError) -> Rejected:
        return cls((formatted(error),))

    @property
    def code(self) -> ErrorCode:
        """The first error's code, by which the HTTP status is chosen."""
        return ErrorCode(self.errors[0]["extensions"]["code"])


def formatted(error: ShiziError) -> dict[str, Any]:
    return {"message": error.message, "extensions": error.extensions}


def located(error: GraphQLError, code: ErrorCode, message_zh: str) -> dict[str, Any]:
    """An error of graphql-core, with its places in the document."""
    entry: dict[str, Any] = {"message": error.message}
    if error.locations:
        entry["locations"] = [{"line": place.line, "column": place.column} for place in error.locations]
    entry["extensions"] = {"code": code.value, "messageZh": message_zh}
    return entry
