"""Acts that cross on the wire, in both orders: the lead's ledger decides, and the loser hears why."""

import pytest

from schema.errors import ErrorCode, ShiziError
from tests.services.commands.desk import AUTHORITY
from tests.services.shared_proposals.table import LEAD, LONGYAN, SHANTOU, Table

pytestmark = pytest.mark.asyncio(loop_scope="package")

NEW_TEXT = {"text": "修改后的情况、分析和建议。", "note": "据会签意见"}


async def revise(table: Table) -> None:
    """A new version is written and sent out, and nothing is carried yet."""
    await table.between.send(LEAD, "reviseSharedProposal", NEW_TEXT, id=table.id)
    given = {"committees": [], "authority": AUTHORITY, **table.days}
    await table.between.send(LEAD, "circulateSharedProposal", given, id=table.id)


async def own(table: Table, code: str) -> tuple[object, ...]:
    row = await table.between.row(code, "shared_endorsement", table.endorsement(code))
    return row["state"], row["number"], (row["refusal"] or "").partition(":")[0]


async def test_an_endorsement_of_a_version_that_is_no_longer_the_latest_is_refused(table: Table) -> None:
    await table.circulated(SHANTOU, LONGYAN)
    await table.answer(SHANTOU)
    await revise(table)
    carried = await table.settle()
    assert any(
        "shared-endorsement.answered REFUSED shared-proposal.take-endorsement.version" in each for each in carried
    )
    assert await own(table, SHANTOU) == ("INVITED", 2, "shared-proposal.take-endorsement.version")
    assert await table.parties() == {LEAD: "ENDORSED", SHANTOU: "INVITED", LONGYAN: "INVITED"}
    await table.answer(SHANTOU)
    await table.answer(LONGYAN, "DECLINE")
    await table.settle()
    assert await table.state() == "AGREED"


async def test_the_refusal_may_come_before_the_new_version(table: Table) -> None:
    await table.circulated(SHANTOU)
    await table.answer(SHANTOU)
    await revise(table)
    (carried,) = await table.between._carry_from(SHANTOU)
    assert "REFUSED shared-proposal.take-endorsement.version" in carried
    assert await own(table, SHANTOU) == ("NOT_ACCEPTED", 1, "shared-proposal.take-endorsement.version")
    await table.settle()
    assert (await own(table, SHANTOU))[:2] == ("INVITED", 2)


async def test_an_endorsement_that_came_first_falls_with_its_version(table: Table) -> None:
    await table.circulated(SHANTOU, LONGYAN)
    await table.answer(SHANTOU)
    await table.settle()
    assert await table.parties() == {LEAD: "ENDORSED", SHANTOU: "ENDORSED", LONGYAN: "INVITED"}
    await revise(table)
    await table.settle()
    assert await own(table, SHANTOU) == ("INVITED", 2, "")
    assert await table.parties() == {LEAD: "ENDORSED", SHANTOU: "INVITED", LONGYAN: "INVITED"}
    versions = await table.between.rows(
        LEAD, "SELECT position, sha256 FROM shared_proposal_version WHERE shared_proposal_id = $1 ORDER BY 1", table.id
    )
    assert [each[0] for each in versions] == [1, 2]
    assert versions[0][1] != versions[1][1]


async def test_a_filing_that_crosses_the_dissolution_goes_on_by_itself(table: Table) -> None:
    await table.agreed(SHANTOU)
    shared = await table.file(SHANTOU)
    await table.between.send(LEAD, "dissolveSharedProposal", {"note": "另行推进"}, id=table.id)
    carried = await table.settle()
    assert any("shared-filing.drafted REFUSED shared-proposal.file.state" in each for each in carried)
    row = await table.between.row(SHANTOU, "shared_filing", shared)
    assert (row["wording"], row["refusal"].partition(":")[0]) == ("NOT_LINKED", "shared-proposal.file.state")
    assert await table.own(SHANTOU) == "ENDED"
    filing = await table.filing_of(SHANTOU)
    await table.between.send(SHANTOU, "reviseFiling", {"text": "自行提出的正文"}, id=filing)
    await table.between.send(SHANTOU, "submitFiling", id=filing)
    assert await table.settle() == []
    assert await table.reports() == {}


