"""What a client selects below a field, with fragments, aliases, `@skip` and `@include` resolved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graphql import (
    BooleanValueNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLAbstractType,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    SelectionNode,
    SelectionSetNode,
    VariableNode,
    is_abstract_type,
)


@dataclass(frozen=True, slots=True)
class Selected:
    """A response key below a field: the field's name, and the nodes whose selections are merged under the key."""

    key: str
    name: str
    nodes: tuple[FieldNode, ...]


@dataclass(frozen=True, slots=True)
class Selection:
    """Reads selections of one document under given values of its Boolean variables."""

    schema: GraphQLSchema
    fragments: Mapping[str, FragmentDefinitionNode]
    variables: Mapping[str, object]

    def fields(self, type_: GraphQLObjectType, nodes: Sequence[FieldNode]) -> tuple[Selected, ...]:
        """The fields selected on objects of ``type_`` below ``nodes``, in the order in which their keys first occur."""
        found: dict[str, list[FieldNode]] = {}
        seen: set[str] = set()
        for node in nodes:
            if node.selection_set is not None:
                self._collect(type_, node.selection_set, found, seen)
        return tuple(Selected(key, same[0].name.value, tuple(same)) for key, same in found.items())

    def _collect(
        self, type_: GraphQLObjectType, chosen: SelectionSetNode, found: dict[str, list[FieldNode]], seen: set[str]
    ) -> None:
        for node in chosen.selections:
            if not self._included(node):
                continue
            if isinstance(node, FieldNode):
                found.setdefault((node.alias or node.name).value, []).append(node)
            elif isinstance(node, InlineFragmentNode):
                if self._applies(type_, node):
                    self._collect(type_, node.selection_set, found, seen)
            elif isinstance(node, FragmentSpreadNode) and node.name.value not in seen:
                seen.add(node.name.value)
                fragment = self.fragments[node.name.value]
                if self._applies(type_, fragment):
                    self._collect(type_, fragment.selection_set, found, seen)

    def _applies(self, type_: GraphQLObjectType, node: InlineFragmentNode | FragmentDefinitionNode) -> bool:
        if node.type_condition is None or node.type_condition.name.value == type_.name:
            return True
        condition = self.schema.get_type(node.type_condition.name.value)
        if not is_abstract_type(condition):
            return False
        abstract: GraphQLAbstractType = condition
        return self.schema.is_sub_type(abstract, type_)

    def _included(self, node: SelectionNode) -> bool:
        for name, condition in _conditions(node):
            if isinstance(condition, BooleanValueNode):
                value: object = condition.value
            else:
                value = self.variables.get(condition.name.value)
            if value == (name == "skip"):
                return False
        return True


def condition_variables(nodes: Sequence[FieldNode], fragments: Mapping[str, FragmentDefinitionNode]) -> tuple[str, ...]:
    """The variables on which it depends what is selected below ``nodes``, sorted."""
    names: set[str] = set()
    seen: set[str] = set()
    pending: list[SelectionNode | FragmentDefinitionNode] = list(nodes)
    while pending:
        node = pending.pop()
        if not isinstance(node, FragmentDefinitionNode):
            names.update(value.name.value for _, value in _conditions(node) if isinstance(value, VariableNode))
        if isinstance(node, FragmentSpreadNode):
            if node.name.value not in seen:
                seen.add(node.name.value)
                pending.append(fragments[node.name.value])
        elif isinstance(node, FieldNode | InlineFragmentNode | FragmentDefinitionNode) and node.selection_set:
            pending.extend(node.selection_set.selections)
    return tuple(sorted(names))


def _conditions(node: SelectionNode) -> Iterator[tuple[str, BooleanValueNode | VariableNode]]:
    for directive in node.directives or ():
        if directive.name.value in ("skip", "include"):
            for argument in directive.arguments or ():
                if isinstance(argument.value, BooleanValueNode | VariableNode):
                    yield directive.name.value, argument.value
