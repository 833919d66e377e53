"""What tests of the services share: one PostgreSQL server a session, one database a test."""

import uuid
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path

import asyncpg
import pytest
import pytest_asyncio

from services.kit.clock import ManualClock
from services.kit.database import NodeDatabase
from services.kit.opening import open_node
from tests.services.postgres import PostgresServer

CODE = "440100"


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A running server."""
    server = PostgresServer()
    try:
        server.start()
        yield server
    finally:
        server.stop()


@pytest_asyncio.fixture
async def database_dsn(postgres: PostgresServer) -> AsyncIterator[str]:
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
