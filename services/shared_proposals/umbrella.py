"""An umbrella at its lead while something is done to it, and what follows of itself: agreed, reopened, handled, ended.

The committees' states and what they told of their filings are rows of the umbrella: the lead judges by them alone, in
the order of its own ledger. Days in these rows are ISO text, which compares as days do.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from schema.errors import not_found
from schema.ids import parse_id
from schema.rulebook.guards.shared_proposals import HANDLED
from services.kit.acts import Act
from services.kit.events import Change, Message, Row, Written
from services.shared_proposals.records import UMBRELLA

MACHINE: Final = "SharedProposal"
STANDS_BEHIND: Final = frozenset({"ENDORSED", "CARRIED_OUT"})
AWAITED: Final = frozenset({"INVITED", "ENDORSED", "CARRIED_OUT"})
"""States in which a committee is told that the version it was asked about fell."""

ENDED: Final = frozenset(
    {"NOT_FILED", "MERGED", "CONVERTED", "WITHDRAWN", "HANDED_UP", "CLOSED", "ARCHIVED"}
)  # fmt: skip
"""States of a filing that is closed or final."""

OVER: Final = frozenset({"CONCLUDED", "DISSOLVED"})
RUNNING: Final = frozenset({"FILING", "IN_HANDLING", "JOINT_SUPERVISION"})


@dataclass(slots=True)
class Umbrella:
    """The locked row with its parties and reports; :meth:`step` writes them as its next version."""

    act: Act
    row: dict[str, Any]
    parties: list[dict[str, Any]]
    reports: list[dict[str, Any]]

    @property
    def id(self) -> str:
        """Its id."""
        return str(self.row["id"])

    @property
    def state(self) -> str:
        """Its state."""
        return str(self.row["state"])

    @property
    def endorsing(self) -> int:
        """How many committees stand behind the frozen version."""
        return sum(each["state"] in STANDS_BEHIND for each in self.parties)

    @property
    def unanswered(self) -> int:
        """How many have not answered and still have time to."""
        return sum(each["state"] == "INVITED" for each in self.parties)

    @property
    def open_filings(self) -> int:
        """How many filings have not ended, with those that are still to come."""
        to_come = [each for each in self.parties if each["state"] == "ENDORSED"]
        return len(to_come) + len([each for each in self.reports if each["state"] not in ENDED])

    @property
    def handling(self) -> tuple[str, ...]:
        """Committees whose filing is being handled."""
        return tuple(sorted({each["committee"] for each in self.reports if each["state"] in HANDLED}))

    def party(self, code: str) -> dict[str, Any] | None:
        """What is known of a committee."""
        return next((each for each in self.parties if each["committee"] == code), None)

    def others(self, states: Iterable[str] | None = None) -> list[str]:
        """The other committees, in these states where any are given."""
        wanted = None if states is None else frozenset(states)
        return [
            each["committee"]
            for each in self.parties
            if each["committee"] != self.act.code and (wanted is None or each["state"] in wanted)
        ]

    def move(self, code: str, **values: object) -> None:
        """Change what is known of a committee."""
        self.parties = [each | values if each["committee"] == code else each for each in self.parties]

    def fall(self, note: str | None) -> tuple[Message, ...]:
        """Let every endorsement of the frozen version fall, and tell those who were asked about it."""
        told = self.others(AWAITED)
        for code in (*told, self.act.code):
            self.move(code, state="SUPERSEDED", answered_on=None, valid_until=None, authority=None)
        body = {"sharedProposal": self.id, "number": self.row["number"], "note": note}
        return tuple(Message(code, "shared-proposal.revised", body) for code in told)

    def end(self, state: str, note: str | None) -> tuple[Message, ...]:
        """Tell everybody who was ever asked that it is over."""
        body = {"sharedProposal": self.id, "state": state, "note": note}
        return tuple(Message(code, "shared-proposal.ended", body) for code in self.others())

    async def step(
        self, event: str, values: Row | None = None, *,
        messages: Sequence[Message] = (), versions: Sequence[Row] | None = None,
    ) -> Written:  # fmt: skip
        """Write the next version."""
        changed: dict[str, object] = dict(values or {})
        changed["lapses_on"] = next_lapse({**self.row, **changed}, self.parties)
        children: dict[str, Sequence[Row]] = {"shared_party": self.parties, "shared_report": self.reports}
        if versions is not None:
            children["shared_proposal_version"] = versions
        written = await self.act.write(
            Change(
                UMBRELLA, f"shared-proposal.{event}", self.id, changed, self.row["version"],
                children=children, messages=tuple(messages),
            )
        )  # fmt: skip
        self.row = {**self.row, **changed, "version": written.version}
        return written

    async def settle(self) -> None:
        """Whatever follows of itself from how things stand, each as a step of its own."""
        while True:
            if self.state == "ENDORSING" and not self.unanswered and self.endorsing >= 2:
                await self._agree()
            elif self.state == "AGREED" and not self.reports and self.endorsing < 2:
                await self._reopen()
            elif self.state == "FILING" and self._filed:
                await self._begin()
            elif self.state in RUNNING and not self.open_filings:
                await self._conclude()
            else:
                return

    @property
    def _filed(self) -> int:
        return sum(each["outcome"] == "FILED" for each in self.reports)

    async def _agree(self) -> None:
        facts = {"unanswered": self.unanswered, "endorsing": self.endorsing}
        transition = self.act.derive(MACHINE, "agreeSharedProposal", self.state, facts)
        body = {"sharedProposal": self.id, "number": self.row["number"], "textHash": self.row["text_hash"]}
        told = [Message(code, "shared-proposal.agreed", body) for code in self.others(STANDS_BEHIND)]
        await self.step("agreed", {"state": transition.after, "agreed_on": self.act.today.isoformat()}, messages=told)

    async def _reopen(self) -> None:
        facts = {"endorsing": self.endorsing, "filings": len(self.reports)}
        transition = self.act.derive(MACHINE, "reopenSharedProposal", self.state, facts)
        await self.step("reopened", {"state": transition.after, "agreed_on": None}, messages=self.fall(None))

    async def _begin(self) -> None:
        transition = self.act.derive(MACHINE, "beginHandlingSharedProposal", self.state, {"filed": self._filed})
        await self.step("handling-begun", {"state": transition.after})

    async def _conclude(self) -> None:
        facts = {"open_filings": self.open_filings}
        transition = self.act.derive(MACHINE, "concludeSharedProposal", self.state, facts)
        values = {"state": transition.after, "ended_on": self.act.today.isoformat()}
        await self.step("concluded", values, messages=self.end(transition.after, None))


def next_lapse(row: Mapping[str, Any], parties: Iterable[Mapping[str, Any]]) -> str | None:
    """The last day of whatever lapses next: an invitation that awaits its answer, an endorsement without a filing."""
    if row["state"] in OVER:
        return None
    days = [
        str(row["respond_by"] if each["state"] == "INVITED" else each["valid_until"])
        for each in parties
        if each["state"] in ("INVITED", "ENDORSED")
    ]
    return min(days, default=None)


async def opened(act: Act, row: Mapping[str, Any]) -> Umbrella:
    """The umbrella of a locked row."""
    parties = await act.rows(UMBRELLA, "shared_party", row["id"])
    reports = await act.rows(UMBRELLA, "shared_report", row["id"])
    return Umbrella(act, dict(row), parties, reports)


async def locked(act: Act, id: str) -> Umbrella:
    """The umbrella of that id, locked. Raises NOT_FOUND, and BAD_USER_INPUT for an id of another kind."""
    named = str(parse_id(id, kind=UMBRELLA.kind))
    row = (await act.lock(UMBRELLA, [named])).get(named)
    if row is None:
        raise not_found(f"There is no shared proposal {named} here.", f"这里没有编号为 {named} 的联合提案。")
    return await opened(act, row)
