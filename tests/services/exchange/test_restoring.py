"""A database that came from an old backup: noticed before anything is sealed, mended from what the peers hold."""

from __future__ import annotations

from collections.abc import AsyncIterator

import asyncpg
import pytest
import pytest_asyncio

from schema.ledger import Chain, ForkError, Head, LedgerName, Payload, SigningKey, UnknownKeyError
from services.exchange import stored
from services.exchange.gate import Gate
from services.exchange.restoring import Restorer
from services.exchange.ring import KeyRing
from services.kit.clock import ManualClock
from services.kit.provision import Account
from tests.services.copies import Copies
from tests.services.exchange.between import open_between
from tests.services.exchange.net import Net, wired
from tests.services.exchange.test_exchange import invite
from tests.services.exchange.toys import HANDLERS, LEAD, OTHER


@pytest_asyncio.fixture
async def net(copies: Copies, committees: dict[str, Account], clock: ManualClock) -> AsyncIterator[Net]:
    """Three messages of the lead have arrived."""
    async with (
        open_between(copies, committees, clock, handlers=HANDLERS) as between,
        wired(between, LEAD, OTHER) as opened,
    ):
        for _ in range(3):
            await invite(opened, OTHER)
        await opened.round(LEAD, OTHER)
        await opened.round(LEAD, OTHER)
        yield opened


async def restore(net: Net, upto: int) -> None:
    """The lead's ledgers are as they were when it had sent ``upto`` messages; its process starts anew."""
    database = net.between.databases[LEAD]
    admin = await asyncpg.connect(database.account.dsn)
    try:
        await admin.execute(f"SET search_path TO {database.schema}")
        for table in ("ledger_receipt", "ledger_entry"):
            await admin.execute(f"DELETE FROM {table} WHERE sender = $1 AND number > $2", LEAD, upto)
        await admin.execute("DELETE FROM outbox WHERE number > $1", upto)
    finally:
        await admin.close()
    net.start(LEAD)


async def test_nothing_is_sealed_until_what_was_lost_is_back(net: Net) -> None:
    whole = await net.held(OTHER)
    await restore(net, 1)
    await invite(net, OTHER)
    net.cut.add(OTHER)
    await net.nodes[LEAD].seal(net.between.clock)
    assert await net.held(LEAD) == whole[:1]
    net.cut.clear()
    await net.round(LEAD, OTHER)
    await net.round(LEAD, OTHER)
    assert await net.held(LEAD) == await net.held(OTHER) == [*whole, (LEAD, OTHER, 4, "APPLIED")]
    assert await net.standing(LEAD, OTHER) == "OK"


async def test_a_peer_that_dials_out_gives_back_what_was_lost(net: Net) -> None:
    await restore(net, 0)
    await net.introduce(LEAD, OTHER, dials_out=True)
    await invite(net, OTHER)
    await net.round(OTHER, LEAD)
    await net.nodes[LEAD].seal(net.between.clock)
    assert [number for _, _, number, _ in await net.held(LEAD)] == [1, 2, 3]
    await net.round(OTHER, LEAD)
    await net.nodes[LEAD].seal(net.between.clock)
    await net.round(OTHER, LEAD)
    assert await net.held(LEAD) == await net.held(OTHER)
    assert len(await net.held(LEAD)) == 4


async def test_another_past_is_named_and_nothing_more_is_sealed(net: Net) -> None:
    await restore(net, 2)
    lead = net.nodes[LEAD]
    ledger, writer = LedgerName(LEAD, OTHER), net.between.databases[LEAD].writer
    head = await stored.head_of(writer, ledger)
    assert head is not None
    other = Chain(ledger, Head(head.number, head.hash)).seal(lead.key, Payload("a.b", {}), at=net.between.clock.now())
    async with writer.acquire() as connection, connection.transaction():
        await stored.insert_entries(connection, [other], net.between.clock.now())
    await invite(net, OTHER)
    with pytest.raises(ForkError):
        await net.round(LEAD, OTHER)
    assert await net.standing(LEAD, OTHER) == "FORKED"
    await net.nodes[LEAD].seal(net.between.clock)
    assert len(await net.held(LEAD)) == 3
    assert await net.between.rows(LEAD, "SELECT peer, code, number FROM ledger_fault") == [(OTHER, "FORK", 3)]


async def test_what_an_earlier_key_signed_is_taken_back_too(net: Net) -> None:
    """A new key came into use after the backup was made: what was lost bears the old one."""
    theirs, database = net.between.databases[OTHER], net.between.databases[LEAD]
    lost = await stored.entries_after(theirs.writer, LedgerName(LEAD, OTHER), 1, most=10)
    await restore(net, 1)
    old, new = net.nodes[LEAD].key, SigningKey.generate()

    def restorer(*keys: SigningKey) -> Restorer:
        return Restorer(database, KeyRing(keys), Gate(()), net.between.clock)

    with pytest.raises(UnknownKeyError):
        await restorer(new).take_back(OTHER, lost, ())
    assert await restorer(old, new).take_back(OTHER, lost, ()) == 3
    assert [number for _, _, number, _ in await net.held(LEAD)] == [1, 2, 3]