async def test_a_dissolution_that_comes_after_a_filing_is_refused(table: Table) -> None:
    await table.agreed(SHANTOU)
    await table.file(SHANTOU)
    await table.settle()
    with pytest.raises(ShiziError) as raised:
        await table.between.send(LEAD, "dissolveSharedProposal", {"note": "另行推进"}, id=table.id)
    assert (raised.value.code, raised.value.details["rule"]) == (
        ErrorCode.RULE_REFUSED, "shared-proposal.dissolve.state",
    )  # fmt: skip


async def test_a_filing_and_a_withdrawal_of_another_in_either_order(table: Table) -> None:
    for first, second in ((SHANTOU, LONGYAN), (LONGYAN, SHANTOU)):
        here = await Table(table.between).agreed(SHANTOU, LONGYAN)
        await here.file(first)
        gone = {"note": "情况有变", "authority": AUTHORITY}
        await table.between.send(second, "withdrawSharedProposalEndorsement", gone, id=here.endorsement(second))
        assert all(each.endswith("APPLIED") for each in await here.settle())
        assert await here.state() == "FILING"
        parties = await here.parties()
        assert (parties[first], parties[second]) == ("CARRIED_OUT", "WITHDRAWN")


async def test_the_last_one_to_withdraw_before_anybody_filed_takes_the_agreement_along(table: Table) -> None:
    await table.agreed(SHANTOU, LONGYAN)
    gone = {"note": "情况有变", "authority": AUTHORITY}
    await table.between.send(SHANTOU, "withdrawSharedProposalEndorsement", gone, id=table.endorsement(SHANTOU))
    await table.settle()
    assert await table.state() == "AGREED"
    await table.between.send(LONGYAN, "withdrawSharedProposalEndorsement", gone, id=table.endorsement(LONGYAN))
    await table.settle()
    assert await table.state() == "DRAFTING"
    assert await table.parties() == {LEAD: "SUPERSEDED", SHANTOU: "WITHDRAWN", LONGYAN: "WITHDRAWN"}
    await table.circulate(SHANTOU)
    assert await table.own(SHANTOU) == "INVITED"


async def test_a_withdrawal_that_crosses_a_revision_stands(table: Table) -> None:
    await table.circulated(SHANTOU, LONGYAN)
    await table.answer(SHANTOU)
    await table.settle()
    gone = {"note": "情况有变", "authority": AUTHORITY}
    await table.between.send(SHANTOU, "withdrawSharedProposalEndorsement", gone, id=table.endorsement(SHANTOU))
    await table.between.send(LEAD, "reviseSharedProposal", NEW_TEXT, id=table.id)
    await table.settle()
    assert await table.own(SHANTOU) == "WITHDRAWN"
    assert (await table.parties())[SHANTOU] == "WITHDRAWN"
    await table.circulate()
    assert (await table.parties())[LONGYAN] == "INVITED"
    assert await table.own(SHANTOU) == "WITHDRAWN"


async def test_a_withdrawal_that_crosses_a_new_version_leaves_that_to_be_answered(table: Table) -> None:
    await table.circulated(SHANTOU, LONGYAN)
    await table.answer(SHANTOU)
    await table.settle()
    gone = {"note": "情况有变", "authority": AUTHORITY}
    await table.between.send(SHANTOU, "withdrawSharedProposalEndorsement", gone, id=table.endorsement(SHANTOU))
    await revise(table)
    await table.settle()
    assert await own(table, SHANTOU) == ("INVITED", 2, "")
    assert (await table.parties())[SHANTOU] == "INVITED"
    await table.answer(SHANTOU)
    await table.answer(LONGYAN)
    await table.settle()
    assert await table.state() == "AGREED"
