"""Editions of the rulebook: which rules are in force at which committee on which day."""

import tomllib
from dataclasses import dataclass
from datetime import date
from importlib.resources import files

from schema.rulebook.interpreter import Rulebook
from schema.rulebook.limits import limit_from
from schema.rulebook.machines import MACHINES

_NATIONAL = tomllib.loads(files(__name__).joinpath("national.toml").read_text(encoding="utf-8"))["edition"][0]
_BASE = Rulebook(
    committee=None,
    version=f"national-{_NATIONAL['version']}",
    valid_from=_NATIONAL["from"],
    scheme=_NATIONAL["scheme"],
    machines={machine.name: machine for machine in MACHINES},
    limits={each["id"]: limit_from(each) for each in _NATIONAL["limits"]},
    vocabularies={},
)


@dataclass(frozen=True, slots=True)
class Editions:
    """Every edition, and the books that they make."""

    def book(self, committee: str | None, on: date) -> Rulebook:
        """The rules of a committee on a day."""
        return _BASE


EDITIONS = Editions()
