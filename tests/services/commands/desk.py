"""Short ways to send commands to one committee, and to look at what they left."""

from __future__ import annotations

from typing import Any

from services.authority.commands import commands as authority_commands
from services.citizens.commands import COMMANDS as CITIZENS
from services.committees.commands import COMMANDS as REGISTER
from services.handling.commands import COMMANDS as HANDLING
from services.kit.clock import ManualClock
from services.kit.commands import CommandResult, Commands
from services.kit.database import NodeDatabase
from services.kit.identity import Viewer
from services.kit.ratelimit import RateLimiter
from services.kit.secret import Secret
from services.partners.commands import COMMANDS as PARTNERS
from services.proposals.commands import COMMANDS as PROPOSALS
from services.shared_proposals.commands import COMMANDS as SHARED_PROPOSALS
from services.topics.commands import COMMANDS as TOPICS
from tests.schema.domains.contract_under_test import GRAPHQL
from tests.services.writing import feed_of, key, number

COMMANDS = (*REGISTER, *PROPOSALS, *HANDLING, *TOPICS, *PARTNERS, *SHARED_PROPOSALS, *CITIZENS)
CODE = "440100"
SECRET = Secret(bytes(32))
STAFF = Viewer("office-1", CODE, frozenset({"staff", "signer"}), read_only=False, client="c1")
CLERK = Viewer("clerk-1", CODE, frozenset({"staff"}), read_only=False, client="c1")
MEMBER = Viewer("member-1", CODE, frozenset({"member"}), read_only=False, client="c2")
STRANGER = Viewer("office-9", "440500", frozenset({"staff"}), read_only=False, client="c3")
GUEST = Viewer("office-9", "440500", frozenset({"staff"}), read_only=True, client="c3")
CITIZEN = Viewer("anonymous", None, frozenset(), read_only=False, client="c4")

PROPOSER = {"kind": "MEMBER", "name": "委员甲", "first": True}
DRAFT = {"title": "关于加装电梯的提案", "text": "情况、分析与建议。", "term": 14, "session": 2, "proposers": [PROPOSER]}
AUTHORITY = {"body": "主席会议", "decidedOn": "2026-11-02", "documentNumber": "测政协〔2026〕7号"}


class Desk:
    """Sends commands of committee 440100, each under a fresh key unless told otherwise."""

    def __init__(self, database: NodeDatabase, clock: ManualClock, *, burst: int = 100) -> None:
        self.database = database
        self.clock = clock
        self.woken = 0
        self.commands = Commands(
            database,
            clock,
            (*COMMANDS, *authority_commands(COMMANDS, GRAPHQL)),
            limiter=RateLimiter(clock, burst=burst),
            committed=self._wake,
            secret=SECRET,
        )

    def _wake(self) -> None:
        self.woken += 1

    async def send(
        self, field: str, input: dict[str, Any] | None = None, *, by: Viewer = STAFF, **more: Any
    ) -> CommandResult:
        """One command; ``more`` are further arguments by their GraphQL names."""
        arguments: dict[str, Any] = {"idempotencyKey": key(), "dryRun": False, **more}
        if input is not None:
            arguments["input"] = input
        return await self.commands.run(by, field, arguments)

    async def draft(self, *, by: Viewer = STAFF, **change: Any) -> str:
        """A draft; returns its id."""
        return (await self.send("draftFiling", DRAFT | change, by=by, committee=CODE)).record_id

    async def submitted(self, **change: Any) -> str:
        """A submitted filing."""
        return await self._after(await self.draft(**change), "submitFiling")

    async def reviewed(self, **change: Any) -> str:
        """A filing that passed preliminary review."""
        return await self._after(await self.submitted(**change), "prelimReviewFiling")

    async def _after(self, id: str, field: str) -> str:
        await self.send(field, id=id)
        return id

    async def row(self, table: str, id: str) -> dict[str, Any]:
        """A record as it is now."""
        found = await self.database.writer.fetchrow(f"SELECT * FROM {table} WHERE id = $1", id)
        assert found is not None
        return dict(found)

    async def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """What a query finds."""
        return [tuple(row) for row in await self.database.writer.fetch(query, *values)]

    async def counts(self) -> dict[str, int]:
        """How many rows each table that commands write has."""
        tables = (
            "filing", "filing_history", "proposer", "proposer_history", "review", "joint_topic", "topic_invitation",
            "participation", "citizen_lead", "citizen_contact", "event", "outbox", "idempotency",
            "member", "proposing_body", "plenary_session", "assignment", "assignment_history",
            "binding_act", "binding_act_step",
        )  # fmt: skip
        return {table: await self.database.writer.fetchval(f"SELECT count(*) FROM {table}") for table in tables}

    async def kinds(self) -> list[str]:
        """The kinds of all events in the order of the feed."""
        await number(self.database, self.clock)
        return [event.kind for event in await feed_of(self.database)]
