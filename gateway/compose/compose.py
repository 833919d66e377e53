"""Subgraphs → supergraph SDL."""

from collections.abc import Sequence

from graphql import (
    ConstDirectiveNode,
    DefinitionNode,
    DirectiveDefinitionNode,
    NamedTypeNode,
    NameNode,
    OperationTypeDefinitionNode,
    SchemaDefinitionNode,
    TypeDefinitionNode,
    parse,
)

from gateway.compose.carried import Carried, carried
from gateway.compose.join import graph_enum, joined_types
from gateway.compose.nodes import directive, enum, import_list
from gateway.compose.problems import CompositionError, Problem
from gateway.compose.roots import with_standard_roots
from gateway.compose.rules import check
from gateway.compose.spec import DEFINITIONS, FEATURE_DEFINITIONS, FEATURE_LINKS, JOIN_URL, LINK_URL
from gateway.compose.subgraph import ROOTS, Definitions, Subgraph, read
from gateway.compose.text import print_definitions


def compose(subgraphs: Sequence[Subgraph]) -> str:
    """The supergraph SDL of the subgraphs: the same text for the same input, whatever its order.

    Raises CompositionError with every problem of the first phase that has some. Several subgraphs are refused.
    """
    if len(subgraphs) != 1:
        raise CompositionError([_not_one(subgraphs)])
    subgraph = subgraphs[0]
    definitions = with_standard_roots(read(subgraph))
    kept, problems = carried(definitions)
    problems += check(definitions)
    if problems:
        raise CompositionError(problems)
    types = joined_types(subgraph, definitions, kept)
    return print_definitions(_ordered(_schema(definitions, kept), _own(kept, subgraph), types))


def _not_one(subgraphs: Sequence[Subgraph]) -> Problem:
    return Problem(
        "UNSUPPORTED_FEATURE",
        "schema",
        f"Exactly one subgraph can be composed, not {len(subgraphs)}.",
        "Give one subgraph, or serve a supergraph that another composer made.",
    )


def _schema(definitions: Definitions, kept: Carried) -> SchemaDefinitionNode:
    operations = (
        OperationTypeDefinitionNode(operation=kind, type=NamedTypeNode(name=NameNode(value=name)))
        for kind, name in ROOTS.items()
        if definitions.type(name) is not None
    )
    return SchemaDefinitionNode(directives=_links(kept), operation_types=tuple(operations))


def _links(kept: Carried) -> tuple[ConstDirectiveNode, ...]:
    links = [directive("link", url=LINK_URL), directive("link", url=JOIN_URL, for_=enum("EXECUTION"))]
    for name in kept.features:
        url, purpose = FEATURE_LINKS[name]
        links.append(directive("link", url=url, **({} if purpose is None else {"for_": enum(purpose)})))
    by_url: dict[str, dict[str, str]] = {}
    for each in kept.composed:
        by_url.setdefault(each.url, {})[f"@{each.spec_name}"] = f"@{each.name}"
    links += (directive("link", url=url, import_=import_list(by_url[url])) for url in sorted(by_url))
    return tuple(links)


def _own(kept: Carried, subgraph: Subgraph) -> tuple[DefinitionNode, ...]:
    """What the supergraph defines beside the subgraph's types: the specs' directives and types."""
    text = DEFINITIONS + "".join(FEATURE_DEFINITIONS[name] for name in kept.features)
    specs = parse(text, no_location=True).definitions
    return (*specs, graph_enum((subgraph,)), *kept.executable, *(each.definition for each in kept.composed))


def _ordered(
    schema: SchemaDefinitionNode, own: Sequence[DefinitionNode], types: Sequence[TypeDefinitionNode]
) -> list[DefinitionNode]:
    """The schema definition, then directives, then types, each by name."""
    directives = sorted((each for each in own if isinstance(each, DirectiveDefinitionNode)), key=_name)
    named = [*(each for each in own if isinstance(each, TypeDefinitionNode)), *types]
    return [schema, *directives, *sorted(named, key=_name)]


def _name(node: DirectiveDefinitionNode | TypeDefinitionNode) -> str:
    return node.name.value
