"""A filed proposal is published with the replies that may be read by everybody, and taken back again."""

from __future__ import annotations

from typing import Any

from schema.errors import ErrorCode
from services.kit.reads.binding import View
from tests.services.commands.desk import MEMBER, Desk
from tests.services.commands.handing_over import filed, speaker
from tests.services.commands.refusals import refused
from tests.services.handling.answering import BAD as NOT_SATISFIED
from tests.services.handling.answering import SIGNED, alone, answer, draft, feedback, signed, split
from tests.services.reads.asking import ANYONE, STAFF, Asker

RULE = ErrorCode.RULE_REFUSED
SEEN = """{ filings { edges { node { state visibility assignments { unit visibility replies { text disclosure } } } } }
  assignments { edges { node { unit } } } }"""
FILINGS = "{ filings { edges { node { assignments { unit } } } } }"
REPLY = {**SIGNED, "grade": "A"}


async def issue(desk: Desk, assignment: str, number: int, disclosure: str | None) -> None:
    await draft(desk, assignment, number, f"答复{number}")
    said = REPLY if disclosure is None else REPLY | {"disclosure": disclosure}
    await desk.send("issueReplyAssignment", said, id=assignment, by=speaker(number))


async def seen(asker: Asker) -> tuple[list[Any], list[str]]:
    """What anyone sees of proposals, and of assignments asked for by themselves."""
    answer = await asker.ask(SEEN, ANYONE)
    units = [edge["node"]["unit"] for edge in answer["assignments"]["edges"]]
    return [edge["node"] for edge in answer["filings"]["edges"]], units


async def test_what_may_be_read_is_published_and_taken_back(desk: Desk) -> None:
    asker = Asker(desk.database, desk.clock)
    for module in ("proposals", "handling"):
        await asker.share(module)
    filing, units = await signed(desk, split(1, 2, 3, 4))
    await issue(desk, units[1], 1, "PUBLIC")
    await issue(desk, units[2], 2, "NOT_PUBLIC")
    await issue(desk, units[3], 3, None)
    assert await seen(asker) == ([], [])
    await desk.send("publishFiling", id=filing)
    shown = {"visibility": "PUBLISHED"}
    of_first = {"unit": "示例单位1", **shown, "replies": [{"text": "答复1", "disclosure": "PUBLIC"}]}
    handled = {"unit": "示例单位4", **shown, "replies": []}
    ((only,), listed) = await seen(asker)
    assert (only["visibility"], only["assignments"]) == ("PUBLISHED", [of_first, handled])
    assert sorted(listed) == ["示例单位1", "示例单位4"]
    await issue(desk, units[4], 4, "ON_REQUEST")
    ((only,), listed) = await seen(asker)
    assert (only["state"], only["assignments"], listed) == ("REPLIED", [of_first], ["示例单位1"])
    async with refused(desk, RULE, "filing.publish.once"):
        await desk.send("publishFiling", id=filing)
    async with refused(desk, RULE, "filing.unpublish.note"):
        await desk.send("unpublishFiling", {"note": " "}, id=filing)
    await desk.send("unpublishFiling", {"note": "涉及个人信息"}, id=filing)
    assert await seen(asker) == ([], [])
    assert {each["visibility"] for each in await desk.database.writer.fetch("SELECT visibility FROM assignment")} == {
        "NODE"
    }
    past = await desk.rows("SELECT visibility FROM filing_history WHERE id = $1 ORDER BY version DESC LIMIT 3", filing)
    assert past == [("NODE",), ("PUBLISHED",), ("PUBLISHED",)], "when it was published stays known"
    async with refused(desk, RULE, "filing.unpublish.published"):
        await desk.send("unpublishFiling", {"note": "涉及个人信息"}, id=filing)


async def test_what_is_published_still_obeys_the_sharing_policy(desk: Desk) -> None:
    asker = Asker(desk.database, desk.clock)
    await asker.share("proposals")
    filing, _ = await signed(desk, alone())
    await desk.send("publishFiling", id=filing)
    (shown,) = (await asker.ask(FILINGS, ANYONE))["filings"]["edges"]
    assert shown["node"] == {"assignments": []}, "assignments are shared by a line of their own"
    assert await asker.refusal("{ assignments { edges { node { unit } } } }", ANYONE) == "FORBIDDEN"
    await desk.database.writer.execute("DELETE FROM sharing_policy")
    assert await asker.refusal(FILINGS, ANYONE) == "FORBIDDEN"


async def test_only_what_was_filed_and_is_not_internal(desk: Desk) -> None:
    reviewed, internal, other = await desk.reviewed(), await filed(desk), await filed(desk, "2")
    async with refused(desk, RULE, "filing.publish.state"):
        await desk.send("publishFiling", id=reviewed)
    await desk.database.writer.execute("UPDATE filing SET visibility = 'RESTRICTED' WHERE id = $1", internal)
    async with refused(desk, RULE, "filing.publish.internal"):
        await desk.send("publishFiling", id=internal)
    async with refused(desk, RULE, "filing.publish.actor"):
        await desk.send("publishFiling", id=other, by=MEMBER)


async def test_a_withdrawn_proposal_is_taken_back_too(desk: Desk) -> None:
    filing = await filed(desk)
    await desk.send("publishFiling", id=filing)
    await desk.send("withdrawFiledFiling", {"note": "提案者来函撤案"}, id=filing)
    await desk.send("unpublishFiling", {"note": "已撤案"}, id=filing)
    row = await desk.row("filing", filing)
    assert (row["state"], row["outcome"], row["visibility"]) == ("WITHDRAWN", "WITHDRAWN", "NODE")


async def test_a_new_round_of_a_published_proposal_is_seen_until_its_reply_says_otherwise(desk: Desk) -> None:
    filing, units = await signed(desk, alone())
    await answer(desk, units[1], 1)
    await desk.send("publishFiling", id=filing)
    await feedback(desk, filing, NOT_SATISFIED)
    await desk.send("rehandleFiling", id=filing)
    rows = await desk.rows("SELECT round, visibility FROM assignment ORDER BY round")
    assert rows == [(1, "NODE"), (2, "PUBLISHED")]


async def test_what_the_office_remarked_is_not_published_with_it(desk: Desk) -> None:
    asker = Asker(desk.database, desk.clock)
    await asker.share("proposals")
    returned = await desk.submitted()
    await desk.send("returnFiling", {"note": "数据尚未核实，请补充"}, id=returned)
    await desk.send("submitFiling", id=returned)
    await desk.send("prelimReviewFiling", id=returned)
    await desk.send("fileFiling", {"caseNumber": "0007"}, id=returned)
    await desk.send("publishFiling", id=returned)
    notes = "{ filings { edges { node { reviews { note round } } } } }"

    async def seen(view: View) -> list[str | None]:
        (edge,) = (await asker.ask(notes, view))["filings"]["edges"]
        return [review["note"] for review in edge["node"]["reviews"]]

    assert "数据尚未核实，请补充" in await seen(STAFF)
    public = await seen(ANYONE)
    assert public
    assert not any(public)
