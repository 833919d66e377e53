"""What a dry run has to say: what would change, which time limits would start, which rules bite, who must agree and
who would be told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from schema.rulebook import Rulebook, Transition
from schema.rulebook.interpreter import refusal_of, wrong_actor, wrong_state
from schema.rulebook.model import Text
from services.kit.acts import Act, Consent, Done, StartedClock
from services.kit.events import Message
from services.kit.rehearsal import Rehearsal, Rehearsed

BOOKKEEPING = frozenset({"id", "owner", "version", "recorded_at", "created_at"})
"""Columns that every change writes and that say nothing of it."""

ANYBODY = Text("任何人都可以办理。", "Anybody may do it.")

See = Callable[[Mapping[str, Any]], bool]


@dataclass(frozen=True, slots=True)
class Field:
    """A column or a child table that would change; ``before`` is None where there was nothing."""

    column: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class ForeseenChange:
    """One record that would change. ``record`` is None for a new one: its id is given when it is made."""

    record: str | None
    kind: str
    event: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class RuleInForce:
    """A rule that the command was judged by and that lets it pass: what it asks for, and where it comes from."""

    id: str
    text: Text
    source: str


@dataclass(frozen=True, slots=True)
class Preview:
    """The result of a dry run. ``stands``: the record exists already. ``replays``: the key was used for this very
    content, so that a real run would repeat what was answered then and do nothing.
    """

    stands: bool
    replays: bool = False
    changes: tuple[ForeseenChange, ...] = ()
    rules: tuple[RuleInForce, ...] = ()
    clocks: tuple[StartedClock, ...] = ()
    consents: tuple[Consent, ...] = ()
    deliveries: tuple[Message, ...] = ()


def preview_of(act: Act, rehearsal: Rehearsal, done: Done, see: See) -> Preview:
    """What the command would have done; ``see`` tells whether the viewer may know a record that it would change."""
    tried = rehearsal.changes
    made = {each.change.id for each in tried if each.before is None}
    return Preview(
        stands=done.written.id not in made,
        changes=tuple(_foreseen(each, made, see) for each in tried),
        rules=tuple(dict.fromkeys(rule for each in act.plan.transitions for rule in rules_of(act.book, each))),
        clocks=tuple(act.plan.clocks),
        consents=tuple(act.plan.consents),
        deliveries=tuple(message for each in tried for message in each.change.messages),
    )


def _foreseen(tried: Rehearsed, made: set[str], see: See) -> ForeseenChange:
    change, before = tried.change, tried.before
    shown = before is None or see(before)
    return ForeseenChange(
        record=None if change.id in made else change.id,
        kind=change.record.kind,
        event=change.event,
        fields=tuple(changed_fields(before, tried.after, tried.children)) if shown else (),
    )


def changed_fields(
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any],
    children: Mapping[str, tuple[Sequence[object], Sequence[object]]],
) -> Iterator[Field]:
    """What differs between two versions of a record; of a new one, whatever says something."""
    for column, value in after.items():
        was = None if before is None else before[column]
        if column not in BOOKKEEPING and value != was and (before is not None or value not in ([], {})):
            yield Field(column, was, value)
    for table, (rows, now) in children.items():
        if rows != now:
            yield Field(table, None if before is None else rows, now)


def rules_of(book: Rulebook, transition: Transition) -> Iterator[RuleInForce]:
    """Every rule by which a transition was judged, as the rulebook words it."""
    machine = book.machine(transition.machine)
    command = transition.command
    move = next(
        move
        for move in machine.moves_of(command)
        if transition.before in move.states and move.to == transition.after
        and tuple(rule.id for rule in move.rules) == transition.rules[2:]
    )  # fmt: skip
    if not move.roles:
        yield RuleInForce(machine.rule_id(command, "actor"), ANYBODY, move.source.text)
    for refusal in (
        *([wrong_actor(machine, command, (move,))] if move.roles else []),
        wrong_state(machine, command, transition.before, (move,)),
        *map(refusal_of, move.rules),
    ):
        yield RuleInForce(refusal.rule, refusal.allowed_when, refusal.source.text)
