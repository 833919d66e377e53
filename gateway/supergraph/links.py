"""Which specs a supergraph links, and under which names their directives and types appear in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from graphql import ConstDirectiveNode, DocumentNode, SchemaDefinitionNode, SchemaExtensionNode
from graphql.utilities import value_from_ast_untyped

_CORE_SPECS = ("link", "core")


@dataclass(frozen=True, slots=True)
class Link:
    """One `@link`: the spec (its URL without version), its namespace here, and the names of what it imports."""

    spec: str
    namespace: str
    imports: Mapping[str, str]

    def directive(self, name: str) -> str:
        """The name of the spec's directive in this document."""
        if name in self.imports:
            return self.imports[name]
        return name if name == self.namespace else f"{self.namespace}__{name}"


@dataclass(frozen=True, slots=True)
class Links:
    """All specs of a document."""

    links: tuple[Link, ...]

    def of(self, spec: str) -> Link | None:
        """The link of a spec, given by its URL without version."""
        return next((link for link in self.links if link.spec == spec), None)

    def is_machinery(self, name: str) -> bool:
        """Whether a type of this name belongs to a linked spec and not to the API."""
        return any(name.startswith(f"{link.namespace}__") for link in self.links)

    def is_directive_of_spec(self, name: str) -> bool:
        """Whether a directive of this name belongs to a linked spec and not to the API."""
        if self.is_machinery(name):
            return True
        return any(name == link.namespace or name in link.imports.values() for link in self.links)


def read_links(document: DocumentNode) -> Links:
    """The document's `@link`s (and `@core`s, their older form)."""
    found: list[Link] = []
    for node in document.definitions:
        if isinstance(node, SchemaDefinitionNode | SchemaExtensionNode):
            found.extend(_links(node.directives or ()))
    return Links(tuple(found))


def arguments_of(directive: ConstDirectiveNode) -> dict[str, Any]:
    """A directive's arguments as JSON values, enum values as their names."""
    return {argument.name.value: value_from_ast_untyped(argument.value) for argument in directive.arguments or ()}


def _links(directives: Iterable[ConstDirectiveNode]) -> Iterable[Link]:
    for directive in directives:
        if directive.name.value not in _CORE_SPECS:
            continue
        arguments = arguments_of(directive)
        url = arguments.get("url") or arguments.get("feature")
        if isinstance(url, str):
            yield _link(url.rstrip("/"), arguments)


def _link(url: str, arguments: dict[str, Any]) -> Link:
    spec, _, last = url.rpartition("/")
    if not (last.startswith("v") and last[1:2].isdigit()):
        spec, last = url, url.rpartition("/")[2]
    namespace = arguments.get("as") or spec.rpartition("/")[2]
    imports: dict[str, str] = {}
    for item in arguments.get("import") or ():
        name, alias = (item, item) if isinstance(item, str) else (item["name"], item.get("as", item["name"]))
        if name.startswith("@"):
            imports[name[1:]] = alias.removeprefix("@")
    return Link(spec, namespace, imports)
