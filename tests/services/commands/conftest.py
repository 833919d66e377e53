"""The desk of committee 440100: its commands over a database of the test's own."""

import pytest_asyncio

from services.kit.clock import ManualClock
from services.kit.database import NodeDatabase
from tests.services.commands.desk import Desk


@pytest_asyncio.fixture
async def desk(node_db: NodeDatabase, clock: ManualClock) -> Desk:
    """Commands, and short ways to send them; the committee lists two reasons for refusal."""
    await node_db.writer.executemany(
        "INSERT INTO refusal_reason (code, text_zh, text_en, source, position)"
        " VALUES ($1, '理由', 'A reason', 'test', $2)",
        [("ACADEMIC_DISCUSSION", 1), ("PROHIBITED_BY_STATE", 2)],
    )
    return Desk(node_db, clock)
