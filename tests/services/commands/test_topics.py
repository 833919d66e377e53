"""Joint topics at their lead, and a committee's own answer."""

import pytest

from schema.errors import ErrorCode
from schema.ids import derived_id, new_id
from tests.services.commands.desk import AUTHORITY, CLERK, CODE, MEMBER, Desk
from tests.services.commands.refusals import refused
from tests.services.writing import number

RULE = ErrorCode.RULE_REFUSED
TOPIC = {
    "title": "练江流域协同治理",
    "summary": "上下游共治",
    "year": 2026,
    "leadingOfficial": "某副主席",
    "taskForce": "专班",
}


async def proposed(desk: Desk) -> str:
    return (await desk.send("proposeJointTopic", TOPIC, committee=CODE)).record_id


async def test_proposed_and_others_invited(desk: Desk) -> None:
    topic = await proposed(desk)
    result = await desk.send("inviteJointTopic", {"committees": ["440500", "440983"], "authority": AUTHORITY}, id=topic)
    assert result.extra["deliveries"] == [{"peer": "440500", "state": "QUEUED"}, {"peer": "440983", "state": "QUEUED"}]
    row = await desk.row("joint_topic", topic)
    assert (row["stage"], row["visibility"], row["audience"]) == ("INVITING", "SHARED", ["440500", "440983"])
    await desk.send("inviteJointTopic", {"committees": ["440606"], "authority": AUTHORITY}, id=topic)
    invitations = await desk.rows("SELECT committee, participation_id FROM topic_invitation ORDER BY committee")
    assert invitations == [
        (code, str(derived_id(code, "participation", topic))) for code in ("440500", "440606", "440983")
    ]
    await number(desk.database, desk.clock)
    outbox = await desk.rows("SELECT peer, number, kind, body ->> 'topic' FROM outbox ORDER BY peer")
    assert outbox == [(code, 1, "joint-topic.invited", topic) for code in ("440500", "440606", "440983")]
    past = await desk.rows("SELECT version, count(*) FROM topic_invitation_history GROUP BY version ORDER BY version")
    assert past == [(2, 2), (3, 3)]


@pytest.mark.parametrize(
    ("codes", "rule"),
    [
        ([], "others"),
        ([CODE], "others"),
        ([CODE, "440500"], "self"),
        (["440500", "440500"], "once"),
        (["440983"], "once"),
    ],
)
async def test_whom_a_lead_may_not_invite(desk: Desk, codes: list[str], rule: str) -> None:
    topic = await proposed(desk)
    await desk.send("inviteJointTopic", {"committees": ["440983"], "authority": AUTHORITY}, id=topic)
    async with refused(desk, RULE, f"joint-topic.invite.{rule}"):
        await desk.send("inviteJointTopic", {"committees": codes, "authority": AUTHORITY}, id=topic)


@pytest.mark.parametrize(
    "wrong",
    [
        {"committees": ["999999"]},
        {"authority": AUTHORITY | {"decidedOn": "二月三十日"}},
        {"authority": AUTHORITY | {"body": " "}},
        {"authority": AUTHORITY | {"attachmentHash": "xyz"}},
        {"authority": None},
    ],
)
async def test_invitations_with_bad_input(desk: Desk, wrong: dict[str, object]) -> None:
    topic = await proposed(desk)
    async with refused(desk, ErrorCode.BAD_USER_INPUT):
        await desk.send("inviteJointTopic", {"committees": ["440500"], "authority": AUTHORITY} | wrong, id=topic)


async def test_members_bind_nobody(desk: Desk) -> None:
    async with refused(desk, RULE, "joint-topic.propose.actor"):
        await desk.send("proposeJointTopic", TOPIC, by=MEMBER, committee=CODE)


async def test_a_clerks_click_binds_nobody(desk: Desk) -> None:
    topic = (await desk.send("proposeJointTopic", TOPIC, by=CLERK, committee=CODE)).record_id
    given = {"committees": ["440983"], "authority": AUTHORITY}
    for dry_run in (False, True):
        async with refused(desk, RULE, "authority.signer") as seen:
            await desk.send("inviteJointTopic", given, by=CLERK, id=topic, dryRun=dry_run)
        assert "draftBindingAct" in seen.extensions["allowedWhen"]
    theirs = str(new_id("440500", "topic", at=desk.clock.now()))
    async with refused(desk, RULE, "authority.signer"):
        await desk.send(
            "answerParticipation",
            {"topic": theirs, "answer": "ACCEPT", "authority": AUTHORITY},
            by=CLERK,
            committee=CODE,
        )
    await desk.send("inviteJointTopic", given, id=topic)


@pytest.mark.parametrize(("answer", "state"), [("ACCEPT", "ACCEPTED"), ("DECLINE", "DECLINED")])
async def test_an_answer_is_the_committees_own_record(desk: Desk, answer: str, state: str) -> None:
    topic = str(new_id("440500", "topic", at=desk.clock.now()))
    given = {"topic": topic, "answer": answer, "note": "愿共同推进", "authority": AUTHORITY}
    result = await desk.send("answerParticipation", given, committee=CODE)
    assert result.record_id == str(derived_id(CODE, "participation", topic))
    assert result.kind == "participation"
    assert result.extra["deliveries"] == [{"peer": "440500", "state": "QUEUED"}]
    row = await desk.row("participation", result.record_id)
    assert (row["state"], row["topic_id"], row["visibility"], row["audience"]) == (state, topic, "SHARED", ["440500"])
    assert row["answered_on"].isoformat() == "2026-11-23"
    assert row["authority"]["documentNumber"] == AUTHORITY["documentNumber"]
    assert await desk.rows("SELECT peer, kind FROM outbox") == [("440500", "participation.answered")]
    async with refused(desk, RULE, "participation.answer.state"):
        await desk.send("answerParticipation", given, committee=CODE)


async def test_the_lead_does_not_answer_itself(desk: Desk) -> None:
    given = {"topic": await proposed(desk), "answer": "ACCEPT", "authority": AUTHORITY}
    async with refused(desk, RULE, "participation.answer.lead"):
        await desk.send("answerParticipation", given, committee=CODE)
