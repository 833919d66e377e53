"""Each committee's own filing: eligible proposers, local variants, once in a term, its own withdrawal, supervision."""

from __future__ import annotations

import random
from typing import Any

import pytest

from schema.errors import ErrorCode, ShiziError
from schema.ids import new_id
from schema.shared_proposals.hashing import text_hash
from services.kit.receiving import Delivery, apply_delivery
from services.shared_proposals.handlers import HANDLERS
from tests.services.commands.desk import AUTHORITY
from tests.services.exchange.between import Between, staff
from tests.services.shared_proposals.table import LEAD, LONGYAN, SHANTOU, TEXT, TITLE, Table

pytestmark = pytest.mark.asyncio(loop_scope="package")

LOCAL = "本地情况：水系不同。分析与建议另写。"
MESSAGES = 150


async def refused(what: Any, rule: str | ErrorCode) -> None:
    """The command is refused by that rule, or with that code."""
    with pytest.raises(ShiziError) as raised:
        await what
    if isinstance(rule, ErrorCode):
        assert raised.value.code is rule
    else:
        assert raised.value.details.get("rule") == rule


async def test_only_an_endorser_files_the_agreed_text_and_once_in_a_term(table: Table) -> None:
    await table.circulated(SHANTOU, LONGYAN)
    await refused(table.file(SHANTOU), "shared-proposal.file.state")
    await table.answer(SHANTOU)
    await table.answer(LONGYAN, "DECLINE")
    await table.settle()
    await refused(table.file(LONGYAN), "shared-proposal.file.state")
    await refused(table.file(SHANTOU, text=LOCAL), "shared-proposal.file.text")
    await refused(table.file(SHANTOU, title=f"{TITLE}（修改）"), "shared-proposal.file.text")
    await refused(table.file(SHANTOU, title="两\n行", variantReason="x"), ErrorCode.BAD_USER_INPUT)
    await table.file(SHANTOU)
    await refused(table.file(SHANTOU), "shared-proposal.file.once")
    assert await table.settle() == [f"{SHANTOU}→{LEAD} shared-filing.drafted APPLIED"]
    await table.file(SHANTOU, term=15)
    assert all(each.endswith("APPLIED") for each in await table.settle())
    rows = await table.between.rows(
        LEAD, "SELECT committee, term FROM shared_report WHERE shared_proposal_id = $1 ORDER BY term", table.id
    )
    assert rows == [(SHANTOU, 14), (SHANTOU, 15)]


async def test_whoever_is_not_eligible_there_cannot_submit_it(table: Table) -> None:
    await table.agreed(SHANTOU)
    person = {"name": "委员乙", "term": 14, "fromDay": "2022-01-10"}
    await table.between.send(SHANTOU, "registerMember", person, committee=SHANTOU)
    await table.file(SHANTOU)
    filing = await table.filing_of(SHANTOU)
    await refused(table.between.send(SHANTOU, "submitFiling", id=filing), "filing.submit.registered")
    await table.between.databases[SHANTOU].writer.execute("DELETE FROM member")


async def test_a_local_variant_is_recorded_with_its_reason_and_told_to_the_lead(table: Table) -> None:
    await table.agreed(SHANTOU, LONGYAN)
    await table.file(SHANTOU, text=LOCAL, variantReason="水系不同")
    shared = await table.file(LONGYAN)
    filing = await table.filing_of(LONGYAN)
    await refused(table.between.send(LONGYAN, "reviseFiling", {"text": LOCAL}, id=filing), "filing.revise.shared")
    await table.between.send(LONGYAN, "reviseFiling", {"session": 3}, id=filing)
    vary = {"text": LOCAL, "reason": "另有安排"}
    await refused(
        table.between.send(LONGYAN, "varySharedFiling", vary | {"reason": " "}, id=shared),
        "shared-filing.vary.reason",
    )
    await table.between.send(LONGYAN, "varySharedFiling", vary, id=shared)
    await table.settle()
    rows = await table.between.rows(
        LEAD, "SELECT committee, variant_text, variant_sha256, variant_reason FROM shared_report"
        " WHERE shared_proposal_id = $1 ORDER BY position", table.id,
    )  # fmt: skip
    sha256 = text_hash(TITLE, LOCAL)
    assert rows == [(SHANTOU, LOCAL, sha256, "水系不同"), (LONGYAN, LOCAL, sha256, "另有安排")]
    for code in (SHANTOU, LONGYAN):
        row = await table.between.row(code, "filing", await table.filing_of(code))
        assert text_hash(row["title"], row["text"]) == sha256
    await table.between.send(LONGYAN, "submitFiling", id=filing)
    await refused(table.between.send(LONGYAN, "varySharedFiling", vary, id=shared), "shared-filing.vary.draft")


