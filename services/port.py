"""The port of one request at one committee's node: reads go to SQL, commands to the write path."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import orjson
from graphql import FieldNode, GraphQLObjectType, get_named_type
from graphql.execution.values import VariableValues, get_argument_values
from strawberry.types import Info

from schema.errors import bad_user_input
from schema.exchange import MUTATIONS, PEERS, QUERIES
from schema.port import CLIENT_KEY
from services.actions import FIELD as ACTIONS
from services.actions import Actions
from services.catalog import CATALOG
from services.exchange.station import Station
from services.inbox import FIELD as INBOX
from services.inbox import Inbox, Wanted
from services.kit.commands import CommandResult, Commands
from services.kit.identity import Viewer
from services.kit.inputs import plain
from services.kit.reads.binding import View
from services.kit.reads.reader import Reader
from services.kit.reads.request import Request, request_at
from services.kit.reads.selection import Selection
from services.kit.visibility import INSIDE
from services.previews import shown


def view_of(viewer: Viewer, code: str) -> View:
    """What a viewer may see at committee ``code``, before a record's audience is looked at."""
    own = viewer.committee == code
    if viewer.unit is not None:
        return View(None, ("PUBLISHED",), False, viewer.roles if own else frozenset(), viewer.unit if own else None)
    seen = ["PUBLISHED"]
    if own:
        seen.append("SHARED")
    if own and viewer.roles & INSIDE:
        seen.append("NODE")
    if own and "staff" in viewer.roles:
        seen.append("RESTRICTED")
    return View(viewer.committee, tuple(seen), own, viewer.roles if own else frozenset())


