"""An operation ready for planning, and its normalised text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from gateway.operation.selection import Selections, show
from gateway.operation.values import Value

Kind = Literal["query", "mutation", "subscription"]


@dataclass(frozen=True, slots=True)
class VariableDefinition:
    """A variable of the operation, with its type as written."""

    name: str
    type: str
    default: Value | None = None

    def __str__(self) -> str:
        default = "" if self.default is None else f" = {self.default}"
        return f"${self.name}: {self.type}{default}"


@dataclass(frozen=True, slots=True)
class Operation:
    """What a client asks: no fragment spreads, no constant conditions, one field per response key and condition."""

    kind: Kind
    root: str
    variables: tuple[VariableDefinition, ...]
    selections: Selections

    def definitions(self, names: Iterable[str]) -> tuple[VariableDefinition, ...]:
        """The definitions of the named variables, in the operation's order."""
        wanted = set(names)
        return tuple(variable for variable in self.variables if variable.name in wanted)

    def __str__(self) -> str:
        variables = f" ({', '.join(map(str, self.variables))})" if self.variables else ""
        return f"{self.kind}{variables} {{\n{show(self.selections, 1)}\n}}"
