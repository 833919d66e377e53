"""A committee's schema and roles in a PostgreSQL database, and the passwords of those that log in.

The owner role has the tables and never logs in; the writer and the reader log in and have no table. Roles belong to
the whole server, so their names carry a digest of the database: two databases of one server stay strangers.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import asyncpg

from services.kit.kept import kept

if TYPE_CHECKING:
    Admin = asyncpg.Connection[asyncpg.Record]

PROVISIONING = 0x53485A01
"""Advisory lock of a database under which schemas and roles are made: several nodes may start at once."""


@dataclass(frozen=True, slots=True)
class Login:
    """A role that logs in."""

    role: str
    password: str


@dataclass(frozen=True, slots=True)
class Account:
    """Where a committee's tables are, and who owns, writes and reads them."""

    dsn: str
    code: str
    owner: str
    writer: Login
    reader: Login

    @property
    def schema(self) -> str:
        """The committee's schema."""
        return f"node_{self.code}"

    @property
    def past(self) -> str:
        """The schema in which the tables stand again as they were at an instant."""
        return f"{self.schema}_past"


def passwords(home: Path, code: str) -> tuple[str, str]:
    """The writer's and the reader's password, made at first use and kept under ``keys/`` for the user alone."""
    made = kept(home / "keys" / f"db-{code}.json", _passwords)
    both = json.loads(made)
    return both["writer"], both["reader"]


def _passwords() -> bytes:
    return json.dumps({"writer": secrets.token_urlsafe(24), "reader": secrets.token_urlsafe(24)}).encode()


async def provision(dsn: str, code: str, home: Path) -> Account:
    """Make the committee's roles and schema where they are missing; safe to call from several processes at once.

    ``dsn`` connects as a role that may create roles and schemas. Existing roles take the passwords kept in ``home``.
    """
    connection = await asyncpg.connect(dsn)
    try:
        await connection.execute("SELECT pg_advisory_lock($1)", PROVISIONING)
        account = await _account(connection, dsn, code, home)
        await _make_roles(connection, account)
        await _make_schema(connection, account)
    finally:
        await connection.close()
    return account


async def _account(connection: Admin, dsn: str, code: str, home: Path) -> Account:
    database = await connection.fetchval("SELECT current_database()")
    mark = hashlib.sha256(str(database).encode()).hexdigest()[:8]
    writer, reader = passwords(home, code)
    name = f"shizi_{code}_{mark}"
    return Account(dsn, code, f"{name}_owner", Login(f"{name}_writer", writer), Login(f"{name}_reader", reader))


async def _run(connection: Admin, template: str, *names: str) -> None:
    """Execute a statement that takes no parameters, with its names and literals quoted by the server."""
    marks = ", ".join(f"${n}::text" for n in range(2, len(names) + 2))
    statement = await connection.fetchval(f"SELECT format($1::text{', ' if marks else ''}{marks})", template, *names)
    await connection.execute(statement)


async def _make_roles(connection: Admin, account: Account) -> None:
    existing = {row["rolname"] for row in await connection.fetch("SELECT rolname FROM pg_roles")}
    if account.owner not in existing:
        await _run(connection, "CREATE ROLE %I NOLOGIN", account.owner)
    for login in (account.writer, account.reader):
        verb = "ALTER" if login.role in existing else "CREATE"
        await _run(connection, verb + " ROLE %I LOGIN NOINHERIT PASSWORD %L", login.role, login.password)
    if not await connection.fetchval("SELECT rolsuper FROM pg_roles WHERE rolname = current_user"):
        await _run(connection, "GRANT %I TO CURRENT_USER", account.owner)


async def _make_schema(connection: Admin, account: Account) -> None:
    schema, owner = account.schema, account.owner
    if not await connection.fetchval("SELECT to_regnamespace($1) IS NOT NULL", schema):
        await _run(connection, "CREATE SCHEMA %I AUTHORIZATION %I", schema, owner)
    writer, reader = account.writer.role, account.reader.role
    await _run(connection, "GRANT USAGE ON SCHEMA %I TO %I, %I", schema, writer, reader)
    defaults = "ALTER DEFAULT PRIVILEGES FOR ROLE %I IN SCHEMA %I GRANT "
    await _run(connection, defaults + "SELECT, INSERT, UPDATE, DELETE ON TABLES TO %I", owner, schema, writer)
    await _run(connection, defaults + "USAGE ON SEQUENCES TO %I", owner, schema, writer)
    await _run(connection, defaults + "SELECT ON TABLES TO %I", owner, schema, reader)
