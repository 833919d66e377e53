"""A node that starts says at once what became due while it was down, and shows it."""

import asyncio
from pathlib import Path
from typing import Any

from services.kit.clock import SystemClock
from services.kit.opening import open_node
from tests.services.node_client import CODE, running
from tests.services.watching import assignment, put

OVERDUE = "{ assignments(first: 5) { edges { node { version dueOn overdueOn warnedOn } } } }"


async def test_what_became_due_while_the_node_was_down(database_dsn: str, tmp_path: Path) -> None:
    clock = SystemClock()
    database = await open_node(database_dsn, CODE, home=tmp_path, clock=clock)
    await put(database, clock, [assignment(0, "2024-01-02")])
    await database.close()
    async with running(database_dsn, tmp_path) as client, asyncio.timeout(20):
        shown: dict[str, Any] = {"overdueOn": None}
        while shown["overdueOn"] is None:
            answered = await client.ask(OVERDUE, client.assertion())
            [edge] = answered.json["data"]["assignments"]["edges"]
            shown = edge["node"]
    assert shown == {"version": 2, "dueOn": "2024-01-02", "overdueOn": shown["overdueOn"], "warnedOn": None}
