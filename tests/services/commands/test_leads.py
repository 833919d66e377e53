"""Citizens' leads: sent without a token, slowed down, screened, adopted, claimed once; the contact stays apart."""

import hashlib
from dataclasses import replace
from datetime import timedelta

from schema.errors import ErrorCode
from services.citizens.commands import commitment
from services.kit.identity import ANONYMOUS
from tests.services.commands.desk import CITIZEN, CODE, MEMBER, STRANGER, Desk
from tests.services.commands.refusals import refused
from tests.services.writing import key

LEAD = {"title": "建议增设社区图书角", "text": "附近没有阅读空间。", "category": "民生保障", "contact": "13800000000"}


async def submitted(desk: Desk, **change: object) -> str:
    return (await desk.send("submitCitizenLead", LEAD | change, by=CITIZEN, committee=CODE)).record_id


async def test_anybody_may_submit_and_gets_the_receipt_again_under_the_same_key(desk: Desk) -> None:
    sent_under = key()
    first = await desk.send("submitCitizenLead", LEAD, by=CITIZEN, committee=CODE, idempotencyKey=sent_under)
    again = await desk.send("submitCitizenLead", LEAD, by=CITIZEN, committee=CODE, idempotencyKey=sent_under)
    assert (again.replayed, again.record_id, again.extra) == (True, first.record_id, first.extra)
    row = await desk.row("citizen_lead", first.record_id)
    assert (row["state"], row["visibility"], row["submitted_at"]) == ("SUBMITTED", "NODE", desk.clock.now())
    receipt = first.extra["receipt"]
    assert row["receipt_digest"] == hashlib.sha256(receipt.encode()).digest()
    everything = await desk.rows(
        "SELECT row_to_json(e)::text FROM event e UNION ALL SELECT row_to_json(i)::text FROM idempotency i"
    )
    assert not any(receipt in text for (text,) in everything)


async def test_the_contact_stands_apart_and_its_commitment_can_be_checked(desk: Desk) -> None:
    lead = await submitted(desk)
    ((contact, salt),) = await desk.rows("SELECT contact, salt FROM citizen_contact WHERE lead_id = $1", lead)
    assert contact == "13800000000"
    ((body,),) = await desk.rows("SELECT body FROM event")
    assert body["contactCommitment"] == commitment(salt, contact)
    for table in ("event", "citizen_lead", "citizen_lead_history", "idempotency", "outbox"):
        assert not [
            text for (text,) in await desk.rows(f"SELECT row_to_json(t)::text FROM {table} t") if contact in text
        ]


async def test_without_a_contact_there_is_nothing_to_commit_to(desk: Desk) -> None:
    await submitted(desk, contact=None)
    assert await desk.rows("SELECT body -> 'contactCommitment' FROM event") == [(None,)]
    assert (await desk.counts())["citizen_contact"] == 0


async def test_screened_adopted_and_claimed_once(desk: Desk) -> None:
    lead = await submitted(desk)
    await desk.send("screenCitizenLead", id=lead)
    await desk.send("adoptCitizenLead", id=lead)
    async with refused(desk, ErrorCode.RULE_REFUSED, "citizen-lead.claim.claimant"):
        await desk.send("claimCitizenLead", {"claimant": "  "}, by=MEMBER, id=lead)
    desk.clock.advance(timedelta(days=1))
    await desk.send("claimCitizenLead", {"claimant": "委员甲"}, by=MEMBER, id=lead)
    row = await desk.row("citizen_lead", lead)
    assert (row["state"], row["claimant"], row["claimed_at"]) == ("CLAIMED", "委员甲", desk.clock.now())
    async with refused(desk, ErrorCode.RULE_REFUSED, "citizen-lead.claim.state"):
        await desk.send("claimCitizenLead", {"claimant": "委员乙"}, by=MEMBER, id=lead)
    assert await desk.kinds() == ["lead.submitted", "lead.screened", "lead.adopted", "lead.claimed"]


async def test_no_step_is_skipped(desk: Desk) -> None:
    lead = await submitted(desk)
    async with refused(desk, ErrorCode.RULE_REFUSED, "citizen-lead.adopt.state"):
        await desk.send("adoptCitizenLead", id=lead)
    async with refused(desk, ErrorCode.RULE_REFUSED, "citizen-lead.screen.actor"):
        await desk.send("screenCitizenLead", id=lead, by=MEMBER)


async def test_a_lead_without_text_is_not_adopted(desk: Desk) -> None:
    lead = await submitted(desk, text=None)
    await desk.send("screenCitizenLead", id=lead)
    async with refused(desk, ErrorCode.RULE_REFUSED, "citizen-lead.adopt.text"):
        await desk.send("adoptCitizenLead", id=lead)


async def test_a_flood_is_slowed_for_that_client_alone(desk: Desk) -> None:
    slow = Desk(desk.database, desk.clock, burst=2)
    for _ in range(2):
        await submitted(slow)
    async with refused(desk, ErrorCode.RATE_LIMITED) as seen:
        await submitted(slow)
    wait = seen.extensions["retryAfterSeconds"]
    await slow.send("submitCitizenLead", LEAD, by=replace(CITIZEN, client="elsewhere"), committee=CODE)
    desk.clock.advance(timedelta(seconds=wait))
    await submitted(slow)


async def test_who_may_not_submit(desk: Desk) -> None:
    async with refused(desk, ErrorCode.UNAUTHENTICATED):  # not even a gateway vouches for where this came from
        await desk.send("submitCitizenLead", LEAD, by=ANONYMOUS, committee=CODE)
    async with refused(desk, ErrorCode.FORBIDDEN):
        await desk.send("submitCitizenLead", LEAD, by=STRANGER, committee=CODE)
