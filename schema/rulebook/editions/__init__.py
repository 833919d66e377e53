"""Editions of the rulebook: which rules are in force at which committee on which day."""

from dataclasses import dataclass
from datetime import date

from schema.rulebook.interpreter import Rulebook
from schema.rulebook.machines import MACHINES

_BASE = Rulebook(
    committee=None,
    version="national-2026-11",
    valid_from=date(2018, 1, 1),
    scheme="national",
    machines={machine.name: machine for machine in MACHINES},
    limits={},
    vocabularies={},
)


@dataclass(frozen=True, slots=True)
class Editions:
    """Every edition, and the books that they make."""

    def book(self, committee: str | None, on: date) -> Rulebook:
        """The rules of a committee on a day."""
        return _BASE


EDITIONS = Editions()
