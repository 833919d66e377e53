"""What tests of the services share: one PostgreSQL server a session, one database a test."""

import shutil
import tempfile
import uuid
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path

import asyncpg
import pytest
import pytest_asyncio

from deploy.local.postgres import EmbeddedPostgres
from services.kit.clock import ManualClock
from services.kit.database import NodeDatabase
from services.kit.opening import open_node

CODE = "440100"
SETTINGS = {"fsync": "off", "shared_buffers": "64MB", "timezone": "Asia/Shanghai"}
"""Not durable, as the data dies with the session; not in UTC, so that whatever leans on the server's zone shows."""


@pytest.fixture(scope="session")
def postgres() -> Iterator[EmbeddedPostgres]:
    """A running server, in a short folder that the server's user can reach."""
    home = Path(tempfile.mkdtemp(prefix="shz", dir="/tmp"))
    home.chmod(0o755)
    try:
        with EmbeddedPostgres(home, settings=SETTINGS) as server:
            yield server
    finally:
        shutil.rmtree(home)


@pytest_asyncio.fixture
async def database_dsn(postgres: EmbeddedPostgres) -> AsyncIterator[str]:
    """The administrator's address of an empty database of this test alone."""
    name = f"t_{uuid.uuid4().hex[:12]}"
    admin = await asyncpg.connect(postgres.dsn())
    try:
        await admin.execute(f"CREATE DATABASE {name}")
        yield postgres.dsn(name)
        await admin.execute(f"DROP DATABASE {name} WITH (FORCE)")
    finally:
        await admin.close()


@pytest.fixture
def clock() -> ManualClock:
    """A clock that stands at a known time."""
    return ManualClock(datetime(2026, 11, 23, 8, 0, tzinfo=UTC))


@pytest_asyncio.fixture
async def node_db(database_dsn: str, tmp_path: Path, clock: ManualClock) -> AsyncIterator[NodeDatabase]:
    """The open database of committee 440100, migrated and empty."""
    database = await open_node(database_dsn, CODE, home=tmp_path, clock=clock)
    try:
        yield database
    finally:
        await database.close()
