"""Walks machines and says what is missing in them, or in the cases that try them. Each complaint names its place."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from schema.rulebook import Machine, Refusal, Rulebook, Transition
from schema.rulebook.common import BEFORE_ALL
from schema.rulebook.guards import GUARDS
from schema.rulebook.model import SYSTEM, Mark, Move, Rule, Source, Text
from tests.schema.rulebook.case import Break, Cases

ROLES = ("staff", "member", "steward", "reviewer", "signer", "unit", "handover", "system")
CLIENTS = tuple(role for role in ROLES if role not in SYSTEM)
ANY: Mapping[str, object] = {"provenance": "RECORDED", "gaps": ()}
OF_ALL = (
    Break("imported.gaps", {"provenance": "PRESS", "gaps": ["x"]}),
    Break("authority.signer", {"clicked": True}),
)
_ID = re.compile(r"[a-z]+(-[a-z]+)*(\.[a-z]+(-[a-z]+)*)+")
_CJK = re.compile(r"[\u4e00-\u9fff]")


def bilingual(text: Text) -> bool:
    """Chinese in the one, plain English in the other."""
    return bool(_CJK.search(text.zh)) and bool(re.fullmatch(r"[\x20-\x7e]+", text.en))


def sourced(source: Source) -> bool:
    """Says where it comes from and how well that is attested."""
    return bool(source.text.strip()) and source.mark in Mark


def shape(machine: Machine) -> Iterator[str]:
    """What is wrong with a machine as a graph."""
    states = set(machine.states)
    for move in machine.moves:
        if strange := ({state for state in move.states if state} | {move.to}) - states:
            yield f"{machine.name}: {move} names {', '.join(sorted(strange))}, which is no state of it"
    if strange := {machine.initial, *machine.final} - states:
        yield f"{machine.name}: {', '.join(sorted(strange))} is initial or final but no state of it"
    entered = {machine.initial} | {move.to for move in machine.moves if None in move.states}
    for state in sorted(states - _reach(machine, entered)):
        yield f"{machine.name}: {state} has no way in"
    for state in machine.states:
        out = [move for move in machine.moves if state in move.states and move.to != state]
        if state in machine.final and any(state in move.states and move.to != state for move in machine.moves):
            yield f"{machine.name}: {state} is final and has a way out"
        elif state not in machine.final and not out:
            yield f"{machine.name}: {state} has no way out"
        elif state not in machine.final and not _reach(machine, {state}) & set(machine.final):
            yield f"{machine.name}: {state} never ends"


def _reach(machine: Machine, start: set[str]) -> set[str]:
    reached: set[str] = set()
    while start:
        reached |= start
        start = {move.to for move in machine.moves if start & set(move.states)} - reached
    return reached


def wording(machine: Machine) -> Iterator[str]:
    """What a machine does not say, or not in both languages."""
    commands = {move.command for move in machine.moves}
    for command in sorted(commands ^ set(machine.verbs)):
        yield f"{machine.name}: {command} has a verb without a move, or a move without a verb"
    for command in sorted(machine.planned - commands):
        yield f"{machine.name}: {command} is planned and has no move"
    texts = {"noun": machine.noun, **machine.state_names, **{name: verb for name, (_, verb) in machine.verbs.items()}}
    for name, text in texts.items():
        if not bilingual(text):
            yield f"{machine.name}: {name} has no text in both languages"
    for move in machine.moves:
        if not sourced(move.source):
            yield f"{machine.name}: {move} has no source"
        if strange := set(move.roles) - set(ROLES):
            yield f"{machine.name}: {move} is left to {', '.join(sorted(strange))}, which is no role"
        for rule in move.rules:
            if not rule.id.startswith(f"{machine.slug}.{machine.verbs[move.command][0]}."):
                yield f"{machine.name}: {rule.id} is not called after {move.command}"


def of_rules(rules: tuple[Rule, ...]) -> Iterator[str]:
    """What is wrong with rules by themselves."""
    often = Counter(rule.id for rule in rules)
    for rule in rules:
        if not _ID.fullmatch(rule.id):
            yield f"{rule.id} is no id of a rule"
        if not sourced(rule.source):
            yield f"{rule.id} has no source"
        if not (bilingual(rule.reason) and bilingual(rule.allowed_when)):
            yield f"{rule.id} does not explain itself in both languages"
        if rule.guard not in GUARDS:
            yield f"{rule.id} has no guard {rule.guard}"
        if often[rule.id] > 1:
            yield f"{rule.id} is the id of two rules"


class Trial:
    """Tries every move and every rule of a book with the cases; `seen` collects what each guard answered."""

    def __init__(self, book: Rulebook, cases: Mapping[str, Cases]) -> None:
        self.book = book
        self.cases = cases
        self.seen: dict[str, set[bool]] = defaultdict(set)

    def problems(self) -> Iterator[str]:
        """What is missing in the book or in the cases."""
        for machine in self.book.machines.values():
            yield from self.of_machine(machine)
        for name in sorted(set(self.cases) - set(self.book.machines)):
            yield f"{name}: there are cases and no machine"
        for guard in sorted(GUARDS):
            for answer in (True, False):
                if answer not in self.seen[guard]:
                    yield f"guard {guard} is never {str(answer).lower()}"

    def of_machine(self, machine: Machine) -> Iterator[str]:
        """What is missing for one machine."""
        if machine.name not in self.cases:
            yield f"{machine.name}: there are no cases"
            return
        if lacking := [each for move in machine.moves for each in self._lacking(machine, move)]:
            yield from lacking
            return
        known = {rule.id for move in machine.moves for rule in move.rules}
        for each in self.cases[machine.name].breaks:
            if each.rule not in known:
                yield f"{machine.name}: a case breaks {each.rule}, which no move has"
        for command in machine.verbs:
            yield from self._elsewhere(machine, command)
        for move in machine.moves:
            for state in move.states:
                yield from self._accepted(machine, move, state)
                yield from self._refused(machine, move, state)

    def _facts(self, machine: Machine, move: Move) -> dict[str, object]:
        cases = self.cases[machine.name]
        choice = dict([move.choice]) if move.choice else {}
        return {**ANY, **cases.facts, **cases.of_command.get(move.command, {}), **choice}

    def _lacking(self, machine: Machine, move: Move) -> Iterator[str]:
        """Facts that the rules of a move ask for and the cases do not give."""
        facts = self._facts(machine, move)
        for rule in (*BEFORE_ALL, *move.rules):
            try:
                self.seen[rule.guard].add(GUARDS[rule.guard](facts))
            except KeyError as missing:
                yield f"{machine.name}: the cases lack the fact {missing} for {rule.id}"

    def _judge(
        self, machine: Machine, command: str, state: str | None, roles: tuple[str, ...], facts: Mapping[str, object]
    ) -> Transition | Refusal:
        return self.book.judge(machine.name, command, state, roles, facts)

    def _accepted(self, machine: Machine, move: Move, state: str | None) -> Iterator[str]:
        facts = self._facts(machine, move)
        for role in move.roles or ("",):
            verdict = self._judge(machine, move.command, state, (role,), facts)
            if isinstance(verdict, Refusal):
                yield f"{machine.name}: {move} is refused from {state} by {verdict.rule}; no case accepts it"
            elif verdict.after != move.to:
                yield f"{machine.name}: {move} from {state} for {role} is hidden by a move to {verdict.after}"
        if move.roles == SYSTEM:
            for role in CLIENTS:
                if isinstance(self._judge(machine, move.command, state, (role,), facts), Transition):
                    yield f"{machine.name}: {move} is the system's, and {role} can take it"

    def _refused(self, machine: Machine, move: Move, state: str | None) -> Iterator[str]:
        good = self._facts(machine, move)
        role = move.roles[:1]
        for rule in (*BEFORE_ALL, *move.rules):
            tried = 0
            for each in (*OF_ALL, *self.cases[machine.name].breaks):
                if each.rule != rule.id or each.command not in (None, move.command):
                    continue
                tried += 1
                facts = {**good, **each.facts}
                self.seen[rule.guard].add(GUARDS[rule.guard](facts))
                verdict = self._judge(machine, move.command, state, role, facts)
                if not isinstance(verdict, Refusal) or verdict.rule != rule.id:
                    got = verdict.rule if isinstance(verdict, Refusal) else "nothing"
                    yield f"{machine.name}: {move}: the case that breaks {rule.id} is refused by {got}"
            if not tried:
                yield f"{machine.name}: {move}: no case breaks {rule.id}"

    def _elsewhere(self, machine: Machine, command: str) -> Iterator[str]:
        """Every other state, and every other role, is refused with the rule that says so."""
        moves = machine.moves_of(command)
        states = {state for move in moves for state in move.states}
        roles = {role for move in moves for role in move.roles}
        facts = self._facts(machine, moves[0])
        everybody = (*ROLES, "")
        for state in (*machine.states, None):
            verdict = self._judge(machine, command, state, everybody, facts)
            refusal = verdict if isinstance(verdict, Refusal) else None
            if state not in states and (refusal is None or refusal.rule != machine.rule_id(command, "state")):
                yield f"{machine.name}: {command} from {state} is not refused by {machine.rule_id(command, 'state')}"
            if refusal is not None and not (bilingual(refusal.reason) and bilingual(refusal.allowed_when)):
                yield f"{machine.name}: {command} from {state} is refused without a text in both languages"
        if all(move.roles for move in moves):
            for role in ("", *(role for role in ROLES if role not in roles)):
                verdict = self._judge(machine, command, moves[0].states[0], (role,), facts)
                if not isinstance(verdict, Refusal) or verdict.rule != machine.rule_id(command, "actor"):
                    yield f"{machine.name}: {command} by {role or 'nobody'} is not refused"
                elif not (bilingual(verdict.reason) and bilingual(verdict.allowed_when) and sourced(verdict.source)):
                    yield f"{machine.name}: {command} by {role or 'nobody'} is refused without both languages"
