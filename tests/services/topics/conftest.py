"""Three committees that a whole module of tests shares; each test has a topic of its own."""

from collections.abc import AsyncIterator

import pytest_asyncio

from services.kit.clock import ManualClock
from services.kit.provision import Account
from tests.services.conftest import START
from tests.services.copies import Copies
from tests.services.exchange.between import open_between
from tests.services.topics.joint import Joint


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def joint(copies: Copies, committees: dict[str, Account]) -> AsyncIterator[Joint]:
    """Guangzhou, Shantou and Longyan, whose messages are carried when a test says so."""
    async with open_between(copies, committees, ManualClock(START)) as between:
        yield Joint(between)
