"""Prints a supergraph: definitions apart by a blank line, no trailing spaces, `schema` with one directive a line."""

from collections.abc import Iterable

from graphql import DefinitionNode, SchemaDefinitionNode, print_ast


def print_definitions(definitions: Iterable[DefinitionNode]) -> str:
    """The definitions as text, in the order given."""
    text = "\n\n".join(_print(each) for each in definitions)
    return clean(text)


def clean(text: str) -> str:
    """The text without trailing spaces, ended by one newline."""
    return "\n".join(line.rstrip() for line in text.split("\n")).rstrip("\n") + "\n"


def _print(node: DefinitionNode) -> str:
    if not isinstance(node, SchemaDefinitionNode):
        return print_ast(node)
    directives = "".join(f"\n  {print_ast(each)}" for each in node.directives or ())
    operations = "".join(f"\n  {print_ast(each)}" for each in node.operation_types)
    return f"schema{directives}\n{{{operations}\n}}"
