"""The one selection type: client operations, `@key` strings, fetch bodies and representations are all made of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from gateway.operation.values import Value, variables_in

TYPENAME = "__typename"


@dataclass(frozen=True, slots=True)
class Condition:
    """A `@skip` or `@include` that hangs on a variable: holds when the variable is `wanted`."""

    variable: str
    wanted: bool

    def __str__(self) -> str:
        name = "include" if self.wanted else "skip"
        return f"@{name}(if: ${self.variable})"


@dataclass(frozen=True, slots=True)
class Field:
    """A field to fetch. `children` is empty exactly for leaves."""

    name: str
    alias: str | None = None
    arguments: tuple[tuple[str, Value], ...] = ()
    children: tuple[Selection, ...] = ()
    when: tuple[Condition, ...] = ()

    @property
    def key(self) -> str:
        """The response key."""
        return self.alias or self.name

    def __str__(self) -> str:
        return show((self,))


@dataclass(frozen=True, slots=True)
class Fragment:
    """Selections for objects of type `on` only."""

    on: str
    children: tuple[Selection, ...]
    when: tuple[Condition, ...] = ()

    def __str__(self) -> str:
        return show((self,))


Selection = Field | Fragment
Selections = tuple[Selection, ...]


def holds(when: tuple[Condition, ...], variables: Mapping[str, Any]) -> bool:
    """Whether all conditions hold. Validation saw to it that their variables are given."""
    return all(variables.get(condition.variable) is condition.wanted for condition in when)


def fields_in(selections: Selections) -> Iterator[Field]:
    """The fields of one object: its own and those of its fragments, whatever their type or condition."""
    for selection in selections:
        if isinstance(selection, Field):
            yield selection
        else:
            yield from fields_in(selection.children)


def active_fields(selections: Selections, variables: Mapping[str, Any]) -> Iterator[Field]:
    """Like `fields_in`, without what a condition leaves out."""
    for selection in selections:
        if not holds(selection.when, variables):
            continue
        if isinstance(selection, Field):
            yield selection
        else:
            yield from active_fields(selection.children, variables)


def keys_in(selections: Selections) -> Iterator[str]:
    """Every response key, at any depth."""
    for field in fields_in(selections):
        yield field.key
        yield from keys_in(field.children)


def variables_of(selections: Selections) -> tuple[str, ...]:
    """Names of the variables used in arguments and conditions at any depth, in order of first use."""
    found: dict[str, None] = {}
    _collect_variables(selections, found)
    return tuple(found)


def _collect_variables(selections: Selections, found: dict[str, None]) -> None:
    for selection in selections:
        found.update((condition.variable, None) for condition in selection.when)
        if isinstance(selection, Field):
            for _, value in selection.arguments:
                found.update((name, None) for name in variables_in(value))
        _collect_variables(selection.children, found)


def show(selections: Selections, indent: int = 0) -> str:
    """The selections as GraphQL, a line each."""
    pad = "  " * indent
    lines = []
    for selection in selections:
        head = pad + " ".join([_head(selection), *map(str, selection.when)])
        if selection.children:
            lines.append(f"{head} {{\n{show(selection.children, indent + 1)}\n{pad}}}")
        else:
            lines.append(head)
    return "\n".join(lines)


def compact(selections: Selections) -> str:
    """The selections as GraphQL on one line, for requests."""
    parts = []
    for selection in selections:
        head = " ".join([_head(selection), *map(str, selection.when)])
        parts.append(f"{head} {{{compact(selection.children)}}}" if selection.children else head)
    return " ".join(parts)


def _head(selection: Selection) -> str:
    if isinstance(selection, Fragment):
        return f"... on {selection.on}"
    alias = "" if selection.alias is None else f"{selection.alias}: "
    if not selection.arguments:
        return alias + selection.name
    return alias + selection.name + "(" + ", ".join(f"{name}: {value}" for name, value in selection.arguments) + ")"
