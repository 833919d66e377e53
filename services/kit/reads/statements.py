"""Compiled statements, and the bounded store that keeps one for each field of a document and shape of its arguments."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from graphql import FieldNode, FragmentDefinitionNode

from services.kit.reads.binding import Binder, Call, Parameters
from services.kit.reads.selection import condition_variables

FIELDS_KEPT = 512
SHAPES_KEPT = 64


@dataclass(frozen=True, slots=True)
class Statement:
    """SQL text and what gives its parameters their values."""

    sql: str
    binders: tuple[Binder, ...]

    def values(self, call: Call) -> list[object]:
        """The parameters of one request."""
        return [binder(call) for binder in self.binders]

    def __str__(self) -> str:
        return self.sql


def statement(parameters: Parameters, allowed: str, body: str) -> Statement:
    """A statement of one row: whether the module is shared with the viewer, and if so the JSON ``body`` as bytes."""
    sql = (
        f"select policy.allowed, case when policy.allowed then convert_to({body}, 'UTF8') end"
        f" from (select {allowed} as allowed offset 0) policy"
    )
    return Statement(sql, tuple(parameters.binders))


@dataclass(slots=True)
class _Kept:
    """The statements of one field. Holding the nodes keeps their identities from being given to others."""

    nodes: tuple[FieldNode, ...]
    conditions: tuple[str, ...]
    statements: OrderedDict[object, Statement] = field(default_factory=OrderedDict)


class StatementStore:
    """Least recently used fields and shapes go first. A field is known by its nodes' identity in a parsed document."""

    __slots__ = ("_fields", "_limit", "_shapes")

    def __init__(self, *, fields: int = FIELDS_KEPT, shapes: int = SHAPES_KEPT) -> None:
        self._fields: OrderedDict[tuple[int, ...], _Kept] = OrderedDict()
        self._limit = fields
        self._shapes = shapes

    def __len__(self) -> int:
        return sum(len(kept.statements) for kept in self._fields.values())

    def get(
        self,
        nodes: Sequence[FieldNode],
        fragments: Mapping[str, FragmentDefinitionNode],
        variables: Mapping[str, object],
        shape: object,
        compile_: Callable[[], Statement],
    ) -> Statement:
        """The statement kept for this field, shape and values of condition variables; else ``compile_``'s, kept."""
        kept = self._kept(tuple(nodes), fragments)
        key = (shape, tuple(variables.get(name) for name in kept.conditions))
        found = kept.statements.get(key)
        if found is None:
            found = kept.statements[key] = compile_()
            if len(kept.statements) > self._shapes:
                kept.statements.popitem(last=False)
        else:
            kept.statements.move_to_end(key)
        return found

    def _kept(self, nodes: tuple[FieldNode, ...], fragments: Mapping[str, FragmentDefinitionNode]) -> _Kept:
        key = tuple(map(id, nodes))
        kept = self._fields.get(key)
        if kept is None:
            kept = self._fields[key] = _Kept(nodes, condition_variables(nodes, fragments))
            if len(self._fields) > self._limit:
                self._fields.popitem(last=False)
        else:
            self._fields.move_to_end(key)
        return kept
