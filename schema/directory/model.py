"""A division: one code under one name, from one month to another."""

from dataclasses import dataclass
from datetime import date

from schema.completeness import NodeLevel


@dataclass(frozen=True, slots=True)
class Division:
    """One period of a code.

    `from_` and `until` are first days of months: the revision that first lists the code under this name, and the first
    revision that no longer does. `from_` is None where the lists begin with it, `until` where it still holds.
    `successors` are the codes valid at `until` in which the division lives on; empty where none is established.
    """

    code: str
    name: str
    level: NodeLevel
    parent: str | None
    from_: date | None
    until: date | None
    successors: tuple[str, ...]

    def holds(self, at: date) -> bool:
        """Whether the code stood for this division on that day."""
        return self.began(at) and (self.until is None or at < self.until)

    def began(self, at: date) -> bool:
        """Whether this period had begun by that day."""
        return self.from_ is None or self.from_ <= at

    def __str__(self) -> str:
        end = "" if self.until is None else f"{self.until:%Y-%m}"
        start = "" if self.from_ is None else f"{self.from_:%Y-%m}"
        return f"{self.code} {self.name} [{start}..{end})"
