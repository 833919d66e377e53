"""A shared proposal from its draft to its end, at two committees and at three; one files it and another refuses."""

import pytest

from tests.services.shared_proposals.table import LEAD, LONGYAN, SHANTOU, TEXT, TITLE, Table

pytestmark = pytest.mark.asyncio(loop_scope="package")


async def test_two_committees_from_the_draft_to_the_end(table: Table) -> None:
    await table.drafted()
    assert await table.circulate(SHANTOU) == ["440100→440500 shared-proposal.invited APPLIED"]
    assert await table.own(SHANTOU) == "INVITED"
    await table.answer(SHANTOU)
    assert await table.settle() == [
        "440500→440100 shared-endorsement.answered APPLIED",
        "440100→440500 shared-proposal.agreed APPLIED",
    ]
    assert await table.state() == "AGREED"
    await table.file(LEAD)
    assert await table.settle() == []
    await table.file(SHANTOU)
    assert await table.settle() == ["440500→440100 shared-filing.drafted APPLIED"]
    assert await table.state() == "FILING"
    assert await table.parties() == {LEAD: "CARRIED_OUT", SHANTOU: "CARRIED_OUT"}
    filing = await table.between.row(SHANTOU, "filing", await table.filing_of(SHANTOU))
    assert (filing["title"], filing["text"], filing["state"], filing["term"]) == (TITLE, TEXT, "DRAFT", 14)
    await table.review(SHANTOU, "20270001")
    await table.settle()
    assert await table.state() == "IN_HANDLING"
    assert (await table.reports())[SHANTOU] == ("FILED", "FILED", "20270001", [])
    await table.review(LEAD, "7")
    await table.handled(SHANTOU)
    await table.settle()
    assert await table.state() == "IN_HANDLING"
    assert (await table.reports())[SHANTOU] == ("CLOSED", "FILED", "20270001", ["PLANNED"])
    await table.handled(LEAD, "A")
    assert await table.settle() == ["440100→440500 shared-proposal.ended APPLIED"]
    assert await table.state() == "CONCLUDED"
    assert await table.own(SHANTOU) == "ENDED"


async def test_one_refuses_what_another_files(table: Table) -> None:
    await table.agreed(SHANTOU, LONGYAN)
    for code in (LEAD, SHANTOU, LONGYAN):
        await table.file(code)
    await table.review(SHANTOU)
    await table.review(LONGYAN, "88")
    await table.settle()
    assert await table.reports() == {
        LEAD: ("DRAFT", None, None, []),
        SHANTOU: ("NOT_FILED", "NOT_FILED", None, []),
        LONGYAN: ("FILED", "FILED", "88", []),
    }
    await table.between.send(LEAD, "withdrawFiling", id=await table.filing_of(LEAD))
    await table.handled(LONGYAN)
    await table.settle()
    assert await table.state() == "CONCLUDED"
    assert await table.own(SHANTOU) == await table.own(LONGYAN) == "ENDED"
