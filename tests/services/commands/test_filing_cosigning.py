"""Co-signing: invited by the first proposer, signed in time by each for themselves, closed or lapsed."""

from datetime import date, timedelta
from typing import Any

from schema.errors import ErrorCode
from services.kit.watch import Watcher
from services.proposals.watches import WATCHES
from tests.services.commands.desk import STAFF, Desk
from tests.services.commands.refusals import refused
from tests.services.commands.registering import DAY, JIA, NOBODY, YI, body, member

RULE = ErrorCode.RULE_REFUSED


async def signatures(desk: Desk, filing: str) -> list[tuple[Any, ...]]:
    return await desk.rows("SELECT name, state FROM cosignature WHERE filing_id = $1 ORDER BY position", filing)


async def proposers(desk: Desk, filing: str) -> list[tuple[Any, ...]]:
    return await desk.rows(
        "SELECT position, kind, name, first, signed_at IS NOT NULL FROM proposer WHERE filing_id = $1 ORDER BY 1",
        filing,
    )


async def look(desk: Desk) -> int:
    """One round of the watcher."""
    return await Watcher(desk.database, desk.clock, WATCHES, committed=lambda: None).look()


async def test_from_the_invitation_to_a_joint_submission(desk: Desk) -> None:
    jia, yi, bing = (
        await member(desk, "委员甲", "jia"),
        await member(desk, "委员乙", "yi"),
        await member(desk, "委员丙"),
    )
    filing = await desk.draft(by=JIA, proposers=[{"member": jia}])
    await desk.send("inviteFilingCosigners", {"cosigners": [{"member": yi}, {"member": bing}]}, id=filing, by=JIA)
    row = await desk.row("filing", filing)
    assert (row["state"], row["outcome"], row["cosign_due_on"], row["cosign_provisional"]) == (
        "COSIGNING", None, date(2026, 12, 7), False,
    )  # fmt: skip
    assert await proposers(desk, filing) == [(1, "MEMBER", "委员甲", True, True)]
    await desk.send("cosignFiling", id=filing, by=YI)
    assert await signatures(desk, filing) == [("委员乙", "SIGNED"), ("委员丙", "INVITED")]
    await desk.send("cosignFiling", {"position": 2}, id=filing, by=STAFF)
    async with refused(desk, RULE, "filing.close-cosigning.first-proposer"):
        await desk.send("closeFilingCosigning", id=filing, by=YI)
    await desk.send("closeFilingCosigning", id=filing, by=JIA)
    async with refused(desk, RULE, "filing.revise.cosigned"):
        await desk.send("reviseFiling", {"text": "另一文本"}, id=filing, by=JIA)
    await desk.send("submitFiling", id=filing, by=JIA)
    assert await proposers(desk, filing) == [
        (1, "MEMBERS_JOINTLY", "委员甲", True, True),
        (2, "MEMBERS_JOINTLY", "委员乙", False, True),
        (3, "MEMBERS_JOINTLY", "委员丙", False, True),
    ]
    assert (await desk.kinds())[-6:] == [
        "filing.drafted", "filing.cosigners-invited", "filing.cosigned", "filing.cosigned", "filing.cosigning-closed",
        "filing.submitted",
    ]  # fmt: skip


async def test_silence_lapses_and_does_not_block(desk: Desk) -> None:
    jia, yi = await member(desk, "委员甲", "jia"), await member(desk, "委员乙", "yi")
    filing = await desk.draft(by=JIA, proposers=[{"member": jia}, {"member": yi}])
    await desk.send("inviteFilingCosigners", {"cosigners": [{"member": yi}]}, id=filing, by=JIA)
    desk.clock.advance(timedelta(days=14))
    assert await look(desk) == 0
    desk.clock.advance(timedelta(days=1))
    async with refused(desk, RULE, "filing.cosign.deadline"):
        await desk.send("cosignFiling", id=filing, by=YI)
    assert await look(desk) == 1
    assert await look(desk) == 0
    assert await signatures(desk, filing) == [("委员乙", "LAPSED")]
    assert await proposers(desk, filing) == [(1, "MEMBERS_JOINTLY", "委员甲", True, True)]
    await desk.send("reviseFiling", {"proposers": [{"member": jia}]}, id=filing, by=JIA)
    await desk.send("submitFiling", id=filing, by=JIA)


async def test_a_deadline_beyond_the_calendar_is_provisional(desk: Desk) -> None:
    jia, yi = await member(desk, "委员甲", "jia"), await member(desk, "委员乙", "yi")
    desk.clock.advance(timedelta(days=400))
    filing = await desk.draft(by=JIA, proposers=[{"member": jia}])
    await desk.send("inviteFilingCosigners", {"cosigners": [{"member": yi}]}, id=filing, by=JIA)
    assert (await desk.row("filing", filing))["cosign_provisional"] is True


