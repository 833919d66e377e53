"""An agreement between two cities: each holds its own record, and both say the same while it is in force."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date, timedelta
from typing import Any

import pytest
import pytest_asyncio

from schema.calendar import day_in_china
from schema.errors import ErrorCode, ShiziError
from services.kit import copies
from services.kit.receiving import Delivery, apply_delivery
from services.partners.in_force import agreement_in_force, in_one_line, is_partner_city
from tests.services.commands.desk import AUTHORITY
from tests.services.exchange.between import Between
from tests.services.partners.agreeing import GUANGZHOU, LONGYAN, SHANTOU, STEP, concluded, proposed, states

pytestmark = pytest.mark.asyncio(loop_scope="module")
TODAY = date(2026, 11, 23)


@pytest_asyncio.fixture(autouse=True, loop_scope="module")
async def nothing_is_left_open(cities: Between) -> AsyncIterator[None]:
    """Whatever a test leaves is over before the next one."""
    yield
    await cities.settle()
    for code, database in cities.databases.items():
        await database.writer.execute(
            "UPDATE partner_agreement SET state = 'ENDED' WHERE owner = $1 AND state <> 'NOT_CONCLUDED'", code
        )


async def in_force(cities: Between, at: str, partner: str, on: date = TODAY, scope: str = "PROJECTS") -> str | None:
    return await agreement_in_force(cities.databases[at].writer, partner, on, scope)  # type: ignore[arg-type]


async def test_the_whole_life_of_an_agreement(cities: Between) -> None:
    ours, theirs = await proposed(cities, published=True)
    assert kinds(await cities.settle()) == ["partner-agreement.proposed APPLIED"]
    assert await states(cities, ours, theirs) == ("PROPOSED", "RECEIVED")
    assert await in_force(cities, GUANGZHOU, LONGYAN) is None
    await cities.send(LONGYAN, "agreePartnerAgreement", {"authority": AUTHORITY}, id=theirs)
    assert await states(cities, ours, theirs) == ("PROPOSED", "AGREED")
    assert await in_force(cities, LONGYAN, GUANGZHOU) is None, "the other side has not confirmed it"
    assert kinds(await cities.settle()) == ["partner-agreement.agreed APPLIED", "partner-agreement.confirmed APPLIED"]
    one, other = [await cities.row(id_[:6], "partner_agreement", id_) for id_ in (ours, theirs)]
    await copies_agree(cities, {LONGYAN: one, GUANGZHOU: other})
    same = (
        "title",
        "purpose",
        "covers",
        "valid_from",
        "valid_until",
        "terms_hash",
        "signed_on",
        "state",
        "proposed_by",
    )
    assert [one[name] for name in same] == [other[name] for name in same]
    assert (one["counterpart_id"], other["counterpart_id"]) == (theirs, ours)
    assert [row["authority"]["documentNumber"] for row in (one, other)] == [AUTHORITY["documentNumber"]] * 2
    assert (one["visibility"], other["visibility"]) == ("PUBLISHED", "SHARED"), "each side decides of its own record"
    assert (await in_force(cities, GUANGZHOU, LONGYAN), await in_force(cities, LONGYAN, GUANGZHOU)) == (ours, theirs)
    await cities.send(LONGYAN, "suspendPartnerAgreement", STEP, id=theirs)
    await cities.settle()
    assert await states(cities, ours, theirs) == ("SUSPENDED", "SUSPENDED")
    assert await in_force(cities, GUANGZHOU, LONGYAN) is None
    await refused(cities, "partner-agreement.resume.own", GUANGZHOU, "resumePartnerAgreement", ours)
    await cities.send(LONGYAN, "resumePartnerAgreement", STEP, id=theirs)
    await cities.settle()
    assert await states(cities, ours, theirs) == ("ACTIVE", "ACTIVE")
    await cities.send(GUANGZHOU, "endPartnerAgreement", STEP, id=ours)
    await cities.settle()
    assert await states(cities, ours, theirs) == ("ENDED", "ENDED")


async def copies_agree(cities: Between, rows: dict[str, dict[str, Any]]) -> None:
    """Each committee holds the latest version of the other's record."""
    for holder, row in rows.items():
        copy = await copies.held(cities.databases[holder].writer, row["id"])  # type: ignore[arg-type]
        assert copy is not None
        assert (copy["version"], copy["body"]["values"]["state"]) == (row["version"], row["state"])


def kinds(carried: list[str]) -> list[str]:
    """What was carried, without who told whom and under which number."""
    return [each.split(" ", 2)[2] for each in carried if ".updated " not in each]


async def refused(cities: Between, rule: str, code: str, field: str, id: str) -> None:
    with pytest.raises(ShiziError) as caught:
        await cities.send(code, field, STEP, id=id)
    assert caught.value.details["rule"] == rule


