"""From a validated document to an Operation: fragments spread, constant conditions decided, equal fields merged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import cast

from graphql import (
    DirectiveNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLCompositeType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    get_named_type,
    is_composite_type,
    is_object_type,
    print_ast,
)

from gateway.operation.operation import Operation, VariableDefinition
from gateway.operation.selection import Condition, Field, Fragment, Selection, Selections
from gateway.operation.values import Literal, Variable, value_of
from schema.errors import bad_user_input


def prepare(document: DocumentNode, operation_name: str | None, schema: GraphQLSchema) -> Operation:
    """Prepare one operation of a document that is valid against `schema`.

    Raises BAD_USER_INPUT when the name picks no operation. How large a document may grow when its
    fragments are spread must have been checked before.
    """
    node = _pick(document, operation_name)
    fragments = {f.name.value: f for f in document.definitions if isinstance(f, FragmentDefinitionNode)}
    root = schema.get_root_type(node.operation)
    if root is None:
        raise bad_user_input(f"This graph has no {node.operation.value}.", f"本图没有 {node.operation.value} 操作。")
    variables = tuple(
        VariableDefinition(
            definition.variable.name.value,
            print_ast(definition.type),
            None if definition.default_value is None else value_of(definition.default_value),
        )
        for definition in node.variable_definitions or ()
    )
    selections = _Preparation(schema, fragments).selections(node.selection_set, root)
    return Operation(node.operation.value, root.name, variables, selections)


def _pick(document: DocumentNode, name: str | None) -> OperationDefinitionNode:
    operations = [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]
    if name is not None:
        operations = [node for node in operations if node.name is not None and node.name.value == name]
        if not operations:
            raise bad_user_input(f"The document has no operation named {name!r}.", f"文档中没有名为 {name!r} 的操作。")
    if len(operations) != 1:
        raise bad_user_input(
            "Give operationName: the document has not exactly one operation.",
            "文档中的操作不止一个或没有操作，请给出 operationName。",
        )
    return operations[0]


class _Preparation:
    """Walks one document; knows its fragments and the schema they are written against."""

    def __init__(self, schema: GraphQLSchema, fragments: dict[str, FragmentDefinitionNode]) -> None:
        self._schema = schema
        self._fragments = fragments

    def selections(self, node: SelectionSetNode, parent: GraphQLCompositeType) -> Selections:
        return merged(self._spread(node.selections, parent))

    def _spread(self, nodes: Iterable[SelectionNode], parent: GraphQLCompositeType) -> Iterable[Selection]:
        for node in nodes:
            when = _conditions(node.directives or ())
            if when is None:
                continue
            if isinstance(node, FieldNode):
                yield self._field(node, parent, when)
            else:
                yield from self._fragment(node, parent, when)

    def _field(self, node: FieldNode, parent: GraphQLCompositeType, when: tuple[Condition, ...]) -> Field:
        name = node.name.value
        children: Selections = ()
        if node.selection_set is not None:
            definition = self._schema.get_field(parent, name)
            assert definition is not None, "the document is valid"
            named = get_named_type(definition.type)
            assert is_composite_type(named)
            children = self.selections(node.selection_set, named)
        given = sorted(node.arguments or (), key=lambda argument: argument.name.value)
        arguments = tuple((argument.name.value, value_of(argument.value)) for argument in given)
        alias = None if node.alias is None or node.alias.value == name else node.alias.value
        return Field(name, alias, arguments, children, when)

    def _fragment(
        self, node: SelectionNode, parent: GraphQLCompositeType, when: tuple[Condition, ...]
    ) -> Iterable[Selection]:
        on = parent
        if isinstance(node, FragmentSpreadNode):
            definition = self._fragments[node.name.value]
            on = self._type(definition.type_condition.name.value)
            body = definition.selection_set
        else:
            assert isinstance(node, InlineFragmentNode)
            body = node.selection_set
            if node.type_condition is not None:
                on = self._type(node.type_condition.name.value)
        if self._covers(on, parent):
            children = self.selections(body, parent)
            return children if not when else (Fragment(parent.name, children, when),)
        return (Fragment(on.name, self.selections(body, on), when),)

    def _covers(self, on: GraphQLCompositeType, parent: GraphQLCompositeType) -> bool:
        """Whether every object that `parent` stands for is an `on`, and `parent` has what `on` has."""
        if on is parent:
            return True
        if not isinstance(parent, GraphQLObjectType | GraphQLInterfaceType) or is_object_type(on):
            return False
        return self._schema.is_sub_type(on, parent)  # type: ignore[arg-type]

    def _type(self, name: str) -> GraphQLCompositeType:
        return cast(GraphQLCompositeType, self._schema.type_map[name])


def merged(selections: Iterable[Selection]) -> Selections:
    """Merge fields of the same response key, arguments and condition, and neighbouring fragments of the same kind.

    Fragments further apart stay apart: what stands between them must stay between them in the answer.
    """
    fields: dict[object, int] = {}
    found: list[Selection] = []
    for selection in selections:
        last = len(found) - 1
        if isinstance(selection, Field):
            slot = (selection.name, selection.alias, selection.arguments, selection.when)
            at = fields.setdefault(slot, last + 1)
        else:
            at = last if found and _alike(found[last], selection) else last + 1
        if at > last:
            found.append(selection)
        else:
            found[at] = replace(found[at], children=merged(found[at].children + selection.children))
    return tuple(found)


def _alike(first: Selection, second: Fragment) -> bool:
    return isinstance(first, Fragment) and (first.on, first.when) == (second.on, second.when)


def _conditions(directives: Iterable[DirectiveNode]) -> tuple[Condition, ...] | None:
    """The conditions that hang on variables; None when a constant one leaves the selection out."""
    found: list[Condition] = []
    for directive in directives:
        name = directive.name.value
        if name not in ("skip", "include"):
            continue
        value = value_of((directive.arguments or ())[0].value)
        if isinstance(value, Variable):
            found.append(Condition(value.name, name == "include"))
        elif isinstance(value, Literal) and (value.text == "true") is not (name == "include"):
            return None
    return tuple(sorted(set(found), key=lambda condition: (condition.variable, condition.wanted)))
