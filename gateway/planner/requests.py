"""Documents for subgraphs."""

from __future__ import annotations

from dataclasses import dataclass

from gateway.operation.operation import Kind, Operation, VariableDefinition
from gateway.operation.selection import Field, Fragment, Selections, compact, variables_of
from gateway.operation.shapes import FieldShape, ListShape, ObjectShape, ShapeBuilder
from gateway.planner.names import Names
from gateway.planner.plan import Request

ENTITIES = "_entities"


@dataclass(frozen=True, slots=True)
class Requests:
    """Writes the documents of one plan."""

    operation: Operation
    names: Names
    shapes: ShapeBuilder

    def of_root(
        self, kind: Kind, root: str, selections: Selections, added: tuple[VariableDefinition, ...] = ()
    ) -> Request:
        """A request for root fields; `added` are variables of ours that the selections use."""
        return self._request(kind, selections, self.shapes.of(root, selections), added)

    def of_entities(self, type_: str, selections: Selections) -> Request:
        """A request for entities of one type, whatever their number."""
        variable = VariableDefinition(self.names.of("r"), "[_Any!]!")
        text = f"{ENTITIES}(representations: ${variable.name}) {{{compact((Fragment(type_, selections),))}}}"
        entity = self.shapes.of(type_, selections)
        nullable = ObjectShape(type_, False, entity.possible, None, entity.fields, entity.repeats)
        field = FieldShape(ENTITIES, f"Query.{ENTITIES}", ListShape(nullable, True), (), None)
        shape = ObjectShape("Query", True, frozenset(("Query",)), None, (field,), False)
        used = self._client_variables(selections)
        return Request("query", selections, self._document("query", text, used, (variable,)), used, shape)

    def _request(
        self, kind: Kind, selections: Selections, shape: ObjectShape, added: tuple[VariableDefinition, ...]
    ) -> Request:
        used = self._client_variables(selections)
        return Request(kind, selections, self._document(kind, compact(selections), used, added), used, shape)

    def _client_variables(self, selections: Selections) -> tuple[str, ...]:
        return tuple(definition.name for definition in self.operation.definitions(variables_of(selections)))

    def _document(self, kind: Kind, body: str, used: tuple[str, ...], added: tuple[VariableDefinition, ...]) -> str:
        definitions = (*self.operation.definitions(used), *added)
        head = f"{kind} ({', '.join(map(str, definitions))})" if definitions else kind
        return f"{head} {{{body}}}"


def introspection_document(operation: Operation, fields: tuple[Field, ...]) -> str:
    """A document with the operation's own definitions and only these root fields."""
    definitions = operation.definitions(variables_of(fields))
    head = f"query ({', '.join(map(str, definitions))})" if definitions else "query"
    return f"{head} {{{compact(fields)}}}"
