"""Silence lapses, at the lead and at the committee that was asked; it never blocks."""

from datetime import timedelta

import pytest

from tests.services.shared_proposals.table import LEAD, LONGYAN, SHANTOU, Table

pytestmark = pytest.mark.asyncio(loop_scope="package")


async def test_whoever_does_not_answer_is_no_longer_waited_for(table: Table) -> None:
    await table.circulated(SHANTOU, LONGYAN)
    await table.answer(SHANTOU)
    await table.settle()
    await table.pass_days(22)
    assert await table.state() == "ENDORSING"
    await table.pass_days(1)
    assert await table.parties() == {LEAD: "ENDORSED", SHANTOU: "ENDORSED", LONGYAN: "LAPSED"}
    assert (await table.state(), await table.own(LONGYAN)) == ("AGREED", "LAPSED")


async def test_an_answer_after_the_lapse_is_refused(table: Table) -> None:
    await table.circulated(SHANTOU, LONGYAN)
    await table.answer(SHANTOU)
    await table.pass_days(21)
    table.between.clock.advance(timedelta(days=2))
    await table.between.look(LEAD)
    await table.answer(LONGYAN)
    assert any("REFUSED shared-proposal.take-endorsement" in each for each in await table.settle())
    assert (await table.own(LONGYAN), await table.state()) == ("NOT_ACCEPTED", "AGREED")


async def test_endorsements_that_nobody_files_lapse_and_with_them_the_agreement(table: Table) -> None:
    await table.agreed(SHANTOU)
    await table.pass_days(70)
    assert await table.own(SHANTOU) == "LAPSED"
    assert await table.state() == "DRAFTING"
    await table.circulate()
    assert await table.parties() == {LEAD: "ENDORSED", SHANTOU: "INVITED"}


async def test_an_endorsement_may_hold_for_a_shorter_time(table: Table) -> None:
    await table.circulated(SHANTOU, LONGYAN)
    await table.answer(SHANTOU, validUntil=table.days["respondBy"])
    await table.answer(LONGYAN)
    await table.settle()
    await table.file(LEAD)
    await table.pass_days(23)
    assert await table.parties() == {LEAD: "CARRIED_OUT", SHANTOU: "LAPSED", LONGYAN: "ENDORSED"}
    assert (await table.own(SHANTOU), await table.state()) == ("LAPSED", "FILING")


async def test_the_end_waits_for_those_who_may_still_file(table: Table) -> None:
    await table.agreed(SHANTOU)
    await table.file(LEAD)
    await table.review(LEAD)
    await table.settle()
    assert await table.state() == "FILING"
    await table.pass_days(70)
    assert await table.state() == "CONCLUDED"
