"""Committees that exchange over a wire that can be cut and tampered with: real stations, and no network."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, cast

import orjson
from graphql import GraphQLSchema, execute, parse

from schema.contract import PROFILES, build_schema
from schema.ledger import Pin, SigningKey
from schema.ledger.descriptors import Descriptor
from schema.port import CONTEXT_KEY
from services.exchange import peers
from services.exchange.audit import faults
from services.exchange.client import PeerClient, PeerError
from services.exchange.gate import Gate
from services.exchange.sealing import Sealer
from services.exchange.station import Station, open_station
from services.graphql_execution import FragmentExecutor
from services.kit.database import NodeDatabase
from services.kit.receiving import Handler
from services.kit.sequencer import number_pending, try_lock
from services.port import NodePort
from tests.services.exchange.between import Between
from tests.services.exchange.toys import HANDLERS

SCHEMA: GraphQLSchema = build_schema(PROFILES["CITY"])._schema


@dataclass
class Counted:
    """What a tally was told."""

    told: list[tuple[str, int, int]] = field(default_factory=list)
    came: list[tuple[str, int, int]] = field(default_factory=list)

    def heard(self, peer: str, applied: int, refused: int) -> None:
        self.told.append((peer, applied, refused))

    def taken(self, peer: str, applied: int, refused: int) -> None:
        self.came.append((peer, applied, refused))

    def queued(self, peer: str, messages: int) -> None:
        raise AssertionError(f"the couriers of these tests keep no roster: {peer} {messages}")


@dataclass
class Node:
    """One committee on the wire."""

    database: NodeDatabase
    key: SigningKey
    gate: Gate
    station: Station
    tally: Counted

    @property
    def code(self) -> str:
        return self.database.code

    async def seal(self, clock: Any) -> None:
        connection = await self.database.connect()
        try:
            assert await try_lock(connection, self.database.schema)
            sealer = Sealer(self.code, self.key, self.gate, clock)
            await number_pending(connection, self.database, clock, seal=sealer)
            async with connection.transaction():
                await sealer(connection)
        finally:
            await connection.close()


@dataclass
class Net:
    """``cut`` are committees that nobody reaches; ``tamper`` may change a request and an answer on their way."""

    between: Between
    nodes: dict[str, Node] = field(default_factory=dict)
    cut: set[str] = field(default_factory=set)
    asked: list[tuple[str, str]] = field(default_factory=list)
    tamper_request: Callable[[bytes], bytes] = lambda body: body
    tamper_answer: Callable[[bytes], bytes] = lambda body: body

    async def post(self, endpoint: str, body: bytes) -> bytes:
        code = endpoint.removeprefix("wire:")
        if code in self.cut:
            raise PeerError("断开。", "It is cut off.")
        return self.tamper_answer(await self.answer(code, self.tamper_request(body)))

    async def answer(self, code: str, body: bytes) -> bytes:
        """A node's answer to a GraphQL request of whoever."""
        asking = orjson.loads(body)
        port = NodePort(*(cast(Any, None),) * 4, self.nodes[code].station, cast(Any, None))
        result = await cast(
            Any,
            execute(
                SCHEMA, parse(asking["query"]), context_value={CONTEXT_KEY: port},
                variable_values=asking["variables"], executor_class=FragmentExecutor,
            ),
        )  # fmt: skip
        errors = [{"message": error.message} for error in result.errors or ()]
        return orjson.dumps({"data": result.data} | ({"errors": errors} if errors else {}))

    async def deliver(self, code: str, lines: Sequence[str]) -> dict[str, Any]:
        """Entries that anybody posts to a node."""
        return await self.nodes[code].station.answer("deliverLedger", {"committee": code, "entries": lines}, "somebody")

    def start(self, code: str, handlers: Sequence[Handler] = HANDLERS) -> Node:
        """A committee's process starts: nobody was asked yet. Its database and its key stay."""
        database, before = self.between.databases[code], self.nodes.get(code)
        key, gate, tally = before.key if before else SigningKey.generate(), Gate(), Counted()
        now = self.between.clock.now()
        descriptor = Descriptor.seal(key, code=code, name=code, endpoint=None, serial=1, at=now, since=now)
        station = open_station(
            database, key, gate, self.between.clock, handlers, descriptor=descriptor, pull_s=0.0, tally=tally,
            client=PeerClient(self.post), committed=lambda: None,
        )  # fmt: skip
        self.nodes[code] = Node(database, key, gate, station, tally)
        return self.nodes[code]

    async def introduce(self, code: str, other: str, *, dials_out: bool = False) -> None:
        """Committee ``code`` trusts another."""
        pin = Pin(other, self.nodes[other].key.public)
        async with self.between.databases[code].writer.acquire() as connection, connection.transaction():
            await peers.trust(
                connection, other, None if dials_out else f"wire:{other}", [pin], self.between.clock.now()
            )

    async def round(self, code: str, other: str) -> None:
        """One committee seals what waits, and talks with another until there is nothing more to say."""
        node = self.nodes[code]
        for _ in range(20):
            await node.seal(self.between.clock)
            peer = (await peers.trusted(node.database.writer, [other]))[other]
            if not await node.station.courier.round(peer):
                break
        else:
            raise AssertionError("the round never ends")

    async def held(self, code: str) -> list[tuple[str, str, int, str | None]]:
        """Both ledgers at a committee: sender, receiver, number, outcome."""
        return cast(
            "list[tuple[str, str, int, str | None]]",
            await self.between.rows(
                code,
                "SELECT sender, receiver, number, outcome FROM ledger_entry LEFT JOIN ledger_receipt"
                " USING (sender, receiver, number) ORDER BY sender, receiver, number",
            ),
        )

    async def standing(self, code: str, other: str) -> str:
        ((found,),) = await self.between.rows(code, "SELECT standing FROM peer WHERE code = $1", other)
        return str(found)

    async def check(self) -> None:
        """Every committee's own ledgers hold, and both halves of every ledger are the same."""
        for node in self.nodes.values():
            assert await faults(node.database.writer, node.code, node.key.public) == []


@asynccontextmanager
async def wired(between: Between, *codes: str) -> AsyncIterator[Net]:
    """Committees that trust one another."""
    net = Net(between)
    for code in codes:
        net.start(code)
    for code in codes:
        for other in codes:
            if other != code:
                await net.introduce(code, other)
    yield net
    await net.check()
