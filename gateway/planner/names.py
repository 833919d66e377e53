"""Response keys and variables that the planner adds to documents: never one that the client uses."""

from __future__ import annotations

from dataclasses import dataclass

from gateway.operation.operation import Operation
from gateway.operation.selection import keys_in


@dataclass(frozen=True, slots=True)
class Names:
    """The added names of one plan: a prefix that no response key and no variable of the operation begins with."""

    prefix: str = "_"

    def of(self, name: str) -> str:
        """The added name for a field or argument."""
        return self.prefix + name

    def key(self, name: str) -> str:
        """The added name for a key's field that the client did not ask for."""
        return f"{self.prefix}key_{name}"

    @property
    def type(self) -> str:
        """Where `__typename` of objects behind abstract types stands in fetched values."""
        return self.prefix + "type"

    @property
    def edges(self) -> str:
        """The rows of a page, with nothing but what merging needs."""
        return self.prefix + "edges"

    @property
    def owner(self) -> str:
        """A row's id or code, by which it is checked that the answering node owns it."""
        return self.prefix + "owner"


def names_for(operation: Operation) -> Names:
    """Names that the operation leaves free."""
    used = {*keys_in(operation.selections), *(variable.name for variable in operation.variables)}
    taken = sorted(name for name in used if not name.startswith("__"))
    prefix, tries = "_", 0
    while any(name.startswith(prefix) for name in taken):
        prefix = f"_s{tries}_"
        tries += 1
    return Names(prefix)
