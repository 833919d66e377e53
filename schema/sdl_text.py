"""SDL as text: a subgraph's own definitions taken out of it, put in one order, and printed in one way."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final

from graphql import (
    ConstDirectiveNode,
    DefinitionNode,
    DirectiveDefinitionNode,
    DocumentNode,
    ObjectTypeDefinitionNode,
    SchemaDefinitionNode,
    StringValueNode,
    parse,
    print_ast,
)

MACHINERY: Final = frozenset({"_entities", "_service", "_Service", "_Any", "_Entity"})


def own_definitions(sdl: str) -> DocumentNode:
    """A subgraph's definitions in order, without the types and root fields that federation adds to every subgraph."""
    document = parse(sdl, no_location=True)
    return ordered(_own(each) for each in document.definitions if name_of(each) not in MACHINERY)


def ordered(definitions: Iterable[DefinitionNode]) -> DocumentNode:
    """The schema definition, then directives, then types, each by name."""
    return DocumentNode(definitions=tuple(sorted(definitions, key=_rank)))


def name_of(definition: DefinitionNode) -> str:
    """The name of a definition, with the @ of a directive's; `schema` for the schema definition."""
    if isinstance(definition, SchemaDefinitionNode):
        return "schema"
    name: str = definition.name.value  # type: ignore[attr-defined]
    return f"@{name}" if isinstance(definition, DirectiveDefinitionNode) else name


def argument_of(directive: ConstDirectiveNode, name: str) -> str:
    """A string argument of a directive, empty where it is not given."""
    values = [each.value for each in directive.arguments or () if each.name.value == name]
    return values[0].value if values and isinstance(values[0], StringValueNode) else ""


def print_sdl(document: DocumentNode) -> str:
    """The document as text: definitions apart by a blank line, no trailing spaces, `schema` with a directive a line."""
    text = "\n\n".join(_print(each) for each in document.definitions)
    return "\n".join(line.rstrip() for line in text.split("\n")) + "\n"


def _own(definition: DefinitionNode) -> DefinitionNode:
    if isinstance(definition, SchemaDefinitionNode):
        return replace(definition, directives=tuple(sorted(definition.directives or (), key=_directive_rank)))
    if isinstance(definition, ObjectTypeDefinitionNode):
        kept = tuple(each for each in definition.fields or () if each.name.value not in MACHINERY)
        return replace(definition, fields=kept)
    return definition


def _rank(definition: DefinitionNode) -> tuple[int, str]:
    kinds = (SchemaDefinitionNode, DirectiveDefinitionNode)
    first = next((place for place, kind in enumerate(kinds) if isinstance(definition, kind)), len(kinds))
    return first, name_of(definition)


def _directive_rank(directive: ConstDirectiveNode) -> tuple[bool, str, str]:
    return directive.name.value != "link", argument_of(directive, "url"), argument_of(directive, "name")


def _print(definition: Any) -> str:
    if not isinstance(definition, SchemaDefinitionNode):
        return print_ast(definition)
    directives = "".join(f"\n  {print_ast(each)}" for each in definition.directives or ())
    operations = "".join(f"\n  {print_ast(each)}" for each in definition.operation_types)
    return f"schema{directives}\n{{{operations}\n}}"
