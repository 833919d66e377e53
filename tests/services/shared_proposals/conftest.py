"""Three committees for all tests of shared proposals: each test has an umbrella of its own."""

from collections.abc import AsyncIterator

import pytest_asyncio

from services.kit.clock import ManualClock
from services.kit.provision import Account
from tests.services.conftest import START
from tests.services.copies import Copies
from tests.services.exchange.between import Between, open_between
from tests.services.shared_proposals.table import Table


@pytest_asyncio.fixture(scope="package", loop_scope="package")
async def around(copies: Copies, committees: dict[str, Account]) -> AsyncIterator[Between]:
    """The committees; their clock goes on from test to test."""
    async with open_between(copies, committees, ManualClock(START)) as opened:
        yield opened


@pytest_asyncio.fixture(loop_scope="package")
async def table(around: Between) -> Table:
    """The committees around an umbrella that is still to be drafted."""
    return Table(around)
