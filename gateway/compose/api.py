"""The schema that clients see, as SDL: a supergraph without its machinery and without what is inaccessible."""

from graphql import print_schema

from gateway.compose.text import clean
from gateway.supergraph import load


def api_sdl(supergraph_sdl: str) -> str:
    """The client API of a supergraph. Raises SupergraphError when it cannot be served."""
    return clean(print_schema(load(supergraph_sdl).api_schema))
