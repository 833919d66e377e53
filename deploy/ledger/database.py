"""The database of a committee of this machine, opened for a command."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from deploy.local.control import order
from deploy.local.errors import LocalError
from deploy.local.settings import LocalSettings, from_environment
from schema.ids import NODE_CODE
from services.kit.clock import SystemClock
from services.kit.database import NodeDatabase
from services.kit.opening import open_node


@asynccontextmanager
async def opened(committee: str, home: Path | None) -> AsyncIterator[tuple[NodeDatabase, LocalSettings]]:
    """The committee's database, and the settings of the installation. Raises LocalError."""
    if not NODE_CODE.match(committee):
        raise LocalError(
            f"A node code has six digits, not {committee!r}.", f"节点代码为六位数字，而不是 {committee!r}。"
        )
    settings = from_environment(home=home)
    dsn = settings.database_url or order(settings, {"command": "database"})["dsn"]
    database = await open_node(dsn, committee, home=settings.home, clock=SystemClock())
    try:
        yield database, settings
    finally:
        await database.close()
