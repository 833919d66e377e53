"""What an edition is: a dated set of changes to the rulebook, all of it data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from schema.rulebook.limits import Limit
from schema.rulebook.model import Move, Rule, Source, Term


class EditionError(ValueError):
    """Editions that cannot be used; `problems` names every one of them by file, edition and place."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


@dataclass(frozen=True, slots=True)
class RuleChange:
    """A rule that takes the place of the one with its id; or, with `commands`, a rule added to these commands."""

    rule: Rule
    commands: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MoveChange:
    """A move added to a machine, or (`move` None) one taken away: `command` from `states`, from all where there are
    none. `rules` are the ids of the added move's rules.
    """

    machine: str
    command: str
    states: tuple[str | None, ...] = ()
    move: Move | None = None
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Edition:
    """The rules of one committee (None: the national base) from `valid_from` on, until the day `until` on which they no
    longer hold (None: still in force).
    """

    committee: str | None
    version: str
    valid_from: date
    until: date | None
    source: Source
    scheme: str | None = None
    scheme_source: Source | None = None
    limits: tuple[Limit, ...] = ()
    vocabularies: tuple[tuple[str, tuple[Term, ...]], ...] = ()
    dropped_rules: tuple[str, ...] = ()
    rules: tuple[RuleChange, ...] = ()
    moves: tuple[MoveChange, ...] = ()

    def holds(self, on: date) -> bool:
        """Whether it is in force on that day."""
        return self.valid_from <= on and (self.until is None or on < self.until)

    def meets(self, other: Edition) -> bool:
        """Whether both are in force on some day."""
        return (self.until is None or other.valid_from < self.until) and (
            other.until is None or self.valid_from < other.until
        )

    @property
    def name(self) -> str:
        """What versions call it, such as ``440100-2019-09``."""
        return f"{self.committee or 'national'}-{self.version}"

    def __str__(self) -> str:
        return f"{self.name} [{self.source.mark}]: {self.valid_from} – {self.until or ''}"
