"""The desk of committee 440100: its commands over a database of the test's own; and a node to try commands on."""

import uuid
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest
import pytest_asyncio

from deploy.local.postgres import EmbeddedPostgres
from services.kit.clock import ManualClock
from services.kit.database import NodeDatabase
from services.node import create_app
from services.settings import NodeSettings
from tests.services.commands.desk import Desk
from tests.services.commands.trial import Trial
from tests.services.conftest import START
from tests.services.node_client import CODE, NodeClient, gateway_key


@pytest_asyncio.fixture
async def desk(node_db: NodeDatabase, clock: ManualClock) -> Desk:
    """Commands, and short ways to send them; the committee lists two reasons for refusal."""
    await node_db.writer.executemany(
        "INSERT INTO refusal_reason (code, text_zh, text_en, source, position)"
        " VALUES ($1, '理由', 'A reason', 'test', $2)",
        [("ACADEMIC_DISCUSSION", 1), ("PROHIBITED_BY_STATE", 2)],
    )
    return Desk(node_db, clock)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def trial(postgres: EmbeddedPostgres, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Trial]:
    """A node of 440100 whose clock stands still and whose events stay unnumbered, so that nothing runs beside."""
    home, clock, name = tmp_path_factory.mktemp("trial"), ManualClock(START), f"t_{uuid.uuid4().hex[:12]}"
    admin = await asyncpg.connect(postgres.dsn())
    await admin.execute(f"CREATE DATABASE {name}")
    await admin.close()
    admin = await asyncpg.connect(postgres.dsn(name))
    signer = gateway_key(home)
    app = create_app(NodeSettings((CODE,), postgres.dsn(name), Path(home)), clock=clock)
    async with app.router.lifespan_context(app):
        made = Trial(NodeClient(app, signer), clock, admin)
        await made.node.sequencer.stop()
        await made.node.database.writer.execute(
            "INSERT INTO refusal_reason (code, text_zh, text_en, source, position)"
            " VALUES ('ACADEMIC_DISCUSSION', '理由', 'A reason', 'test', 1)"
        )
        made.listen()
        yield made
    await admin.close()
