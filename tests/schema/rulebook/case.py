"""How each domain says which facts its machines are tried with.

A file ``cases_<domain>.py`` holds ``CASES``: for every machine it adds rules to, facts under which every rule holds,
and for every rule at least one change of facts that makes this rule refuse. ``cases.py`` gathers them; the walking test
tries every move and every rule with them and names what is missing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Break:
    """A change of the good facts that makes the rule refuse; on one command only, where the rule is on several."""

    rule: str
    facts: Mapping[str, object]
    command: str | None = None


@dataclass(frozen=True, slots=True)
class Cases:
    """What one domain contributes to the trial of a machine.

    `facts` hold for every command of the machine, `of_command` for one command over those.
    """

    machine: str
    facts: Mapping[str, object] = field(default_factory=dict)
    breaks: tuple[Break, ...] = ()
    of_command: Mapping[str, Mapping[str, object]] = field(default_factory=dict)


def together(machine: str, parts: tuple[Cases, ...]) -> Cases:
    """What all domains contribute to one machine; raises ValueError where two give a fact different values."""
    facts: dict[str, object] = {}
    of_command: dict[str, dict[str, object]] = {}
    for part in parts:
        _join(facts, part.facts, machine)
        for command, own in part.of_command.items():
            _join(of_command.setdefault(command, {}), own, f"{machine}.{command}")
    return Cases(machine, facts, tuple(each for part in parts for each in part.breaks), of_command)


def _join(into: dict[str, object], more: Mapping[str, object], where: str) -> None:
    for name, value in more.items():
        if name in into and into[name] != value:
            raise ValueError(f"{where}: the fact {name} is {into[name]!r} in one file and {value!r} in another")
        into[name] = value
