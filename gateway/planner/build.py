"""From the chosen tree of paths to steps: a jump ends one step's selection and opens another."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from graphql import is_abstract_type

from gateway.graph.elements import Cast, Get, Jump, Node
from gateway.graph.query_graph import QueryGraph
from gateway.operation.conditions import Wanted, wanted_fields
from gateway.operation.operation import Operation
from gateway.operation.selection import TYPENAME, Field, Fragment, Selection, Selections
from gateway.planner.names import Names
from gateway.planner.plan import At, KeyField, Only, ResponsePath
from gateway.planner.steps import JumpStep, RootStep, StepDag
from gateway.planner.tree import PathTree, merge
from gateway.planner.walk import Walk

INTROSPECTION = ("__schema", "__type")


def build_steps(graph: QueryGraph, operation: Operation, names: Names) -> StepDag:
    """The steps of an operation. Introspection and the root's `__typename` need none."""
    builder = _Builder(graph, operation, names)
    for wanted in wanted_fields(operation.selections, operation.root):
        if wanted.field.name != TYPENAME and wanted.field.name not in INTROSPECTION:
            builder.root(wanted)
    return builder.dag


@dataclass(slots=True)
class _Builder:
    """Builds the steps of one operation."""

    graph: QueryGraph
    operation: Operation
    names: Names
    dag: StepDag = field(default_factory=StepDag)

    def root(self, wanted: Wanted) -> None:
        """One root field. Fields that a partition routes, and mutations, never share a step."""
        supergraph = self.graph.supergraph
        (entered,) = merge(Walk(self.graph).root(self.operation.root, wanted.field))
        facts = supergraph.field(self.operation.root, wanted.field.name)
        mutation = self.operation.kind == "mutation"
        shared = not (mutation or facts.gather or facts.owner)
        assert entered.edge.tail is not None
        step = self.dag.root(
            entered.edge.tail.graph,
            wanted.field,
            wanted.when,
            shared=shared,
            waits_for=self.dag.ids if mutation else [],
        )
        for tree in entered.children:
            step.fields.append(self._field(tree, step, ()))

    def _field(self, tree: PathTree, step: RootStep | JumpStep, path: ResponsePath) -> Field:
        assert tree.field is not None
        tail = tree.edge.tail
        if tail is None:
            return replace(tree.field, when=tree.when)
        children = self._object(tree.children, tail, step, (*path, At(tree.field.key)))
        return replace(tree.field, children=children, when=tree.when)

    def _object(
        self, trees: tuple[PathTree, ...], node: Node, step: RootStep | JumpStep, path: ResponsePath
    ) -> Selections:
        """The selections of an object: never empty, and with its type where that is not known beforehand."""
        selections = self._selections(trees, step, path)
        if not selections or is_abstract_type(self.graph.supergraph.schema.type_map[node.type]):
            return (Field(TYPENAME, alias=self.names.type), *selections)
        return selections

    def _selections(self, trees: tuple[PathTree, ...], step: RootStep | JumpStep, path: ResponsePath) -> Selections:
        found: list[Selection] = []
        for tree in trees:
            if isinstance(tree.edge, Get):
                found.append(self._field(tree, step, path))
            elif isinstance(tree.edge, Cast):
                below = self._selections(tree.children, step, (*path, Only(tree.edge.tail.type)))
                if below:
                    found.append(Fragment(tree.edge.tail.type, below, tree.when))
        for tree in trees:
            if isinstance(tree.edge, Jump):
                self._jump(tree, tree.edge, step, path, found)
        return tuple(found)

    def _jump(
        self, tree: PathTree, edge: Jump, step: RootStep | JumpStep, path: ResponsePath, found: list[Selection]
    ) -> None:
        key = tuple(self._key_field(part, found) for part in edge.key)
        target = self.dag.jump(step.id, edge.tail.graph, path, edge.tail.type, key, edge.head.view)
        target.selections.extend(self._selections(tree.children, target, path))

    def _key_field(self, part: Selection, found: list[Selection]) -> KeyField:
        """A key's field in the step's own selection: the client's where it asked for it, else one of ours."""
        assert isinstance(part, Field), "fragments do not stand at the top of a key"
        for selection in found:
            if isinstance(selection, Field) and replace(selection, alias=None) == part and not part.children:
                return KeyField(part.name, selection.key)
        added = replace(part, alias=self.names.key(part.name))
        if added not in found:
            found.append(added)
        return KeyField(part.name, added.key)
