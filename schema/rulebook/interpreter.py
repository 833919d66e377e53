"""Decides whether a command is allowed. Pure: rulebook, state, roles and facts in; a transition or a refusal out."""

from collections.abc import Collection
from dataclasses import dataclass

from schema.errors import ShiziError, rule_refused
from schema.rulebook.common import DRY_RUN, IMPORTED_GAPS
from schema.rulebook.guards import GUARDS
from schema.rulebook.model import Facts, Machine, Move, Rule, Source, Text, Transition

_ROLE_NAMES = {
    "staff": Text("机关工作人员", "staff"),
    "member": Text("委员", "a member"),
    "steward": Text("接入管理员", "the steward"),
}


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
    """The machines in force at one committee at one time."""

    version: str
    machines: tuple[Machine, ...]

    def machine(self, name: str) -> Machine:
        """A machine by the name of its record type; raises LookupError."""
        for machine in self.machines:
            if machine.name == name:
                return machine
        raise LookupError(f"no machine {name}")

    def judge(
        self, name: str, command: str, state: str | None, roles: Collection[str], facts: Facts
    ) -> Transition | Refusal:
        """The transition that the command makes, or the first rule that refuses it.

        Asked in this order: is it meant, has the record gaps, may these roles, may this state, then the
        rules of the move in the order of the rulebook. Raises LookupError for an unknown machine, command
        or state, and KeyError for a fact that a rule needs and the caller does not give.
        """
        machine = self.machine(name)
        moves = tuple(move for move in machine.moves_of(command) if _chosen(move, facts))
        if state is not None and state not in machine.states:
            raise LookupError(f"{name} knows no state {state}")
        for rule in (DRY_RUN, IMPORTED_GAPS):
            if not GUARDS[rule.guard](facts):
                return _refused(rule)
        if not any(_may(move, roles) for move in moves):
            return _wrong_actor(machine, command, moves)
        move = next((move for move in moves if state in move.states and _may(move, roles)), None)
        if move is None:
            return _wrong_state(machine, command, state, moves)
        for rule in move.rules:
            if not GUARDS[rule.guard](facts):
                return _refused(rule)
        ids = (machine.rule_id(command, "actor"), machine.rule_id(command, "state"))
        return Transition(name, command, state, move.to, (*ids, *(rule.id for rule in move.rules)), move.sets)


def _chosen(move: Move, facts: Facts) -> bool:
    return move.choice is None or facts[move.choice[0]] == move.choice[1]


def _may(move: Move, roles: Collection[str]) -> bool:
    return not move.roles or any(role in move.roles for role in roles)


def _refused(rule: Rule) -> Refusal:
    return Refusal(rule.id, rule.source, rule.reason, rule.allowed_when)


def _wrong_actor(machine: Machine, command: str, moves: tuple[Move, ...]) -> Refusal:
    _, verb = machine.verbs[command]
    allowed = sorted({role for move in moves for role in move.roles})
    zh = "或".join(_ROLE_NAMES[role].zh for role in allowed)
    en = " or ".join(_ROLE_NAMES[role].en for role in allowed)
    return Refusal(
        machine.rule_id(command, "actor"),
        moves[0].source,
        Text(
            f"只有本政协的{zh}才能办理{machine.noun.zh}的{verb.zh}。",
            f"Only {en} of this committee may let the {machine.noun.en} {verb.en}.",
        ),
        Text(f"请本政协的{zh}办理。", f"Ask {en} of this committee to do it."),
    )


def _wrong_state(machine: Machine, command: str, state: str | None, moves: tuple[Move, ...]) -> Refusal:
    _, verb = machine.verbs[command]
    allowed = tuple(dict.fromkeys(state_ for move in moves for state_ in move.states))
    now, then = machine.states_text((state,)), machine.states_text(allowed)
    return Refusal(
        machine.rule_id(command, "state"),
        moves[0].source,
        Text(f"{machine.noun.zh}{now.zh}，不能{verb.zh}。", f"The {machine.noun.en} {now.en} and cannot {verb.en}."),
        Text(f"{machine.noun.zh}{then.zh}时。", f"While the {machine.noun.en} {then.en}."),
    )
