"""Two cities of different provinces, and a third committee, whose messages are carried from one to the other."""

from collections.abc import AsyncIterator

import pytest_asyncio

from services.kit.clock import ManualClock
from services.kit.provision import Account
from tests.services.conftest import START
from tests.services.copies import Copies
from tests.services.exchange.between import Between, open_between


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def cities(copies: Copies, committees: dict[str, Account]) -> AsyncIterator[Between]:
    """One database for all tests of a module: each makes records of its own."""
    async with open_between(copies, committees, ManualClock(START)) as opened:
        yield opened
