"""A process that carries out commands without an end and is meant to be killed."""

from __future__ import annotations

import asyncio
from itertools import count
from typing import TYPE_CHECKING

from services.citizens.commands import COMMANDS as CITIZENS
from services.kit.clock import SystemClock
from services.kit.commands import Commands
from services.kit.database import open_database
from services.kit.provision import Account
from services.kit.ratelimit import RateLimiter
from services.proposals.commands import COMMANDS as PROPOSALS
from tests.services.commands.desk import CITIZEN, CODE, DRAFT, SECRET, STAFF

if TYPE_CHECKING:
    from multiprocessing.connection import Connection


def work(says: Connection, account: Account, name: str) -> None:
    """Draft, submit, review and merge filings and send leads, several at a time, until killed; says each turn."""
    asyncio.run(_command(says, account, name))


async def _command(says: Connection, account: Account, name: str) -> None:
    database, clock = await open_database(account), SystemClock()
    commands = Commands(
        database,
        clock,
        (*PROPOSALS, *CITIZENS),
        limiter=RateLimiter(clock, burst=10**6),
        committed=lambda: None,
        secret=SECRET,
    )

    async def turns(worker: int) -> None:
        target = ""
        for turn in count():
            key = f"{name}-{worker}-{turn}"
            draft = {"input": DRAFT, "committee": CODE, "idempotencyKey": f"{key}-draft"}
            filing = (await commands.run(STAFF, "draftFiling", draft)).record_id
            for field in ("submitFiling", "prelimReviewFiling"):
                await commands.run(STAFF, field, {"id": filing, "idempotencyKey": f"{key}-{field}"})
            if target:
                merge = {"id": filing, "input": {"target": target}, "idempotencyKey": f"{key}-merge"}
                await commands.run(STAFF, "mergeFiling", merge)
            target = target or filing
            lead = {"title": "线索", "contact": "13800000000"}
            sent = {"input": lead, "committee": CODE, "idempotencyKey": f"{key}-lead"}
            await commands.run(CITIZEN, "submitCitizenLead", sent)
            says.send("turn")

    await asyncio.gather(*(turns(worker) for worker in range(3)))
