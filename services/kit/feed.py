"""Reading a committee's numbered events in order, from any position on, and going on as new ones come.

Positions become visible in their order and without gaps, because one sequencer commits batch after batch. So a reader
that remembers the last position it saw has missed nothing, however late a transaction with a lower ``seq`` committed.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

import asyncpg

from services.kit.audit import NumberedEvent
from services.kit.database import Connection, NodeDatabase

PAGE = 500
RECHECK_S = 5.0

_LOST = (
    OSError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,  # asyncpg's word for an end that arrives in the middle of a query
    asyncpg.PostgresConnectionError,
    asyncpg.AdminShutdownError,
)

AFTER = """SELECT position, recorded_at, id, kind, record_kind, record_id, record_version, actor, body, occurred_at,
    audit_hash FROM event WHERE position > $1 ORDER BY position LIMIT $2"""


async def read(connection: Connection, after: int, limit: int = PAGE) -> list[NumberedEvent]:
    """Up to ``limit`` events with positions above ``after``, in order."""
    return [NumberedEvent(**dict(row)) for row in await connection.fetch(AFTER, after, limit)]


async def follow(
    database: NodeDatabase, after: int = 0, *, recheck_s: float = RECHECK_S
) -> AsyncIterator[NumberedEvent]:
    """Every event above ``after``, each once and in order, without an end.

    Listens before it reads, so nothing falls between. Rechecks after ``recheck_s`` seconds of silence. Raises
    ConnectionError when the connection is lost; the caller goes on from the last position it saw.
    """
    connection = await database.connect()
    told = asyncio.Event()
    connection.add_termination_listener(lambda *_: told.set())
    try:
        await connection.add_listener(database.channel, lambda *_: told.set())
        while True:
            told.clear()
            page = await read(connection, after)
            for event in page:
                after = event.position
                yield event
            if not page:
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(recheck_s):
                        await told.wait()
    except _LOST as error:
        raise ConnectionError("the feed's connection to the database was lost") from error
    finally:
        connection.terminate()
