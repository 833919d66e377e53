"""The port through which root fields reach whatever answers them: resolvers compute nothing, they delegate."""

from typing import Any, Final, Protocol

from strawberry.types import Info

CONTEXT_KEY: Final = "port"
CLIENT_KEY: Final = "client"
"""Where the context says from which address a request came."""


class Port(Protocol):
    """What a service implements; found in `info.context["port"]`. `info` holds arguments, selection and viewer."""

    async def read(self, info: Info[Any, Any], field: str) -> Any:
        """Answer the root query field with this GraphQL name."""

    async def command(self, info: Info[Any, Any], field: str) -> Any:
        """Carry out the root mutation field with this GraphQL name and answer its payload."""

    async def entities(self, info: Info[Any, Any], representations: list[dict[str, Any]]) -> list[Any]:
        """One answer for each representation, in their order: the entity, None, or an exception for that one alone."""


def port(info: Info[Any, Any]) -> Port:
    """The port of this request."""
    found: Port = info.context[CONTEXT_KEY]
    return found
