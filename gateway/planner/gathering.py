"""How a gathered root field is asked of every node, and how its answers are merged.

What nodes cannot answer for all (completeness, pageInfo, wrapped cursors) is taken out of their document, and what
merging needs is put in. The document is one for all nodes, so which node has which rows never enters a plan.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from graphql import GraphQLField

from gateway.operation.operation import VariableDefinition
from gateway.operation.selection import TYPENAME, Field, Selection, Selections, fields_in
from gateway.operation.values import Value, Variable
from gateway.planner.names import Names
from gateway.planner.plan import ConnectionMerge, ListMerge, Merge, PageRule, TotalRule, TotalsMerge
from gateway.supergraph.connection_rules import (
    COMPLETENESS,
    CURSOR,
    EDGES,
    GROUP_KEY,
    NODE,
    PAGE_INFO,
    TOTAL_COUNT,
)
from gateway.supergraph.facts import FieldFacts, Supergraph
from schema.directives import CONNECTION, LIST, SUM

NODES: Final = "nodes"
LEVELS: Final = "levels"
FIRST: Final = "first"
PAGING: Final = (FIRST, "after", "last", "before")
KEY: Final = "KEY"
PART: Final = "PART"
GROUPS: Final = "GROUPS"


@dataclass(frozen=True, slots=True)
class Gathered:
    """A root field as nodes are asked for it, the variables it adds, and the way to merge."""

    field: Field
    variables: tuple[VariableDefinition, ...]
    merge: Merge


def gathered(supergraph: Supergraph, facts: FieldFacts, field: Field, names: Names) -> Gathered:
    """What to ask for a gathered root field; `field` is as one node could answer it."""
    planner = _Gathering(supergraph, facts, names)
    if facts.gather == CONNECTION:
        return planner.connection(field)
    if facts.gather == LIST:
        return planner.plain_list(field)
    return planner.totals(field)


@dataclass(frozen=True, slots=True)
class _Gathering:
    supergraph: Supergraph
    facts: FieldFacts
    names: Names

    def connection(self, field: Field) -> Gathered:
        edges = self.supergraph.field(self.facts.type, EDGES)
        row = self.supergraph.field(edges.type, NODE)
        owned_by = self._owned_by(row.type)
        asked = {child.name for child in fields_in(field.children)}
        asks_rows = bool(asked & {EDGES, PAGE_INFO, COMPLETENESS})
        sent: list[Selection] = [part for child in fields_in(field.children) for part in self._connection_part(child)]
        if asks_rows:
            row_id = (self._owner_field(owned_by),) if owned_by else ()
            of_row = (Field(NODE, self.names.of(NODE), (), row_id),) if row_id else ()
            sent.append(Field(EDGES, self.names.edges, (), (Field(CURSOR, self.names.of(CURSOR)), *of_row)))
        if PAGE_INFO in asked:
            flags = (Field("hasNextPage"), Field("hasPreviousPage"))
            sent.append(Field(PAGE_INFO, self.names.of("page"), (), flags))
        variables, arguments = self._paging(field)
        paging = tuple((name, value) for name, value in field.arguments if name in PAGING)
        merge = ConnectionMerge(PageRule(paging), field.children, owned_by, asks_rows, self._sums(field.children))
        return Gathered(replace(field, arguments=arguments, children=self._filled(sent)), variables, merge)

    def plain_list(self, field: Field) -> Gathered:
        owned_by = self._owned_by(self.facts.type)
        children = (*field.children, self._owner_field(owned_by)) if owned_by else field.children
        asked = replace(field, arguments=_without(field.arguments, NODES, LEVELS), children=children)
        return Gathered(asked, (), ListMerge(owned_by))

    def totals(self, field: Field) -> Gathered:
        sent, rules = self._totals_part(self.facts.type, field.children)
        asked = replace(field, arguments=_without(field.arguments, NODES, LEVELS), children=self._filled(list(sent)))
        return Gathered(asked, (), TotalsMerge(rules, field.children))

    def _connection_part(self, child: Field) -> Selections:
        """A field of the connection as nodes are asked for it: rows without cursors, numbers; the rest is ours."""
        if child.name == EDGES:
            rows = tuple(part for part in fields_in(child.children) if part.name not in (CURSOR, TYPENAME))
            return (replace(child, children=rows),) if rows else ()
        return () if child.name in (PAGE_INFO, COMPLETENESS, TYPENAME) else (child,)

    def _sums(self, children: Selections) -> tuple[TotalRule, ...]:
        found: list[TotalRule] = []
        for child in fields_in(children):
            if child.name == TYPENAME:
                continue
            facts = self.supergraph.field(self.facts.type, child.name)
            by = SUM if child.name == TOTAL_COUNT else facts.total
            if by is not None:
                found.append(TotalRule(child.key, by, facts.is_required))
        return tuple(found)

    def _paging(self, field: Field) -> tuple[tuple[VariableDefinition, ...], tuple[tuple[str, Value], ...]]:
        """`first` is always sent, as the gateway must know the page's size; the others where the client gave them."""
        given = {name for name, _ in field.arguments}
        declared = self._definition().args
        sent = [name for name in PAGING if name in declared and (name == FIRST or name in given)]
        variables = tuple(VariableDefinition(self.names.of(name), str(declared[name].type)) for name in sent)
        ours = tuple((name, Variable(self.names.of(name))) for name in sent)
        return variables, (*ours, *_without(field.arguments, NODES, LEVELS, *PAGING))

    def _totals_part(
        self, type_: str, children: Selections, group: bool = False
    ) -> tuple[Selections, tuple[TotalRule, ...]]:
        sent: list[Selection] = []
        rules: list[TotalRule] = []
        for child in fields_in(children):
            if child.name in (TYPENAME, COMPLETENESS):
                continue
            facts = self.supergraph.field(type_, child.name)
            if not child.children:
                by = KEY if facts.total is None else facts.total
                sent.append(child)
                rules.append(TotalRule(child.key, by, facts.is_required))
                continue
            below, inner = self._totals_part(facts.type, child.children, group=facts.is_list)
            sent.append(replace(child, children=self._filled(list(below))))
            rules.append(TotalRule(child.key, GROUPS if facts.is_list else PART, facts.is_required, inner))
        if group:
            sent.append(Field(GROUP_KEY, self.names.of(GROUP_KEY)))
        return tuple(sent), tuple(rules)

    def _owned_by(self, type_: str) -> str | None:
        return self.supergraph.types[type_].owned_by

    def _owner_field(self, owned_by: str) -> Field:
        return Field(owned_by, self.names.owner)

    def _filled(self, sent: list[Selection]) -> Selections:
        return tuple(sent) or (Field(TYPENAME, self.names.type),)

    def _definition(self) -> GraphQLField:
        schema = self.supergraph.schema
        assert schema.query_type is not None
        definition: GraphQLField = schema.query_type.fields[self.facts.name]
        return definition


def _without(arguments: tuple[tuple[str, Value], ...], *names: str) -> tuple[tuple[str, Value], ...]:
    return tuple((name, value) for name, value in arguments if name not in names)