async def test_between_its_dates_and_for_what_it_covers(cities: Between) -> None:
    ours, _ = await concluded(cities, covers=["TOPICS"], validFrom="2026-12-01", validUntil="2026-12-31")
    days = [date(2026, 11, 30), date(2026, 12, 1), date(2026, 12, 31), date(2027, 1, 1)]
    assert [await in_force(cities, GUANGZHOU, LONGYAN, day, "TOPICS") for day in days] == [None, ours, ours, None]
    assert await in_force(cities, GUANGZHOU, LONGYAN, days[1], "PROJECTS") is None
    assert await in_force(cities, GUANGZHOU, SHANTOU, days[1], "TOPICS") is None


async def test_an_agreement_with_gaps_stands_behind_nothing(cities: Between) -> None:
    """As the article's: it does not say from when until when."""
    ours, _ = await concluded(cities)
    await cities.databases[GUANGZHOU].writer.execute(
        "UPDATE partner_agreement SET gaps = '{validFrom}' WHERE id = $1", ours
    )
    assert await in_force(cities, GUANGZHOU, LONGYAN) is None


@pytest.mark.parametrize(
    ("more", "code", "rule"),
    [
        ({"partner": GUANGZHOU}, ErrorCode.RULE_REFUSED, "partner-agreement.propose.beside"),
        ({"partner": "440000"}, ErrorCode.RULE_REFUSED, "partner-agreement.propose.beside"),
        ({"partner": "440113"}, ErrorCode.RULE_REFUSED, "partner-agreement.propose.beside"),
        ({"partner": "999999"}, ErrorCode.BAD_USER_INPUT, None),
        ({"covers": []}, ErrorCode.BAD_USER_INPUT, None),
        ({"covers": ["EVERYTHING"]}, ErrorCode.BAD_USER_INPUT, None),
        ({"validUntil": "2026-10-01"}, ErrorCode.BAD_USER_INPUT, None),
        ({"answerBy": "2026-11-22"}, ErrorCode.BAD_USER_INPUT, None),
        ({"authority": AUTHORITY | {"attachmentHash": "xyz"}}, ErrorCode.BAD_USER_INPUT, None),
    ],
)
async def test_what_may_not_be_proposed(
    cities: Between, more: dict[str, Any], code: ErrorCode, rule: str | None
) -> None:
    with pytest.raises(ShiziError) as caught:
        await proposed(cities, **more)
    assert (caught.value.code, caught.value.details.get("rule")) == (code, rule)


async def test_one_proposal_at_a_time(cities: Between) -> None:
    await proposed(cities)
    await cities.settle()
    for by, to in ((GUANGZHOU, LONGYAN), (LONGYAN, GUANGZHOU)):
        with pytest.raises(ShiziError) as caught:
            await proposed(cities, by, to)
        assert caught.value.details["rule"] == "partner-agreement.propose.one"
    await proposed(cities, LONGYAN, SHANTOU)


async def test_both_propose_at_once(cities: Between) -> None:
    """That of the lower code stands; the other is refused with a reason, and the two go on with one."""
    lost, never = await proposed(cities, GUANGZHOU, LONGYAN)
    kept, received = await proposed(cities, LONGYAN, GUANGZHOU)
    carried = await cities.settle()
    assert [each for each in carried if "REFUSED" in each and "partner-agreement.receive.first" in each]
    assert await states(cities, kept, received) == ("PROPOSED", "RECEIVED")
    row = await cities.row(GUANGZHOU, "partner_agreement", lost)
    assert (row["state"], "代码在前" in row["note"]) == ("NOT_CONCLUDED", True)
    assert await cities.rows(LONGYAN, "SELECT FROM partner_agreement WHERE id = $1", never) == []
    await cities.send(GUANGZHOU, "agreePartnerAgreement", {"authority": AUTHORITY}, id=received)
    await cities.settle()
    assert await states(cities, kept, received) == ("ACTIVE", "ACTIVE")


async def test_a_withdrawal_crosses_an_agreement(cities: Between) -> None:
    """It was withdrawn before the answer came: the answer is refused, and both know that nothing was concluded."""
    ours, theirs = await proposed(cities)
    await cities.settle()
    await cities.send(LONGYAN, "agreePartnerAgreement", {"authority": AUTHORITY}, id=theirs)
    await cities.send(GUANGZHOU, "withdrawPartnerAgreement", {"note": "另行提出"}, id=ours)
    carried = await cities.settle()
    assert any("REFUSED partner-agreement.conclude.state" in each for each in carried)
    assert await states(cities, ours, theirs) == ("NOT_CONCLUDED", "NOT_CONCLUDED")


