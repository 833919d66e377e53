"""What a committee's records were at an instant that is over: the tables again, as views over their history.

The views have the names of the tables and stand in a schema of their own; with that schema first on the search path, a
statement written for the present answers for the past, unchanged. The instant is recorded time, so an answer never
changes afterwards: only what the sequencer has numbered counts, and an instant is answered once no batch can still be
recorded at it or before.

Two things are judged by today all the same. Who may see a record: the stricter of what it was and what it is, because
what was withdrawn since is withdrawn from its past as well. And what was erased: a record without a row has no past.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

import asyncpg

from schema.errors import bad_user_input
from services.kit.clock import Clock
from services.kit.database import Connection, NodeDatabase
from services.kit.provision import Account

if TYPE_CHECKING:
    Admin = asyncpg.Connection[asyncpg.Record]

SETTING: Final = "shizi.as_of"
NUMBERING: Final = "hashtextextended('numbering ' || $1, 0)"
"""The advisory lock that a batch holds while it is numbered; $1 is the feed's channel."""

_AT = f"current_setting('{SETTING}')::timestamptz"
_VISIBILITY = """CASE WHEN 'RESTRICTED' IN (h.visibility, n.visibility) THEN 'RESTRICTED'
    WHEN 'NODE' IN (h.visibility, n.visibility) THEN 'NODE'
    WHEN 'SHARED' IN (h.visibility, n.visibility) THEN 'SHARED' ELSE 'PUBLISHED' END AS visibility"""
_AUDIENCE = """CASE WHEN h.visibility = 'PUBLISHED' THEN n.audience WHEN n.visibility = 'PUBLISHED' THEN h.audience
    ELSE array(SELECT unnest(h.audience) INTERSECT SELECT unnest(n.audience)) END AS audience"""
_TABLES = """SELECT c.relname AS name,
    array(SELECT quote_ident(attname) FROM pg_attribute
           WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped ORDER BY attnum) AS columns,
    EXISTS (SELECT FROM pg_attribute WHERE attrelid = p.oid AND attname = 'recorded_from') AS is_record,
    f.confrelid::regclass::text AS parent, quote_ident(k.attname) AS parent_key
  FROM pg_class c JOIN pg_class p ON p.relnamespace = c.relnamespace AND p.relname = c.relname || '_history'
  JOIN pg_index i ON i.indrelid = p.oid AND i.indisprimary
  JOIN pg_attribute k ON k.attrelid = p.oid AND k.attnum = i.indkey[0]
  LEFT JOIN pg_attribute o ON o.attrelid = c.oid AND o.attname = k.attname
  LEFT JOIN pg_constraint f ON f.conrelid = c.oid AND f.contype = 'f' AND f.conkey = array[o.attnum]
 WHERE c.relnamespace = $1::regnamespace AND c.relkind = 'r' ORDER BY 3 DESC, 1"""


async def forget(connection: Admin, account: Account) -> None:
    """Take the views away, so that the tables below them may change. Called as the owner."""
    await connection.execute(f"DROP SCHEMA IF EXISTS {account.past} CASCADE")


async def remember(connection: Admin, account: Account) -> None:
    """Make the views of every record table and of the rows that belong to records, where they are missing. Called as
    the owner, once the tables are what they should be.
    """
    if await connection.fetchval("SELECT to_regnamespace($1) IS NOT NULL", account.past):
        return
    tables = await connection.fetch(_TABLES, account.schema)
    async with connection.transaction():
        await connection.execute("RESET ROLE")
        await connection.execute(f"CREATE SCHEMA {account.past} AUTHORIZATION {account.owner}")
        await connection.execute(f"SET ROLE {account.owner}")
        for table in tables:
            view = _record_view if table["is_record"] else _child_view
            await connection.execute(view(account, table))
        await connection.execute(f"GRANT USAGE ON SCHEMA {account.past} TO {account.reader.role}")
        await connection.execute(f"GRANT SELECT ON ALL TABLES IN SCHEMA {account.past} TO {account.reader.role}")


def _record_view(account: Account, table: Any) -> str:
    shown = {"visibility": _VISIBILITY, "audience": _AUDIENCE}
    columns = ", ".join(shown.get(column, f"h.{column}") for column in table["columns"])
    name, present = table["name"], f"{account.schema}.{table['name']}"
    return (
        f"CREATE VIEW {account.past}.{name} AS SELECT {columns}"
        f" FROM {present}_history h JOIN {present} n ON n.id = h.id"
        f" WHERE h.recorded_from <= {_AT} AND (h.recorded_to IS NULL OR h.recorded_to > {_AT})"
    )


def _child_view(account: Account, table: Any) -> str:
    name, columns = table["name"], ", ".join(f"h.{column}" for column in table["columns"])
    return (
        f"CREATE VIEW {account.past}.{name} AS SELECT {columns} FROM {account.schema}.{name}_history h"
        f" JOIN {account.past}.{table['parent']} n ON n.id = h.{table['parent_key']} AND n.version = h.version"
    )


async def hold_numbering(connection: Connection, channel: str) -> None:
    """Keep others from answering for the present instant until the transaction, which numbers a batch, has ended."""
    await connection.execute(f"SELECT pg_advisory_xact_lock({NUMBERING})", channel)


@dataclass(frozen=True, slots=True)
class Past:
    """Runs statements for an instant that is over."""

    database: NodeDatabase
    clock: Clock

    async def fetch(self, at: datetime, sql: str, values: Sequence[object], *, timeout_s: float) -> list[Any]:
        """The rows of a statement as of ``at``. Raises BAD_USER_INPUT for an instant that is not over here, and
        TimeoutError.
        """
        async with self.database.past.acquire() as connection:
            await self._settled(connection, at)
            async with connection.transaction(readonly=True):
                await connection.execute("SELECT set_config($1, $2, true)", SETTING, at.isoformat())
                return await connection.fetch(sql, *values, timeout=timeout_s)

    async def _settled(self, connection: Connection, at: datetime) -> None:
        """A batch that was being numbered has ended; whatever is numbered from now on is recorded later than ``at``."""
        async with connection.transaction():
            await connection.execute(f"SELECT pg_advisory_xact_lock_shared({NUMBERING})", self.database.channel)
            now = self.clock.now()
        if at >= now:
            code, latest = self.database.code, now.isoformat(timespec="seconds").replace("+00:00", "Z")
            raise bad_user_input(
                f"asOf lies ahead of what committee {code} has recorded: its time is {latest}.",
                f"asOf 晚于政协 {code} 已记录的时间：其当前时间为 {latest}。",
                node=code,
            )
