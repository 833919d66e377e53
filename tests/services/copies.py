"""A database that looks to each test as if nobody had been there: emptied after a test where that is enough, made anew
where a test touched more than rows of its own.

A copy of a migrated database is some seven hundred files; making one costs ten times what most tests do in it."""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import asyncpg

from deploy.local.postgres import EmbeddedPostgres

if TYPE_CHECKING:
    _Admin = asyncpg.Connection[asyncpg.Record]

MANY = 2000
"""Rows after which a copy is made anew: what was deleted still takes its room, which plans and scans would notice."""

_PARTING = """
SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = $1 AND pid <> pg_backend_pid()"""
_CATALOGS = {
    "pg_attrdef": "oid",
    "pg_attribute": "attrelid || attname",
    "pg_class": "oid || ' ' || relpages || ' ' || reltuples",
    "pg_constraint": "oid",
    "pg_default_acl": "oid",
    "pg_db_role_setting": "setdatabase || ' ' || setrole",
    "pg_extension": "oid",
    "pg_largeobject_metadata": "oid",
    "pg_namespace": "oid",
    "pg_policy": "oid",
    "pg_proc": "oid",
    "pg_rewrite": "oid",
    "pg_statistic": "starelid",
    "pg_trigger": "oid",
    "pg_type": "oid",
}
"""What says which tables there are, what guards them and how they are planned for, and what names its rows."""
_SHAPE = "SELECT string_agg(name || ' ' || n || ' ' || mark, E'\\n' ORDER BY name) FROM ({}) AS parts".format(
    " UNION ALL ".join(
        f"SELECT '{catalog}' AS name, count(*) AS n, coalesce(sum(hashtext({row} || ' ' || xmin)), 0) AS mark"
        f" FROM {catalog}"
        for catalog, row in _CATALOGS.items()
    )
)
_TABLES = """
SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace s ON s.oid = c.relnamespace
WHERE c.relkind = 'r' AND s.nspname NOT IN ('pg_catalog', 'information_schema') AND pg_relation_size(c.oid) > 0"""
_ROWS = "SELECT '{0}' AS name, count(*) AS n, coalesce(sum(hashtext(ctid || ' ' || xmin)), 0) AS mark FROM {0}"
_SEQUENCES = """
SELECT setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false) FROM pg_sequences
WHERE last_value IS NOT NULL"""

_Rows = Mapping[str, tuple[int, int]]
"""Of each table that has room for rows: how many it has, and a mark of which they are and who wrote them."""


@dataclass(slots=True)
class _Copy:
    """A database, what it was like before anybody was there, and how many rows were deleted in it since."""

    name: str
    shape: str
    rows: _Rows
    deleted: int = 0


class Copies:
    """Keeps a copy of each model between tests; two at a time of one model are two copies."""

    def __init__(self, server: EmbeddedPostgres) -> None:
        self._server = server
        self._kept: dict[str, _Copy] = {}

    @asynccontextmanager
    async def lend(self, model: str) -> AsyncIterator[str]:
        """The administrator's address of a database that is as the one named ``model``."""
        copy = self._kept.pop(model, None) or await self._make(model)
        try:
            yield self._server.dsn(copy.name)
        finally:
            if await self._restore(copy) and model not in self._kept:
                self._kept[model] = copy
            else:
                await self._administer(f"DROP DATABASE {copy.name} WITH (FORCE)")

    async def _make(self, model: str) -> _Copy:
        name = f"t_{uuid.uuid4().hex[:12]}"
        await self._administer(f"CREATE DATABASE {name} TEMPLATE {model}")
        connection = await asyncpg.connect(self._server.dsn(name))
        try:
            return _Copy(name, await connection.fetchval(_SHAPE), await _rows(connection))
        finally:
            await connection.close()

    async def _restore(self, copy: _Copy) -> bool:
        """Whether the copy is again what it was; sessions that a test left behind are ended."""
        admin = await asyncpg.connect(self._server.dsn(copy.name))
        try:
            await admin.fetch(_PARTING, copy.name)
            return await admin.fetchval(_SHAPE) == copy.shape and await _emptied(admin, copy)
        finally:
            await admin.close()

    async def _administer(self, statement: str) -> None:
        admin = await asyncpg.connect(self._server.dsn())
        try:
            await admin.execute(statement)
        finally:
            await admin.close()


async def _rows(connection: _Admin) -> _Rows:
    tables = [row[0] for row in await connection.fetch(_TABLES)]
    found = await connection.fetch(" UNION ALL ".join(_ROWS.format(table) for table in tables))
    return {name: (count, mark) for name, count, mark in found}


async def _emptied(admin: _Admin, copy: _Copy) -> bool:
    """Whether the tables that were empty are so again, and nobody touched the others."""
    now = await _rows(admin)
    written = {name: count for name, (count, _) in now.items() if name not in copy.rows and count}
    copy.deleted += sum(written.values())
    if copy.deleted > MANY or any(now[name] != before for name, before in copy.rows.items()):
        return False
    unguarded = "SET session_replication_role = replica"  # rows go whatever guards them
    await admin.execute("; ".join([unguarded, *(f"DELETE FROM {name}" for name in written)]))
    await admin.execute(_SEQUENCES)
    return True
