"""Answers root fields: finds or compiles the statement, runs it, and hands PostgreSQL's bytes on untouched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

import orjson
from graphql import FieldNode, GraphQLSchema
from graphql.execution.values import VariableValues, get_argument_values

from schema.directory import division
from schema.errors import ShiziError, bad_user_input, forbidden, timeout
from services.kit.clock import Clock
from services.kit.database import NodeDatabase
from services.kit.past import Past
from services.kit.reads.binding import Call, Place, View
from services.kit.reads.entities import entities_statement, read_batch
from services.kit.reads.fields import Asked, Catalog, matching
from services.kit.reads.objects import Renderer
from services.kit.reads.request import Request
from services.kit.reads.selection import Selection
from services.kit.reads.statements import Statement, StatementStore

BEIJING = timedelta(hours=8)
"""Sharing policies and succession count days as they are counted in China, all year."""


def place_of(code: str) -> Place:
    """A committee and those above it, as the directory has them. Raises ValueError for an unknown code."""
    found = division(code)
    if found is None:
        raise ValueError(f"{code} is not in the directory of divisions")
    upper = []
    above = found.parent
    while above is not None:
        upper.append(above)
        parent = division(above)
        above = None if parent is None else parent.parent
    return Place(code, found.level.value, tuple(upper))


class Reader:
    """The read side of one committee's node."""

    __slots__ = ("_catalog", "_clock", "_past", "_pool", "_schema", "_statements", "_timeout_s", "place")

    def __init__(
        self,
        catalog: Catalog,
        schema: GraphQLSchema,
        database: NodeDatabase,
        place: Place,
        clock: Clock,
        *,
        timeout_s: float = 10.0,
    ) -> None:
        self._catalog = catalog
        self._schema = schema
        self._pool = database.reader
        self._past = Past(database, clock)
        self._clock = clock
        self._statements = StatementStore()
        self._timeout_s = timeout_s
        self.place = place

    async def field(self, request: Request, view: View) -> orjson.Fragment | None:
        """The answer to the root field that the request stands at. Raises BAD_USER_INPUT and FORBIDDEN."""
        if view.as_of is not None and request.field in self._catalog.present_only:
            raise bad_user_input(
                f"{request.field} answers for the present only: ask it without asOf.",
                f"{request.field} 只能查询当前状况，请不要与 asOf 同用。",
            )
        variables = VariableValues({}, request.variables)
        definition = request.definition
        arguments = get_argument_values(definition, request.nodes[0], variables)
        asked = self._catalog.fields[request.field](arguments, self.place)
        if asked is None:
            return None
        return await self._answer(request, request.nodes, asked, view, arguments)

    async def record(
        self, request: Request, nodes: Sequence[FieldNode], type_name: str, id_: str, view: View
    ) -> orjson.Fragment:
        """A record that a command has just written, with what is selected below ``nodes``: itself whoever wrote it,
        other records below it as that viewer may see them.
        """
        asked = matching(self._catalog.models[type_name], "{row}.id = {value}", id_, guarded=False)
        found = await self._answer(request, nodes, asked, view, {})
        if found is None:
            raise LookupError(f"{type_name} {id_} was written and cannot be read back")
        return found

    async def entities(
        self, request: Request, representations: Sequence[Mapping[str, Any]], view: View
    ) -> list[orjson.Fragment | ShiziError | None]:
        """One answer for each representation, in their order, by one statement."""
        batch = read_batch(representations, self._catalog.models)
        answers: list[orjson.Fragment | ShiziError | None] = [
            batch.refused.get(at) for at in range(len(representations))
        ]
        if not batch.keys:
            return answers
        nodes = request.nodes
        statement = self._statement(
            request, nodes, batch.types, view, lambda renderer: entities_statement(renderer, batch.types, nodes)
        )
        call = self._call(request, view, {}, batch)
        for name, number, allowed, body in await self._rows(statement, call):
            at = batch.keys[name][number - 1][0]
            if not allowed:
                answers[at] = self._not_shared()
            elif body is not None:
                answers[at] = orjson.Fragment(body)
        return answers

    async def _answer(
        self,
        request: Request,
        nodes: Sequence[FieldNode],
        asked: Asked,
        view: View,
        arguments: Mapping[str, Any],
    ) -> orjson.Fragment | None:
        statement = self._statement(request, nodes, asked.shape, view, lambda renderer: asked.compile(renderer, nodes))
        call = self._call(request, view, arguments, asked.extra)
        ((allowed, body),) = await self._rows(statement, call)
        if not allowed:
            raise self._not_shared()
        return None if body is None else orjson.Fragment(body)

    async def _rows(self, statement: Statement, call: Call) -> list[Any]:
        values, at = statement.values(call), call.view.as_of
        try:
            if at is not None:
                return await self._past.fetch(at, statement.sql, values, timeout_s=self._timeout_s)
            return await self._pool.fetch(statement.sql, *values, timeout=self._timeout_s)
        except TimeoutError as error:
            raise timeout(self.place.code, round(self._timeout_s * 1000)) from error

    def _statement(
        self, request: Request, nodes: Sequence[FieldNode], shape: object, view: View, compile_: Any
    ) -> Statement:
        """The statement's text also depends on the viewer's roles that see records whatever their visibility."""
        parameters = self._catalog.seen_by(view.roles)

        def compiled() -> Statement:
            selection = Selection(self._schema, request.fragments, request.variables)
            found: Statement = compile_(Renderer(self._catalog.models, selection, parameters))
            return found

        return self._statements.get(nodes, request.fragments, request.variables, (shape, parameters.roles), compiled)

    def _call(self, request: Request, view: View, arguments: Mapping[str, Any], extra: object) -> Call:
        now = self._clock.now()
        day = ((view.as_of or now) + BEIJING).date()
        variables = VariableValues({}, request.variables)
        return Call(self.place, view, day, (now + BEIJING).date(), variables, arguments, extra)

    def _not_shared(self) -> ShiziError:
        code = self.place.code
        return forbidden(
            f"Committee {code} does not share these records with you.", f"{code} 未向您共享此类记录。", node=code
        )
