"""What somebody may do with a record now, as far as its facts are known. Pure."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from schema.rulebook.common import BEFORE_ALL
from schema.rulebook.guards import GUARDS
from schema.rulebook.interpreter import Refusal, Rulebook, may, refusal_of, wrong_actor, wrong_state
from schema.rulebook.model import SIGNER, Facts, Machine, Move, Rule


class Verdict(StrEnum):
    """What is known of a command before it is sent."""

    ALLOWED = "ALLOWED"
    NEEDS = "NEEDS"
    REFUSED = "REFUSED"


@dataclass(frozen=True, slots=True)
class Action:
    """One command and whether it may be sent now.

    `to` is the state it leads to, None where that depends on its input or where it is refused. `needs` are the rules
    that its input must satisfy: their facts are not known before.
    """

    command: str
    verdict: Verdict
    to: str | None = None
    refusal: Refusal | None = None
    needs: tuple[Rule, ...] = ()

    def __str__(self) -> str:
        why = self.refusal.rule if self.refusal else ", ".join(rule.id for rule in self.needs)
        return f"{self.command}: {self.verdict}{f' → {self.to}' if self.to else ''}{f' ({why})' if why else ''}"


class _Unknown(Exception):  # noqa: N818
    """A guard asked for a fact that is not known yet."""


class _Asked(Mapping[str, object]):
    """Facts that say when a missing one is asked for."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def __getitem__(self, name: str) -> object:
        if name not in self._facts:
            raise _Unknown(name)
        return self._facts[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._facts)

    def __len__(self) -> int:
        return len(self._facts)

    def get(self, name: str, default: object = None) -> object:
        """A fact that may be left out is known by its default."""
        return self._facts.get(name, default)


def allowed_actions(
    book: Rulebook,
    machine: str,
    state: str | None,
    roles: Collection[str],
    facts: Facts,
    binding: Collection[str] = (),
) -> tuple[Action, ...]:
    """Every command of the machine that clients send, with its verdict for somebody with these roles, in the order of
    the machine. `binding` are the commands that bind the committee: a signer's, unless drafted, reviewed and signed.
    Raises LookupError for an unknown machine, state or choice.
    """
    which = book.machine(machine)
    if state is not None and state not in which.state_names:
        raise LookupError(f"{machine} knows no state {state}")
    served, asked = which.served, _Asked(facts)
    clicked = _Asked({**facts, "clicked": SIGNER not in roles})
    return tuple(
        _action(which, command, state, roles, clicked if command in binding else asked)
        for command in which.verbs
        if command in served
    )


def _action(machine: Machine, command: str, state: str | None, roles: Collection[str], facts: _Asked) -> Action:
    for rule in BEFORE_ALL:
        if _holds(rule, facts) is False:
            return Action(command, Verdict.REFUSED, refusal=refusal_of(rule))
    moves = tuple(move for move in machine.moves_of(command) if _may_be_chosen(move, facts))
    if not moves:
        raise LookupError(f"{machine.name} has no {command} for what its facts choose")
    if not any(may(move, roles) for move in moves):
        return Action(command, Verdict.REFUSED, refusal=wrong_actor(machine, command, moves))
    open_to = tuple(move for move in moves if state in move.states and may(move, roles))
    if not open_to:
        return Action(command, Verdict.REFUSED, refusal=wrong_state(machine, command, state, moves))
    return _of_moves(command, _first_of_each_choice(open_to), facts)


def _of_moves(command: str, moves: tuple[Move, ...], facts: _Asked) -> Action:
    """The action of moves between which only the command's input chooses."""
    left: list[Move] = []
    needs: dict[Rule, None] = {}
    refusal: Refusal | None = None
    for move in moves:
        held = [(rule, _holds(rule, facts)) for rule in move.rules]
        broken = next((rule for rule, holds in held if holds is False), None)
        if broken is not None:
            refusal = refusal or refusal_of(broken)
        else:
            left.append(move)
            needs |= {rule: None for rule, holds in held if holds is None}
    if not left:
        return Action(command, Verdict.REFUSED, refusal=refusal)
    targets = {move.to for move in left}
    verdict = Verdict.NEEDS if needs or len(left) > 1 else Verdict.ALLOWED
    return Action(command, verdict, targets.pop() if len(targets) == 1 else None, needs=tuple(needs))


def _holds(rule: Rule, facts: _Asked) -> bool | None:
    """Whether the rule holds; None where that is not known yet."""
    try:
        return GUARDS[rule.guard](facts)
    except _Unknown:
        return None


def _may_be_chosen(move: Move, facts: _Asked) -> bool:
    try:
        return move.choice is None or facts[move.choice[0]] == move.choice[1]
    except _Unknown:
        return True


def _first_of_each_choice(moves: tuple[Move, ...]) -> tuple[Move, ...]:
    """Of the moves with the same choice the first is taken, as the interpreter does."""
    first: dict[tuple[str, str] | None, Move] = {}
    for move in moves:
        first.setdefault(move.choice, move)
    return tuple(first.values())
