"""Reads the partition directives, applied to a coordinate directly or inside `@join__directive`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    ConstDirectiveNode,
    FieldDefinitionNode,
    GraphQLSyntaxError,
    Node,
    TypeDefinitionNode,
    parse_const_value,
)
from graphql.utilities import value_from_ast_untyped

from gateway.operation.fieldset import parse_fieldset
from gateway.supergraph.facts import Fill, Remote
from gateway.supergraph.links import Links, arguments_of
from gateway.supergraph.problems import Problems
from schema import directives


@dataclass(frozen=True, slots=True)
class PartitionReader:
    """Reads one document's partition directives; remembers where each stood for later messages."""

    links: Links
    problems: Problems
    places: dict[tuple[str, str], Node] = field(default_factory=dict)
    """Where a directive stands, by (coordinate, directive)."""

    def gather(self, node: FieldDefinitionNode, coordinate: str) -> str | None:
        """The way a root field's answers are merged."""
        return self._text(node, coordinate, directives.GATHER, "merge", directives.MERGES)

    def owner(self, node: FieldDefinitionNode, coordinate: str) -> tuple[str, ...]:
        """The path into the arguments that names the owner; empty without one."""
        path = self._text(node, coordinate, directives.OWNER, "argument")
        return tuple(path.split(".")) if path else ()

    def owned_by(self, node: TypeDefinitionNode) -> str | None:
        """The key field that names the owner."""
        return self._text(node, node.name.value, directives.OWNED, "by")

    def total(self, node: FieldDefinitionNode, coordinate: str) -> str | None:
        """The way a number is merged."""
        return self._text(node, coordinate, directives.TOTAL, "by", (directives.SUM, directives.MIN, directives.MAX))

    def remote(self, node: FieldDefinitionNode, coordinate: str, on: str) -> Remote | None:
        """What a reference answers in place, and its stand-ins."""
        found = self._applied(node, coordinate, directives.REMOTE)
        if found is None:
            return None
        directive, arguments = found
        try:
            provides = parse_fieldset(str(arguments.get("provides") or ""), on)
        except ValueError as error:
            self.problems.add(directive, f"@remote on {coordinate}: {error}.", 'Write provides: "code name".')
            provides = ()
        absent = self._fill(directive, coordinate, arguments.get("absent"))
        return Remote(provides, absent, self._fill(directive, coordinate, arguments.get("unknown")))

    def _fill(self, directive: ConstDirectiveNode, coordinate: str, text: str | None) -> Fill | None:
        if text is None:
            return None
        try:
            value = value_from_ast_untyped(parse_const_value(f"{{{text}}}", no_location=True))
        except GraphQLSyntaxError as error:
            self.problems.add(
                directive, f"@remote on {coordinate}: {text!r} is not a list of values: {error.message}.",
                'Write values as in absent: "state: INVITED".',
            )  # fmt: skip
            return None
        return tuple(value.items())

    def _text(self, node: Node, coordinate: str, name: str, argument: str, allowed: tuple[str, ...] = ()) -> str | None:
        found = self._applied(node, coordinate, name)
        if found is None:
            return None
        directive, arguments = found
        value = arguments.get(argument)
        if not isinstance(value, str) or not value or (allowed and value not in allowed):
            choice = f" as one of {', '.join(allowed)}" if allowed else " as a string"
            self.problems.add(directive, f"@{name} on {coordinate} says {value!r}.", f"Give {argument}{choice}.")
            return None
        return value

    def _applied(self, node: Node, coordinate: str, name: str) -> tuple[ConstDirectiveNode, dict[str, Any]] | None:
        for directive, arguments in self._directives(node, name):
            self.places.setdefault((coordinate, name), directive)
            return directive, arguments
        return None

    def _directives(self, node: Node, name: str) -> Iterable[tuple[ConstDirectiveNode, dict[str, Any]]]:
        link = self.links.of(directives.SPEC)
        local = name if link is None else link.directive(name)
        for directive in getattr(node, "directives", None) or ():
            if directive.name.value == local and link is not None:
                yield directive, arguments_of(directive)
            elif directive.name.value == "join__directive":
                arguments = arguments_of(directive)
                if arguments.get("name") in (name, local):
                    yield directive, arguments.get("args") or {}
