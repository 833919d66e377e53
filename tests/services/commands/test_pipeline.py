"""What every command goes through: who may write, clean input, once under a key, the version seen."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from schema.errors import ErrorCode, ShiziError
from schema.ids import new_id
from services.kit.commands import CommandResult
from services.kit.identity import ANONYMOUS, Viewer
from services.kit.importing import ImportRecord, import_records
from services.proposals.records import FILING
from tests.services.commands.desk import CITIZEN, CODE, DRAFT, GUEST, MEMBER, STAFF, STRANGER, Desk
from tests.services.commands.refusals import refused
from tests.services.writing import key

READ_ONLY = Viewer("office-1", CODE, frozenset({"staff"}), read_only=True, client="c1")


@pytest.mark.parametrize(
    ("viewer", "code"),
    [
        (ANONYMOUS, ErrorCode.UNAUTHENTICATED),
        (CITIZEN, ErrorCode.UNAUTHENTICATED),
        (STRANGER, ErrorCode.FORBIDDEN),
        (GUEST, ErrorCode.FORBIDDEN),
        (READ_ONLY, ErrorCode.FORBIDDEN),
    ],
)
async def test_only_the_committees_own_people_write(desk: Desk, viewer: Viewer, code: ErrorCode) -> None:
    filing = await desk.draft()
    async with refused(desk, code):
        await desk.draft(by=viewer)
    async with refused(desk, code):
        await desk.send("submitFiling", id=filing, by=viewer)


async def test_records_of_others_and_of_nobody(desk: Desk) -> None:
    foreign = str(new_id("440500", "filing", at=desk.clock.now()))
    missing = str(new_id(CODE, "filing", at=desk.clock.now()))
    for field, arguments, code in (
        ("submitFiling", {"id": foreign}, ErrorCode.BAD_USER_INPUT),
        ("submitFiling", {"id": missing}, ErrorCode.NOT_FOUND),
        ("submitFiling", {"id": "nonsense"}, ErrorCode.BAD_USER_INPUT),
        ("submitFiling", {"id": missing.replace("filing", "lead")}, ErrorCode.BAD_USER_INPUT),
        ("draftFiling", {"committee": "440500", "input": DRAFT}, ErrorCode.BAD_USER_INPUT),
    ):
        async with refused(desk, code):
            await desk.send(field, **arguments)


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"title": " \u3000\n"},
        {"title": "题" * 501},
        {"title": "有\0字符"},
        {"text": "\ud800"},
        {"text": "长" * 100_001},
        {"term": 0},
        {"session": 2**31},
        {"proposers": [{"kind": "MEMBER", "name": "某\0人"}]},
        {"proposers": [{"kind": "MEMBER", "name": ""}]},
        {"proposers": [{"kind": "MEMBER", "name": "甲"}] * 101},
    ],
)
async def test_bad_input_names_its_place_and_writes_nothing(desk: Desk, wrong: dict[str, Any]) -> None:
    async with refused(desk, ErrorCode.BAD_USER_INPUT) as seen:
        await desk.draft(**wrong)
    assert next(iter(wrong)) in seen.extensions["argument"]


@pytest.mark.parametrize("wrong", ["", "   ", "k" * 201, "k\0"])
async def test_a_key_must_be_one(desk: Desk, wrong: str) -> None:
    async with refused(desk, ErrorCode.BAD_USER_INPUT):
        await desk.send("draftFiling", DRAFT, committee=CODE, idempotencyKey=wrong)


async def test_the_longest_allowed_texts_fit(desk: Desk) -> None:
    filing = await desk.draft(title="题" * 500, text="长" * 100_000)
    assert len((await desk.row("filing", filing))["text"]) == 100_000


async def test_the_same_key_and_content_is_answered_again(desk: Desk) -> None:
    under = key()
    first = await desk.send("draftFiling", DRAFT, committee=CODE, idempotencyKey=under)
    counted = await desk.counts()
    again = await desk.send("draftFiling", dict(reversed(DRAFT.items())), committee=CODE, idempotencyKey=under)
    assert (first.replayed, again.replayed) == (False, True)
    assert (again.record_id, again.kind, again.version, again.extra) == (
        first.record_id, first.kind, first.version, first.extra,
    )  # fmt: skip
    assert await desk.counts() == counted
    assert desk.woken == 1


async def test_the_same_key_with_other_content_is_a_conflict(desk: Desk) -> None:
    under = key()
    filing = (await desk.send("draftFiling", DRAFT, committee=CODE, idempotencyKey=under)).record_id
    async with refused(desk, ErrorCode.CONFLICT):
        await desk.send("draftFiling", DRAFT | {"title": "另一件"}, committee=CODE, idempotencyKey=under)
    async with refused(desk, ErrorCode.CONFLICT):
        await desk.send("submitFiling", id=filing, idempotencyKey=under)


async def test_keys_belong_to_their_person(desk: Desk) -> None:
    under = key()
    mine = await desk.send("draftFiling", DRAFT, committee=CODE, idempotencyKey=under)
    theirs = await desk.send("draftFiling", DRAFT, by=MEMBER, committee=CODE, idempotencyKey=under)
    assert not theirs.replayed
    assert mine.record_id != theirs.record_id


async def test_a_refused_command_leaves_its_key_free(desk: Desk) -> None:
    under, filing = key(), await desk.draft(text=None)
    async with refused(desk, ErrorCode.RULE_REFUSED):
        await desk.send("submitFiling", id=filing, idempotencyKey=under)
    assert not (await desk.send("withdrawFiling", id=filing, idempotencyKey=under)).replayed


async def test_keys_are_kept_for_thirty_days(desk: Desk) -> None:
    under = key()
    await desk.send("draftFiling", DRAFT, committee=CODE, idempotencyKey=under)
    desk.clock.advance(timedelta(days=30, seconds=-1))
    assert (await desk.send("draftFiling", DRAFT, committee=CODE, idempotencyKey=under)).replayed
    desk.clock.advance(timedelta(seconds=1))
    assert not (await desk.send("draftFiling", DRAFT, committee=CODE, idempotencyKey=under)).replayed
    desk.clock.advance(timedelta(days=31))
    await desk.draft()
    assert (await desk.counts())["idempotency"] == 1


async def test_two_identical_requests_at_once_apply_once(desk: Desk) -> None:
    for _ in range(5):
        under, before = key(), await desk.counts()
        results = await asyncio.gather(
            *(desk.send("draftFiling", DRAFT, committee=CODE, idempotencyKey=under) for _ in range(4))
        )
        assert sorted(result.replayed for result in results) == [False, True, True, True]
        assert len({result.record_id for result in results}) == 1
        assert (await desk.counts())["event"] == before["event"] + 1


async def test_a_stale_version_is_a_conflict_that_names_the_current_one(desk: Desk) -> None:
    filing = await desk.draft()
    await desk.send("submitFiling", id=filing, expectedVersion=1)
    async with refused(desk, ErrorCode.CONFLICT) as seen:
        await desk.send("withdrawFiling", id=filing, expectedVersion=1)
    assert seen.extensions["currentVersion"] == 2
    await desk.send("withdrawFiling", id=filing, expectedVersion=2)


async def test_of_two_people_at_once_the_second_meets_what_the_first_made(desk: Desk) -> None:
    for _ in range(5):
        filing = await desk.submitted()
        outcomes = await asyncio.gather(
            desk.send("prelimReviewFiling", id=filing, expectedVersion=2),
            desk.send("withdrawFiling", id=filing, by=MEMBER, expectedVersion=2),
            return_exceptions=True,
        )
        failed = [outcome for outcome in outcomes if isinstance(outcome, ShiziError)]
        assert [failure.code for failure in failed] == [ErrorCode.CONFLICT]
        assert failed[0].extensions["currentVersion"] == 3
        assert (await desk.row("filing", filing))["version"] == 3


async def test_two_filings_under_one_case_number_at_once(desk: Desk) -> None:
    for number in range(5):
        pair = [await desk.reviewed(), await desk.reviewed()]
        outcomes = await asyncio.gather(
            *(desk.send("fileFiling", {"caseNumber": str(number)}, id=filing) for filing in pair),
            return_exceptions=True,
        )
        (failure,) = [outcome for outcome in outcomes if isinstance(outcome, BaseException)]
        assert isinstance(failure, ShiziError)
        assert failure.extensions["rule"] == "filing.file.case-number-once"


async def test_two_filings_merged_into_each_other_at_once(desk: Desk) -> None:
    for _ in range(5):
        one, two = await desk.reviewed(), await desk.reviewed()
        outcomes = await asyncio.gather(
            desk.send("mergeFiling", {"target": two}, id=one),
            desk.send("mergeFiling", {"target": one}, id=two),
            return_exceptions=True,
        )
        assert sum(isinstance(outcome, CommandResult) for outcome in outcomes) == 1
        (failure,) = [outcome for outcome in outcomes if isinstance(outcome, BaseException)]
        assert isinstance(failure, ShiziError)
        assert failure.code is ErrorCode.RULE_REFUSED
        states = sorted([(await desk.row("filing", one))["state"], (await desk.row("filing", two))["state"]])
        assert states == ["MERGED", "PRELIM_PASSED"]


async def test_two_answers_at_once_are_one_answer(desk: Desk) -> None:
    authority = {"body": "主席会议", "decidedOn": "2026-11-02", "documentNumber": "测〔2026〕1号"}
    for _ in range(3):
        topic = str(new_id("440500", "topic", at=desk.clock.now()))
        outcomes = await asyncio.gather(
            *(
                desk.send(
                    "answerParticipation", {"topic": topic, "answer": answer, "authority": authority}, committee=CODE
                )
                for answer in ("ACCEPT", "DECLINE")
            ),
            return_exceptions=True,
        )
        assert sum(isinstance(outcome, CommandResult) for outcome in outcomes) == 1
        (failure,) = [outcome for outcome in outcomes if isinstance(outcome, BaseException)]
        assert isinstance(failure, ShiziError)
        assert failure.code in (ErrorCode.CONFLICT, ErrorCode.RULE_REFUSED)
    assert (await desk.counts())["participation"] == 3


async def test_imported_records_take_no_command_until_their_gaps_are_filled(desk: Desk) -> None:
    values = {"title": "长堤示范片区", "state": "PRELIM_PASSED", "outcome": "PENDING", "origin": "PROPOSER", "term": 14}
    ids = [str(new_id(CODE, "filing", at=desk.clock.now())) for _ in range(2)]
    facts = [
        ImportRecord(FILING, fact, values, "PRESS", "某报", gaps)
        for fact, gaps in zip(ids, (("proposers",), ()), strict=True)
    ]
    await import_records(desk.database, CODE, facts, desk.clock)
    async with refused(desk, ErrorCode.RULE_REFUSED, "imported.gaps"):
        await desk.send("fileFiling", {"caseNumber": "1"}, id=ids[0])
    own = await desk.reviewed()
    async with refused(desk, ErrorCode.RULE_REFUSED, "imported.gaps"):
        await desk.send("mergeFiling", {"target": ids[0]}, id=own)
    await desk.send("fileFiling", {"caseNumber": "1"}, id=ids[1], by=STAFF)
