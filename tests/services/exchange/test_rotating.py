"""Rotation at the sender: every peer is told with the old key, and each ledger goes on under the new one."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from schema.ledger import LedgerName, Pin, Pins, SigningKey, verify
from services.exchange.descriptors import own_descriptor
from services.exchange.gate import Gate
from services.exchange.keys import KeyFileError, kept_key
from services.exchange.peers import trust
from services.exchange.ring import kept_ring, prepare_key, use_key
from services.exchange.rotating import rotate_key
from services.exchange.sealing import Sealer
from services.exchange.stored import entries_after
from services.kit.clock import ManualClock
from services.kit.database import NodeDatabase
from services.kit.sequencer import number_pending, try_lock
from tests.services.writing import committed_topic

ACTOR = {"subject": "operator", "roles": ["operator"]}
EARLY, LATE = "440500", "440983"


async def sealed(database: NodeDatabase, clock: ManualClock, home: Path, *open_to: str) -> int:
    """Number and seal what waits, as a node does that was just started."""
    ring = kept_ring(home, database.code)
    connection = await database.connect()
    try:
        assert await try_lock(connection, database.schema)
        seal = Sealer(database.code, ring.current, Gate(open_to), clock, ring=ring)
        await number_pending(connection, database, clock, seal=seal)
        async with connection.transaction():
            return await seal(connection)
    finally:
        await connection.close()


async def test_each_ledger_goes_on_under_the_new_key_from_where_its_peer_was_told(
    node_db: NodeDatabase, clock: ManualClock, tmp_path: Path
) -> None:
    code, first = node_db.code, kept_key(tmp_path, node_db.code)
    async with node_db.writer.acquire() as connection:
        for peer in (EARLY, LATE):
            await trust(connection, peer, None, [Pin(peer, SigningKey.generate().public)], clock.now())
    await committed_topic(node_db, clock, peers=[EARLY])
    await sealed(node_db, clock, tmp_path, EARLY)
    await committed_topic(node_db, clock, peers=[LATE])
    rotated = await rotate_key(node_db, tmp_path, actor=ACTOR, reason="例行更换", at=clock.now())
    assert (rotated.old, rotated.new, rotated.peers) == (first.public, kept_key(tmp_path, code).public, (EARLY, LATE))
    await committed_topic(node_db, clock, peers=[EARLY, LATE])
    again = await rotate_key(node_db, tmp_path, actor=ACTOR, reason=None, at=clock.now())
    await committed_topic(node_db, clock, peers=[EARLY, LATE])
    await sealed(node_db, clock, tmp_path, EARLY)
    await sealed(node_db, clock, tmp_path, EARLY, LATE)
    await committed_topic(node_db, clock, peers=[EARLY, LATE, "350800"])
    await sealed(node_db, clock, tmp_path, EARLY, LATE, "350800")
    for peer in (EARLY, LATE):
        entries = await entries_after(node_db.writer, LedgerName(code, peer), 0, most=20)
        ids = [first.public.id] * 2 + [rotated.new.id] * 2 + [again.new.id] * 2
        assert [entry.header.key for entry in entries] == ids
        report = verify(entries, (), Pins([Pin(code, first.public)]))
        assert (report.ok, report.complete_up_to) == (True, 6)
    (fresh,) = await entries_after(node_db.writer, LedgerName(code, "350800"), 0, most=20)
    assert fresh.header.key == again.new.id
    async with node_db.writer.acquire() as connection:
        told = await own_descriptor(connection, code, kept_key(tmp_path, code), None, clock.now())
    assert [span.key for span in told.keys] == [first.public, rotated.new, again.new]


def test_keys_lie_in_files_of_their_own_for_the_user_alone(tmp_path: Path) -> None:
    first = kept_key(tmp_path, "440100")
    ring = kept_ring(tmp_path, "440100")
    new = prepare_key(tmp_path, "440100")
    assert kept_key(tmp_path, "440100") == first == ring.current
    assert ring.find(new.public.id) == new
    assert ring.find("0" * 16) is None
    use_key(tmp_path, "440100", new)
    use_key(tmp_path, "440100", new)
    again = kept_ring(tmp_path, "440100")
    assert (again.current, again.find(first.public.id)) == (new, first)
    files = sorted((tmp_path / "keys").iterdir())
    assert len(files) == 3
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    files[0].chmod(0o644)
    with pytest.raises(KeyFileError, match="600"):
        kept_ring(tmp_path, "440100")
