"""Which of a subgraph's directives go on into the supergraph: composed ones, @tag, @inaccessible, and GraphQL's own.
Definitions of directives that clients may use in documents go on too.

A directive is composed when the subgraph says so with @composeDirective; it then keeps its name, its definition and
its spec's @link, as the ecosystem's composers do it, so that any gateway reads the result.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from graphql import DirectiveDefinitionNode, Node

from gateway.compose.problems import Problem
from gateway.compose.spec import INACCESSIBLE, TAG
from gateway.compose.subgraph import FEDERATION, LINK, Definitions
from gateway.supergraph.links import Link, arguments_of

_PLACES_IN_DOCUMENTS: Final = frozenset(
    {
        "QUERY",
        "MUTATION",
        "SUBSCRIPTION",
        "FIELD",
        "FRAGMENT_DEFINITION",
        "FRAGMENT_SPREAD",
        "INLINE_FRAGMENT",
        "VARIABLE_DEFINITION",
    }
)
_GRAPHQLS_OWN: Final = ("deprecated", "specifiedBy", "oneOf")
_FEATURES: Final = (("inaccessible", INACCESSIBLE), ("tag", TAG))


@dataclass(frozen=True, slots=True)
class Composed:
    """One composed directive: its name in the SDL, its name in its spec, the spec's URL, and its definition."""

    name: str
    spec_name: str
    url: str
    definition: DirectiveDefinitionNode


@dataclass(frozen=True, slots=True)
class Carried:
    """The names by which carried directives are known here, each with its name in the supergraph."""

    composed: tuple[Composed, ...]
    names: dict[str, str]
    executable: tuple[DirectiveDefinitionNode, ...]
    features: tuple[str, ...]
    """The federation features in use: `inaccessible`, `tag`."""


def carried(definitions: Definitions) -> tuple[Carried, list[Problem]]:
    """What is carried over, and what @composeDirective names in vain."""
    composed: list[Composed] = []
    problems: list[Problem] = []
    for name in sorted(_asked_for(definitions)):
        found = _composed(name, definitions)
        if isinstance(found, Problem):
            problems.append(found)
        else:
            composed.append(found)
    names = {name: name for name in (*_GRAPHQLS_OWN, *(each.name for each in composed))}
    applied = _applied(definitions.types)
    features = [name for name, _ in _FEATURES if definitions.federation.directive(name) in applied]
    names |= {definitions.federation.directive(name): name for name in features}
    return Carried(tuple(composed), names, _executable(definitions), tuple(features)), problems


def _executable(definitions: Definitions) -> tuple[DirectiveDefinitionNode, ...]:
    """The directives for clients' documents, with the places in documents alone."""
    found: list[DirectiveDefinitionNode] = []
    for each in definitions.directives:
        places = tuple(place for place in each.locations if place.value in _PLACES_IN_DOCUMENTS)
        if places and not definitions.links.is_directive_of_spec(each.name.value):
            found.append(replace(each, locations=places))
    return tuple(found)


def _asked_for(definitions: Definitions) -> set[str]:
    directive = definitions.federation.directive("composeDirective")
    return {
        str(arguments_of(each).get("name", ""))
        for node in definitions.schema
        for each in node.directives or ()
        if each.name.value == directive
    }


def _composed(name: str, definitions: Definitions) -> Composed | Problem:
    bare = name.removeprefix("@")
    definition = next((each for each in definitions.directives if each.name.value == bare), None)
    source = _source(bare, definitions.links.links)
    if not name.startswith("@") or definition is None or source is None:
        return Problem(
            "DIRECTIVE_COMPOSITION_ERROR",
            "schema",
            f'@composeDirective(name: "{name}") names no directive that is defined here and imported by @link.',
            "Define it, and @link the spec it belongs to.",
        )
    link, spec_name = source
    if link.spec in (FEDERATION, LINK):
        return Problem(
            "DIRECTIVE_COMPOSITION_ERROR",
            "schema",
            f"{name} belongs to federation itself and cannot be composed.",
            "Remove that @composeDirective.",
        )
    return Composed(bare, spec_name, _url(link, definitions), definition)


def _source(name: str, links: Iterable[Link]) -> tuple[Link, str] | None:
    """The link that brings a directive of this name, and the spec's own name for it."""
    for link in links:
        for spec_name, here in link.imports.items():
            if here == name:
                return link, spec_name
        if name == link.namespace or name.startswith(f"{link.namespace}__"):
            return link, name.removeprefix(f"{link.namespace}__")
    return None


def _url(link: Link, definitions: Definitions) -> str:
    """The spec's URL with its version, as the subgraph links it."""
    urls = (
        str(arguments_of(each).get("url", ""))
        for node in definitions.schema
        for each in node.directives or ()
        if each.name.value == "link"
    )
    return next(url for url in urls if url.rstrip("/") == link.spec or url.startswith(f"{link.spec}/"))


def _applied(nodes: Iterable[Node]) -> set[str]:
    """The directives applied anywhere below."""
    found: set[str] = set()
    for node in nodes:
        found.update(each.name.value for each in getattr(node, "directives", None) or ())
        for part in ("fields", "values", "arguments"):
            found |= _applied(getattr(node, part, None) or ())
    return found
