"""The exchange between nodes: each message once and in order, whatever the wire does and whoever lies."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
import pytest_asyncio

from schema.errors import ErrorCode, ShiziError
from schema.ledger import Chain, Entry, LedgerError, LedgerName, Outcome, Payload, Receipt, SigningKey, Verdict
from services.exchange.asking import PullRequest
from services.exchange.client import PeerError
from services.kit.clock import ManualClock
from services.kit.provision import Account
from tests.services.commands.desk import AUTHORITY
from tests.services.copies import Copies
from tests.services.exchange.between import open_between
from tests.services.exchange.net import Net, wired
from tests.services.exchange.toys import HANDLERS, LEAD, OTHER, heard

THIRD = "350800"


@pytest_asyncio.fixture
async def net(copies: Copies, committees: dict[str, Account], clock: ManualClock) -> AsyncIterator[Net]:
    heard.clear()
    async with (
        open_between(copies, committees, clock, handlers=HANDLERS) as between,
        wired(between, LEAD, OTHER) as net,
    ):
        yield net


async def invite(net: Net, *codes: str) -> str:
    topic = (
        await net.between.send(LEAD, "proposeJointTopic", {"title": "练江", "year": 2026}, committee=LEAD)
    ).record_id
    await net.between.send(LEAD, "inviteJointTopic", {"committees": list(codes), "authority": AUTHORITY}, id=topic)
    return topic


async def answer(net: Net, topic: str) -> str:
    given = {"topic": topic, "answer": "ACCEPT", "authority": AUTHORITY}
    return (await net.between.send(OTHER, "answerParticipation", given, committee=OTHER)).record_id


async def lines_of(net: Net, sender: str) -> list[str]:
    """What a committee sealed and would send."""
    other = OTHER if sender == LEAD else LEAD
    return await net.nodes[sender].station.outbox.batch(other, after=0)


async def opened(net: Net) -> None:
    await net.round(LEAD, OTHER)
    await net.round(OTHER, LEAD)


async def test_an_answer_travels_and_both_hold_the_same_two_ledgers(net: Net) -> None:
    topic = await invite(net, OTHER)
    await opened(net)
    await answer(net, topic)
    await net.round(OTHER, LEAD)
    await net.round(LEAD, OTHER)
    both = [(OTHER, LEAD, 1, "APPLIED"), (LEAD, OTHER, 1, "APPLIED"), (LEAD, OTHER, 2, "APPLIED")]
    assert await net.held(LEAD) == await net.held(OTHER) == both
    rows = await net.between.rows(LEAD, "SELECT authority ->> 'documentNumber' FROM topic_invitation")
    assert rows == [(AUTHORITY["documentNumber"],)]
    assert await net.between.rows(OTHER, "SELECT DISTINCT outcome FROM outbox") == [("APPLIED",)]
    assert sum(applied for _peer, applied, _refused in net.nodes[LEAD].tally.told) == 2
    query = '{ nodeDescriptor(committee: "440500") { fingerprint } }'
    told = json.loads(await net.answer(LEAD, json.dumps({"query": query, "variables": {}}).encode()))
    assert told["data"]["nodeDescriptor"]["fingerprint"] == net.nodes[LEAD].key.public.fingerprint


async def test_a_refusal_is_signed_and_heard_once(net: Net) -> None:
    await opened(net)
    await answer(net, await invite(net, THIRD))
    await net.round(OTHER, LEAD)
    await net.round(OTHER, LEAD)
    assert await net.held(OTHER) == [(OTHER, LEAD, 1, "REFUSED")]
    assert heard == [("440500 #1 participation.answered", "FORBIDDEN")]
    assert await net.between.rows(LEAD, "SELECT 1 FROM copy") == []


async def test_lost_answers_repeat_and_apply_once(net: Net) -> None:
    topic = await invite(net, OTHER)
    await opened(net)
    await answer(net, topic)
    await net.nodes[OTHER].seal(net.between.clock)
    first = await net.deliver(LEAD, await lines_of(net, OTHER))
    again = await net.deliver(LEAD, await lines_of(net, OTHER))
    assert again == first
    assert len(first["receipts"]) == 1
    assert await net.between.rows(LEAD, "SELECT count(*) FROM event WHERE kind = 'topic.answered'") == [(1,)]
    await net.round(OTHER, LEAD)
    assert await net.between.rows(OTHER, "SELECT outcome FROM outbox") == [("APPLIED",)]


async def test_what_waited_for_days_arrives_in_order(net: Net) -> None:
    await opened(net)
    net.cut.add(OTHER)
    for _ in range(3):
        await invite(net, OTHER)
        with pytest.raises(PeerError, match="cut off"):
            await net.round(LEAD, OTHER)
        net.between.clock.advance(timedelta(days=2))
    assert await net.nodes[LEAD].station.outbox.queued() == {OTHER: 3}
    net.cut.clear()
    await net.round(LEAD, OTHER)
    assert await net.held(OTHER) == [(LEAD, OTHER, number, "APPLIED") for number in (1, 2, 3)]
    assert await net.nodes[LEAD].station.outbox.queued() == {OTHER: 0}


async def test_a_node_that_dials_out_pushes_and_pulls_by_itself(net: Net) -> None:
    await net.introduce(LEAD, OTHER, dials_out=True)
    net.cut.add(OTHER)
    topic = await invite(net, OTHER)
    await net.round(LEAD, OTHER)
    await net.nodes[LEAD].seal(net.between.clock)
    await net.round(OTHER, LEAD)
    await net.nodes[LEAD].seal(net.between.clock)
    await net.round(OTHER, LEAD)
    assert await net.held(LEAD) == [(LEAD, OTHER, 1, "APPLIED")]
    await answer(net, topic)
    await net.round(OTHER, LEAD)
    await net.nodes[LEAD].seal(net.between.clock)
    await net.round(OTHER, LEAD)
    assert len(await net.held(LEAD)) == 3
    assert await net.held(LEAD) == await net.held(OTHER)


async def test_what_is_forged_or_garbage_is_named_and_leaves_nothing(net: Net) -> None:
    topic = await invite(net, OTHER)
    await opened(net)
    await answer(net, topic)
    await net.nodes[OTHER].seal(net.between.clock)
    (line,) = await lines_of(net, OTHER)
    entry, ledger, key = Entry.parse(line), LedgerName(OTHER, LEAD), net.nodes[OTHER].key
    before = await net.held(LEAD)
    foreign = Chain(ledger).seal(SigningKey.generate(), Payload("a.b", {}), at=net.between.clock.now())
    stranger = Chain(LedgerName("440983", LEAD)).seal(key, Payload("a.b", {}), at=net.between.clock.now())
    elsewhere = Chain(LedgerName(OTHER, THIRD)).seal(key, Payload("a.b", {}), at=net.between.clock.now())
    early = Entry.seal(key, ledger, Payload("a.b", {}), number=5, previous="0" * 64, at=net.between.clock.now())
    swapped = Entry(entry.header_bytes, entry.signature, foreign.payload_bytes)
    unsigned = Entry(entry.header_bytes, b"\0" * 64, entry.payload_bytes)
    for sent, code in (
        ("", "MALFORMED"), ("{}", "MALFORMED"), ("\ud800", "MALFORMED"), ("x" * 3_000_000, "TOO_LARGE"),
        (foreign.print(), "UNKNOWN_KEY"), (stranger.print(), "UNKNOWN_KEY"), (elsewhere.print(), "WRONG_LEDGER"),
        (early.print(), "GAP"), (swapped.print(), "BAD_DIGEST"), (unsigned.print(), "BAD_SIGNATURE"),
        (entry.without(payload=True).print(), "MALFORMED"),
    ):  # fmt: skip
        answered = await net.deliver(LEAD, [sent, line])
        assert (answered["receipts"], answered["fault"]["code"]) == ([], code), sent[:80]
        assert answered["fault"]["message"]
        assert answered["fault"]["messageZh"]
    assert (await net.deliver(LEAD, [early.print()]))["fault"]["expected"] == 1
    assert await net.held(LEAD) == before
    assert await net.standing(LEAD, OTHER) == "OK"
    for count in (0, 101):
        with pytest.raises(ShiziError) as refused:
            await net.deliver(LEAD, [line] * count)
        assert refused.value.code is ErrorCode.BAD_USER_INPUT
    answered = await net.deliver(LEAD, [line, early.print()])
    assert (len(answered["receipts"]), answered["fault"]["code"], answered["fault"]["index"]) == (1, "GAP", 1)


async def test_a_fork_is_refused_and_named_with_its_proof(net: Net) -> None:
    topic = await invite(net, OTHER)
    await opened(net)
    await answer(net, topic)
    await net.round(OTHER, LEAD)
    other = Chain(LedgerName(OTHER, LEAD)).seal(net.nodes[OTHER].key, Payload("a.b", {}), at=net.between.clock.now())
    assert (await net.deliver(LEAD, [other.print()]))["fault"]["code"] == "FORK"
    assert await net.standing(LEAD, OTHER) == "FORKED"
    rows = await net.between.rows(LEAD, "SELECT peer, code, number, evidence FROM ledger_fault")
    assert rows == [(OTHER, "FORK", 1, other.print())]


@pytest.mark.parametrize("how", ["garbage", "other hash", "bad signature", "none"])
async def test_a_peer_that_lies_about_what_it_received_is_named(net: Net, how: str) -> None:
    await opened(net)
    await invite(net, OTHER)
    key = net.nodes[OTHER].key if how == "other hash" else SigningKey.generate()

    def lie(body: bytes) -> bytes:
        answered = json.loads(body)
        delivery = answered["data"].get("deliverLedger")
        if delivery is None:
            return body
        if how == "garbage":
            return b"<html>"
        fake = Chain(LedgerName(LEAD, OTHER)).seal(key, Payload("a.b", {}), at=net.between.clock.now())
        forged = Receipt.seal(key, fake, Verdict(Outcome.APPLIED), at=net.between.clock.now())
        delivery["receipts"] = [] if how == "none" else [forged.print()]
        return json.dumps(answered).encode()

    net.tamper_answer = lie
    with pytest.raises((PeerError, LedgerError)) as noticed:
        await net.round(LEAD, OTHER)
    assert await net.held(LEAD) == [(LEAD, OTHER, 1, None)]
    if isinstance(noticed.value, PeerError):
        assert noticed.value.garbage
    else:
        assert await net.standing(LEAD, OTHER) == "FAULTY"
    faults = await net.between.rows(LEAD, "SELECT code, number FROM ledger_fault")
    assert faults == ([("FORK", 1)] if how == "other hash" else [])
    net.tamper_answer = lambda body: body
    await net.round(LEAD, OTHER)
    assert await net.held(LEAD) == [(LEAD, OTHER, 1, "APPLIED")]


async def test_a_request_for_a_ledger_is_its_askers_alone_and_holds_once_and_briefly(net: Net) -> None:
    await opened(net)
    now, key = net.between.clock.now(), net.nodes[OTHER].key
    pull: dict[str, Any] = {"after": 0, "hash": None, "at": now}

    async def ask(request: str) -> dict[str, Any]:
        return await net.nodes[LEAD].station.answer("pullLedger", {"committee": LEAD, "request": request}, "somebody")

    good = PullRequest.seal(key, OTHER, LEAD, **pull)
    assert (await ask(good))["entries"] == []
    for request in (
        good,
        PullRequest.seal(key, OTHER, LEAD, **pull | {"at": now - timedelta(minutes=3)}),
        PullRequest.seal(key, OTHER, LEAD, **pull | {"at": now + timedelta(minutes=3)}),
        PullRequest.seal(key, OTHER, THIRD, **pull),
        PullRequest.seal(SigningKey.generate(), OTHER, LEAD, **pull),
        PullRequest.seal(key, THIRD, LEAD, **pull),
        "{}",
        good[:-3],
    ):
        with pytest.raises(ShiziError):
            await ask(request)


async def test_one_address_cannot_flood_a_node(net: Net) -> None:
    codes = []
    for _ in range(1000):
        try:
            await net.deliver(LEAD, ["x"])
        except ShiziError as error:
            codes.append(error.code)
            break
    assert codes == [ErrorCode.RATE_LIMITED]
