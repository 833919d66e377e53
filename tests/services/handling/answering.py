"""Short ways through a round of handling, and the letters of what comes out of it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from services.kit.identity import Viewer
from tests.services.commands.desk import STAFF, Desk
from tests.services.commands.handing_over import assigned, code_of, given, speaker, unit

TEXT = "一、已会同有关部门研究。\n二、将列入下一年度计划逐步解决。"
SIGNED = {
    "signedBy": "王五", "contactName": "赵六", "contactPhone": "020-00000000", "letterNumber": "测函〔2026〕1号",
}  # fmt: skip
GOOD = {"work": "SATISFIED", "result": "SATISFIED", "channel": "VISIT"}
BAD = {"work": "SATISFIED", "result": "DISSATISFIED", "channel": "PHONE", "note": "没有解决"}


def alone() -> dict[str, Any]:
    """One unit alone."""
    return {"plan": "SOLE", "undertakers": [unit(1)]}


def led(*supports: int) -> dict[str, Any]:
    """Unit 1 leads, and these support it."""
    return {
        "plan": "LEAD_WITH_SUPPORT",
        "undertakers": [unit(1, "LEAD"), *(unit(each, "SUPPORT") for each in supports)],
    }


def split(*units: int) -> dict[str, Any]:
    """Each answers its part."""
    return {"plan": "SPLIT", "undertakers": [unit(each) for each in units]}


async def signed(desk: Desk, plan: dict[str, Any], number: str = "1") -> tuple[str, dict[int, str]]:
    """A proposal that all its units signed for, and its assignments by the number of their unit."""
    filing, rows = await assigned(desk, number, **plan)
    ids = {each: rows[code_of(each)]["id"] for each in range(1, 10) if code_of(each) in rows}
    for each, assignment in ids.items():
        await desk.send("signAssignment", id=assignment, by=speaker(each))
    return filing, ids


async def again(desk: Desk, filing: str) -> dict[int, str]:
    """The assignments of the latest round, signed for."""
    rows = await given(desk, filing)
    ids = {each: rows[code_of(each)]["id"] for each in range(1, 10) if code_of(each) in rows}
    for each, assignment in ids.items():
        await desk.send("signAssignment", id=assignment, by=speaker(each))
    return ids


async def draft(desk: Desk, assignment: str, number: int, text: str = TEXT) -> None:
    """The unit's draft."""
    await desk.send("draftReplyAssignment", {"text": text}, id=assignment, by=speaker(number))


async def issue(
    desk: Desk,
    assignment: str,
    number: int,
    grade: str = "B",
    *,
    change: Mapping[str, str | None] = MappingProxyType({}),
) -> None:
    """The unit's reply, after its draft; ``change`` replaces what it says."""
    await desk.send("issueReplyAssignment", SIGNED | {"grade": grade} | dict(change), id=assignment, by=speaker(number))


async def answer(desk: Desk, assignment: str, number: int, grade: str = "B") -> None:
    """Drafted and issued."""
    await draft(desk, assignment, number)
    await issue(desk, assignment, number, grade)


async def opine(desk: Desk, assignment: str, number: int) -> None:
    """The unit's opinion for the lead."""
    opinion = {"text": "会办意见：同意。", "signedBy": "钱七"}
    await desk.send("sendSupportOpinionAssignment", opinion, id=assignment, by=speaker(number))


async def feedback(desk: Desk, filing: str, said: dict[str, Any], by: Viewer = STAFF) -> None:
    """What the proposer says."""
    await desk.send("giveFeedbackFiling", said, id=filing, by=by)


async def state(desk: Desk, filing: str) -> tuple[str, int]:
    """The state and the round of a proposal."""
    row = await desk.row("filing", filing)
    return row["state"], row["round"]
