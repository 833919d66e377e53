"""Two committees that no network joins: files carry messages over and receipts back, through the nodes' own fields."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Any

import orjson
import pytest_asyncio

from deploy.ledger.delivering import Brought, bring
from schema.ledger import LedgerName
from schema.ledger.bundles import Bundle, bundle_lines, read_bundle
from services.exchange.bundling import gather
from services.kit.clock import ManualClock
from services.kit.provision import Account
from tests.services.commands.desk import AUTHORITY
from tests.services.copies import Copies
from tests.services.exchange.between import open_between
from tests.services.exchange.net import Net, wired
from tests.services.exchange.toys import HANDLERS, LEAD, OTHER


@dataclass
class Desk:
    """A node's endpoint, asked at its own desk."""

    net: Net
    code: str

    async def ask(self, query: str, variables: Mapping[str, Any] | None = None) -> dict[str, Any]:
        answer = orjson.loads(await self.net.answer(self.code, orjson.dumps({"query": query, "variables": variables})))
        data: dict[str, Any] = answer["data"]
        return data


@pytest_asyncio.fixture
async def net(copies: Copies, committees: dict[str, Account], clock: ManualClock) -> AsyncIterator[Net]:
    async with (
        open_between(copies, committees, clock, handlers=HANDLERS) as between,
        wired(between, LEAD, OTHER) as net,
    ):
        net.cut |= {LEAD, OTHER}
        yield net


async def file_of(net: Net, sender: str, receiver: str) -> Bundle:
    node = net.nodes[sender]
    part = await gather(
        node.database, node.key, LedgerName(sender, receiver), net.between.clock.now(), unreceipted=True
    )
    return read_bundle(b"".join(bundle_lines(part.head, part.entries, part.receipts)))


async def test_files_carry_messages_over_and_receipts_back(net: Net) -> None:
    for title in ("练江", "榕江"):
        topic = await net.between.send(LEAD, "proposeJointTopic", {"title": title, "year": 2026}, committee=LEAD)
        invited = {"committees": [OTHER], "authority": AUTHORITY}
        await net.between.send(LEAD, "inviteJointTopic", invited, id=topic.record_id)
    net.nodes[LEAD].gate.let(OTHER)
    await net.nodes[LEAD].seal(net.between.clock)
    over = await file_of(net, LEAD, OTHER)
    assert await bring(Desk(net, OTHER), over, OTHER) == Brought(0, 2, 0, 0)
    assert await bring(Desk(net, OTHER), over, OTHER) == Brought(2, 0, 0, 0)
    back = await file_of(net, OTHER, LEAD)
    assert (len(back.entries), len(back.receipts)) == (0, 2)
    assert await bring(Desk(net, LEAD), back, LEAD) == Brought(0, 0, 0, 2)
    assert await net.held(LEAD) == await net.held(OTHER) == [(LEAD, OTHER, each, "APPLIED") for each in (1, 2)]
    assert (await file_of(net, LEAD, OTHER)).entries == []
