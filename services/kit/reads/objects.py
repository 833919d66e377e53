"""Renders what is selected on one object as the SQL of its JSON text, children and references included."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graphql import FieldNode, GraphQLField, GraphQLObjectType, get_named_type, is_non_null_type
from graphql.execution.values import get_argument_values

from services.kit.reads.binding import Call, Parameters, own, today
from services.kit.reads.jsontext import Piece, Sql, concatenated, json_constant, leaf, members
from services.kit.reads.model import Column, FieldModel, Inline, Many, Model, One, Reference
from services.kit.reads.selection import Selected, Selection
from services.kit.reads.visibility import RECORDS, admits, is_inside, is_staff, sees

_CAPITAL = re.compile(r"(?<!^)([A-Z])")


def snake_case(name: str) -> str:
    """``submittedAt`` → ``submitted_at``."""
    return _CAPITAL.sub(r"_\1", name).lower()


@dataclass(slots=True)
class Scope:
    """What the SQL template of one field may name; parameters are bound when a template first names them."""

    renderer: Renderer
    row: str
    parent: str = ""
    nodes: tuple[FieldNode, ...] = ()
    definition: GraphQLField | None = None

    def __getitem__(self, name: str) -> str:
        parameters = self.renderer.parameters
        match name:
            case "row":
                return self.row
            case "parent":
                return self.parent
            case "own":
                return own(parameters)
            case "today":
                return today(parameters)
            case "see":
                return sees(parameters, self.row)
            case "staff":
                return is_staff(parameters)
            case "inside":
                return is_inside(parameters)
        if name.startswith("admits_"):
            return admits(parameters, name.removeprefix("admits_"), RECORDS)
        if name.startswith("argument_") and self.definition is not None:
            return self.renderer.argument(self.definition, self.nodes[0], name.removeprefix("argument_"))
        raise KeyError(name)


ARGUMENT_TYPES: Mapping[str, str] = {"Date": "date", "DateTime": "timestamptz", "Int": "int", "Boolean": "boolean"}


@dataclass(slots=True)
class Renderer:
    """Renders the objects of one statement: hands out row names, collects its parameters."""

    models: Mapping[str, Model]
    selection: Selection
    parameters: Parameters = field(default_factory=Parameters)
    _rows: int = 0

    def fresh_row(self) -> str:
        """A name for one more row of the statement."""
        self._rows += 1
        return f"r{self._rows}"

    def type_of(self, name: str) -> GraphQLObjectType:
        """The object type of this name in the contract."""
        type_ = self.selection.schema.get_type(name)
        if not isinstance(type_, GraphQLObjectType):
            raise TypeError(f"{name} is not an object type")
        return type_

    def fields(self, type_name: str, nodes: Sequence[FieldNode]) -> tuple[Selected, ...]:
        """What is selected on objects of a type."""
        return self.selection.fields(self.type_of(type_name), nodes)

    def argument(self, definition: GraphQLField, node: FieldNode, name: str) -> str:
        """A parameter for an argument of a field below the root."""
        named = get_named_type(definition.args[name].type).name

        def value(call: Call) -> Any:
            return get_argument_values(definition, node, call.variables).get(name)

        return self.parameters.bind((id(node), name), ARGUMENT_TYPES.get(named, "text"), value)

    def text(self, model: Model, row: str, nodes: Sequence[FieldNode]) -> str:
        """The SQL of one object's JSON text."""
        return concatenated(self.object(model, row, nodes))

    def object(self, model: Model, row: str, nodes: Sequence[FieldNode], parent: str = "") -> list[Piece]:
        """One object of ``model`` whose row has the name ``row``, with the fields selected below ``nodes``."""
        return members(
            (chosen.key, self._field(model, row, chosen, parent)) for chosen in self.fields(model.type, nodes)
        )

    def _field(self, model: Model, row: str, chosen: Selected, parent: str) -> list[Piece]:
        if chosen.name == "__typename":
            return [json_constant(model.type)]
        definition = self.type_of(model.type).fields[chosen.name]
        how: FieldModel = model.fields.get(chosen.name) or Column("{row}." + snake_case(chosen.name))
        scope = Scope(self, row, parent, chosen.nodes, definition)
        match how:
            case Column(sql):
                return leaf(sql.format_map(scope), definition.type)
            case Inline(type_name, present):
                inner = self.object(self.models[type_name], row, chosen.nodes, parent)
                return [Sql(f"case when {present.format_map(scope)} then {concatenated(inner)} else 'null' end")]
            case Reference(type_name, id_):
                return self._reference(type_name, id_.format_map(scope), chosen)
            case One():
                return [self._one(how, scope, required=is_non_null_type(definition.type))]
            case Many():
                return [self._many(how, scope)]

    def _reference(self, type_name: str, id_: str, chosen: Selected) -> list[Piece]:
        """Only the id: in place, also of a record that lives elsewhere. More: what is here, or null."""
        wanted = self.fields(type_name, chosen.nodes)
        if all(name.name in ("id", "__typename") for name in wanted):
            id_type = self.type_of(type_name).fields["id"].type
            inner = members(
                (name.key, leaf(id_, id_type) if name.name == "id" else [json_constant(type_name)]) for name in wanted
            )
            return [Sql(f"case when {id_} is not null then {concatenated(inner)} else 'null' end")]
        here = One(type_name, f"{{row}}.{self.models[type_name].key} = {id_}")
        return [self._one(here, Scope(self, "", nodes=chosen.nodes), required=False)]

    def _one(self, how: One, around: Scope, *, required: bool) -> Sql:
        model, row, where = self._inner(how, around)
        found = f"(select {concatenated(self.object(model, row, around.nodes, around.row))} from {where})"
        return Sql(found if required else f"coalesce({found}, 'null')")

    def _many(self, how: Many, around: Scope) -> Sql:
        model, row, where = self._inner(how, around)
        inner = concatenated(self.object(model, row, around.nodes, around.row))
        order = how.order.format_map(Scope(self, row, around.row))
        return Sql(f"(select '[' || coalesce(string_agg({inner}, ',' order by {order}), '') || ']' from {where})")

    def _inner(self, how: One | Many, around: Scope) -> tuple[Model, str, str]:
        """The inner object's model, row name, and its FROM with WHERE."""
        model = self.models[how.type]
        row = self.fresh_row()
        scope = Scope(self, row, around.row, around.nodes, around.definition)
        source = f"{model.source} {row}" if how.source is None else how.source.format_map(scope)
        conditions = [how.where.format_map(scope)]
        if model.is_record and how.source is None:
            conditions += [sees(self.parameters, row, model.seers), scope[f"admits_{model.module}"]]
        return model, row, f"{source} where {' and '.join(conditions)}"
