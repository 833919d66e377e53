"""A process that watches one committee and is meant to be killed; takes the account as JSON and the time."""

import asyncio
import json
import sys
from datetime import datetime

from services.kit.clock import ManualClock
from services.kit.database import open_database
from services.kit.provision import Account, Login
from tests.services.watching import watcher


async def main(account: Account, now: datetime) -> None:
    """Watch until killed, one record a transaction."""
    database = await open_database(account, writers=1, readers=1)
    watcher(database, ManualClock(now), interval_s=0.01, batch=1).start()
    await asyncio.Event().wait()


if __name__ == "__main__":
    given = json.loads(sys.argv[1])
    asyncio.run(
        main(
            Account(given["dsn"], given["code"], given["owner"], Login(**given["writer"]), Login(**given["reader"])),
            datetime.fromisoformat(sys.argv[2]),
        )
    )
