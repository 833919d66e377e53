"""Schemas, roles and pools: what several starting nodes may do at once, and what each role may not do."""

import asyncio
import stat
import uuid
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import asyncpg
import pytest

from deploy.local.postgres import EmbeddedPostgres
from services.kit.clock import ManualClock
from services.kit.database import NodeDatabase
from services.kit.opening import open_node
from services.kit.provision import provision


async def test_many_nodes_start_at_once_against_one_server(
    database_dsn: str, tmp_path: Path, clock: ManualClock
) -> None:
    codes = ("440000", "440100", "440100", "440500", "440500", "350800")
    opened = await asyncio.gather(*(open_node(database_dsn, code, home=tmp_path, clock=clock) for code in codes))
    try:
        for database, code in zip(opened, codes, strict=True):
            assert await database.reader.fetchval("SELECT code FROM committee_self") == code
    finally:
        await asyncio.gather(*(database.close() for database in opened))


async def test_passwords_are_kept_for_the_user_alone_and_stay(database_dsn: str, tmp_path: Path) -> None:
    first = await provision(database_dsn, "440100", tmp_path)
    second = await provision(database_dsn, "440100", tmp_path)
    assert first == second
    assert first.writer.password != first.reader.password
    kept = tmp_path / "keys" / "db-440100.json"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert [path.name for path in kept.parent.iterdir()] == ["db-440100.json"]


async def test_roles_of_two_databases_of_a_server_are_strangers(
    database_dsn: str, postgres: EmbeddedPostgres, tmp_path: Path
) -> None:
    ours = await provision(database_dsn, "440100", tmp_path / "a")
    assert ours.writer.role.startswith("shizi_440100_")
    connection = await asyncpg.connect(database_dsn)
    try:
        await connection.execute("CREATE DATABASE beside_" + ours.writer.role)
        try:
            theirs = await provision(
                postgres.dsn("beside_" + ours.writer.role),
                "440100",
                tmp_path / "b",
            )
            assert theirs.writer.role != ours.writer.role
        finally:
            await connection.execute(f"DROP DATABASE beside_{ours.writer.role} WITH (FORCE)")
    finally:
        await connection.close()


async def test_an_administrator_need_not_be_superuser(
    postgres: EmbeddedPostgres, database_dsn: str, tmp_path: Path, clock: ManualClock
) -> None:
    role = f"manager_{uuid.uuid4().hex[:8]}"
    connection = await asyncpg.connect(database_dsn)
    try:
        database = await connection.fetchval("SELECT current_database()")
        await connection.execute(f"CREATE ROLE {role} LOGIN CREATEROLE PASSWORD 'managed'")
        await connection.execute(f"ALTER DATABASE {database} OWNER TO {role}")
    finally:
        await connection.close()
    place = urlsplit(postgres.dsn(database))
    dsn = urlunsplit(place._replace(netloc=f"{role}:managed@"))
    for _ in range(2):
        opened = await open_node(dsn, "440100", home=tmp_path, clock=clock)
        try:
            assert await opened.reader.fetchval("SELECT code FROM committee_self") == "440100"
        finally:
            await opened.close()


async def test_writer_and_reader_are_neither_owner_nor_superuser(node_db: NodeDatabase) -> None:
    for pool, refused in ((node_db.writer, "DROP TABLE event"), (node_db.reader, "CREATE TABLE x (id int)")):
        assert await pool.fetchval("SELECT rolsuper FROM pg_roles WHERE rolname = current_user") is False
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await pool.execute(refused)


@pytest.mark.parametrize("table", ["idempotency", "outbox"])
async def test_the_reader_does_not_see_what_is_not_to_be_served(node_db: NodeDatabase, table: str) -> None:
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await node_db.reader.fetch(f"SELECT * FROM {table}")


@pytest.mark.parametrize(
    "statement", ["UPDATE event SET body = '{}'", "DELETE FROM event", "UPDATE event SET kind = ''"]
)
async def test_the_writer_cannot_rewrite_events(node_db: NodeDatabase, statement: str) -> None:
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await node_db.writer.execute(statement)


async def test_json_is_bytes_and_jsonb_is_values(node_db: NodeDatabase) -> None:
    for pool in (node_db.writer, node_db.reader):
        row = await pool.fetchrow("SELECT '{\"题\": [1]}'::json AS raw, $1::jsonb AS made", {"题": None})
        assert row is not None
        assert (row["raw"], row["made"]) == ('{"题": [1]}'.encode(), {"题": None})
