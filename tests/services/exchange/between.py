"""Two or three committees in one database server, and their messages carried from one to the other without a network.

topic = await between.send("440500", "proposeJointTopic", {…}, committee="440500")
await between.send("440500", "inviteJointTopic", {…}, id=topic.record_id)
assert await between.settle() == ["440500→440100 #1 joint-topic.invited APPLIED"]
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import asyncpg

from deploy.local.postgres import EmbeddedPostgres
from services.kit.acts import Command
from services.kit.clock import ManualClock
from services.kit.commands import CommandResult, Commands
from services.kit.database import Connection, NodeDatabase, open_database
from services.kit.identity import Viewer
from services.kit.opening import open_node
from services.kit.provision import Account
from services.kit.ratelimit import RateLimiter
from services.kit.receiving import Delivery, Handler, apply_delivery, hear_refusal
from services.kit.secret import Secret
from services.kit.watch import Watch, Watcher
from services.node.committee import COMMANDS, HANDLERS, WATCHES
from tests.services.copies import Copies
from tests.services.writing import key, number

MODEL = "between"
CODES = ("440100", "440500", "350800")
"""The committees that every model database holds: two cities of one province and one of another."""

ROUNDS = 50
WAITING = """SELECT o.event_id, o.peer, o.number, o.kind, o.body, e.occurred_at
    FROM outbox o JOIN event e ON e.id = o.event_id
    WHERE o.delivered_at IS NULL AND o.peer = ANY ($1::text[]) ORDER BY o.peer, o.number"""


@dataclass(frozen=True)
class Between:
    """The committees, by code; ``clock`` is one for all and stands still unless it is moved."""

    databases: dict[str, NodeDatabase]
    clock: ManualClock
    commands: Sequence[Command]
    handlers: Sequence[Handler]
    watches: Sequence[Watch]

    async def send(
        self, code: str, field: str, input: dict[str, Any] | None = None, *, by: Viewer | None = None, **more: Any
    ) -> CommandResult:
        """One command of committee ``code`` under a fresh key, by its signing staff unless somebody else is given."""
        database = self.databases[code]
        desk = Commands(
            database, self.clock, self.commands, limiter=RateLimiter(self.clock),
            committed=lambda: None, secret=Secret(bytes(32)),
        )  # fmt: skip
        arguments: dict[str, Any] = {"idempotencyKey": key(), "dryRun": False, **more}
        if input is not None:
            arguments["input"] = input
        return await desk.run(by or staff(code), field, arguments)

    async def settle(self) -> list[str]:
        """Number and carry messages until nothing moves; what was carried, as ``from→to #number kind outcome``.

        A message to a committee that is not here stays in the outbox.
        """
        carried: list[str] = []
        for _ in range(ROUNDS):
            fresh = [each for code in self.databases for each in await self._carry_from(code)]
            if not fresh:
                return carried
            carried += fresh
        raise AssertionError(f"the committees never stop talking: {carried[-10:]}")

    async def look(self, code: str) -> int:
        """Let time do what is due at a committee; how many records it struck."""
        return await Watcher(self.databases[code], self.clock, self.watches, committed=lambda: None).look()

    async def row(self, code: str, table: str, id: str) -> dict[str, Any]:
        """A record as it is now at a committee."""
        found = await self.databases[code].writer.fetchrow(f"SELECT * FROM {table} WHERE id = $1", id)
        assert found is not None
        return dict(found)

    async def rows(self, code: str, query: str, *values: object) -> list[tuple[Any, ...]]:
        """What a query finds at a committee."""
        return [tuple(row) for row in await self.databases[code].writer.fetch(query, *values)]

    async def _carry_from(self, code: str) -> list[str]:
        database = self.databases[code]
        await number(database, self.clock)
        rows = await database.writer.fetch(WAITING, list(self.databases))
        return [await self._carry(database, row) for row in rows]

    async def _carry(self, sender: NodeDatabase, row: Any) -> str:
        now, to = self.clock.now(), row["peer"]
        message = (row["number"], row["kind"], row["body"], row["occurred_at"])
        async with _writing(self.databases[to]) as there:
            outcome = await apply_delivery(there, to, now, Delivery(sender.code, *message), self.handlers)
        async with _writing(sender) as here:
            await here.execute(
                "UPDATE outbox SET delivered_at = $3 WHERE event_id = $1 AND peer = $2", row["event_id"], to, now
            )
            if outcome.refusal is not None:
                sent = Delivery(to, *message)
                await hear_refusal(here, sender.code, now, sent, outcome.refusal, self.handlers)
        return f"{sender.code}→{to} #{row['number']} {row['kind']} {outcome}"


def staff(code: str) -> Viewer:
    """Somebody of the committee's office who may sign."""
    return Viewer(f"office-{code}", code, frozenset({"staff", "signer"}), read_only=False, client="c1")


@asynccontextmanager
async def _writing(database: NodeDatabase) -> AsyncIterator[Connection]:
    async with database.writer.acquire() as connection, connection.transaction():
        yield connection


def prepare(postgres: EmbeddedPostgres, home: Path, clock: ManualClock) -> dict[str, Account]:
    """The accounts of the committees in a migrated database that tests take copies of."""

    async def make() -> dict[str, Account]:
        admin = await asyncpg.connect(postgres.dsn())
        await admin.execute(f"CREATE DATABASE {MODEL}")
        await admin.close()
        made = {}
        for code in CODES:
            database = await open_node(postgres.dsn(MODEL), code, home=home, clock=clock)
            await database.close()
            made[code] = database.account
        return made

    return asyncio.run(make())


@asynccontextmanager
async def open_between(
    copies: Copies, accounts: dict[str, Account], clock: ManualClock, *,
    commands: Sequence[Command] = COMMANDS, handlers: Sequence[Handler] = HANDLERS,
    watches: Sequence[Watch] = WATCHES,
) -> AsyncIterator[Between]:  # fmt: skip
    """The committees with empty tables; by default with the commands, handlers and watches of a real node."""
    async with copies.lend(MODEL) as dsn, AsyncExitStack() as stack:
        databases = {}
        for code, account in accounts.items():
            database = await open_database(replace(account, dsn=dsn))
            stack.push_async_callback(database.close)
            databases[code] = database
        yield Between(databases, clock, commands, handlers, watches)
