"""Lays an edition over a book. What an edition names and the book does not know is collected and named."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from schema.rulebook.editions.edition import Edition, EditionError, MoveChange, RuleChange
from schema.rulebook.grades import SCHEMES
from schema.rulebook.interpreter import ROLES, Rulebook
from schema.rulebook.model import Machine, Move, Rule


def lay(edition: Edition, book: Rulebook) -> Rulebook:
    """The book with the edition over it. Raises EditionError."""
    if problems := [f"{edition.name}: {problem}" for problem in _unknown(edition, book)]:
        raise EditionError(problems)
    rules = {rule.id: rule for rule in book.rules} | {change.rule.id: change.rule for change in edition.rules}
    for dropped in edition.dropped_rules:
        del rules[dropped]
    machines = {name: _machine(machine, edition, rules) for name, machine in book.machines.items()}
    for machine in machines.values():
        if bare := set(machine.verbs) - {move.command for move in machine.moves}:
            raise EditionError([f"{edition.name}: no move of {', '.join(sorted(bare))} is left; refuse it by a rule"])
    return replace(
        book,
        committee=edition.committee,
        version=edition.name if edition.committee is None else f"{book.version}+{edition.name}",
        valid_from=edition.valid_from,
        scheme=edition.scheme or book.scheme,
        scheme_source=edition.scheme_source or book.scheme_source,
        machines=machines,
        limits={**book.limits, **{limit.id: limit for limit in edition.limits}},
        vocabularies={**book.vocabularies, **dict(edition.vocabularies)},
    )


def _machine(machine: Machine, edition: Edition, rules: Mapping[str, Rule]) -> Machine:
    """The machine as the edition changes it; `rules` are those that are left, by id."""
    changes = tuple(change for change in edition.moves if change.machine == machine.name)
    moves = tuple(_less(move, changes) for move in machine.moves)
    added = tuple(
        replace(change.move, rules=tuple(rules[rule] for rule in change.rules))
        for change in changes
        if change.move is not None
    )
    return replace(machine, moves=tuple(_ruled(move, edition.rules, rules) for move in (*moves, *added) if move.states))


def _less(move: Move, changes: tuple[MoveChange, ...]) -> Move:
    """The move without the states that the changes take from it."""
    for change in changes:
        if change.move is None and change.command == move.command:
            left = tuple(state for state in move.states if change.states and state not in change.states)
            move = replace(move, states=left)
    return move


def _ruled(move: Move, changes: tuple[RuleChange, ...], rules: Mapping[str, Rule]) -> Move:
    """The move with its rules replaced, dropped and added."""
    kept = tuple(rules[rule.id] for rule in move.rules if rule.id in rules)
    added = tuple(change.rule for change in changes if move.command in change.commands and change.rule not in kept)
    return replace(move, rules=(*kept, *added))


def _unknown(edition: Edition, book: Rulebook) -> Iterator[str]:
    known = {rule.id for rule in book.rules}
    for rule in edition.dropped_rules:
        if rule not in known:
            yield f"there is no rule {rule} to drop"
    yield from _unknown_rules(edition, book, known)
    left = (known | {change.rule.id for change in edition.rules}) - set(edition.dropped_rules)
    for each in edition.moves:
        if each.machine not in book.machines:
            yield f"there is no machine {each.machine}"
        else:
            yield from _unknown_move(each, book.machines[each.machine], left)
    if edition.scheme not in (None, *(scheme.id for scheme in SCHEMES)):
        yield f"there is no scheme of grades {edition.scheme}"
    for limit in edition.limits:
        if edition.committee is not None and limit.id not in book.limits:
            yield f"there is no time limit {limit.id} to replace"


def _unknown_rules(edition: Edition, book: Rulebook, known: set[str]) -> Iterator[str]:
    commands = {command for machine in book.machines.values() for command in machine.verbs}
    for change in edition.rules:
        if change.rule.id not in known and not change.commands:
            yield f"there is no rule {change.rule.id} to replace, and it says on no command"
        for command in change.commands:
            if command not in commands:
                yield f"{change.rule.id} is on {command}, which no machine knows"


def _unknown_move(change: MoveChange, machine: Machine, rules: set[str]) -> Iterator[str]:
    if change.command not in machine.verbs:
        yield f"{machine.name} knows no command {change.command}"
        return
    states = {state for state in change.states if state is not None}
    if change.move is None:
        left = {state for move in machine.moves_of(change.command) for state in move.states}
        for state in change.states:
            if state not in left:
                yield f"{change.command} has no move from {state} to drop"
        return
    for state in sorted((states | {change.move.to}) - set(machine.states)):
        yield f"{machine.name} knows no state {state}"
    for role in sorted(set(change.move.roles) - set(ROLES)):
        yield f"{change.command} is left to {role}, which is no role"
    for rule in change.rules:
        if rule not in rules:
            yield f"{change.command} names the rule {rule}, which there is not"