async def test_declined(cities: Between) -> None:
    ours, theirs = await proposed(cities)
    await cities.settle()
    with pytest.raises(ShiziError) as caught:
        await cities.send(LONGYAN, "declinePartnerAgreement", {}, id=theirs)
    assert caught.value.details["rule"] == "partner-agreement.decline.reason"
    await cities.send(LONGYAN, "declinePartnerAgreement", {"note": "条件尚不成熟"}, id=theirs)
    await cities.settle()
    assert await states(cities, ours, theirs) == ("NOT_CONCLUDED", "NOT_CONCLUDED")
    assert (await cities.row(GUANGZHOU, "partner_agreement", ours))["note"] == "条件尚不成熟"


async def test_both_end_it_at_once(cities: Between) -> None:
    ours, theirs = await concluded(cities)
    await cities.send(GUANGZHOU, "endPartnerAgreement", STEP, id=ours)
    await cities.send(LONGYAN, "endPartnerAgreement", STEP, id=theirs)
    assert all("APPLIED" in each for each in await cities.settle())
    assert await states(cities, ours, theirs) == ("ENDED", "ENDED")


async def test_both_suspend_it_at_once(cities: Between) -> None:
    """It goes on only once both have lifted their suspensions."""
    ours, theirs = await concluded(cities)
    for code, id_ in ((GUANGZHOU, ours), (LONGYAN, theirs)):
        await cities.send(code, "suspendPartnerAgreement", STEP, id=id_)
    await cities.settle()
    await cities.send(GUANGZHOU, "resumePartnerAgreement", STEP, id=ours)
    await cities.settle()
    assert await states(cities, ours, theirs) == ("SUSPENDED", "SUSPENDED")
    assert (await cities.row(LONGYAN, "partner_agreement", theirs))["suspended_by"] == [LONGYAN]
    await cities.send(LONGYAN, "resumePartnerAgreement", STEP, id=theirs)
    await cities.settle()
    assert await states(cities, ours, theirs) == ("ACTIVE", "ACTIVE")


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("partner-agreement.ended", {"note": "x"}),
        ("partner-agreement.agreed", {"termsHash": "00" * 32}),
        ("partner-agreement.proposed", {"title": "x", "covers": ["TOPICS"]}),
    ],
)
async def test_a_stranger_and_a_liar_change_nothing(cities: Between, kind: str, body: dict[str, object]) -> None:
    """Shantou speaks of an agreement that is not its own; Longyan agrees to other terms."""
    ours, theirs = await proposed(cities)
    await cities.settle()
    before = await cities.row(GUANGZHOU, "partner_agreement", ours)
    for peer in (SHANTOU, LONGYAN):
        outcome = await tell(cities, peer, GUANGZHOU, kind, {"agreement": ours, **body})
        assert outcome.startswith("REFUSED"), outcome
    assert await cities.row(GUANGZHOU, "partner_agreement", ours) == before
    assert theirs


async def tell(cities: Between, peer: str, to: str, kind: str, body: dict[str, object]) -> str:
    """What comes of a message that somebody made up."""
    async with cities.databases[to].writer.acquire() as connection, connection.transaction():
        delivery = Delivery(peer, 99, kind, body, cities.clock.now())
        return str(await apply_delivery(connection, to, cities.clock.now(), delivery, cities.handlers))


async def test_directory_lines() -> None:
    pairs = [("440113", "440100"), ("440000", "440113"), ("440100", "350800"), ("440100", "440500")]
    assert [in_one_line(*pair, TODAY) for pair in pairs] == [True, True, False, False]
    assert [is_partner_city(*pair) for pair in pairs] == [False, False, True, False]


async def test_silence_lapses(cities: Between) -> None:
    """The proposal ends at both sides, and an answer on its way comes too late."""
    last = day_in_china(cities.clock.now()) + timedelta(days=8)
    ours, theirs = await proposed(cities, answerBy=last.isoformat())
    await cities.settle()
    await cities.send(LONGYAN, "agreePartnerAgreement", {"authority": AUTHORITY}, id=theirs)
    cities.clock.advance(timedelta(days=9))
    assert (await cities.look(LONGYAN), await cities.look(GUANGZHOU)) == (0, 1)
    assert any("REFUSED partner-agreement.conclude.state" in each for each in await cities.settle())
    assert await states(cities, ours, theirs) == ("NOT_CONCLUDED", "NOT_CONCLUDED")


async def test_an_agreement_runs_out(cities: Between) -> None:
    last = day_in_china(cities.clock.now()) + timedelta(days=20)
    ours, theirs = await concluded(cities, validUntil=last.isoformat())
    cities.clock.advance(timedelta(days=30))
    assert (await cities.look(GUANGZHOU), await cities.look(LONGYAN)) == (1, 1)
    assert await states(cities, ours, theirs) == ("ENDED", "ENDED")
    assert (await cities.row(LONGYAN, "partner_agreement", theirs))["ended_on"] == last
