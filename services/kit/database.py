"""One committee's part of a PostgreSQL database: its schema, and pools of connections for its writer and its reader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

import asyncpg
import orjson

from services.kit.provision import Account

if TYPE_CHECKING:
    from asyncpg.pool import PoolConnectionProxy

    Pool: TypeAlias = asyncpg.Pool[asyncpg.Record]
    Connection: TypeAlias = asyncpg.Connection[asyncpg.Record] | PoolConnectionProxy[asyncpg.Record]
else:
    Pool: TypeAlias = Any
    Connection: TypeAlias = Any

WRITERS = 6
READERS = 8
RETROSPECTIVE = 4


def _dump(value: object) -> str:
    return orjson.dumps(value).decode()


def _bytes(value: bytes) -> bytes:
    return value


async def _prepare(connection: Connection) -> None:
    """Teach a connection JSON: ``jsonb`` is Python values, ``json`` is the bytes that PostgreSQL wrote."""
    await connection.set_type_codec("jsonb", schema="pg_catalog", encoder=_dump, decoder=orjson.loads)
    await connection.set_type_codec("json", schema="pg_catalog", encoder=_bytes, decoder=_bytes, format="binary")


async def _keep_as_is(_connection: Connection) -> None:
    """Hand a reader's connection back without a reset query: readers keep no session state."""


@dataclass(frozen=True, slots=True)
class NodeDatabase:
    """The database of one committee, as its node uses it."""

    account: Account
    writer: Pool
    reader: Pool
    past: Pool

    @property
    def code(self) -> str:
        """The committee."""
        return self.account.code

    @property
    def schema(self) -> str:
        """The PostgreSQL schema that holds the committee's tables."""
        return self.account.schema

    @property
    def channel(self) -> str:
        """The channel on which the sequencer tells of numbered events."""
        return f"{self.account.schema}_feed"

    async def connect(self) -> asyncpg.Connection[asyncpg.Record]:
        """A connection of the writer outside the pool, for session locks and LISTEN. The caller closes it."""
        connection: asyncpg.Connection[asyncpg.Record] = await asyncpg.connect(
            self.account.dsn, **_login(self.account, "writer")
        )
        await _prepare(connection)
        return connection

    async def close(self) -> None:
        """Close all pools, waiting for what is in flight."""
        await self.past.close()
        await self.reader.close()
        await self.writer.close()

    def terminate(self) -> None:
        """Close all pools at once."""
        for pool in (self.past, self.reader, self.writer):
            pool.terminate()


def _login(account: Account, role: str) -> dict[str, Any]:
    login = account.writer if role == "writer" else account.reader
    return {
        "user": login.role,
        "password": login.password,
        "server_settings": {
            "search_path": f"{account.past}, {account.schema}" if role == "past" else account.schema,
            "timezone": "UTC",
            "application_name": f"shizi {account.code} {role}",
        },
    }


async def open_database(account: Account, *, writers: int = WRITERS, readers: int = READERS) -> NodeDatabase:
    """Open the pools of a committee that was provisioned and migrated.

    ``writers`` and ``readers`` are the greatest numbers of connections of each pool.
    """
    writer = await asyncpg.create_pool(
        account.dsn, min_size=1, max_size=writers, init=_prepare, **_login(account, "writer")
    )
    try:
        reader = await asyncpg.create_pool(
            account.dsn, min_size=1, max_size=readers, init=_prepare, reset=_keep_as_is, **_login(account, "reader")
        )
        past = await asyncpg.create_pool(
            account.dsn, min_size=0, max_size=RETROSPECTIVE, init=_prepare, reset=_keep_as_is, **_login(account, "past")
        )
    except BaseException:
        await writer.close()
        raise
    return NodeDatabase(account, writer, reader, past)
