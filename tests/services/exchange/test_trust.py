"""Trust: by a compared fingerprint, by the old key's word, by the steward's; everything else is refused."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from datetime import timedelta

import pytest
import pytest_asyncio

from schema.errors import ShiziError
from schema.ledger import (
    BadSignatureError,
    Chain,
    LedgerError,
    LedgerName,
    MalformedError,
    Pins,
    SigningKey,
    UnknownKeyError,
    rotation,
)
from schema.ledger.chain import check_signed
from schema.ledger.descriptors import Descriptor
from schema.ledger.entries import Entry
from schema.ledger.errors import FingerprintError, KeyChangedError, StaleError, TrustError
from schema.ledger.vouchers import Voucher
from schema.rulebook.model import Text
from services.exchange.overview import overview
from services.exchange.peers import by_file, note_fault, trusted
from services.exchange.stored import insert_entries
from services.exchange.trust import HANDLERS, take_voucher, trust_peer
from services.kit.clock import ManualClock
from services.kit.database import Connection, NodeDatabase
from services.kit.receiving import Delivery, Outcome, apply_delivery
from tests.schema.ledger.made import payload
from tests.services.writing import write_topic

pytestmark = pytest.mark.asyncio(loop_scope="module")

OWN, PEER = "440100", "440500"
NAME = LedgerName(PEER, OWN)
KEY, NEW, STEWARD, STRANGER = (SigningKey("ed25519-sha256", bytes([fill]) * 32) for fill in (1, 2, 3, 4))
ACTOR: Mapping[str, object] = {"subject": "clerk-1", "roles": ["staff"]}
LETTER = "汕协办函〔2026〕7号"


@pytest_asyncio.fixture(loop_scope="module")
async def connection(shared_db: NodeDatabase) -> AsyncIterator[Connection]:
    """A transaction that is rolled back in the end."""
    async with shared_db.writer.acquire() as found:
        transaction = found.transaction()
        await transaction.start()
        yield found
        await transaction.rollback()


def described(
    clock: ManualClock, key: SigningKey = KEY, *, code: str = PEER, endpoint: str | None = None
) -> Descriptor:
    now = clock.now()
    serial = int(now.timestamp())
    return Descriptor.seal(key, code=code, name="汕头市政协", endpoint=endpoint, serial=serial, at=now, since=now)


async def trust(connection: Connection, clock: ManualClock, descriptor: Descriptor, typed: str = "") -> Descriptor:
    fingerprint = typed or descriptor.current.fingerprint
    return await trust_peer(
        connection, OWN, descriptor.print(), fingerprint, actor=ACTOR, ground=LETTER, at=clock.now()
    )


async def pins(connection: Connection) -> Pins:
    return (await trusted(connection, [PEER]))[PEER].pins


async def acts(connection: Connection) -> list[tuple[str, str | None]]:
    rows = await connection.fetch("SELECT act, ground FROM trust_act WHERE peer = $1 ORDER BY id", PEER)
    return [tuple(row) for row in rows]


async def test_a_peer_is_trusted_by_the_fingerprint_of_its_letter(connection: Connection, clock: ManualClock) -> None:
    typed = KEY.public.fingerprint.upper().replace(" ", "-")
    await trust(connection, clock, described(clock), typed)
    assert [(pin.key, pin.numbers) for pin in (await pins(connection)).of(PEER)] == [(KEY.public, "1–")]
    assert await by_file(connection) == []
    clock.advance(timedelta(days=1))
    moved = await trust(connection, clock, described(clock, endpoint="https://st.example/graphql"))
    assert (await trusted(connection))[PEER].endpoint == moved.endpoint
    clock.advance(timedelta(days=1))
    line, typed = described(clock).print(), KEY.public.fingerprint
    await trust_peer(connection, OWN, line, typed, actor=ACTOR, ground=LETTER, at=clock.now(), by_file=True)
    assert await by_file(connection) == [PEER]
    assert await acts(connection) == [("TRUSTED", LETTER), ("UPDATED", LETTER), ("UPDATED", LETTER)]


async def test_nothing_is_trusted_otherwise(connection: Connection, clock: ManualClock) -> None:
    old = described(clock)
    clock.advance(timedelta(days=1))
    refusals: list[tuple[Descriptor, str, type[ShiziError]]] = [
        (described(clock), STRANGER.public.fingerprint, FingerprintError),
        (described(clock), KEY.public.fingerprint[:-1], MalformedError),
        (replace(described(clock), signature=b"x" * 64), "", BadSignatureError),
        (described(clock, code=OWN), "", TrustError),
    ]
    for descriptor, typed, error in refusals:
        with pytest.raises(error):
            await trust(connection, clock, descriptor, typed)
    assert await trusted(connection) == {}
    await trust(connection, clock, described(clock))
    for descriptor, error in ((described(clock, NEW), KeyChangedError), (old, StaleError)):
        with pytest.raises(error) as refused:
            await trust(connection, clock, descriptor)
        assert refused.value.extensions["ledger"] == error.ledger_code
    assert [act for act, _ in await acts(connection)] == ["TRUSTED"]
    with pytest.raises(MalformedError):
        await trust_peer(connection, OWN, "{}", "", actor=ACTOR, ground=None, at=clock.now())


async def told(connection: Connection, clock: ManualClock, entry: Entry) -> Outcome:
    """What becomes of a message that was accepted."""
    found = entry.payload()
    assert found is not None
    delivery = Delivery(PEER, entry.number, found.kind, found.body, entry.header.at)
    return await apply_delivery(connection, OWN, clock.now(), delivery, HANDLERS)


async def test_the_old_key_introduces_the_new_one(connection: Connection, clock: ManualClock) -> None:
    await trust(connection, clock, described(clock))
    chain = Chain(NAME)
    first = chain.seal(KEY, payload(1), at=clock.now())
    turn = chain.seal(KEY, rotation(PEER, KEY.public, NEW), at=clock.now())
    after, late = (Chain(NAME, chain.head).seal(key, payload(3), at=clock.now()) for key in (NEW, KEY))
    assert str(await told(connection, clock, turn)) == "APPLIED"
    now = await pins(connection)
    assert [(pin.key, pin.numbers) for pin in now.of(PEER)] == [(KEY.public, "1–2"), (NEW.public, "3–")]
    for entry in (first, turn, after):
        check_signed(entry, now)
    with pytest.raises(UnknownKeyError):
        check_signed(late, now)
    again = await told(connection, clock, turn)
    assert again.refusal is None
    assert [(pin.key, pin.numbers) for pin in (await pins(connection)).of(PEER)] == [
        (KEY.public, "1–2"),
        (NEW.public, "3–"),
    ]
    with pytest.raises(KeyChangedError):
        await trust(connection, clock, described(clock))
    clock.advance(timedelta(days=1))
    await trust(connection, clock, described(clock, NEW))


async def test_a_rotation_by_somebody_else_is_refused(connection: Connection, clock: ManualClock) -> None:
    await trust(connection, clock, described(clock))
    unproved = replace(rotation(PEER, KEY.public, NEW), body={**rotation(PEER, KEY.public, NEW).body, "proof": "AA=="})
    for wrong in (rotation(PEER, STRANGER.public, NEW), rotation("440983", KEY.public, NEW), unproved):
        refusal = (await told(connection, clock, Chain(NAME).seal(KEY, wrong, at=clock.now()))).refusal
        assert refusal is not None
    assert [pin.key for pin in (await pins(connection)).of(PEER)] == [KEY.public]


async def vouched(connection: Connection, clock: ManualClock, line: str, steward: str | None = "") -> Voucher:
    pinned = STEWARD.public.fingerprint if steward == "" else steward
    return await take_voucher(connection, OWN, line, pinned, actor=ACTOR, at=clock.now())


def voucher(clock: ManualClock, *, by: SigningKey = STEWARD, compromised: bool = False, replaces: str = "") -> str:
    old = replaces or KEY.public.id
    made = Voucher.seal(by, PEER, old, NEW.public, reason="密钥介质损坏", compromised=compromised, at=clock.now())
    assert Voucher.parse(made.print()) == made
    return made.print()


@pytest.mark.parametrize("compromised", [False, True])
async def test_the_steward_vouches_for_the_key_of_who_lost_theirs(
    connection: Connection, clock: ManualClock, compromised: bool
) -> None:
    await trust(connection, clock, described(clock))
    chain = Chain(NAME)
    first = chain.seal(KEY, payload(1), at=clock.now())
    await insert_entries(connection, [first], clock.now())
    assert (await vouched(connection, clock, voucher(clock, compromised=compromised))).reason == "密钥介质损坏"
    now = await pins(connection)
    old, new = (
        chain.seal(KEY, payload(2), at=clock.now()),
        Chain(NAME, chain.head).seal(NEW, payload(3), at=clock.now()),
    )
    for entry in (first, new):
        check_signed(entry, now)
    assert isinstance(now.key(PEER, NEW.public.id, NEW.suite), type(NEW.public))
    if compromised:
        with pytest.raises(UnknownKeyError):
            check_signed(old, now)
        with pytest.raises(UnknownKeyError):
            now.key(PEER, KEY.public.id, KEY.suite)
    else:
        check_signed(old, now)
        now.key(PEER, KEY.public.id, KEY.suite)
    assert await acts(connection) == [("TRUSTED", LETTER), ("VOUCHED", "密钥介质损坏")]
    with pytest.raises(StaleError):
        await vouched(connection, clock, voucher(clock))


async def test_a_compromised_key_that_signed_nothing_here_goes_away(connection: Connection, clock: ManualClock) -> None:
    await trust(connection, clock, described(clock))
    await vouched(connection, clock, voucher(clock, compromised=True))
    assert [(pin.key, pin.numbers) for pin in (await pins(connection)).of(PEER)] == [(NEW.public, "1–")]


async def test_nobody_else_vouches(connection: Connection, clock: ManualClock) -> None:
    with pytest.raises(UnknownKeyError, match="not trusted here"):
        await vouched(connection, clock, voucher(clock))
    await trust(connection, clock, described(clock))
    wrong: list[tuple[str, str | None, type[LedgerError]]] = [
        (voucher(clock, by=STRANGER), "", UnknownKeyError),
        (voucher(clock), None, UnknownKeyError),
        (replace(Voucher.parse(voucher(clock)), signature=b"x" * 64).print(), "", BadSignatureError),
        (voucher(clock, replaces=STRANGER.public.id), "", StaleError),
        (described(clock).print(), "", MalformedError),
    ]
    for line, steward, error in wrong:
        with pytest.raises(error):
            await vouched(connection, clock, line, steward)
    with pytest.raises(MalformedError):
        Voucher.seal(STEWARD, PEER, NEW.public.id, NEW.public, reason="x", compromised=False, at=clock.now())
    assert [act for act, _ in await acts(connection)] == ["TRUSTED"]


async def test_the_overview_says_how_it_stands_with_each_peer(connection: Connection, clock: ManualClock) -> None:
    assert await overview(connection, OWN) == []
    await trust(connection, clock, described(clock, endpoint="https://st.example/graphql"))
    entry = Chain(NAME).seal(KEY, payload(1), at=clock.now())
    await insert_entries(connection, [entry], clock.now())
    (status,) = await overview(connection, OWN)
    assert (status.code, status.state, status.fingerprint, status.since) == (
        PEER,
        "OK",
        KEY.public.fingerprint,
        clock.now(),
    )
    assert (status.sent, status.receipted, status.received) == (0, 0, 1)
    assert (status.waiting_since, status.error_zh, status.endpoint) == (None, None, "https://st.example/graphql")
    written = await write_topic(connection, OWN, clock.now(), peers=[PEER])
    await note_fault(connection, PEER, "FORK", 7, Text("分叉", "forked"), None, clock.now())
    await vouched(connection, clock, voucher(clock, compromised=True))
    (status,) = await overview(connection, OWN)
    assert written.version == 1
    assert (status.waiting_since, status.fingerprint) == (clock.now(), NEW.public.fingerprint)
    assert (status.error_zh, status.error_en) == ("FORK #7：分叉", "FORK #7: forked")
