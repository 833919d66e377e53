"""A net of stations for gateway tests: an in-process transport in front of real node schemas."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import orjson
from graphql import OperationDefinitionNode, parse, validate
from graphql.execution.values import get_variable_values

from gateway.execute import Failure, Member, Reply, Result, run
from gateway.planner import Plan, plan
from schema.completeness import NodeLevel, NotJoined
from schema.errors import ErrorCode
from tests.gateway.station_node import StationNode, stations_supergraph

CODES = ("440000", "440100", "440500", "441800")
WITHOUT_NODE = {"440200": "CITY", "440300": "CITY"}
RETIRED = {"441801": "441800"}

Answered = Reply | Failure


@dataclass
class Sent:
    """One request as it left."""

    graph: str
    member: str | None
    document: str
    variables: dict[str, Any]
    mutation: bool


@dataclass
class View:
    """Membership of the net."""

    nodes: dict[str, StationNode]
    opened: dict[str, str] = field(default_factory=dict)

    def members(self) -> tuple[Member, ...]:
        return tuple(Member(code, self.nodes[code].level, self.nodes[code].level) for code in sorted(self.nodes))

    def known(self, code: str) -> str | None:
        code = RETIRED.get(code, code)
        return self.nodes[code].level if code in self.nodes else WITHOUT_NODE.get(code)

    def member(self, code: str) -> Member | None:
        code = RETIRED.get(code, code)
        return next((member for member in self.members() if member.code == code), None)

    def failure(self, code: str) -> Failure | None:
        reason = self.opened.get(code)
        return None if reason is None else Failure(ErrorCode.NODE_UNREACHABLE, reason, "探测未通", 0.0)

    def not_joined(self, levels: Collection[str] | None) -> tuple[NotJoined, ...]:
        if levels is not None and "CITY" not in levels:
            return ()
        joined = sum(node.level == "CITY" for node in self.nodes.values())
        return (NotJoined(NodeLevel.CITY, joined, joined + len(WITHOUT_NODE)),)


@dataclass
class Net:
    """A backend over station nodes. `tamper` replaces a member's answers, `down` gives none."""

    nodes: dict[str, StationNode]
    down: set[str] = field(default_factory=set)
    tamper: dict[str, Callable[[Sent, Reply], Answered]] = field(default_factory=dict)
    sent: list[Sent] = field(default_factory=list)
    gates: dict[str, asyncio.Event] = field(default_factory=dict)
    view: View = field(init=False)

    def __post_init__(self) -> None:
        self.view = View(self.nodes)

    def partition(self, graph: str) -> View | None:
        return self.view if graph == "stations" else None

    async def send(self, graph: str, member: str | None, body: bytes, *, mutation: bool, context: None) -> Answered:
        request = orjson.loads(body)
        sent = Sent(graph, member, request["query"], request["variables"], mutation)
        self.sent.append(sent)
        assert member is not None
        if member in self.gates:
            await self.gates[member].wait()
        if member in self.down:
            code = ErrorCode.OUTCOME_UNKNOWN if mutation else ErrorCode.NODE_UNREACHABLE
            return Failure(code, f"{member} is down", f"{member} 无法连接", 1.0)
        data, errors = self.nodes[member].execute(sent.document, sent.variables)
        reply = Reply(orjson.loads(orjson.dumps(data)), tuple(errors), 2.0)
        return self.tamper[member](sent, reply) if member in self.tamper else reply

    async def ask(self, query: str, **variables: Any) -> Result:
        """Plan and run a query as the engine does."""
        made = planned(query)
        (operation,) = [node for node in parse(query).definitions if isinstance(node, OperationDefinitionNode)]
        definitions = operation.variable_definitions or ()
        values = get_variable_values(stations_supergraph().api_schema, definitions, variables)
        assert not isinstance(values, list), values
        return await run(made, values.coerced, self, None)

    def to(self, member: str) -> list[Sent]:
        """What was sent to one member."""
        return [sent for sent in self.sent if sent.member == member]


def net(**nodes: StationNode) -> Net:
    """A net of these nodes beside empty ones for the other codes."""
    given = {node.code: node for node in nodes.values()}
    levels = {"440000": "PROVINCE"}
    return Net({code: given.get(code, StationNode(code, levels.get(code, "CITY"))) for code in CODES})


@cache
def planned(query: str) -> Plan:
    """The plan of a valid query over the fixture."""
    supergraph = stations_supergraph()
    document = parse(query)
    faults = validate(supergraph.api_schema, document)
    assert not faults, faults
    return plan(supergraph, document, None)
