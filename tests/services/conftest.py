"""What tests of the services share: one PostgreSQL server a session, one database a test."""

import asyncio
import shutil
import tempfile
import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import asyncpg
import pytest
import pytest_asyncio

from deploy.local.postgres import EmbeddedPostgres
from services.kit.clock import ManualClock
from services.kit.database import NodeDatabase, open_database
from services.kit.opening import open_node
from services.kit.provision import Account
from tests.services.copies import Copies
from tests.services.exchange.between import Between, open_between, prepare

CODE = "440100"
MODEL = "model"
START = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
SETTINGS = {"fsync": "off", "shared_buffers": "64MB", "timezone": "Asia/Shanghai", "autovacuum": "off"}
"""Not durable, as the data dies with the session; not in UTC, so that whatever leans on the server's zone shows; no
statistics of tables that a test before emptied, which would plan for empty ones."""


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


@asynccontextmanager
async def empty_database(postgres: EmbeddedPostgres) -> AsyncIterator[str]:
    """The administrator's address of a database in which nothing is."""
    name = f"t_{uuid.uuid4().hex[:12]}"
    admin = await asyncpg.connect(postgres.dsn())
    try:
        await admin.execute(f"CREATE DATABASE {name}")
        yield postgres.dsn(name)
        await admin.execute(f"DROP DATABASE {name} WITH (FORCE)")
    finally:
        await admin.close()


@pytest_asyncio.fixture
async def database_dsn(postgres: EmbeddedPostgres) -> AsyncIterator[str]:
    """The administrator's address of an empty database of this test alone."""
    async with empty_database(postgres) as dsn:
        yield dsn


@pytest.fixture
def clock() -> ManualClock:
    """A clock that stands at a known time."""
    return ManualClock(START)


@pytest.fixture(scope="session")
def model(postgres: EmbeddedPostgres, tmp_path_factory: pytest.TempPathFactory) -> Account:
    """The account of committee 440100 in a migrated database that tests take copies of."""

    async def prepare() -> Account:
        admin = await asyncpg.connect(postgres.dsn())
        await admin.execute(f"CREATE DATABASE {MODEL}")
        await admin.close()
        home = tmp_path_factory.mktemp("home")
        database = await open_node(postgres.dsn(MODEL), CODE, home=home, clock=ManualClock(START))
        await database.close()
        return database.account

    return asyncio.run(prepare())


@pytest.fixture(scope="session")
def copies(postgres: EmbeddedPostgres) -> Copies:
    """Databases that are as a model is, each test's own for as long as it runs."""
    return Copies(postgres)


@pytest_asyncio.fixture
async def node_db(model: Account, copies: Copies) -> AsyncIterator[NodeDatabase]:
    """The open database of committee 440100, migrated and empty."""
    async with _copy(copies, model) as database:
        yield database


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shared_db(model: Account, copies: Copies) -> AsyncIterator[NodeDatabase]:
    """Like node_db, for all tests of a module: they roll back what they write, or leave it to one another."""
    async with _copy(copies, model) as database:
        yield database


@asynccontextmanager
async def _copy(copies: Copies, model: Account) -> AsyncIterator[NodeDatabase]:
    async with copies.lend(MODEL) as dsn:
        database = await open_database(replace(model, dsn=dsn))
        try:
            yield database
        finally:
            await database.close()


@pytest.fixture(scope="session")
def committees(postgres: EmbeddedPostgres, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Account]:
    """The accounts of three committees in a migrated database that tests take copies of."""
    return prepare(postgres, tmp_path_factory.mktemp("home"), ManualClock(START))


@pytest_asyncio.fixture
async def between(copies: Copies, committees: dict[str, Account], clock: ManualClock) -> AsyncIterator[Between]:
    """Three committees with empty tables, whose messages are carried from one to the other."""
    async with open_between(copies, committees, clock) as opened:
        yield opened
