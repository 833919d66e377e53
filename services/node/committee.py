"""One committee's node: its database, sequencer, write path and reads, opened and closed together."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Final

import asyncpg
from graphql import GraphQLSchema
from joserfc.jwk import KeySet

from schema.binding import binding_commands
from schema.contract import PROFILES, build_schema
from services.actions import Actions
from services.authority.commands import commands as authority_commands
from services.catalog import CATALOG
from services.citizens.commands import COMMANDS as CITIZENS
from services.committees.commands import COMMANDS as REGISTER
from services.committees.watches import WATCHES as REGISTER_WATCHES
from services.exchange.client import HttpPost, PeerClient
from services.exchange.descriptors import own_descriptor
from services.exchange.gate import Gate
from services.exchange.introducing import trust_introduced
from services.exchange.keys import kept_key
from services.exchange.peers import by_file
from services.exchange.ring import kept_ring
from services.exchange.sealing import Sealer
from services.exchange.station import Station, open_station
from services.exchange.tally import Tally
from services.exchange.trust import HANDLERS as TRUST_HANDLERS
from services.graphql_app import Documents
from services.handling.commands import COMMANDS as HANDLING
from services.handling.handlers import HANDLERS as HANDLING_HANDLERS
from services.handling.watches import WATCHES as HANDLING_WATCHES
from services.inbox import Inbox
from services.kit.clock import Clock
from services.kit.commands import Commands
from services.kit.database import NodeDatabase
from services.kit.identity import Verifier
from services.kit.opening import open_node
from services.kit.ratelimit import RateLimiter
from services.kit.reads.reader import Reader, place_of
from services.kit.receiving import Handler
from services.kit.secret import kept_secret
from services.kit.sequencer import Sequencer
from services.kit.watch import Watcher
from services.partners.commands import COMMANDS as PARTNERS
from services.partners.handlers import HANDLERS as PARTNERS_HANDLERS
from services.partners.watches import WATCHES as PARTNERS_WATCHES
from services.port import NodePort
from services.proposals.commands import COMMANDS as PROPOSALS
from services.proposals.handlers import HANDLERS as PROPOSALS_HANDLERS
from services.proposals.watches import WATCHES as PROPOSALS_WATCHES
from services.settings import NodeSettings
from services.shared_proposals.commands import COMMANDS as SHARED_PROPOSALS
from services.shared_proposals.handlers import HANDLERS as SHARED_PROPOSALS_HANDLERS
from services.shared_proposals.watches import WATCHES as SHARED_PROPOSALS_WATCHES
from services.topics.commands import COMMANDS as TOPICS
from services.topics.handlers import HANDLERS as TOPICS_HANDLERS
from services.topics.watches import WATCHES as TOPICS_WATCHES

CLOSE_S = 5.0
"""How long a node waits for what is in flight when it stops."""

READY_S = 1.0

COMMANDS: Final = (*REGISTER, *PROPOSALS, *HANDLING, *TOPICS, *CITIZENS, *PARTNERS, *SHARED_PROPOSALS)
"""What clients may ask of a committee; whatever of it binds the committee can be drafted and signed too."""

WATCHES: Final = (
    *(*REGISTER_WATCHES, *PROPOSALS_WATCHES, *HANDLING_WATCHES),
    *(*TOPICS_WATCHES, *PARTNERS_WATCHES, *SHARED_PROPOSALS_WATCHES),
)
"""What time itself brings about at a committee."""

HANDLERS: Final[tuple[Handler, ...]] = (
    *TRUST_HANDLERS,
    *(*PARTNERS_HANDLERS, *PROPOSALS_HANDLERS, *HANDLING_HANDLERS),
    *(*TOPICS_HANDLERS, *SHARED_PROPOSALS_HANDLERS),
)
"""What other committees' messages set in motion: each domain's ``handlers.HANDLERS``, one a kind of message."""

PROFILE_OF_LEVEL = {"NATIONAL": "PROVINCE", "PROVINCE": "PROVINCE", "CITY": "CITY", "DISTRICT": "DISTRICT"}


@dataclass(frozen=True, slots=True)
class Contract:
    """The schema that committees of one profile serve, with the documents parsed for it."""

    schema: GraphQLSchema
    documents: Documents


@dataclass(frozen=True, slots=True)
class CommitteeNode:
    """Everything of one committee: its database, its sequencer, its write path and its reads."""

    code: str
    contract: Contract
    database: NodeDatabase
    sequencer: Sequencer
    commands: Commands
    reader: Reader
    actions: Actions
    inbox: Inbox
    verifier: Verifier
    station: Station

    def admit(self, authorization: str | None, as_of: datetime | None) -> NodePort:
        """The port for whoever the header vouches for, looking at that instant. Raises UNAUTHENTICATED."""
        viewer = self.verifier.verify(authorization)
        return NodePort(self.reader, self.commands, self.actions, self.inbox, self.station, viewer, as_of)

    async def ready(self) -> bool:
        """Whether the database answers."""
        try:
            return bool(await self.database.reader.fetchval("SELECT true", timeout=READY_S))
        except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError):
            return False


class Contracts:
    """Builds the contract of each profile once."""

    def __init__(self) -> None:
        self._built: dict[str, Contract] = {}

    def at_level(self, level: str) -> Contract:
        """The contract that a committee of this level serves."""
        name = PROFILE_OF_LEVEL[level]
        if name not in self._built:
            schema = _schema(name)
            self._built[name] = Contract(schema, Documents(schema))
        return self._built[name]


@cache
def _schema(profile: str) -> GraphQLSchema:
    """Built once in a process, whoever serves it: nothing changes it afterwards."""
    return build_schema(PROFILES[profile])._schema  # noqa: SLF001  Strawberry shows it nowhere else


def preload() -> None:
    """Builds the schemas of all levels, for a process that will be forked into nodes."""
    for profile in PROFILE_OF_LEVEL.values():
        _schema(profile)


async def _exchange(
    settings: NodeSettings, database: NodeDatabase, clock: Clock, tally: Tally, client: PeerClient
) -> tuple[Sequencer, Station]:
    """The sequencer of a committee and its exchange: what the one seals, the other delivers."""
    code, home = database.code, settings.home
    key, ring, gate = kept_key(home, code), kept_ring(home, code), Gate(await by_file(database.writer))
    sequencer = Sequencer(database, clock, seal=Sealer(code, key, gate, clock, ring=ring))
    introduced = await trust_introduced(database, home, clock)
    endpoint = None if settings.endpoint is None else settings.endpoint.format(code=code)
    if endpoint is None and introduced is not None:
        endpoint = introduced.endpoint
    async with database.writer.acquire() as connection, connection.transaction():
        descriptor = await own_descriptor(connection, code, key, endpoint, clock.now())
    station = open_station(
        database, key, gate, clock, HANDLERS, descriptor=descriptor,
        pull_s=settings.pulls_every_s(endpoint), tally=tally, client=client, committed=sequencer.wake, ring=ring,
    )  # fmt: skip
    gate.opened = sequencer.seal_waiting
    sequencer.numbered = station.courier.wake
    return sequencer, station


@asynccontextmanager
async def open_committee(
    settings: NodeSettings, code: str, contracts: Contracts, keys: KeySet, clock: Clock, tally: Tally
) -> AsyncIterator[CommitteeNode]:
    """Make and migrate the committee's schema where needed, number its events and watch its
    deadlines while it is open, close cleanly."""
    place = place_of(code)
    contract = contracts.at_level(place.level)
    database = await open_node(settings.database_url, code, home=settings.home, clock=clock)
    post = HttpPost()
    sequencer, station = await _exchange(settings, database, clock, tally, PeerClient(post))
    commands = Commands(
        database,
        clock,
        (*COMMANDS, *authority_commands(COMMANDS, contract.schema)),
        limiter=RateLimiter(clock),
        committed=sequencer.wake,
        secret=kept_secret(settings.home, code),
    )
    reader = Reader(CATALOG, contract.schema, database, place, clock, timeout_s=settings.read_timeout_s)
    watcher = Watcher(database, clock, WATCHES, committed=sequencer.wake, interval_s=settings.watch_interval_s)
    sequencer.start()
    watcher.start()
    post.open()
    station.courier.start()
    try:
        actions = Actions(database.reader, place, clock, binding_commands(contract.schema, always=True))
        inbox = Inbox(database.reader, place, clock, actions, commands, contract.schema)
        verifier = Verifier(keys, code, clock)
        yield CommitteeNode(code, contract, database, sequencer, commands, reader, actions, inbox, verifier, station)
    finally:
        await station.courier.stop()
        await post.close()
        await watcher.stop()
        await sequencer.stop()
        try:
            await asyncio.wait_for(database.close(), CLOSE_S)
        except TimeoutError:
            database.terminate()
