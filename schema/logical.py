"""Unites the SDL of several profiles into one logical subgraph, in which every coordinate has one meaning.

A coordinate (type, field, argument, directive) that two profiles define differently is an error, and so is an
argument or input field that one profile requires and another does not know. A field that a profile leaves out of a
type it has becomes nullable, because nodes of that profile cannot answer it. A type that a profile leaves out
altogether keeps its fields as they are: no such node ever answers with one.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from graphql import (
    ConstDirectiveNode,
    ConstListValueNode,
    DefinitionNode,
    DirectiveDefinitionNode,
    DocumentNode,
    EnumTypeDefinitionNode,
    EnumValueDefinitionNode,
    FieldDefinitionNode,
    InputObjectTypeDefinitionNode,
    InputValueDefinitionNode,
    InterfaceTypeDefinitionNode,
    ListValueNode,
    NonNullTypeNode,
    ObjectTypeDefinitionNode,
    SchemaDefinitionNode,
    StringValueNode,
    UnionTypeDefinitionNode,
    print_ast,
)

from schema.sdl_text import argument_of, name_of, ordered

Version = TypeVar("Version", bound=DefinitionNode)
Part = TypeVar("Part", FieldDefinitionNode, InputValueDefinitionNode, EnumValueDefinitionNode)


class UnionError(Exception):
    """Profiles that contradict each other; `problems` has one line for each coordinate."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


def unite(documents: Mapping[str, DocumentNode]) -> DocumentNode:
    """One document from those of the profiles, by profile name. Raises UnionError with every disagreement."""
    versions: dict[str, dict[str, DefinitionNode]] = {}
    for profile, document in documents.items():
        for definition in document.definitions:
            versions.setdefault(name_of(definition), {})[profile] = definition
    union = _Union()
    definitions = [union.definition(name, each) for name, each in versions.items()]
    if union.problems:
        raise UnionError(union.problems)
    return ordered(definitions)


class _Union:
    """One run over all coordinates, collecting what does not fit."""

    def __init__(self) -> None:
        self.problems: list[str] = []

    def definition(self, name: str, versions: Mapping[str, DefinitionNode]) -> DefinitionNode:
        first = _first(versions)
        if not self._agree(name, versions, type):
            return first
        if isinstance(first, SchemaDefinitionNode):
            return _schema([each for each in versions.values() if isinstance(each, SchemaDefinitionNode)])
        if isinstance(first, DirectiveDefinitionNode):
            self._agree(name, versions, lambda each: replace(each, description=None))
            return first
        self._agree(f"{name} (its directives)", versions, _directives)
        if isinstance(first, ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode):
            self._agree(
                f"{name} (its interfaces)", versions, lambda each: {one.name.value for one in each.interfaces or ()}
            )
            return replace(first, fields=self._parts(name, _of(versions, "fields"), self._field))
        if isinstance(first, InputObjectTypeDefinitionNode):
            return replace(first, fields=self._parts(name, _of(versions, "fields"), self._input))
        if isinstance(first, EnumTypeDefinitionNode):
            return replace(first, values=self._parts(name, _of(versions, "values"), self._value))
        if isinstance(first, UnionTypeDefinitionNode):
            members = {each.name.value: each for types in _of(versions, "types").values() for each in types}
            return replace(first, types=tuple(members.values()))
        return first

    def _parts(
        self,
        owner: str,
        versions: Mapping[str, Sequence[Part]],
        unite_one: Callable[[str, Mapping[str, Part], Sequence[str]], Part],
    ) -> tuple[Part, ...]:
        """Fields, arguments or values, each with the profiles that have it and those that do not."""
        found: dict[str, dict[str, Part]] = {}
        for profile, parts in versions.items():
            for part in parts:
                found.setdefault(part.name.value, {})[profile] = part
        return tuple(
            unite_one(f"{owner}.{name}", each, [profile for profile in versions if profile not in each])
            for name, each in found.items()
        )

    def _field(
        self, coordinate: str, versions: Mapping[str, FieldDefinitionNode], lacking: Sequence[str]
    ) -> FieldDefinitionNode:
        self._agree(coordinate, versions, lambda each: each.type)
        self._agree(f"{coordinate} (its directives)", versions, _directives)
        first = _first(versions)
        united = replace(first, arguments=self._parts(coordinate, _of(versions, "arguments"), self._input))
        return replace(united, type=first.type.type) if lacking and isinstance(first.type, NonNullTypeNode) else united

    def _input(
        self, coordinate: str, versions: Mapping[str, InputValueDefinitionNode], lacking: Sequence[str]
    ) -> InputValueDefinitionNode:
        self._agree(coordinate, versions, lambda each: (each.type, each.default_value))
        self._agree(f"{coordinate} (its directives)", versions, _directives)
        first = _first(versions)
        if lacking and isinstance(first.type, NonNullTypeNode) and first.default_value is None:
            self.problems.append(
                f"{coordinate} is required by {', '.join(versions)} and unknown to {', '.join(lacking)}:"
                " make it optional."
            )
        return first

    def _value(
        self, coordinate: str, versions: Mapping[str, EnumValueDefinitionNode], lacking: Sequence[str]
    ) -> EnumValueDefinitionNode:
        self._agree(f"{coordinate} (its directives)", versions, _directives)
        return _first(versions)

    def _agree(self, coordinate: str, versions: Mapping[str, Any], aspect: Callable[[Any], object]) -> bool:
        """Whether all profiles say the same of a coordinate; notes who differs from the first if not."""
        first, *others = versions
        differing = [each for each in others if aspect(versions[each]) != aspect(versions[first])]
        if differing:
            self.problems.append(f"{coordinate} is not the same in {first} and {', '.join(differing)}.")
        return not differing


def _first(versions: Mapping[str, Version]) -> Version:
    """The first version, with a description if any version has one."""
    known: list[Any] = list(versions.values())
    described = next((each.description for each in known if each.description), None)
    first: Version = replace(known[0], description=described)
    return first


def _of(versions: Mapping[str, Any], part: str) -> dict[str, Sequence[Any]]:
    return {profile: getattr(each, part) or () for profile, each in versions.items()}


def _directives(node: Any) -> list[ConstDirectiveNode]:
    return sorted(node.directives or (), key=print_ast)


def _schema(versions: Sequence[SchemaDefinitionNode]) -> SchemaDefinitionNode:
    """All operations, all links with all their imports, and each other directive once."""
    links: dict[str, list[ConstDirectiveNode]] = {}
    others: list[ConstDirectiveNode] = []
    for directive in (each for version in versions for each in version.directives or ()):
        if directive.name.value == "link":
            links.setdefault(argument_of(directive, "url"), []).append(directive)
        elif directive not in others:
            others.append(directive)
    others.sort(key=lambda each: argument_of(each, "name"))
    operations = {each.operation: each for version in versions for each in version.operation_types}
    return replace(
        versions[0],
        directives=(*(_link(links[url]) for url in sorted(links)), *others),
        operation_types=tuple(operations.values()),
    )


def _link(versions: Sequence[ConstDirectiveNode]) -> ConstDirectiveNode:
    names: set[str] = set()
    for each in versions:
        for argument in each.arguments or ():
            if isinstance(argument.value, ListValueNode):
                names.update(one.value for one in argument.value.values if isinstance(one, StringValueNode))
    imports = ConstListValueNode(values=tuple(StringValueNode(value=name) for name in sorted(names)))
    first = versions[0]
    arguments = tuple(
        replace(each, value=imports) if each.name.value == "import" else each for each in first.arguments or ()
    )
    return replace(first, arguments=arguments)
