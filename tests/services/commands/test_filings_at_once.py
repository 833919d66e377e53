"""Two at once: one of them wins, the other is told clearly, and nothing is half-written."""

import asyncio
from collections.abc import Sequence

from schema.errors import ErrorCode, ShiziError
from services.kit.commands import CommandResult
from tests.services.commands.desk import Desk


def told(results: Sequence[CommandResult | BaseException]) -> tuple[int, list[tuple[ErrorCode, object]]]:
    """How many were carried out, and what the others were told."""
    errors = [each for each in results if isinstance(each, ShiziError)]
    assert len(errors) + sum(isinstance(each, CommandResult) for each in results) == len(results)
    return len(results) - len(errors), sorted((each.code, each.extensions.get("rule")) for each in errors)


async def test_two_reviewers_decide_on_one_filing(desk: Desk) -> None:
    filing = await desk.reviewed()
    results = await asyncio.gather(
        desk.send("fileFiling", {"caseNumber": "1"}, id=filing),
        desk.send("refuseFiling", {"reasonCode": "ACADEMIC_DISCUSSION"}, id=filing),
        return_exceptions=True,
    )
    done, refusals = told(results)
    assert done == 1
    assert refusals[0] in [
        (ErrorCode.RULE_REFUSED, "filing.file.state"),
        (ErrorCode.RULE_REFUSED, "filing.refuse.state"),
    ]
    assert await desk.rows("SELECT count(*) FROM review WHERE filing_id = $1", filing) == [(2,)]
    assert await desk.rows("SELECT count(*) FROM notice WHERE filing_id = $1", filing) == [(1,)]


async def test_two_reviewers_who_saw_the_same_version(desk: Desk) -> None:
    filing = await desk.submitted()
    results = await asyncio.gather(
        desk.send("prelimReviewFiling", id=filing, expectedVersion=2),
        desk.send("returnFiling", {"note": "请补充建议"}, id=filing, expectedVersion=2),
        return_exceptions=True,
    )
    assert told(results) == (1, [(ErrorCode.CONFLICT, None)])
    assert (await desk.row("filing", filing))["version"] == 3


async def test_one_case_number_for_two_filings(desk: Desk) -> None:
    filings = [await desk.reviewed() for _ in range(3)]
    results = await asyncio.gather(
        *(desk.send("fileFiling", {"caseNumber": "7"}, id=filing) for filing in filings), return_exceptions=True
    )
    assert told(results) == (1, [(ErrorCode.RULE_REFUSED, "filing.file.case-number-once")] * 2)
    assert await desk.rows("SELECT state, count(*) FROM filing GROUP BY state ORDER BY state") == [
        ("FILED", 1),
        ("PRELIM_PASSED", 2),
    ]


async def test_merged_into_each_other(desk: Desk) -> None:
    one, other = await desk.reviewed(), await desk.reviewed()
    results = await asyncio.gather(
        desk.send("mergeFiling", {"target": other}, id=one),
        desk.send("mergeFiling", {"target": one}, id=other),
        return_exceptions=True,
    )
    done, refusals = told(results)
    assert done == 1
    assert refusals[0][0] is ErrorCode.RULE_REFUSED
    assert await desk.rows("SELECT count(*) FROM filing WHERE merged_into IS NOT NULL") == [(1,)]
    assert await desk.rows("SELECT count(*) FROM proposer") == [(3,)]


async def test_merged_while_the_target_is_withdrawn(desk: Desk) -> None:
    source, target = await desk.reviewed(), await desk.reviewed()
    results = await asyncio.gather(
        desk.send("mergeFiling", {"target": target}, id=source),
        desk.send("withdrawFiling", id=target),
        return_exceptions=True,
    )
    done, refusals = told(results)
    assert done == 1
    assert refusals[0][1] in ("filing.merge.target-state", "filing.withdraw.merged")
