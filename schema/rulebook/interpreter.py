"""Decides whether a command is allowed. Pure: rulebook, state, roles and facts in; a transition or a refusal out."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from schema.errors import ShiziError, rule_refused
from schema.rulebook.common import BEFORE_ALL
from schema.rulebook.guards import GUARDS
from schema.rulebook.limits import Limit
from schema.rulebook.model import SYSTEM, Facts, Machine, Move, Rule, Source, Term, Text, Transition

ROLE_NAMES = {
    "staff": Text("机关工作人员", "staff"),
    "member": Text("委员", "a member"),
    "steward": Text("接入管理员", "the steward"),
    "reviewer": Text("审核人", "a reviewer"),
    "signer": Text("签发人", "a signer"),
    "unit": Text("承办单位", "the undertaking unit"),
    "handover": Text("交办机关", "the office that hands over"),
    "system": Text("系统", "the system"),
}
ROLES = tuple(ROLE_NAMES)
"""Whoever can make a move; the system is no client."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a command is not allowed: the rule, its source, the reason and what would allow it."""

    rule: str
    source: Source
    reason: Text
    allowed_when: Text

    def error(self) -> ShiziError:
        """The refusal as clients see it."""
        return rule_refused(
            rule=self.rule,
            source=self.source.text,
            reason_en=self.reason.en,
            reason_zh=self.reason.zh,
            allowed_when_en=self.allowed_when.en,
            allowed_when_zh=self.allowed_when.zh,
        )


@dataclass(frozen=True, slots=True)
class Rulebook:
    """The rules in force at one committee on the days from `valid_from` on, until its next edition.

    `committee` is None for the national base. `scheme` is the id of the scheme in which replies are graded.
    """

    committee: str | None
    version: str
    valid_from: date
    scheme: str
    scheme_source: Source
    machines: Mapping[str, Machine]
    limits: Mapping[str, Limit]
    vocabularies: Mapping[str, tuple[Term, ...]]

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Every rule, each once, in the order of the machines."""
        moves = (move for machine in self.machines.values() for move in machine.moves)
        return tuple(dict.fromkeys((*BEFORE_ALL, *(rule for move in moves for rule in move.rules))))

    def machine(self, name: str) -> Machine:
        """A machine by the name of its record type; raises LookupError."""
        return _known(self.machines, name, "machine")

    def limit(self, id: str) -> Limit:
        """A time limit by its id; raises LookupError."""
        return _known(self.limits, id, "time limit")

    def vocabulary(self, id: str) -> tuple[Term, ...]:
        """The terms of one of the committee's vocabularies, in its own order; raises LookupError."""
        return _known(self.vocabularies, id, "vocabulary")

    def rule(self, id: str) -> Rule:
        """A rule by its id; raises LookupError."""
        return _known({rule.id: rule for rule in self.rules}, id, "rule")

    def judge(
        self, name: str, command: str, state: str | None, roles: Collection[str], facts: Facts
    ) -> Transition | Refusal:
        """The transition that the command makes, or the first rule that refuses it.

        Asked in this order: has the record gaps, is a binding act sent by somebody who does not sign, may these roles,
        may this state, then the rules of the move in the order of the rulebook. Raises LookupError for an unknown
        machine, command, state or choice, and KeyError for a fact that a rule needs and the caller does not give.
        """
        machine = self.machine(name)
        moves = tuple(move for move in machine.moves_of(command) if _chosen(move, facts))
        if state is not None and state not in machine.state_names:
            raise LookupError(f"{name} knows no state {state}")
        if not moves:
            raise LookupError(f"{name} has no {command} for what its facts choose")
        for rule in BEFORE_ALL:
            if not GUARDS[rule.guard](facts):
                return refusal_of(rule)
        if not any(may(move, roles) for move in moves):
            return wrong_actor(machine, command, moves)
        move = next((move for move in moves if state in move.states and may(move, roles)), None)
        if move is None:
            return wrong_state(machine, command, state, moves)
        for rule in move.rules:
            if not GUARDS[rule.guard](facts):
                return refusal_of(rule)
        ids = (machine.rule_id(command, "actor"), machine.rule_id(command, "state"))
        return Transition(name, command, state, move.to, (*ids, *(rule.id for rule in move.rules)), move.sets)

    def __str__(self) -> str:
        return f"{self.committee or 'national'}: {self.version}, from {self.valid_from}"


T = TypeVar("T")


def _known(things: Mapping[str, T], id: str, kind: str) -> T:
    if id not in things:
        raise LookupError(f"no {kind} {id}; there are {', '.join(sorted(things))}")
    return things[id]


def may(move: Move, roles: Collection[str]) -> bool:
    """Whether somebody with these roles may make the move."""
    return not move.roles or any(role in move.roles for role in roles)


def refusal_of(rule: Rule) -> Refusal:
    """The refusal that a rule gives."""
    return Refusal(rule.id, rule.source, rule.reason, rule.allowed_when)


def _chosen(move: Move, facts: Facts) -> bool:
    return move.choice is None or facts[move.choice[0]] == move.choice[1]


def wrong_actor(machine: Machine, command: str, moves: tuple[Move, ...]) -> Refusal:
    """The refusal of a command that none of these moves leaves to the asking roles."""
    _, verb = machine.verbs[command]
    rule, source = machine.rule_id(command, "actor"), moves[0].source
    allowed = sorted({role for move in moves for role in move.roles} - set(SYSTEM))
    if not allowed:
        return Refusal(
            rule,
            source,
            Text(
                f"{machine.noun.zh}的{verb.zh}由系统依据记录推定，不由人办理。",
                f"That the {machine.noun.en} {verb.en} is derived from the records, never commanded.",
            ),
            Text(
                "所依据的记录齐备时，系统自动办理。", "The system does it once the records it follows from are there."
            ),
        )
    zh = "或".join(ROLE_NAMES[role].zh for role in allowed)
    en = " or ".join(ROLE_NAMES[role].en for role in allowed)
    return Refusal(
        rule,
        source,
        Text(
            f"只有本政协的{zh}才能办理{machine.noun.zh}的{verb.zh}。",
            f"Only {en} of this committee may let the {machine.noun.en} {verb.en}.",
        ),
        Text(f"请本政协的{zh}办理。", f"Ask {en} of this committee to do it."),
    )


def wrong_state(machine: Machine, command: str, state: str | None, moves: tuple[Move, ...]) -> Refusal:
    """The refusal of a command that none of these moves makes from the state."""
    _, verb = machine.verbs[command]
    allowed = tuple(dict.fromkeys(state_ for move in moves for state_ in move.states))
    now, then = machine.states_text((state,)), machine.states_text(allowed)
    return Refusal(
        machine.rule_id(command, "state"),
        moves[0].source,
        Text(f"{machine.noun.zh}{now.zh}，不能{verb.zh}。", f"The {machine.noun.en} {now.en} and cannot {verb.en}."),
        Text(f"{machine.noun.zh}{then.zh}时。", f"While the {machine.noun.en} {then.en}."),
    )
