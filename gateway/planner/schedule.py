"""From steps to the frozen plan: what each step sends, how it is routed, and what its answer must look like."""

from __future__ import annotations

from dataclasses import dataclass

from gateway.graph.query_graph import QueryGraph
from gateway.operation.operation import Operation
from gateway.operation.prepare import merged
from gateway.operation.selection import Field, fields_in
from gateway.operation.shapes import ShapeBuilder
from gateway.operation.values import Value
from gateway.planner.build import INTROSPECTION
from gateway.planner.gathering import LEVELS, NODES, gathered
from gateway.planner.names import Names
from gateway.planner.plan import Fetch, Gather, Jump, OwnerRule, Plan, Step
from gateway.planner.requests import Requests, introspection_document
from gateway.planner.steps import JumpStep, RootStep, StepDag
from gateway.supergraph.facts import FieldFacts, Supergraph


def schedule(graph: QueryGraph, operation: Operation, dag: StepDag, names: Names) -> Plan:
    """The plan of an operation's steps."""
    supergraph = graph.supergraph
    shapes = ShapeBuilder(supergraph.schema, names.type)
    scheduling = _Scheduling(supergraph, operation, names, Requests(operation, names, shapes))
    own = tuple(field for field in fields_in(operation.selections) if field.name in INTROSPECTION)
    return Plan(
        operation=operation,
        steps=tuple(scheduling.step(step) for step in dag),
        projection=ShapeBuilder(supergraph.api_schema, names.type).of(operation.root, operation.selections),
        names=names,
        api_schema=supergraph.api_schema,
        introspection=introspection_document(operation, own) if own else None,
    )


@dataclass(frozen=True, slots=True)
class _Scheduling:
    supergraph: Supergraph
    operation: Operation
    names: Names
    requests: Requests

    def step(self, step: RootStep | JumpStep) -> Step:
        if isinstance(step, JumpStep):
            return self._jump(step)
        facts = [self.supergraph.field(self.operation.root, field.name) for field in step.fields]
        if facts[0].gather:
            return self._gather(step, step.fields[0], facts[0])
        return self._fetch(step, facts)

    def _fetch(self, step: RootStep, facts: list[FieldFacts]) -> Fetch:
        fields = tuple(step.fields)
        owner = None
        if facts[0].owner:
            argument, *path = facts[0].owner
            owner = OwnerRule(argument, _argument(fields[0], argument), tuple(path))
        return Fetch(
            id=step.id,
            graph=step.graph,
            keys=tuple(field.key for field in fields),
            request=self.requests.of_root(self.operation.kind, self.operation.root, fields),
            owner=owner,
            when=step.when,
            waits_for=tuple(step.waits_for),
            stops=self.operation.kind == "mutation" and any(fact.is_required for fact in facts),
        )

    def _gather(self, step: RootStep, field: Field, facts: FieldFacts) -> Gather:
        asked = gathered(self.supergraph, facts, field, self.names)
        return Gather(
            id=step.id,
            graph=step.graph,
            key=field.key,
            coordinate=facts.coordinate,
            request=self.requests.of_root("query", self.operation.root, (asked.field,), asked.variables),
            merge=asked.merge,
            nodes=_argument(field, NODES),
            levels=_argument(field, LEVELS),
            when=step.when,
            waits_for=tuple(step.waits_for),
        )

    def _jump(self, step: JumpStep) -> Jump:
        selections = merged(step.selections)
        facts = self.supergraph.types[step.type]
        owned = step.graph in self.supergraph.partitioned
        parent, _, name = step.view.partition(".")
        remote = self.supergraph.field(parent, name).remote if step.view else None
        return Jump(
            id=step.id,
            graph=step.graph,
            path=step.path,
            type=step.type,
            key=step.key,
            request=self.requests.of_entities(step.type, selections),
            fields=selections,
            owned_by=facts.owned_by if owned else None,
            absent=None if remote is None else remote.absent,
            unknown=None if remote is None else remote.unknown,
            waits_for=tuple(step.waits_for),
        )


def _argument(field: Field, name: str) -> Value | None:
    return next((value for given, value in field.arguments if given == name), None)
