"""Adds up how complete an answer is, and shows it as the client asked for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

from gateway.operation.selection import TYPENAME, Selections, fields_in
from schema.completeness import Completeness, NodeAnswer, NodeStatus, NotJoined

_WORSE: Final = (
    NodeStatus.SKIPPED,
    NodeStatus.LIVE,
    NodeStatus.STALE,
    NodeStatus.PARTIAL,
    NodeStatus.DENIED,
    NodeStatus.DOWN,
)
"""From the least to the most that a status says; SKIPPED gives way to anything, as the node was asked after all."""


class Tally:
    """The standing of nodes, each with the worst that was heard of it."""

    def __init__(self) -> None:
        self._answers: dict[str, NodeAnswer] = {}
        self._not_joined: dict[str, NotJoined] = {}

    def add(self, answer: NodeAnswer) -> None:
        """One more answer of a node: rows add up, the longest time and the worst status stand."""
        earlier = self._answers.get(answer.code)
        self._answers[answer.code] = answer if earlier is None else _together(earlier, answer)

    def add_not_joined(self, counts: Iterable[NotJoined]) -> None:
        """Committees without a node in an asked area; of two counts of a level the larger area's stands."""
        for count in counts:
            earlier = self._not_joined.get(count.level)
            if earlier is None or count.known > earlier.known:
                self._not_joined[count.level] = count

    def include(self, other: Tally) -> None:
        """All of another tally."""
        for answer in other._answers.values():
            self.add(answer)
        self.add_not_joined(other._not_joined.values())

    @property
    def empty(self) -> bool:
        """Whether no node had part in the answer."""
        return not self._answers and not self._not_joined

    def completeness(self) -> Completeness:
        """The whole, nodes in the order of their codes."""
        answers = tuple(self._answers[code] for code in sorted(self._answers))
        return Completeness(answers, tuple(self._not_joined.values()))


def materialise(selections: Selections, value: Mapping[str, Any]) -> dict[str, Any]:
    """Plain values under the client's response keys: what is asked for of `value`, as deep as it is asked for."""
    found: dict[str, Any] = {}
    for field in fields_in(selections):
        if field.name != TYPENAME:
            found[field.key] = _below(field.children, value.get(field.name))
    return found


def _below(children: Selections, value: Any) -> Any:
    if isinstance(value, list) and children:
        return [_below(children, item) for item in value]
    return materialise(children, value) if children and isinstance(value, Mapping) else value


def _together(first: NodeAnswer, second: NodeAnswer) -> NodeAnswer:
    worse, other = (second, first) if _WORSE.index(second.status) > _WORSE.index(first.status) else (first, second)
    return replace(
        worse,
        rows=first.rows + second.rows,
        ms=max((ms for ms in (first.ms, second.ms) if ms is not None), default=None),
        reason=worse.reason or other.reason,
        missing=tuple(dict.fromkeys(first.missing + second.missing)),
    )
