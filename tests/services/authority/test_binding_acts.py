"""A binding act from its draft to its signature, and whatever stands in its way."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from schema.errors import ErrorCode, ShiziError
from schema.ids import derived_id, new_id
from schema.rulebook import Rulebook, Term, rulebook
from schema.rulebook.authority import CHAIN, chain_of
from schema.rulebook.editions import EDITIONS
from schema.rulebook.sources import DESIGN
from services.kit import acts
from services.kit.commands import CommandResult
from tests.services.authority.drafting import (
    CHIEF,
    EVERYTHING,
    SECOND_CHIEF,
    SECRETARY,
    draft,
    invitation,
    review,
    reviewed,
    sign,
    topic,
)
from tests.services.commands.desk import AUTHORITY, CLERK, CODE, MEMBER, Desk
from tests.services.commands.refusals import refused

RULE = ErrorCode.RULE_REFUSED
BAD = ErrorCode.BAD_USER_INPUT


def chain(monkeypatch: pytest.MonkeyPatch, *words: str) -> None:
    """Give the committee another chain of steps; reviews have codes of their own."""
    terms = tuple(
        Term(word if word in ("DRAFT", "SIGN") else f"REVIEW_{place}", "手续", "A step", word, DESIGN)
        for place, word in enumerate(words)
    )

    def book(committee: str | None, on: Any) -> Rulebook:
        found = rulebook(committee, on)
        return replace(found, vocabularies={**found.vocabularies, CHAIN: terms})

    monkeypatch.setattr(acts, "rulebook", book)


async def steps(desk: Desk, act: str) -> list[tuple[Any, ...]]:
    return await desk.rows(
        "SELECT round, code, outcome, subject FROM binding_act_step WHERE act_id = $1 ORDER BY position", act
    )


async def test_an_invitation_is_drafted_reviewed_and_signed(desk: Desk) -> None:
    on = await topic(desk)
    act = await draft(desk, invitation(on, "440500", wantedOn="2026-12-01", note="拟请汕头参与"))
    row = await desk.row("binding_act", act)
    assert (row["state"], row["next_step"], row["target_version"], row["visibility"]) == (
        "DRAFTED",
        "REVIEW",
        1,
        "NODE",
    )
    assert (row["content"], row["chain"]) == ({"committees": ["440500"]}, ["DRAFT", "REVIEW", "SIGN"])
    await review(desk, act)
    assert (await desk.row("binding_act", act))["next_step"] == "SIGN"
    assert (await desk.row("joint_topic", on))["version"] == 1
    assert await desk.rows("SELECT peer FROM outbox") == []
    signed = await sign(desk, act)
    assert signed.extra["deliveries"] == [{"peer": "440500", "state": "QUEUED"}]
    row, invited = await desk.row("binding_act", act), await desk.row("joint_topic", on)
    assert (row["state"], row["next_step"], row["signed_by"], row["result_id"]) == ("SIGNED", None, "secretary-1", on)
    assert row["authority"]["documentNumber"] == AUTHORITY["documentNumber"]
    assert (invited["stage"], invited["audience"]) == ("INVITING", ["440500"])
    ((authority,),) = await desk.rows("SELECT authority ->> 'documentNumber' FROM topic_invitation")
    assert authority == AUTHORITY["documentNumber"]
    assert await steps(desk, act) == [
        (1, "DRAFT", "DRAFTED", "clerk-1"), (1, "REVIEW", "REVIEWED", "chief-1"), (1, "SIGN", "SIGNED", "secretary-1"),
    ]  # fmt: skip
    acted = await desk.rows("SELECT kind, actor ->> 'subject', occurred_at FROM event ORDER BY seq DESC LIMIT 2")
    assert [each[:2] for each in acted] == [("binding-act.signed", "secretary-1"), ("topic.invited", "secretary-1")]
    assert acted[0][2] == acted[1][2]


async def test_what_makes_a_record_is_signed_on_a_day_in_china(desk: Desk) -> None:
    theirs = str(new_id("440500", "topic", at=desk.clock.now()))
    given = {
        "command": "answerParticipation",
        "content": {"topic": theirs, "answer": "ACCEPT"},
        "decidingBody": "主席会议",
    }
    act = await reviewed(desk, given)
    desk.clock.advance(timedelta(days=7, hours=8, minutes=30))
    await sign(desk, act)
    mine = str(derived_id(CODE, "participation", theirs))
    assert (await desk.row("binding_act", act))["result_id"] == mine
    assert (await desk.row("participation", mine))["answered_on"].isoformat() == "2026-12-01"


async def test_the_chain_is_walked_step_by_step(desk: Desk) -> None:
    act = await draft(desk, invitation(await topic(desk)))
    async with refused(desk, RULE, "binding-act.sign.state"):
        await sign(desk, act)
    for by, rule in ((CLERK, "actor"), (MEMBER, "actor"), (EVERYTHING, "own")):
        async with refused(desk, RULE, f"binding-act.review.{rule}"):
            await review(desk, act, by=by)
    async with refused(desk, ErrorCode.CONFLICT):
        await review(desk, act, expectedVersion=7)
    await review(desk, act, expectedVersion=1)
    async with refused(desk, RULE, "binding-act.review.state"):
        await review(desk, act, by=SECOND_CHIEF)
    for by, rule in ((CHIEF, "actor"), (EVERYTHING, "own")):
        async with refused(desk, RULE, f"binding-act.sign.{rule}"):
            await sign(desk, act, by=by)
    for wrong in ({"body": " "}, {"documentNumber": ""}, {"decidedOn": "明天"}, {"attachmentHash": "ab"}):
        async with refused(desk, BAD):
            await desk.send("signBindingAct", AUTHORITY | wrong, by=SECRETARY, id=act)
    async with refused(desk, ErrorCode.CONFLICT):
        await sign(desk, act, expectedVersion=1)
    await sign(desk, act, expectedVersion=2)
    async with refused(desk, RULE, "binding-act.withdraw.state"):
        await desk.send("withdrawBindingAct", {}, by=CLERK, id=act)


async def test_two_signers_at_once_sign_once(desk: Desk) -> None:
    act = await reviewed(desk, invitation(await topic(desk)))
    others = replace(SECRETARY, subject="secretary-2")
    outcomes = await asyncio.gather(*(sign(desk, act, by=by) for by in (SECRETARY, others)), return_exceptions=True)
    assert sum(isinstance(each, CommandResult) for each in outcomes) == 1
    (failure,) = [each for each in outcomes if isinstance(each, BaseException)]
    assert isinstance(failure, ShiziError)
    assert failure.extensions["rule"] == "binding-act.sign.state"
    assert len(await desk.rows("SELECT peer FROM outbox")) == 1


async def test_what_the_rulebook_refuses_at_the_signature_is_not_signed(desk: Desk) -> None:
    on = await topic(desk)
    first, second = [await reviewed(desk, invitation(on, followsTarget=True)) for _ in range(2)]
    await sign(desk, first)
    for dry_run in (True, False):
        async with refused(desk, RULE, "joint-topic.invite.once"):
            await sign(desk, second, dryRun=dry_run)
    assert (await desk.row("binding_act", second))["state"] == "REVIEWED"


async def test_what_changed_since_the_draft_is_revised_first(desk: Desk) -> None:
    on = await topic(desk)
    late, free = [
        await reviewed(desk, invitation(on, code, followsTarget=follows))
        for code, follows in (("440983", False), ("440606", True))
    ]
    await desk.send("inviteJointTopic", {"committees": ["440500"], "authority": AUTHORITY}, id=on)
    async with refused(desk, RULE, "binding-act.sign.target"):
        await sign(desk, late)
    await sign(desk, free)
    async with refused(desk, RULE, "binding-act.revise.own"):
        await desk.send("reviseBindingAct", {}, by=CHIEF, id=late)
    await desk.send("reviseBindingAct", {"note": "对照新名单"}, by=CLERK, id=late)
    await review(desk, late)
    await sign(desk, late)
    assert [each[0] for each in await desk.rows("SELECT peer FROM outbox ORDER BY peer")] == [
        "440500",
        "440606",
        "440983",
    ]


async def test_returned_revised_and_reviewed_anew(desk: Desk) -> None:
    on = await topic(desk)
    act = await reviewed(desk, invitation(on, "440500"))
    async with refused(desk, RULE, "binding-act.return.reason"):
        await desk.send("returnBindingAct", {"note": " "}, by=SECRETARY, id=act)
    await desk.send("returnBindingAct", {"note": "加上信宜"}, by=SECRETARY, id=act)
    assert (await desk.row("binding_act", act))["next_step"] is None
    async with refused(desk, RULE, "joint-topic.invite.once"):
        await desk.send("reviseBindingAct", {"content": {"committees": ["440500", "440500"]}}, by=CLERK, id=act)
    change = {"content": {"committees": ["440500", "440983"]}, "decidingBody": "分管副主席"}
    await desk.send("reviseBindingAct", change, by=CLERK, id=act)
    row = await desk.row("binding_act", act)
    assert (row["state"], row["round"], row["deciding_body"]) == ("DRAFTED", 2, "分管副主席")
    await review(desk, act)
    await sign(desk, act)
    assert [each[:3] for each in await steps(desk, act)] == [
        (1, "DRAFT", "DRAFTED"), (1, "REVIEW", "REVIEWED"), (1, "SIGN", "RETURNED"), (2, "DRAFT", "REVISED"),
        (2, "REVIEW", "REVIEWED"), (2, "SIGN", "SIGNED"),
    ]  # fmt: skip


async def test_withdrawn_by_its_drafter_or_a_signer(desk: Desk) -> None:
    on = await topic(desk)
    mine, theirs = await draft(desk, invitation(on)), await reviewed(desk, invitation(on))
    async with refused(desk, RULE, "binding-act.withdraw.own"):
        await desk.send("withdrawBindingAct", {}, by=CHIEF, id=mine)
    await desk.send("withdrawBindingAct", {"note": "暂缓"}, by=CLERK, id=mine)
    await desk.send("withdrawBindingAct", {}, by=SECRETARY, id=theirs)
    async with refused(desk, RULE, "binding-act.sign.state"):
        await sign(desk, theirs)


@pytest.mark.parametrize("dry_run", [False, True])
async def test_a_draft_that_cannot_stand_is_refused_at_once(desk: Desk, dry_run: bool) -> None:
    on = await topic(desk)
    foreign = str(new_id("440500", "topic", at=desk.clock.now()))
    unknown = str(new_id(CODE, "topic", at=desk.clock.now()))
    for given, code, rule in (
        (invitation(on, CODE), RULE, "joint-topic.invite.others"),
        (invitation(on) | {"command": "fileFiling"}, BAD, None),
        (invitation(on) | {"command": "signBindingAct"}, BAD, None),
        (invitation(on) | {"content": {"committees": ["440500"], "authority": AUTHORITY}}, BAD, None),
        (invitation(on) | {"content": {"committees": "x y"}}, BAD, None),
        (invitation(on) | {"content": {"committees": ["440500"], "more": 1}}, BAD, None),
        (invitation(on) | {"content": ["440500"]}, BAD, None),
        (invitation(on, "999999"), BAD, None),
        (invitation(foreign), BAD, None),
        (invitation(on) | {"target": None}, BAD, None),
        (invitation(on) | {"command": "answerParticipation"}, BAD, None),
        (invitation(unknown), ErrorCode.NOT_FOUND, None),
    ):
        async with refused(desk, code, rule):
            await desk.send("draftBindingAct", given, by=CLERK, committee=CODE, dryRun=dry_run)
    async with refused(desk, RULE, "binding-act.draft.actor"):
        await desk.send("draftBindingAct", invitation(on), by=MEMBER, committee=CODE, dryRun=dry_run)


async def test_a_committee_with_two_reviews(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    chain(monkeypatch, "DRAFT", "REVIEW", "REVIEW", "SIGN")
    act = await draft(desk, invitation(await topic(desk)))
    await review(desk, act)
    assert (await desk.row("binding_act", act))["next_step"] == "REVIEW_2"
    async with refused(desk, RULE, "binding-act.review.once"):
        await review(desk, act)
    async with refused(desk, RULE, "binding-act.sign.state"):
        await sign(desk, act)
    await review(desk, act, by=SECOND_CHIEF)
    await sign(desk, act)
    assert [each[1] for each in await steps(desk, act)] == ["DRAFT", "REVIEW_1", "REVIEW_2", "SIGN"]


async def test_a_committee_without_reviews(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    on = await topic(desk)
    before = await draft(desk, invitation(on))
    chain(monkeypatch, "DRAFT", "SIGN")
    act = await draft(desk, invitation(on, "440983"))
    await sign(desk, act)
    async with refused(desk, RULE, "binding-act.sign.state"):  # drafted along the chain of its day
        await sign(desk, before)
    await desk.send("reviseBindingAct", {}, by=CLERK, id=before)
    await sign(desk, before)


def test_a_chain_is_one_draft_reviews_and_one_signature() -> None:
    for book in EDITIONS.books():
        assert len(chain_of(book)) >= 2
    base = rulebook(None, date(2026, 1, 1))
    for words in (("SIGN",), ("DRAFT", "REVIEW"), ("REVIEW", "SIGN"), ("DRAFT", "SIGN", "SIGN")):
        terms = tuple(Term(str(place), "步", "A step", word, DESIGN) for place, word in enumerate(words))
        with pytest.raises(ValueError, match="one DRAFT"):
            chain_of(replace(base, vocabularies={CHAIN: terms}))
