"""Probes: how fast a member counts as down, and as up again, on which evidence."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from gateway.execute.backend import Failure
from gateway.partitions.probes import Probes
from schema.errors import ErrorCode

REFUSED = Failure(ErrorCode.NODE_UNREACHABLE, "connection refused", "连接被拒绝", 1.0)
SILENT = Failure(ErrorCode.TIMEOUT, "no answer", "没有答复", 1000.0)
NEVER = 3600.0


@dataclass(slots=True)
class Member:
    """A member that answers probes as the test says, and lets it wait for them."""

    answers: Failure | None = None
    seen: int = 0
    probed: asyncio.Condition = field(default_factory=asyncio.Condition)
    changes: list[Failure | None] = field(default_factory=list)

    async def probe(self, _code: str) -> Failure | None:
        async with self.probed:
            self.seen += 1
            self.probed.notify_all()
        return self.answers

    async def probed_times(self, times: int) -> None:
        """Wait until so many probes were answered; whoever gives the last one judges it before this returns."""
        async with self.probed:
            await self.probed.wait_for(lambda: self.seen >= times)


@asynccontextmanager
async def watched(member: Member, every_s: float) -> AsyncIterator[Probes]:
    probes = Probes(["440100"], member.probe, every_s, lambda _code, failure: member.changes.append(failure))
    probes.start()
    try:
        yield probes
    finally:
        await probes.close()


def said(probes: Probes) -> str | None:
    failure = probes.failure("440100")
    return None if failure is None else failure.reason


async def test_a_member_counts_as_up_until_something_fails() -> None:
    probes = Probes(["440100"], Member().probe, NEVER, lambda *_: None)
    assert probes.failure("440100") is None


async def test_a_refused_probe_marks_down_and_an_answered_one_up_again() -> None:
    member = Member(REFUSED)
    async with watched(member, 0.001) as probes:
        await member.probed_times(1)
        assert said(probes) == "connection refused"
        member.answers = None
        await member.probed_times(member.seen + 2)
        assert probes.failure("440100") is None
    assert member.changes == [REFUSED, None]


async def test_one_silent_probe_is_no_outage_and_two_are() -> None:
    member = Member(SILENT)
    async with watched(member, NEVER) as probes:
        await member.probed_times(1)
        assert probes.failure("440100") is None
        probes.failed("440100", SILENT, unconnected=False)
        await member.probed_times(2)
        assert said(probes) == "no answer"


async def test_an_answer_between_two_silent_probes_counts() -> None:
    member = Member(SILENT)
    async with watched(member, NEVER) as probes:
        await member.probed_times(1)
        probes.answered("440100")
        probes.failed("440100", SILENT, unconnected=False)
        await member.probed_times(2)
        assert probes.failure("440100") is None


async def test_a_request_that_cannot_connect_marks_down_at_once() -> None:
    member = Member()
    async with watched(member, NEVER) as probes:
        probes.failed("440100", REFUSED, unconnected=True)
        assert probes.failure("440100") == REFUSED
        probes.answered("440100")
        assert probes.failure("440100") is None


async def test_a_request_that_times_out_brings_the_next_probe_forward() -> None:
    member = Member()
    async with watched(member, NEVER) as probes:
        await member.probed_times(1)
        probes.failed("440100", SILENT, unconnected=False)
        assert probes.failure("440100") is None
        await member.probed_times(2)


async def test_every_member_is_probed_at_its_pace() -> None:
    seen: dict[str, int] = {}
    enough = asyncio.Event()

    async def probe(code: str) -> None:
        seen[code] = seen.get(code, 0) + 1
        if len(seen) == 3 and min(seen.values()) >= 3:
            enough.set()

    probes = Probes(["440000", "440100", "440500"], probe, 0.01, lambda *_: None)
    probes.start()
    try:
        await asyncio.wait_for(enough.wait(), 10)
    finally:
        await probes.close()


async def test_closing_stops_the_probes() -> None:
    member = Member()
    async with watched(member, 0.001):
        await member.probed_times(1)
    seen = member.seen
    for _ in range(20):
        await asyncio.sleep(0)
    assert member.seen == seen
