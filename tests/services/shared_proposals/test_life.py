"""A shared proposal from its draft to its end, at two committees and at three; one files it and another refuses."""

from tests.services.exchange.between import Between
from tests.services.shared_proposals.table import LEAD, LONGYAN, SHANTOU, TEXT, TITLE, Table


async def test_two_committees_from_the_draft_to_the_end(between: Between) -> None:
    table = Table(between)
    await table.drafted()
    assert await table.circulate(SHANTOU) == ["440100→440500 #1 shared-proposal.invited APPLIED"]
    assert await table.own(SHANTOU) == "INVITED"
    await table.answer(SHANTOU)
    assert await between.settle() == [
        "440500→440100 #1 shared-endorsement.answered APPLIED",
        "440100→440500 #2 shared-proposal.agreed APPLIED",
    ]
    assert await table.state() == "AGREED"
    await table.file(LEAD)
    assert await between.settle() == []
    await table.file(SHANTOU)
    assert await between.settle() == ["440500→440100 #2 shared-filing.drafted APPLIED"]
    assert await table.state() == "FILING"
    assert await table.parties() == {LEAD: "CARRIED_OUT", SHANTOU: "CARRIED_OUT"}
    filing = await between.row(SHANTOU, "filing", await table.filing_of(SHANTOU))
    assert (filing["title"], filing["text"], filing["state"], filing["term"]) == (TITLE, TEXT, "DRAFT", 14)
    await table.review(SHANTOU, "20270001")
    await between.settle()
    assert await table.state() == "IN_HANDLING"
    assert (await table.reports())[SHANTOU] == ("FILED", "FILED", "20270001", [])
    await table.review(LEAD, "7")
    await table.handled(SHANTOU)
    await between.settle()
    assert await table.state() == "IN_HANDLING"
    assert (await table.reports())[SHANTOU] == ("CLOSED", "FILED", "20270001", ["PLANNED"])
    await table.handled(LEAD, "A")
    assert await between.settle() == ["440100→440500 #3 shared-proposal.ended APPLIED"]
    assert await table.state() == "CONCLUDED"
    assert await table.own(SHANTOU) == "ENDED"


async def test_one_refuses_what_another_files(between: Between) -> None:
    table = await Table(between).agreed(SHANTOU, LONGYAN)
    for code in (LEAD, SHANTOU, LONGYAN):
        await table.file(code)
    await table.review(SHANTOU)
    await table.review(LONGYAN, "88")
    await between.settle()
    assert await table.reports() == {
        LEAD: ("DRAFT", None, None, []),
        SHANTOU: ("NOT_FILED", "NOT_FILED", None, []),
        LONGYAN: ("FILED", "FILED", "88", []),
    }
    await between.send(LEAD, "withdrawFiling", id=await table.filing_of(LEAD))
    await table.handled(LONGYAN)
    await between.settle()
    assert await table.state() == "CONCLUDED"
    assert await table.own(SHANTOU) == await table.own(LONGYAN) == "ENDED"
