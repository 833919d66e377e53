"""People of a chain, and acts that they draft, review and sign."""

from __future__ import annotations

from typing import Any

from services.kit.commands import CommandResult
from services.kit.identity import Viewer
from tests.services.commands.desk import AUTHORITY, CLERK, CODE, Desk

CHIEF = Viewer("chief-1", CODE, frozenset({"staff", "reviewer"}), read_only=False, client="c1")
SECOND_CHIEF = Viewer("chief-2", CODE, frozenset({"staff", "reviewer"}), read_only=False, client="c1")
SECRETARY = Viewer("secretary-1", CODE, frozenset({"staff", "signer"}), read_only=False, client="c1")
EVERYTHING = Viewer("clerk-1", CODE, frozenset({"staff", "reviewer", "signer"}), read_only=False, client="c1")
"""The clerk again, holding every role."""


async def topic(desk: Desk) -> str:
    return (await desk.send("proposeJointTopic", {"title": "练江流域协同治理"}, by=CLERK, committee=CODE)).record_id


def invitation(target: str, *committees: str, **more: Any) -> dict[str, Any]:
    """The input of a draft that invites."""
    content = {"committees": list(committees or ("440500",))}
    given = {"command": "inviteJointTopic", "target": target, "content": content, "decidingBody": "主席会议"}
    return given | more


async def draft(desk: Desk, given: dict[str, Any], *, by: Viewer = CLERK) -> str:
    return (await desk.send("draftBindingAct", given, by=by, committee=CODE)).record_id


async def review(desk: Desk, act: str, *, by: Viewer = CHIEF, **more: Any) -> CommandResult:
    return await desk.send("reviewBindingAct", {"note": "同意"}, by=by, id=act, **more)


async def sign(desk: Desk, act: str, *, by: Viewer = SECRETARY, **more: Any) -> CommandResult:
    return await desk.send("signBindingAct", AUTHORITY, by=by, id=act, **more)


async def reviewed(desk: Desk, given: dict[str, Any]) -> str:
    act = await draft(desk, given)
    await review(desk, act)
    return act
