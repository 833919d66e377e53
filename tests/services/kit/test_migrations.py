"""Migrations: applied once, in order, by whoever comes first."""

import asyncio
from pathlib import Path

import asyncpg
import pytest

from services.kit.clock import ManualClock
from services.kit.migrations import Migration, MigrationChangedError, migrate, migrations
from services.kit.provision import Account, provision

CODE = "440100"
FILES = (
    Migration("kit/0001_a.sql", "CREATE TABLE a (id int, of text DEFAULT '{{code}}');"),
    Migration(
        "kit/0002_b.sql", "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1; $$; INSERT INTO a VALUES (1);"
    ),
)


async def rows(account: Account, query: str) -> list[tuple[object, ...]]:
    connection = await asyncpg.connect(account.dsn, server_settings={"search_path": account.schema})
    try:
        return [tuple(row) for row in await connection.fetch(query)]
    finally:
        await connection.close()


async def test_racing_runners_apply_each_file_once(database_dsn: str, tmp_path: Path, clock: ManualClock) -> None:
    account = await provision(database_dsn, CODE, tmp_path)
    applied = await asyncio.gather(*(migrate(account, clock, FILES) for _ in range(5)))
    assert max(applied, key=len) == ("kit/0001_a.sql", "kit/0002_b.sql")
    assert sum(map(len, applied)) == 2
    assert await rows(account, "SELECT id, of FROM a") == [(1, "440100")]
    assert await rows(account, "SELECT name, applied_at FROM schema_migration ORDER BY name") == [
        (file.name, clock.now()) for file in FILES
    ]


async def test_a_changed_file_is_an_error_and_nothing_follows(
    database_dsn: str, tmp_path: Path, clock: ManualClock
) -> None:
    account = await provision(database_dsn, CODE, tmp_path)
    await migrate(account, clock, FILES[:1])
    changed = Migration(FILES[0].name, FILES[0].text + " ")
    with pytest.raises(MigrationChangedError, match=r"0001_a\.sql"):
        await migrate(account, clock, (changed, FILES[1]))
    assert await rows(account, "SELECT count(*) FROM a") == [(0,)]


async def test_a_failing_file_leaves_nothing(database_dsn: str, tmp_path: Path, clock: ManualClock) -> None:
    account = await provision(database_dsn, CODE, tmp_path)
    broken = Migration("kit/0003_c.sql", "CREATE TABLE c (id int); SELECT 1/0;")
    with pytest.raises(asyncpg.DivisionByZeroError):
        await migrate(account, clock, (*FILES, broken))
    assert await rows(account, "SELECT to_regclass('c') IS NULL, to_regclass('a') IS NOT NULL") == [(True, True)]
    assert await migrate(account, clock, (*FILES, Migration("kit/0003_c.sql", "CREATE TABLE c (id int)"))) == (
        "kit/0003_c.sql",
    )


async def test_tables_belong_to_the_owner_role(database_dsn: str, tmp_path: Path, clock: ManualClock) -> None:
    account = await provision(database_dsn, CODE, tmp_path)
    await migrate(account, clock)
    owners = await rows(account, "SELECT DISTINCT tableowner::text FROM pg_tables WHERE schemaname = 'node_440100'")
    assert owners == [(account.owner,)]


def test_the_kit_comes_first_and_files_are_numbered() -> None:
    names = [file.name for file in migrations()]
    assert names[0] == "kit/0001_kit.sql"
    modules = [name.split("/")[0] for name in names]
    order = [
        "kit",
        "exchange",
        "committees",
        "topics",
        "proposals",
        "handling",
        "citizens",
        "reports",
        "partners",
        "authority",
        "shared_proposals",
    ]
    assert modules == sorted(modules, key=order.index)
    assert all(name.split("/")[1][:4].isdigit() for name in names)