async def test_withdrawing_ones_filing_leaves_the_others(table: Table) -> None:
    await table.agreed(SHANTOU, LONGYAN)
    for code, number in ((SHANTOU, "s1"), (LONGYAN, "l1")):
        await table.file(code)
        await table.review(code, number)
    await table.settle()
    before = await table.between.row(LONGYAN, "filing", await table.filing_of(LONGYAN))
    note = {"note": "提案者来函要求"}
    await table.between.send(SHANTOU, "withdrawFiledFiling", note, id=await table.filing_of(SHANTOU))
    gone = {"note": "x", "authority": AUTHORITY}
    await refused(
        table.between.send(SHANTOU, "withdrawSharedProposalEndorsement", gone, id=table.endorsement(SHANTOU)),
        "shared-endorsement.withdraw.state",
    )
    await table.settle()
    assert await table.between.row(LONGYAN, "filing", before["id"]) == before
    reports = await table.reports()
    assert (reports[SHANTOU][1], reports[LONGYAN][1]) == ("WITHDRAWN", "FILED")
    assert await table.state() == "IN_HANDLING"


async def test_joint_supervision_needs_the_consent_of_each(table: Table) -> None:
    await table.agreed(SHANTOU)
    shared = {code: await table.file(code) for code in (LEAD, SHANTOU)}
    await refused(
        table.between.send(SHANTOU, "consentSharedFiling", {"authority": AUTHORITY}, id=shared[SHANTOU]),
        "shared-filing.consent.handled",
    )
    for code in shared:
        await table.review(code, f"{table.id[-6:]}")
    await table.settle()
    wanted = {"committees": [LEAD, SHANTOU], "authority": AUTHORITY}
    for code in (LEAD, SHANTOU):
        await refused(
            table.between.send(LEAD, "superviseSharedProposal", wanted, id=table.id),
            "shared-proposal.supervise.consent",
        )
        await table.between.send(code, "consentSharedFiling", {"authority": AUTHORITY}, id=shared[code])
        await table.settle()
    await table.between.send(LEAD, "superviseSharedProposal", wanted, id=table.id)
    assert await table.settle() == [f"{LEAD}→{SHANTOU} shared-proposal.supervised APPLIED"]
    assert await table.state() == "JOINT_SUPERVISION"
    row = await table.between.row(LEAD, "shared_proposal", table.id)
    assert (row["supervised"], row["supervision"]["documentNumber"]) == ([LEAD, SHANTOU], AUTHORITY["documentNumber"])


async def test_no_message_and_no_command_of_one_changes_anothers_filing(table: Table) -> None:
    """Whatever a committee sends, in whatever order and however garbled, the filings there stay as they were (P12)."""
    await table.agreed(SHANTOU, LONGYAN)
    for code in (LEAD, SHANTOU, LONGYAN):
        await table.file(code)
    await table.review(SHANTOU, table.id[-8:])
    await table.settle()
    rows = await table.between.rows(LONGYAN, "SELECT kind, body FROM outbox")
    rows += await table.between.rows(LEAD, "SELECT kind, body FROM outbox")
    choices = random.Random(20261123)
    before, outcomes = await _filings(table.between), set[str]()
    for number in range(MESSAGES):
        kind, body = choices.choice(rows)
        garbled = {name: _garbled(choices, table, name, value) for name, value in body.items() if name != "record"}
        if choices.random() < 0.3:
            kind = choices.choice(HANDLERS).kind
        delivery = Delivery(choices.choice((LEAD, LONGYAN)), number, kind, garbled, table.between.clock.now())
        outcomes.add(await _receive(table, delivery))
    assert outcomes == {"APPLIED", "REFUSED"}
    assert await _filings(table.between) == before
    for stranger in (LEAD, LONGYAN):
        filing = await table.filing_of(SHANTOU)
        await refused(
            table.between.send(SHANTOU, "withdrawFiledFiling", {"note": "x"}, id=filing, by=staff(stranger)),
            ErrorCode.FORBIDDEN,
        )
    assert await _filings(table.between) == before


def _garbled(choices: random.Random, table: Table, name: str, value: Any) -> Any:
    """Mostly as it was sent; now and then something of the receiver's own, or nonsense."""
    if choices.random() < 0.7:
        return value
    own = [table.id, table.endorsement(SHANTOU), str(new_id(SHANTOU, "filing", at=table.between.clock.now()))]
    return choices.choice([*own, None, 1, 2, "WITHDRAWN", TEXT, [SHANTOU], {"a": 1}, text_hash(TITLE, TEXT)])


async def _receive(table: Table, delivery: Delivery) -> str:
    now = table.between.clock.now()
    async with table.between.databases[SHANTOU].writer.acquire() as connection, connection.transaction():
        return (await apply_delivery(connection, SHANTOU, now, delivery, HANDLERS)).state


async def _filings(between: Between) -> list[tuple[Any, ...]]:
    """Every version of every filing at the receiver, and what belongs to it."""
    tables = ("filing_history", "filing", "proposer", "review", "assignment")
    return [
        row
        for name in tables
        for row in await between.rows(SHANTOU, f"SELECT '{name}', t::text FROM {name} t ORDER BY 2")
    ]
