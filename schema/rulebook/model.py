"""The parts of a rulebook: rules with their sources, moves between states, machines made of moves.

A machine is data. Whatever can refuse a command is a :class:`Rule` and says where it comes from and
what would make the command allowed; a committee's own rulebook replaces rules and moves by their ids.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from schema.wording import DescribedEnum

Facts = Mapping[str, object]
"""What is known about the record, the command's input and the committee, by name; see `guards`."""

SYSTEM = ("system",)
"""The role of a move that the node itself derives from what happened; no client ever holds it."""


SIGNER = "signer"
"""The role of whoever signs what binds the committee."""


class Mark(StrEnum):
    """How well a rule is attested."""

    ARTICLE = "S"
    PUBLIC_RULE = "R"
    SEEN_IN_PRACTICE = "Y"
    DESIGN = "K"


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence in both languages."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule comes from: a public rule, the article, practice, or this project's design."""

    mark: Mark
    text: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One condition on a command. `guard` names the function that checks it."""

    id: str
    source: Source
    reason: Text
    allowed_when: Text
    guard: str

    def __str__(self) -> str:
        return f"{self.id} [{self.source.mark}] {self.guard}"


@dataclass(frozen=True, slots=True)
class Move:
    """One command out of some states into one. None among `states` means that there is no record yet.

    `roles` empty means that anyone may, also anonymously; otherwise it lists who may: ``staff``, ``member``,
    ``steward``, ``reviewer`` and ``signer`` (of binding acts), ``unit`` (the undertaker), ``handover`` (the party or
    government office that hands over), ``system``.
    Of several moves of a command, the one whose `choice` (a fact and its value) holds is taken. `sets` names what else
    the record shows afterwards.
    """

    command: str
    states: tuple[str | None, ...]
    to: str
    roles: tuple[str, ...]
    source: Source
    rules: tuple[Rule, ...] = ()
    choice: tuple[str, str] | None = None
    sets: tuple[tuple[str, str | None], ...] = ()

    def __str__(self) -> str:
        states = "|".join(state or "·" for state in self.states)
        return f"{self.command}: {states} → {self.to}"


def short_names(states: type[DescribedEnum]) -> dict[str, Text]:
    """Every state of an enum by its name, with the first clause of its description in each language."""
    return {
        state.value: Text(state.zh.rstrip("。").split("，")[0], state.en.rstrip(".").split(";")[0]) for state in states
    }


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a committee's own vocabulary; `canonical` is what it means across committees, None where no
    common word was agreed."""

    code: str
    zh: str
    en: str
    canonical: str | None
    source: Source

    def __str__(self) -> str:
        return f"{self.code} {self.zh} → {self.canonical or '·'}"


@dataclass(frozen=True, slots=True)
class Machine:
    """The moves of one record type.

    `verbs` gives each command its short name within rule ids and how a sentence says it; `state_names` gives every
    state its name in both languages. A record starts in `initial` and rests in one of `final`. `planned` lists the
    commands that no mutation carries out yet; the commands that only the system takes never have one.
    """

    name: str
    slug: str
    noun: Text
    verbs: Mapping[str, tuple[str, Text]]
    state_names: Mapping[str, Text]
    moves: tuple[Move, ...]
    initial: str
    final: tuple[str, ...]
    planned: frozenset[str] = frozenset()

    @property
    def states(self) -> tuple[str, ...]:
        """Every state that a record can be in."""
        return tuple(self.state_names)

    @property
    def system_commands(self) -> frozenset[str]:
        """The commands that only the system takes."""
        return frozenset(self.verbs) - {move.command for move in self.moves if move.roles != SYSTEM}

    @property
    def served(self) -> frozenset[str]:
        """The commands that clients send as mutations."""
        return frozenset(self.verbs) - self.planned - self.system_commands

    def moves_of(self, command: str) -> tuple[Move, ...]:
        """The moves that a command can make; raises LookupError for a command of another machine."""
        found = tuple(move for move in self.moves if move.command == command)
        if not found:
            raise LookupError(f"{self.name} knows no command {command}")
        return found

    def states_text(self, states: tuple[str | None, ...]) -> Text:
        """One or more states as the end of a sentence about the record."""
        parts = [Text("尚未建立", "does not exist yet")] if None in states else []
        named = [state for state in states if state is not None]
        if named:
            zh = "、".join(f"“{self.state_names[state].zh}”" for state in named)
            parts.append(Text(f"为{zh}", f"is {' or '.join(named)}"))
        return Text("或".join(part.zh for part in parts), " or ".join(part.en for part in parts))

    def rule_id(self, command: str, last: str) -> str:
        """The id of a rule of this machine, such as ``filing.file.state``."""
        return f"{self.slug}.{self.verbs[command][0]}.{last}"

    def __str__(self) -> str:
        return "\n".join([self.name, *(f"  {move}" for move in self.moves)])


@dataclass(frozen=True, slots=True)
class Transition:
    """A command that every rule allows: from where to where, under which rules, and what else it sets."""

    machine: str
    command: str
    before: str | None
    after: str
    rules: tuple[str, ...]
    sets: tuple[tuple[str, str | None], ...] = ()

    def __str__(self) -> str:
        return f"{self.machine}.{self.command}: {self.before or '·'} → {self.after}"