@dataclass(frozen=True, slots=True)
class NodePort:
    """Implements :class:`schema.port.Port` for one viewer."""

    reader: Reader
    commands: Commands
    actions: Actions
    inbox: Inbox
    station: Station
    viewer: Viewer
    as_of: datetime | None = None

    async def read(self, info: Info[Any, Any], field: str) -> Any:
        """Answer a root query field: by one statement, but for what may be done, which the rulebook answers, and what a
        peer asks or what is asked about peers.
        """
        if field in QUERIES:
            return await self._exchanged(info, field)
        if field == PEERS:
            self._present(PEERS, "How it stands is asked about now.", "往来情况只能查询当前的。")
            return await self._peers(info)
        if field == ACTIONS:
            self._present(ACTIONS, "Give it the argument `at` instead.", "请改用参数 `at`。")
            return await self._allowed(info)
        if field == INBOX:
            self._present(INBOX, "What waits is asked about now.", "待办只能查询当前的。")
            return await self._waiting(info)
        return await self.reader.field(request_at(info), self._view)

    async def entities(self, info: Info[Any, Any], representations: list[dict[str, Any]]) -> list[Any]:
        """Answer representations by one statement."""
        return await self.reader.entities(request_at(info), representations, self._view)

    async def command(self, info: Info[Any, Any], field: str) -> Any:
        """Carry out a command and answer its payload with the record as the client selects it."""
        if field in MUTATIONS:
            return await self._exchanged(info, field)
        self._present(field, "Nothing is done in the past.", "过去的事情不能再办理。")
        request = request_at(info)
        variables = VariableValues({}, request.variables)
        arguments = get_argument_values(request.definition, request.nodes[0], variables)
        result = await self.commands.run(self.viewer, field, plain(arguments))
        return await self._payload(request, info, result)

    async def _waiting(self, info: Info[Any, Any]) -> orjson.Fragment:
        request = request_at(info)
        arguments = get_argument_values(request.definition, request.nodes[0], VariableValues({}, request.variables))
        selection = Selection(info.schema._schema, request.fragments, request.variables)  # noqa: SLF001  no other way
        type_ = get_named_type(request.definition.type)
        wanted = Wanted(
            actions=_chosen(selection, type_, request.nodes, ("edges", "node", "actions")),
            previews=_chosen(selection, type_, request.nodes, ("edges", "node", "actions", "preview")),
        )
        found = await self.inbox.of(self.viewer, self._view, arguments, wanted)
        return orjson.Fragment(orjson.dumps(_selected(selection, type_, request.nodes, found)))

    async def _allowed(self, info: Info[Any, Any]) -> orjson.Fragment:
        request = request_at(info)
        arguments = get_argument_values(request.definition, request.nodes[0], VariableValues({}, request.variables))
        return self._answer(info, request, await self.actions.of(self.viewer, self._view, arguments))

    async def _exchanged(self, info: Info[Any, Any], field: str) -> orjson.Fragment:
        """What a peer asks: its signature says who it is, so nobody vouches for it."""
        request = request_at(info)
        arguments = get_argument_values(request.definition, request.nodes[0], VariableValues({}, request.variables))
        client = info.context.get(CLIENT_KEY, "")
        return self._answer(info, request, await self.station.answer(field, arguments, client))

    async def _peers(self, info: Info[Any, Any]) -> orjson.Fragment:
        request = request_at(info)
        arguments = get_argument_values(request.definition, request.nodes[0], VariableValues({}, request.variables))
        return self._answer(info, request, await self.station.peers(self.viewer, arguments["committee"]))

    def _answer(self, info: Info[Any, Any], request: Request, found: object) -> orjson.Fragment:
        selection = Selection(info.schema._schema, request.fragments, request.variables)  # noqa: SLF001  no other way
        answer = _selected(selection, get_named_type(request.definition.type), request.nodes, found)
        return orjson.Fragment(orjson.dumps(answer))

    @property
    def _view(self) -> View:
        return replace(view_of(self.viewer, self.reader.place.code), as_of=self.as_of)

    def _present(self, field: str, en: str, zh: str) -> None:
        if self.as_of is not None:
            raise bad_user_input(f"{field} does not go with asOf. {en}", f"{field} 不能与 asOf 同用。{zh}")

    async def _payload(self, request: Request, info: Info[Any, Any], result: CommandResult) -> orjson.Fragment:
        selection = Selection(info.schema._schema, request.fragments, request.variables)  # noqa: SLF001  no other way
        foreseen = result.preview
        values = {
            "replayed": result.replayed,
            "deliveries": [],
            "preview": None if foreseen is None else shown(foreseen, info.schema._schema),  # noqa: SLF001
            **result.extra,
        }
        stands = foreseen is None or foreseen.stands
        type_ = get_named_type(request.definition.type)
        assert isinstance(type_, GraphQLObjectType)
        payload: dict[str, Any] = {}
        for chosen in selection.fields(type_, request.nodes):
            if chosen.name == "record":
                payload[chosen.key] = await self._record(request, chosen.nodes, result) if stands else None
            elif chosen.name == "__typename":
                payload[chosen.key] = type_.name
            else:
                inner = get_named_type(type_.fields[chosen.name].type)
                payload[chosen.key] = _selected(selection, inner, chosen.nodes, values.get(chosen.name))
        return orjson.Fragment(orjson.dumps(payload))

    async def _record(self, request: Request, nodes: Sequence[FieldNode], result: CommandResult) -> orjson.Fragment:
        shown = CATALOG.of_kind(result.kind).type
        return await self.reader.record(request, nodes, shown, result.record_id, self._view)


def _chosen(selection: Selection, type_: object, nodes: Sequence[FieldNode], path: Sequence[str]) -> bool:
    """Whether a field is selected at the end of the path."""
    if not path:
        return True
    assert isinstance(type_, GraphQLObjectType)
    return any(
        _chosen(selection, get_named_type(type_.fields[each.name].type), each.nodes, path[1:])
        for each in selection.fields(type_, nodes)
        if each.name == path[0]
    )


def _selected(selection: Selection, type_: object, nodes: Sequence[FieldNode], value: object) -> object:
    """Plain data as the selection asks for it."""
    if isinstance(value, list):
        return [_selected(selection, type_, nodes, each) for each in value]
    if not isinstance(type_, GraphQLObjectType) or not isinstance(value, Mapping):
        return value
    chosen = selection.fields(type_, nodes)
    return {
        each.key: type_.name
        if each.name == "__typename"
        else _selected(selection, get_named_type(type_.fields[each.name].type), each.nodes, value.get(each.name))
        for each in chosen
    }
