"""What staff sees of its peers, and a peer that changes its key while its messages are under way."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any, cast

import orjson
import pytest
import pytest_asyncio
from graphql import execute, parse

from schema.ledger import Chain, Entry, LedgerName, Payload, Receipt, SigningKey, rotation
from schema.port import CONTEXT_KEY
from services.exchange.trust import HANDLERS as TRUST
from services.graphql_execution import FragmentExecutor
from services.kit.clock import ManualClock
from services.kit.identity import Viewer
from services.kit.provision import Account
from services.port import NodePort
from tests.services.copies import Copies
from tests.services.exchange.between import open_between, staff
from tests.services.exchange.net import SCHEMA, Net, wired
from tests.services.exchange.toys import HANDLERS, LEAD, OTHER

QUERY = """query Peers($committee: NodeCode!) { peers(committee: $committee) {
    committee fingerprint state sent receipted received waitingSince lastErrorZh } }"""
NEW = SigningKey("ed25519-sha256", b"n" * 32)


@pytest_asyncio.fixture
async def net(copies: Copies, committees: dict[str, Account], clock: ManualClock) -> AsyncIterator[Net]:
    async with open_between(copies, committees, clock) as between, wired(between, LEAD, OTHER) as net:
        net.start(LEAD, (*HANDLERS, *TRUST))
        yield net


async def asked(net: Net, viewer: Viewer, committee: str = LEAD) -> Any:
    port = NodePort(*(cast(Any, None),) * 4, net.nodes[LEAD].station, viewer)
    found = execute(
        SCHEMA, parse(QUERY), context_value={CONTEXT_KEY: port}, variable_values={"committee": committee},
        executor_class=FragmentExecutor,
    )  # fmt: skip
    result = await cast(Any, found)
    if result.errors:
        return [error.original_error.code.value for error in result.errors]
    return orjson.loads(orjson.dumps(result.data))["peers"]


async def test_a_key_changes_in_the_middle_of_what_is_delivered(net: Net) -> None:
    old, chain, at = net.nodes[OTHER].key, Chain(LedgerName(OTHER, LEAD)), net.between.clock.now()
    before = await asked(net, staff(LEAD))
    assert [each["fingerprint"] for each in before] == [old.public.fingerprint]
    entries = [
        chain.seal(old, Payload("unknown.kind", {}), at=at),
        chain.seal(old, rotation(OTHER, old.public, NEW), at=at),
        chain.seal(NEW, Payload("unknown.kind", {}), at=at),
    ]
    taken = await net.deliver(LEAD, [each.print() for each in entries])
    outcomes = [Receipt.parse(line).verdict.outcome.value for line in taken["receipts"]]
    assert (outcomes, taken["fault"]) == (["REFUSED", "APPLIED", "REFUSED"], None)
    late: Entry = Chain(chain.ledger, chain.head).seal(old, Payload("unknown.kind", {}), at=at)
    refused = await net.deliver(LEAD, [late.print()])
    assert refused["fault"]["code"] == "UNKNOWN_KEY"
    (after,) = await asked(net, staff(LEAD))
    assert after == {
        "committee": OTHER,
        "fingerprint": NEW.public.fingerprint,
        "state": "OK",
        "sent": 0,
        "receipted": 0,
        "received": 3,
        "waitingSince": None,
        "lastErrorZh": None,
    }


@pytest.mark.parametrize(
    ("viewer", "committee", "code"),
    [
        (staff(OTHER), LEAD, "FORBIDDEN"),
        (Viewer("m", LEAD, frozenset({"member"}), read_only=False, client=None), LEAD, "FORBIDDEN"),
        (staff(LEAD), OTHER, "BAD_USER_INPUT"),
    ],
)
async def test_nobody_else_sees_the_peers(net: Net, viewer: Viewer, committee: str, code: str) -> None:
    assert await asked(net, viewer, committee) == [code]