async def test_each_signs_for_themselves_and_once(desk: Desk) -> None:
    jia, yi = await member(desk, "委员甲", "jia"), await member(desk, "委员乙", "yi")
    filing = await desk.draft(by=JIA, proposers=[{"member": jia}])
    await desk.send("inviteFilingCosigners", {"cosigners": [{"member": yi}]}, id=filing, by=JIA)
    async with refused(desk, RULE, "filing.cosign.own"):
        await desk.send("cosignFiling", {"position": 1}, id=filing, by=JIA)
    for stranger in (JIA, NOBODY):
        async with refused(desk, RULE, "filing.cosign.invited"):
            await desk.send("cosignFiling", id=filing, by=stranger)
    async with refused(desk, ErrorCode.BAD_USER_INPUT):
        await desk.send("cosignFiling", id=filing, by=STAFF)
    await desk.send("cosignFiling", id=filing, by=YI)
    async with refused(desk, RULE, "filing.cosign.invited"):
        await desk.send("cosignFiling", id=filing, by=YI)


async def test_invitations_keep_to_their_rules(desk: Desk) -> None:
    jia, yi = await member(desk, "委员甲", "jia"), await member(desk, "委员乙", "yi")
    gone = await member(desk, "委员丙", until_day=DAY - timedelta(days=1))
    party = await body(desk, "PARTY", "某党派")
    filing = await desk.draft(proposers=[{"member": jia}])
    for rule, wrong, by in [
        ("signed-first", [{"member": yi}], STAFF),
        ("first-proposer", [{"member": yi}], YI),
        ("somebody", [], JIA),
        ("once", [{"member": jia}], JIA),
        ("registered", [{"kind": "MEMBER", "name": "委员丁"}], JIA),
        ("eligible", [{"member": gone}], JIA),
        ("compatible", [{"body": party}], JIA),
    ]:
        async with refused(desk, RULE, f"filing.invite-cosigners.{rule}"):
            await desk.send("inviteFilingCosigners", {"cosigners": wrong}, id=filing, by=by)
    await desk.send("inviteFilingCosigners", {"cosigners": [{"member": yi}]}, id=filing, by=JIA)
    async with refused(desk, RULE, "filing.submit.state"):
        await desk.send("submitFiling", id=filing, by=JIA)
    await desk.send("withdrawFiling", id=filing, by=JIA)
    assert (await desk.row("filing", filing))["outcome"] is None


async def test_bodies_co_sign_by_the_committees_matrix_under_their_seals(desk: Desk) -> None:
    party, special = await body(desk, "PARTY", "某党派"), await body(desk, "SPECIAL_COMMITTEE", "提案委员会")
    await member(desk, "委员甲", "jia")
    filing = await desk.draft(proposers=[{"body": party, "sealed": True}])
    await desk.send("inviteFilingCosigners", {"cosigners": [{"body": special}]}, id=filing)
    async with refused(desk, RULE, "filing.cosign.sealed"):
        await desk.send("cosignFiling", {"position": 1}, id=filing)
    await desk.send("cosignFiling", {"position": 1, "sealed": True}, id=filing)
    await desk.send("closeFilingCosigning", id=filing)
    await desk.send("submitFiling", id=filing)
    assert [row[1:3] for row in await proposers(desk, filing)] == [
        ("PARTY", "某党派"),
        ("SPECIAL_COMMITTEE", "提案委员会"),
    ]


async def test_kinds_that_may_not_sign_together_are_refused(desk: Desk) -> None:
    mixed = await desk.draft(proposers=[{"kind": "MEMBER", "name": "委员甲"}, {"kind": "PARTY", "name": "某党派"}])
    async with refused(desk, RULE, "filing.submit.compatible"):
        await desk.send("submitFiling", id=mixed)


async def test_without_a_register_the_office_records_names(desk: Desk) -> None:
    filing = await desk.draft()
    await desk.send("inviteFilingCosigners", {"cosigners": [{"kind": "MEMBER", "name": "委员乙"}]}, id=filing)
    async with refused(desk, RULE, "filing.cosign.own"):
        await desk.send("cosignFiling", {"position": 1}, id=filing, by=NOBODY)
    await desk.send("cosignFiling", {"position": 1}, id=filing)
    await desk.send("closeFilingCosigning", id=filing)
    await desk.send("submitFiling", id=filing)
    assert [row[2] for row in await proposers(desk, filing)] == ["委员甲", "委员乙"]
