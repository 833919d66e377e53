"""Binding acts at every step of their chain, each drafted by a clerk."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, Final

from tests.services.commands.desk import CODE
from tests.services.commands.trial import Sender, Trial

CLERK: Final = Sender("staff", {"sub": "clerk-1"})
REVIEWER: Final = Sender("reviewer", {"sub": "chief-1"})
SIGNER: Final = Sender("signer", {"sub": "secretary-1"})


async def draft(trial: Trial) -> dict[str, Any]:
    """The draft of an invitation to a topic of its own."""
    topic = await trial.make("proposeJointTopic", CLERK, committee=CODE, input={"title": "待签发的课题"})
    return {
        "command": "inviteJointTopic",
        "target": topic,
        "content": {"committees": ["440113"]},
        "decidingBody": "主席会议",
        "wantedOn": "2026-12-01",
        "note": "拟邀请番禺",
    }


async def drafted(trial: Trial) -> str:
    return await trial.make("draftBindingAct", CLERK, committee=CODE, input=await draft(trial))


def _after(record: Callable[[Trial], Awaitable[str]], command: str, by: Sender, **content: Any) -> Any:
    async def make(trial: Trial) -> str:
        id_ = await record(trial)
        await trial.send(command, by, id=id_, input=content)
        return id_

    return make


reviewed = _after(drafted, "reviewBindingAct", REVIEWER, note="同意")
returned = _after(reviewed, "returnBindingAct", SIGNER, note="名单请再核对")
