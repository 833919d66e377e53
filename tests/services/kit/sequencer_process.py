"""A process that numbers one committee's events, seals their messages and is meant to be killed.

Takes the account as JSON and the batch.
"""

import asyncio
import json
import sys

from services.kit.clock import SystemClock
from services.kit.database import open_database
from services.kit.provision import Account, Login
from services.kit.sequencer import Sequencer
from tests.services.writing import sealer


async def main(account: Account, batch: int) -> None:
    """Number until killed."""
    database = await open_database(account, writers=1, readers=1)
    clock = SystemClock()
    Sequencer(database, clock, batch=batch, poll_s=0.005, seal=sealer(database, clock)).start()
    print("numbering", flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    given = json.loads(sys.argv[1])
    asyncio.run(
        main(
            Account(given["dsn"], given["code"], given["owner"], Login(**given["writer"]), Login(**given["reader"])),
            int(sys.argv[2]),
        )
    )
