"""What keeps a supergraph from being composed: collected, each with its code, place and remedy.

CompositionError
  one class; it lists every problem of the phase that found some.
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault, under the code by which the ecosystem's composers know it."""

    code: str
    coordinate: str
    message: str
    fix: str

    def __str__(self) -> str:
        return f"{self.code} at {self.coordinate}: {self.message} {self.fix}"


class CompositionError(Exception):
    """The subgraphs do not compose."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))
