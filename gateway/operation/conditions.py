"""Gives every response key of a selection one field, by moving conditions down.

`a @include(if: $x) { b }  a @include(if: $y) { c }` becomes `a { b @include(if: $x)  c @include(if: $y) }`. That asks
for no less, and what is too much is left out when the answer is projected from the operation itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from gateway.operation.prepare import merged
from gateway.operation.selection import Condition, Field, Fragment, Selection, Selections

Alternatives = tuple[tuple[Condition, ...], ...]
"""Something is wanted when any of these holds in all its conditions; `((),)` is always."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A field without conditions of its own, and when it is wanted at all."""

    field: Field
    when: Alternatives


def distributed(selections: Selections, parent: str) -> Selections:
    """The selections of a `parent` object with one field per response key; fragments on other types stay."""
    kept = [s for s in selections if isinstance(s, Fragment) and s.on != parent]
    fields: list[Selection] = [
        replace(wanted.field, when=wanted.when[0]) if len(wanted.when) == 1 else wanted.field
        for wanted in wanted_fields(selections, parent)
    ]
    return (*fields, *kept)


def wanted_fields(selections: Selections, parent: str) -> tuple[Wanted, ...]:
    """The fields on `parent` itself by response key, each with the alternatives under which it is wanted."""
    groups: dict[str, list[Field]] = {}
    for field in _flat(selections, parent, ()):
        groups.setdefault(field.key, []).append(field)
    return tuple(_united(group) for group in groups.values())


def _flat(selections: Iterable[Selection], parent: str, when: tuple[Condition, ...]) -> Iterator[Field]:
    for selection in selections:
        both = united(when, selection.when)
        if isinstance(selection, Field):
            yield replace(selection, when=both)
        elif selection.on == parent:
            yield from _flat(selection.children, parent, both)


def _united(group: list[Field]) -> Wanted:
    alternatives = tuple(dict.fromkeys(field.when for field in group))
    if () in alternatives:
        alternatives = ((),)
    if len({field.when for field in group}) == 1:
        children = merged([child for field in group for child in field.children])
    else:
        children = merged([under(child, field.when) for field in group for child in field.children])
    return Wanted(replace(group[0], children=children, when=()), alternatives)


def under(selection: Selection, when: tuple[Condition, ...]) -> Selection:
    """The selection with further conditions."""
    return replace(selection, when=united(when, selection.when))


def united(first: tuple[Condition, ...], second: tuple[Condition, ...]) -> tuple[Condition, ...]:
    """All conditions of both, in one order whatever the order they were met in."""
    return tuple(sorted({*first, *second}, key=lambda condition: (condition.variable, condition.wanted)))
