"""Short ways to lead a topic at 440100 with 440500 and 350800, and to look at what each of them keeps."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

import pytest

from schema.errors import ErrorCode, ShiziError
from services.kit import copies
from services.kit.acts import CHINA
from services.kit.database import NodeDatabase
from services.topics.standing_in import participation_id
from tests.services.commands.desk import AUTHORITY
from tests.services.exchange.between import Between

LEAD: Final = "440100"
NEAR: Final = "440500"
FAR: Final = "350800"
"""A partner city of another province."""

TOPIC: Final[Mapping[str, Any]] = {
    "title": "练江流域协同治理",
    "summary": "上下游共治",
    "year": 2026,
    "leadingOfficial": "某副主席",
    "taskForce": "专班",
}


@dataclass
class Joint:
    """The committees, and a topic of the first."""

    between: Between

    async def send(self, code: str, command: str, id: str | None = None, /, **input: Any) -> str:
        """One command of a committee, on a record or on its own behalf; the record's id."""
        on: dict[str, Any] = {"committee": code} if id is None else {"id": id}
        return (await self.between.send(code, command, input or None, **on)).record_id

    async def settle(self) -> list[str]:
        """Carry all messages; what was refused of them."""
        return [line for line in await self.between.settle() if "REFUSED" in line]

    async def proposed(self, **change: Any) -> str:
        """A topic of the lead."""
        return await self.send(LEAD, "proposeJointTopic", **{**TOPIC, **change})

    async def invited(self, *codes: str) -> str:
        """A topic whose invitations have arrived."""
        topic = await self.proposed()
        await self.send(LEAD, "inviteJointTopic", topic, committees=list(codes), authority=AUTHORITY)
        assert await self.settle() == []
        return topic

    async def answer(self, code: str, topic: str, answer: str = "ACCEPT", **more: Any) -> str:
        """An answer, not yet carried; the participation's id."""
        return await self.send(code, "answerParticipation", topic=topic, answer=answer, authority=AUTHORITY, **more)

    async def accepted(self, *codes: str) -> str:
        """A topic in which these take part."""
        topic = await self.invited(*codes)
        for code in codes:
            await self.answer(code, topic)
        assert await self.settle() == []
        return topic

    async def withdraw(self, code: str, topic: str) -> str:
        """A withdrawal, not yet carried."""
        mine = participation_id(code, topic)
        return await self.send(code, "withdrawParticipation", mine, note="工作调整", authority=AUTHORITY)

    async def topic(self, topic: str) -> dict[str, Any]:
        """The topic at its lead."""
        return await self.between.row(topic[:6], "joint_topic", topic)

    async def known(self, topic: str) -> dict[str, str]:
        """The state of each invited committee in the lead's record."""
        query = "SELECT committee, state FROM topic_invitation WHERE topic_id = $1"
        return dict(await self.between.rows(topic[:6], query, topic))

    async def part(self, code: str, topic: str) -> dict[str, Any]:
        """A committee's own participation."""
        return await self.between.row(code, "participation", participation_id(code, topic))

    async def copy(self, code: str, id: str) -> dict[str, Any] | None:
        """What a committee holds of another's record."""
        async with self.database(code).writer.acquire() as connection:
            found = await copies.held(connection, id)
        return None if found is None else found["body"]

    async def messages(self, topic: str) -> set[tuple[str, str]]:
        """Who was told of the topic by its lead, and by which kinds of messages."""
        query = "SELECT peer, kind FROM outbox WHERE body ->> 'topic' = $1"
        return {(peer, kind) for peer, kind in await self.between.rows(topic[:6], query, topic)}

    def database(self, code: str) -> NodeDatabase:
        """The database of a committee."""
        return self.between.databases[code]

    @property
    def today(self) -> date:
        """The day in China."""
        return self.between.clock.now().astimezone(CHINA).date()

    async def pass_days(self, days: int, *watching: str) -> None:
        """Time goes by, and these committees look at what became due."""
        self.between.clock.advance(timedelta(days=days))
        for code in watching:
            await self.between.look(code)


@asynccontextmanager
async def refused(rule: str, code: ErrorCode = ErrorCode.RULE_REFUSED) -> AsyncIterator[None]:
    """Expect a refusal by this rule, or of this code where no rule is named."""
    with pytest.raises(ShiziError) as raised:
        yield
    assert raised.value.code is code
    if rule:
        assert raised.value.details["rule"] == rule
