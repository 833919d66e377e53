"""A running gateway over two nodes: one of its own for a test that changes it, one for all that only ask."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.gateway.rim import Rim, rim


@pytest.fixture
async def gateway(tmp_path: Path) -> AsyncIterator[Rim]:
    async with rim(tmp_path, "440100", "440500") as running:
        yield running


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shared(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Rim]:
    async with rim(tmp_path_factory.mktemp("home"), "440100", "440500") as running:
        yield running
