"""Root fields: what a field's arguments ask for, and the statement that answers it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from graphql import FieldNode

from schema.directory import division
from schema.errors import bad_user_input
from schema.ids import COMMITTEE, parse_id
from services.kit.reads.binding import Parameters, Place, own
from services.kit.reads.connections import connection_statement
from services.kit.reads.jsontext import concatenated
from services.kit.reads.model import Model
from services.kit.reads.objects import Renderer
from services.kit.reads.pages import left_out, read_page
from services.kit.reads.statements import Statement, statement
from services.kit.reads.visibility import RECORDS, admits, sees

Compile: TypeAlias = Callable[[Renderer, Sequence[FieldNode]], Statement]


@dataclass(frozen=True, slots=True)
class Asked:
    """One asking of a root field: what its statement's text depends on, how to compile it, and what to bind."""

    shape: object
    compile: Compile
    extra: object


RootField: TypeAlias = Callable[[Mapping[str, Any], Place], Asked | None]
"""Reads a field's coerced arguments (raising BAD_USER_INPUT); None: the answer is null without asking."""


@dataclass(frozen=True, slots=True)
class Catalog:
    """All read models by type, and all root fields by name; ``present_only`` are those that know no history."""

    models: Mapping[str, Model]
    fields: Mapping[str, RootField]
    present_only: frozenset[str] = frozenset()

    def seen_by(self, roles: frozenset[str]) -> Parameters:
        """Parameters of a statement for a viewer of these roles: which of them see records whatever their visibility,
        and of which modules.
        """
        found = [
            (seer.role, model.module) for model in self.models.values() for seer in model.seers if seer.role in roles
        ]
        return Parameters(frozenset(role for role, _ in found), frozenset(module for _, module in found))

    def of_kind(self, kind: str) -> Model:
        """The model of the records whose ids are of this kind. Raises KeyError."""
        for model in self.models.values():
            if model.kind == kind:
                return model
        raise KeyError(kind)


def connection(field: str, model: Model) -> RootField:
    """A connection over the records of ``model``."""

    def ask(arguments: Mapping[str, Any], place: Place) -> Asked:
        page = read_page(field, model, arguments, place)
        return Asked(page.shape, lambda renderer, nodes: connection_statement(renderer, model, page, nodes), page)

    return ask


def by_key(model: Model, key: object) -> Asked:
    """The one object whose key is ``key``."""
    return matching(model, f"{{row}}.{model.key} = {{value}}", key)


def matching(model: Model, where: str, value: object, *, type_: str = "text", guarded: bool = True) -> Asked:
    """The one object for which ``where`` holds; a guarded record only if the viewer may see it."""

    def compile_(renderer: Renderer, nodes: Sequence[FieldNode]) -> Statement:
        parameters, row = renderer.parameters, "f"
        condition = where.format(row=row, value=parameters.bind("value", type_, lambda call: call.extra))
        allowed = "true"
        if guarded and model.is_record:
            condition += f" and {sees(parameters, row, model.seers)}"
            allowed = admits(parameters, model.module, RECORDS)
        found = renderer.text(model, row, nodes)
        return statement(parameters, allowed, f"(select {found} from {model.source} {row} where {condition})")

    return Asked((model.type, where, guarded), compile_, value)


def node(models: Mapping[str, Model]) -> RootField:
    """`node(id:)`: any record of this committee, or what the directory says of any committee."""
    kinds = {model.kind: model for model in models.values() if model.kind}

    def ask(arguments: Mapping[str, Any], place: Place) -> Asked | None:
        id_ = parse_id(arguments["id"])
        model = kinds.get(id_.kind)
        if model is None or (model.is_record and id_.owner != place.code):
            return None
        return by_key(model, id_.local if id_.kind == COMMITTEE else str(id_))

    return ask


def committee(model: Model) -> RootField:
    """`committee(code:)`: any code of the directory. Raises BAD_USER_INPUT for others."""

    def ask(arguments: Mapping[str, Any], _place: Place) -> Asked:
        code = arguments["code"]
        if division(code) is None:
            raise bad_user_input(f"No committee has the code {code}.", f"没有代码为 {code} 的政协。")
        return by_key(model, code)

    return ask


def hosted(model: Model) -> RootField:
    """`committees`: this committee alone, unless left out."""

    def ask(arguments: Mapping[str, Any], place: Place) -> Asked:
        skipped = left_out(arguments, place)

        def compile_(renderer: Renderer, nodes: Sequence[FieldNode]) -> Statement:
            if skipped:
                return statement(renderer.parameters, "true", "'[]'")
            found = concatenated(["[", *renderer.object(model, "f", nodes), "]"])
            where = f"f.{model.key} = {own(renderer.parameters)}"
            return statement(renderer.parameters, "true", f"(select {found} from {model.source} f where {where})")

        return Asked(skipped, compile_, None)

    return ask
