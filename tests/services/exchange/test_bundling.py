"""Bundles from a committee's database: what is in them verifies offline, one continues another, a file is whole."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from schema.errors import ErrorCode, ShiziError
from schema.ledger import Head, LedgerName, Outcome, Pin, Pins, Receipt, SigningKey, Verdict
from schema.ledger.bundles import read_bundle
from schema.ledger.checking import Trusted, check_bundle, pinned
from services.exchange.bundling import gather, write_bundle
from services.exchange.descriptors import own_descriptor
from services.exchange.stored import entries_after, insert_entries, insert_receipts
from services.kit.clock import ManualClock
from services.kit.database import NodeDatabase
from tests.schema.ledger.made import sealed
from tests.services.conftest import START
from tests.services.writing import KEY, committed_topic, number

pytestmark = pytest.mark.asyncio(loop_scope="module")

NAME = LedgerName("440100", "440500")
BACK = LedgerName("440500", "440100")
PEER = SigningKey.generate()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def told(shared_db: NodeDatabase) -> NodeDatabase:
    """Five entries to the peer, of which it receipted three; two entries of the peer, receipted by us."""
    node_db, clock = shared_db, ManualClock(START)
    for _ in range(5):
        await committed_topic(node_db, clock, peers=["440500"])
    await number(node_db, clock)
    async with node_db.writer.acquire() as connection:
        ours = await entries_after(connection, NAME, 0, most=3)
        theirs = sealed(2, key=PEER, name=BACK)
        await insert_entries(connection, theirs, clock.now())
        applied = Verdict(Outcome.APPLIED)
        await insert_receipts(
            connection, [Receipt.seal(PEER, each, applied, at=clock.now()) for each in ours], clock.now()
        )
        await insert_receipts(
            connection, [Receipt.seal(KEY, each, applied, at=clock.now()) for each in theirs], clock.now()
        )
    return node_db


async def test_a_bundle_of_ours_verifies_offline_and_is_continued_by_the_next(
    told: NodeDatabase, clock: ManualClock, tmp_path: Path
) -> None:
    path = tmp_path / "out" / "first.jsonl"
    part = await gather(told, KEY, NAME, clock.now(), most=2)
    assert part.more
    write_bundle(path, part)
    assert [each.name for each in path.parent.iterdir()] == ["first.jsonl"]
    first = read_bundle(path.read_bytes())
    pins = pinned(first.head.descriptors, [Trusted("440100", KEY.public.fingerprint)])
    report = check_bundle(first, pins.with_pin(Pin("440500", PEER.public)))
    assert (report.ok, report.ledger.complete_up_to, report.ledger.applied) == (True, 2, 2)
    assert len([each for each in first.receipts if isinstance(each, Receipt) and each.ledger == BACK]) == 2
    rest = await gather(told, KEY, NAME, clock.now(), unreceipted=True)
    assert ([each.number for each in rest.entries], rest.more) == ([4, 5], False)
    write_bundle(path, rest)
    second = check_bundle(read_bundle(path.read_bytes()), pins)
    assert (second.ok, second.ledger.complete_up_to, second.unjudged) == (True, 5, ("440500",))
    (third,) = await entries_after(told.writer, NAME, 2, most=1)
    assert rest.head.after == Head(3, third.hash)


async def test_the_ledger_of_the_other_one_is_the_peers_half(told: NodeDatabase, clock: ManualClock) -> None:
    part = await gather(told, KEY, BACK, clock.now(), personal=False)
    assert [each.openings for each in part.entries] == [{}, {}]
    assert [each.ledger for each in part.receipts] == [BACK, BACK]
    entries = sealed(2, key=PEER, name=BACK)
    assert [each.hash for each in part.entries] == [each.hash for each in entries]
    assert (await gather(told, KEY, BACK, clock.now(), after=2)).entries == ()
    assert (await gather(told, KEY, BACK, clock.now(), unreceipted=True)).head.after == Head(2, entries[1].hash)


async def test_what_is_not_there_cannot_be_exported(told: NodeDatabase, clock: ManualClock) -> None:
    for ledger, after in ((NAME, 6), (LedgerName("440500", "440983"), 0), (LedgerName("440100", "440100"), 0)):
        with pytest.raises(ShiziError) as refused:
            await gather(told, KEY, ledger, clock.now(), after=after)
        assert refused.value.code is ErrorCode.BAD_USER_INPUT


async def test_the_descriptor_lists_every_key_the_committee_signed_with(told: NodeDatabase, clock: ManualClock) -> None:
    new = SigningKey.generate()
    async with told.writer.acquire() as connection:
        transaction = connection.transaction()
        await transaction.start()
        await connection.execute("DELETE FROM own_key")
        first = await own_descriptor(connection, "440100", KEY, None, clock.now())
        clock.advance(timedelta(days=1))
        again = await own_descriptor(connection, "440100", KEY, "https://gz.example/graphql", clock.now())
        clock.advance(timedelta(days=1))
        rotated = await own_descriptor(connection, "440100", new, None, clock.now())
        await transaction.rollback()
    assert first.serial < again.serial < rotated.serial
    assert (first.name, first.keys, again.keys) == ("政协广州市委员会", again.keys, first.keys)
    assert [span.key for span in rotated.keys] == [KEY.public, new.public]
    assert rotated.keys[0].until == rotated.keys[1].since == clock.now()
    for each in (first, again, rotated):
        each.check_itself()
    assert Pins([Pin("440100", rotated.current)]).key("440100", new.public.id, new.suite) == new.public
