"""A filing that was recommended to a higher level: both committees name each other, and nobody else puts in a word."""

from __future__ import annotations

from datetime import timedelta

import pytest

from schema.ids import new_id
from services.kit.clock import ManualClock
from services.kit.database import NodeDatabase
from services.kit.receiving import Delivery, apply_delivery
from services.node.committee import HANDLERS
from tests.services.commands.desk import CODE, Desk

UPPER = "440000"


async def tells(desk: Desk, peer: str, **body: str) -> str:
    """What becomes of the message that a recommended filing was taken up."""
    said = Delivery(peer, 1, "filing.taken-up", body, desk.clock.now())
    async with desk.database.writer.acquire() as connection, connection.transaction():
        return str(await apply_delivery(connection, CODE, desk.clock.now(), said, HANDLERS))


@pytest.fixture
def desk(node_db: NodeDatabase, clock: ManualClock) -> Desk:
    return Desk(node_db, clock)


async def test_what_was_taken_up_above_is_named_here(desk: Desk) -> None:
    filing = await desk.submitted()
    anew, later = (str(new_id(UPPER, "filing", at=desk.clock.now() + timedelta(days=day))) for day in (0, 9))
    early = await tells(desk, UPPER, recommendedFrom=filing, filing=anew)
    assert early.startswith("REFUSED"), "nobody recommended it yet"
    await desk.send("recommendUpwardFiling", {"committee": UPPER, "note": "事涉全省"}, id=filing)
    assert await tells(desk, UPPER, recommendedFrom=filing, filing=anew) == "APPLIED"
    row = await desk.row("filing", filing)
    assert (row["state"], row["recommended_to"], row["version"]) == ("HANDED_UP", anew, 4)
    assert await tells(desk, UPPER, recommendedFrom=filing, filing=anew) == "APPLIED"
    assert (await desk.row("filing", filing))["version"] == 4, "said twice, it changes nothing"
    assert await tells(desk, UPPER, recommendedFrom=filing, filing=later) == "APPLIED"
    assert (await desk.row("filing", filing))["recommended_to"] == later, "the first was withdrawn there"


@pytest.mark.parametrize(
    ("peer", "source", "anew"),
    [
        ("440500", "own", "440500:filing"), ("440500", "own", f"{UPPER}:filing"), (UPPER, "own", "440500:filing"),
        (UPPER, "unknown", f"{UPPER}:filing"), (UPPER, "own", f"{UPPER}:topic"), (UPPER, "own", "x"),
    ],
)  # fmt: skip
async def test_nobody_else_takes_it_up(desk: Desk, peer: str, source: str, anew: str) -> None:
    filing = await desk.submitted()
    await desk.send("recommendUpwardFiling", {"committee": UPPER, "note": "事涉全省"}, id=filing)
    unknown = str(new_id(CODE, "filing", at=desk.clock.now()))
    owner, _, kind = anew.partition(":")
    named = str(new_id(owner, kind, at=desk.clock.now())) if kind else anew
    said = await tells(desk, peer, recommendedFrom=filing if source == "own" else unknown, filing=named)
    assert said.startswith("REFUSED"), said
    assert (await desk.row("filing", filing))["recommended_to"] is None
