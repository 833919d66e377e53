"""From an administrator's address to a committee's open database: roles and schema, migrations, pools."""

from pathlib import Path

from services.kit.clock import Clock
from services.kit.database import NodeDatabase, open_database
from services.kit.divisions import load_divisions
from services.kit.migrations import migrate
from services.kit.provision import provision


async def open_node(dsn: str, code: str, *, home: Path, clock: Clock) -> NodeDatabase:
    """Open the database of committee ``code``, making and migrating it first where needed.

    ``dsn`` connects as a role that may create roles and schemas; ``home`` keeps the passwords of the committee's own
    roles. Several processes may call this at once. The caller closes what it gets.
    """
    account = await provision(dsn, code, home)
    await migrate(account, clock)
    await load_divisions(account)
    return await open_database(account)
