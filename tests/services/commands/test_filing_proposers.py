"""Who may stand behind a filing: by the register of members and bodies once the committee keeps one."""

from datetime import timedelta
from typing import Any

import pytest

from schema.errors import ErrorCode
from schema.ids import new_id
from tests.services.commands.desk import CODE, STAFF, Desk
from tests.services.commands.refusals import refused
from tests.services.commands.registering import DAY, JIA, NOBODY, body, member, opens

RULE = ErrorCode.RULE_REFUSED


async def proposers(desk: Desk, filing: str) -> list[tuple[Any, ...]]:
    return await desk.rows(
        "SELECT kind, name, first, signed_at IS NOT NULL, sealed FROM proposer WHERE filing_id = $1 ORDER BY position",
        filing,
    )


async def test_a_member_alone_signs_by_submitting(desk: Desk) -> None:
    jia = await member(desk, "委员甲", "jia")
    filing = await desk.draft(by=JIA, proposers=[{"member": jia}])
    assert await proposers(desk, filing) == [("MEMBER", "委员甲", True, False, False)]
    async with refused(desk, RULE, "filing.submit.signed"):
        await desk.send("submitFiling", id=filing, by=STAFF)
    await desk.send("submitFiling", id=filing, by=JIA)
    assert await proposers(desk, filing) == [("MEMBER", "委员甲", True, True, False)]


async def test_names_alone_pass_until_the_committee_keeps_a_register(desk: Desk) -> None:
    before, after = await desk.draft(), await desk.draft()
    await desk.send("submitFiling", id=before)
    await member(desk, "委员甲", "jia")
    async with refused(desk, RULE, "filing.submit.registered"):
        await desk.send("submitFiling", id=after)
    await desk.send("submitFiling", id=await desk.draft(term=15))  # nobody of that term is registered yet
    await desk.database.writer.execute("UPDATE member SET provenance = 'SYNTHETIC'")
    await desk.send("submitFiling", id=after)  # an example is no register


async def test_only_the_proposer_or_the_office_submits_revises_and_withdraws(desk: Desk) -> None:
    jia = await member(desk, "委员甲", "jia")
    filing = await desk.draft(proposers=[{"member": jia, "signed": True}])
    for command in ("submit", "withdraw"):
        async with refused(desk, RULE, f"filing.{command}.proposer"):
            await desk.send(f"{command}Filing", id=filing, by=NOBODY)
    async with refused(desk, RULE, "filing.revise.proposer"):
        await desk.send("reviseFiling", {"title": "新案由"}, id=filing, by=NOBODY)
    await desk.send("reviseFiling", {"title": "新案由"}, id=filing, by=JIA)
    await desk.send("submitFiling", id=filing, by=STAFF)
    await desk.send("withdrawFiling", id=filing, by=JIA)
    row = await desk.row("filing", filing)
    assert (row["title"], row["state"], row["version"]) == ("新案由", "WITHDRAWN", 4)


async def test_a_joint_filing_has_two_members_of_the_term(desk: Desk) -> None:
    jia, yi = await member(desk, "委员甲", "jia"), await member(desk, "委员乙", "yi")
    gone = await member(desk, "委员丙", until_day=DAY - timedelta(days=1))
    earlier = await member(desk, "委员丁", term=13)
    alone = await desk.draft(proposers=[{"member": jia, "kind": "MEMBERS_JOINTLY", "signed": True}])
    async with refused(desk, RULE, "filing.submit.joint"):
        await desk.send("submitFiling", id=alone)
    for other in (gone, earlier):
        wrong = await desk.draft(proposers=[{"member": jia, "signed": True}, {"member": other, "signed": True}])
        async with refused(desk, RULE, "filing.submit.eligible"):
            await desk.send("submitFiling", id=wrong)
    right = await desk.draft(proposers=[{"member": jia, "signed": True}, {"member": yi, "signed": True}])
    await desk.send("submitFiling", id=right)
    assert [row[:3] for row in await proposers(desk, right)] == [
        ("MEMBERS_JOINTLY", "委员甲", True),
        ("MEMBERS_JOINTLY", "委员乙", False),
    ]


