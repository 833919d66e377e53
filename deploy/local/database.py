"""A database to work in, whatever the server: the embedded one and one of SHIZI_DATABASE_URL take the same path."""

from urllib.parse import unquote, urlsplit, urlunsplit

import asyncpg

from deploy.local.errors import LocalError

MINIMUM_VERSION = 15
_IDENTITY = """
SELECT system_identifier AS server, oid AS database
FROM pg_control_system(), pg_database WHERE datname = current_database()
"""


async def ensure_database(dsn: str) -> str:
    """Creates the database that the address names if the server has none of that name. What names this very database,
    for those who must notice that it is another one than last time.

    Raises LocalError when the server cannot be reached, refuses us or is older than PostgreSQL 15."""
    try:
        try:
            connection = await asyncpg.connect(dsn)
        except asyncpg.InvalidCatalogNameError:
            await _create(dsn)
            connection = await asyncpg.connect(dsn)
    except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        raise LocalError(
            f"The database server cannot be used ({type(error).__name__}: {error}); see SHIZI_DATABASE_URL.",
            f"数据库无法使用（{type(error).__name__}: {error}）；请检查 SHIZI_DATABASE_URL。",
        ) from error
    try:
        version = connection.get_server_version()
        if version.major < MINIMUM_VERSION:
            raise LocalError(
                f"The database server is PostgreSQL {version.major}; {MINIMUM_VERSION} or later is needed.",
                f"数据库是 PostgreSQL {version.major}，需要 {MINIMUM_VERSION} 或更高版本。",
            )
        row = await connection.fetchrow(_IDENTITY)
        assert row is not None
        return f"{row['server']} {row['database']}"
    finally:
        await connection.close()


async def _create(dsn: str) -> None:
    parts = urlsplit(dsn)
    name = unquote(parts.path.removeprefix("/"))
    connection = await asyncpg.connect(urlunsplit(parts._replace(path="/postgres")))
    try:
        quoted = name.replace('"', '""')
        await connection.execute(f"CREATE DATABASE \"{quoted}\" ENCODING 'UTF8' TEMPLATE template0")
    finally:
        await connection.close()
