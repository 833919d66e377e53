"""What a single subgraph must satisfy before it is composed: each rule a function that yields problems."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from graphql import (
    DocumentNode,
    GraphQLError,
    GraphQLSchema,
    InterfaceTypeDefinitionNode,
    ObjectTypeDefinitionNode,
    TypeDefinitionNode,
    build_ast_schema,
    validate_schema,
)

from gateway.compose.inaccessible import nothing_visible_needs_the_hidden
from gateway.compose.nodes import named_type
from gateway.compose.problems import Problem
from gateway.compose.subgraph import Definitions
from gateway.operation.fieldset import parse_fieldset
from gateway.operation.selection import Field, Selections
from gateway.supergraph.links import arguments_of

Rule = Callable[[Definitions], Iterator[Problem]]

_UNSUPPORTED: Final = {
    "external": "EXTERNAL_MISSING_ON_BASE",
    "requires": "REQUIRES_FIELDS_MISSING_EXTERNAL",
    "provides": "PROVIDES_FIELDS_MISSING_EXTERNAL",
    "interfaceObject": "INTERFACE_OBJECT_USAGE_ERROR",
    "authenticated": "UNSUPPORTED_FEATURE",
    "requiresScopes": "UNSUPPORTED_FEATURE",
    "policy": "UNSUPPORTED_FEATURE",
    "context": "UNSUPPORTED_FEATURE",
    "fromContext": "UNSUPPORTED_FEATURE",
}


def check(definitions: Definitions) -> list[Problem]:
    """All problems of all rules, in the order of the rules."""
    return [problem for rule in RULES for problem in rule(definitions)]


def has_queries(definitions: Definitions) -> Iterator[Problem]:
    """A supergraph must be able to answer something."""
    if not _queries(definitions):
        yield Problem("NO_QUERIES", "Query", "No subgraph has a query field.", "Give one to type Query.")


def extensions_extend_something(definitions: Definitions) -> Iterator[Problem]:
    """A type that is extended is defined somewhere."""
    for name in definitions.only_extended:
        yield Problem(
            "EXTENSION_WITH_NO_BASE",
            name,
            f"{name} is extended, but no subgraph defines it.",
            "Write it without `extend`.",
        )


def is_sound(definitions: Definitions) -> Iterator[Problem]:
    """The types must fit together as GraphQL."""
    if not _queries(definitions):
        return
    try:
        faults = validate_schema(_schema(definitions))
    except (TypeError, GraphQLError) as error:
        yield Problem("INVALID_GRAPHQL", "schema", f"{error}", "Mend the SDL.")
        return
    for fault in faults:
        yield Problem("INVALID_GRAPHQL", "schema", fault.message, "Mend the SDL.")


def keys_hold(definitions: Definitions) -> Iterator[Problem]:
    """A @key is a field set of its type."""
    name = definitions.federation.directive("key")
    for node, arguments in _applications(definitions, name):
        fault = _fault(str(arguments.get("fields", "")), node.name.value, definitions)
        if fault:
            yield Problem("KEY_INVALID_FIELDS", node.name.value, f"@{name}: {fault}.", "Name fields that the type has.")


def needs_no_other_subgraph(definitions: Definitions) -> Iterator[Problem]:
    """What refers to other subgraphs, or guards fields in a way that is not carried over, is refused, not dropped."""
    known = {definitions.federation.directive(name): name for name in _UNSUPPORTED}
    for node in definitions.types:
        for coordinate, part in _parts(node):
            for each in part.directives or ():
                feature = known.get(each.name.value)
                if feature is not None:
                    yield Problem(
                        _UNSUPPORTED[feature],
                        coordinate,
                        f"@{feature} cannot be composed from this subgraph alone.",
                        "Remove it.",
                    )


RULES: Final[tuple[Rule, ...]] = (
    has_queries,
    extensions_extend_something,
    is_sound,
    keys_hold,
    needs_no_other_subgraph,
    nothing_visible_needs_the_hidden,
)


def _queries(definitions: Definitions) -> Sequence[Any]:
    return getattr(definitions.type("Query"), "fields", None) or ()


def _schema(definitions: Definitions) -> GraphQLSchema:
    specs = definitions.links.is_directive_of_spec
    own = (each for each in definitions.directives if not specs(each.name.value) and each.name.value != "link")
    document = DocumentNode(definitions=(*own, *definitions.types))
    return build_ast_schema(document, assume_valid_sdl=True)


def _applications(definitions: Definitions, name: str) -> Iterator[tuple[Any, dict[str, Any]]]:
    for node in definitions.types:
        for each in node.directives or ():
            if each.name.value == name:
                yield node, arguments_of(each)


def _parts(node: TypeDefinitionNode) -> Iterator[tuple[str, Any]]:
    yield node.name.value, node
    if isinstance(node, ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode):
        for field in node.fields or ():
            yield f"{node.name.value}.{field.name.value}", field
            for argument in field.arguments or ():
                yield f"{node.name.value}.{field.name.value}({argument.name.value}:)", argument


def _fault(fields: str, type_name: str, definitions: Definitions) -> str | None:
    try:
        return _missing(parse_fieldset(fields, type_name), type_name, definitions)
    except ValueError as error:
        return str(error)


def _missing(selections: Selections, type_name: str, definitions: Definitions) -> str | None:
    node = definitions.type(type_name)
    fields = {each.name.value: each for each in getattr(node, "fields", None) or ()}
    for each in selections:
        if not isinstance(each, Field):
            below = _missing(each.children, each.on, definitions)
        elif each.name not in fields:
            below = f"{type_name} has no field {each.name}"
        else:
            below = _missing(each.children, named_type(fields[each.name].type), definitions)
        if below:
            return below
    return None