@pytest.mark.parametrize("kind", ["SECTOR", "SECTOR_GROUP"])
async def test_sectors_propose_in_session_signed_by_their_convenor(desk: Desk, kind: str) -> None:
    jia = await member(desk, "委员甲", "jia")
    group = await body(desk, kind, "教育界", jia)
    unsigned = await desk.draft(proposers=[{"body": group}])
    async with refused(desk, RULE, "filing.submit.signed"):
        await desk.send("submitFiling", id=unsigned)
    await opens(desk, DAY + timedelta(days=30))
    await desk.send("submitFiling", id=unsigned, by=JIA)
    row = await desk.row("filing", unsigned)
    assert (row["state"], row["channel"]) == ("SUBMITTED", "IN_SESSION")
    late = await desk.draft(proposers=[{"body": group, "signed": True}])
    desk.clock.advance(timedelta(days=60))
    async with refused(desk, RULE, "filing.submit.in-session"):
        await desk.send("submitFiling", id=late)
    own = await desk.draft(by=JIA, proposers=[{"member": jia}])
    await desk.send("submitFiling", id=own, by=JIA)
    assert (await desk.row("filing", own))["channel"] == "OUT_OF_SESSION"


async def test_what_is_returned_stays_in_the_session_it_came_in(desk: Desk) -> None:
    jia = await member(desk, "委员甲", "jia")
    group = await body(desk, "SECTOR", "教育界", jia)
    await opens(desk, DAY)
    filing = await desk.draft(proposers=[{"body": group}])
    await desk.send("submitFiling", id=filing, by=JIA)
    await desk.send("returnFiling", {"note": "请补充建议"}, id=filing)
    desk.clock.advance(timedelta(days=20))
    await desk.send("reviseFiling", {"text": "情况、分析、补充后的建议"}, id=filing, by=JIA)
    await desk.send("submitFiling", id=filing, by=JIA)
    row = await desk.row("filing", filing)
    assert (row["state"], row["channel"], row["text"]) == ("SUBMITTED", "IN_SESSION", "情况、分析、补充后的建议")


@pytest.mark.parametrize("kind", ["PARTY", "PEOPLES_ORGANISATION", "SPECIAL_COMMITTEE"])
async def test_parties_organisations_and_committees_seal(desk: Desk, kind: str) -> None:
    party = await body(desk, kind, "某单位")
    filing = await desk.draft(proposers=[{"body": party}])
    async with refused(desk, RULE, "filing.submit.sealed"):
        await desk.send("submitFiling", id=filing)
    await desk.send("reviseFiling", {"proposers": [{"body": party, "sealed": True}]}, id=filing)
    await desk.send("submitFiling", id=filing)
    assert await proposers(desk, filing) == [(kind, "某单位", True, False, True)]


async def test_only_the_office_records_what_others_signed(desk: Desk) -> None:
    jia, yi = await member(desk, "委员甲", "jia"), await member(desk, "委员乙", "yi")
    async with refused(desk, RULE, "filing.draft.signatures"):
        await desk.draft(by=JIA, proposers=[{"member": jia}, {"member": yi, "signed": True}])
    filing = await desk.draft(by=JIA, proposers=[{"member": jia}, {"member": yi}])
    async with refused(desk, RULE, "filing.revise.signatures"):
        await desk.send("reviseFiling", {"proposers": [{"member": jia, "signed": True}]}, id=filing, by=JIA)
    async with refused(desk, RULE, "filing.submit.signed"):
        await desk.send("submitFiling", id=filing, by=JIA)


async def test_bad_proposers_are_bad_input(desk: Desk) -> None:
    jia = await member(desk, "委员甲", "jia")
    group = await body(desk, "SECTOR", "教育界", jia)
    missing = str(new_id(CODE, "member", at=desk.clock.now()))
    for wrong in (
        [{"member": missing}],
        [{"member": group}],
        [{"member": jia, "body": group}],
        [{"member": jia}, {"member": jia}],
        [{"member": jia, "kind": "PARTY"}],
        [{"body": group, "kind": "PARTY"}],
        [{"kind": "MEMBER"}],
        [{"name": "委员甲"}],
    ):
        async with refused(desk, ErrorCode.BAD_USER_INPUT):
            await desk.draft(proposers=wrong)


async def test_a_citizen_alone_is_no_proposer(desk: Desk) -> None:
    filing = await desk.draft(proposers=[{"kind": "CITIZEN", "name": "市民甲"}])
    async with refused(desk, RULE, "filing.submit.proposers"):
        await desk.send("submitFiling", id=filing)
