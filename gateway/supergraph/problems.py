"""Faults of a supergraph, collected: each with its place and what would mend it.

SupergraphError
  one class for a whole loading: it lists every fault found, not the first alone.
"""

from __future__ import annotations

from dataclasses import dataclass

from graphql import Node


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: what is wrong, on which line of the SDL (0: nowhere in particular), and what would mend it."""

    message: str
    line: int
    fix: str

    def __str__(self) -> str:
        place = f"line {self.line}: " if self.line else ""
        return f"{place}{self.message} {self.fix}"


class SupergraphError(Exception):
    """The supergraph cannot be served."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


class Problems:
    """Collects faults while loading."""

    def __init__(self) -> None:
        self._found: list[Problem] = []

    def add(self, node: Node | None, message: str, fix: str) -> None:
        """Note a fault at a node of the SDL."""
        line = 0 if node is None or node.loc is None else node.loc.start_token.line
        self._found.append(Problem(message, line, fix))

    def stop(self) -> None:
        """Raise SupergraphError if anything was found."""
        if self._found:
            raise SupergraphError(tuple(self._found))
