"""A process that numbers one committee's events, seals their messages and is meant to be killed."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from services.kit.clock import SystemClock
from services.kit.database import open_database
from services.kit.provision import Account
from services.kit.sequencer import Sequencer
from tests.services.writing import sealer

if TYPE_CHECKING:
    from multiprocessing.connection import Connection


def work(says: Connection, account: Account, batch: int) -> None:
    """Number until killed; says once that it begins."""
    asyncio.run(_number(says, account, batch))


async def _number(says: Connection, account: Account, batch: int) -> None:
    database, clock = await open_database(account, writers=1, readers=1), SystemClock()
    Sequencer(database, clock, batch=batch, poll_s=0.005, seal=sealer(database, clock)).start()
    says.send("numbering")
    await asyncio.Event().wait()
