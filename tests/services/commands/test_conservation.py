"""What was received is always filed, refused, merged, converted, handed up, withdrawn or pending, and every assignment
stays with what was filed: random commands through a node's GraphQL, from the draft to the archive, after each of which
the totals must close; then the history of all of it is read again event by event.
"""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

import pytest

from services.proposals.totals import OUTCOMES
from tests.services.commands.conserving import COMMANDS, GIVEN_UP, TOTALS, Year
from tests.services.node_client import CODE, NodeClient, running

LONG: Final = bool(os.environ.get("SHIZI_LONG"))
STEPS, SEEDS = (1500, range(10)) if LONG else (400, range(1))
SELDOM: Final = 3
"""Commands that the short walk may happen never to have carried out; the long one carries out every one."""

ENDED: Final = {"REFUSED", "NOT_FILED", "MERGED", "CONVERTED", "HANDED_UP", "WITHDRAWN"}
ANSWERED: Final = {"REPLIED", "OPINION_SENT"}
STATES_OF: Final = {
    "PENDING": {"SUBMITTED", "RETURNED", "PRELIM_PASSED"},
    "NOT_FILED": {"NOT_FILED"},
    "MERGED": {"MERGED"},
    "CONVERTED": {"CONVERTED"},
    "HANDED_UP": {"HANDED_UP"},
    "WITHDRAWN": {"WITHDRAWN"},
    "FILED": {
        "FILED",
        "ASSIGNED",
        "HANDLING",
        "REPLIED",
        "FEEDBACK_DONE",
        "REHANDLING",
        "CLOSED",
        "FOLLOW_UP",
        "ARCHIVED",
    },
    None: {"DRAFT", "COSIGNING", "WITHDRAWN"},
}
Row = Mapping[str, Any]


class Replay:
    """The history read again from the first event on; after each event everything must be accounted for."""

    def __init__(self) -> None:
        self.filings: dict[str, Row] = {}
        self.assignments: dict[str, Row] = {}
        self.became: Counter[str] = Counter()
        self.numbers: dict[tuple[Any, ...], str] = {}
        self.of: dict[str, set[str]] = defaultdict(set)
        self.last: dict[str, Any] = {}

    def filing(self, row: Row) -> None:
        """The next version of a proposal."""
        before = self.filings.get(row["id"])
        self._step_done(row["id"], row["occurred_at"])
        assert row["state"] in STATES_OF[row["outcome"]]
        if before is not None and before["outcome"] is not None:
            assert row["outcome"] is not None, "what was received stays received"
            assert before["outcome"] not in ENDED or row["outcome"] == before["outcome"], "an end is an end"
            self.became[before["outcome"]] -= 1
        self.filings[row["id"]] = row
        if row["outcome"] is not None:
            self.became[row["outcome"]] += 1
        self._merged(row)
        if row["case_number"] is not None:
            given_to = self.numbers.setdefault((row["term"], row["session"], row["case_number"]), row["id"])
            assert given_to == row["id"], "a case number is given once"

    def assignment(self, row: Row) -> None:
        """The next version of an assignment."""
        before = self.assignments.get(row["id"])
        self._step_done(row["filing_id"], row["occurred_at"])
        if before is None:
            assert self.filings[row["filing_id"]]["outcome"] == "FILED", "only what is filed is handed over"
        else:
            assert (row["filing_id"], row["round"]) == (before["filing_id"], before["round"])
            assert before["state"] not in ANSWERED | GIVEN_UP, "an answer and an end stay"
        self.assignments[row["id"]] = row
        self.of[row["filing_id"]].add(row["id"])

    def closes(self) -> bool:
        """Whether what was received is the sum of what became of it."""
        received = sum(row["outcome"] is not None for row in self.filings.values())
        return received == sum(self.became[outcome] for outcome in OUTCOMES.values()) == self.became.total()

    def in_force(self, filing: str) -> list[Row]:
        """The assignments of a proposal that were neither given back nor cancelled."""
        return [self.assignments[key] for key in self.of[filing] if self.assignments[key]["state"] not in GIVEN_UP]

    def counted(self) -> tuple[int, int]:
        """件次 in force, and the 件 they belong to."""
        every = [self.in_force(filing) for filing in self.of]
        return sum(map(len, every)), sum(bool(each) for each in every)

    def _merged(self, row: Row) -> None:
        if row["merged_into"] is not None:
            target = self.filings[row["merged_into"]]
            assert target["state"] != "MERGED", "mergers do not chain"
            assert target["term"] == row["term"]
            assert target["id"] != row["id"]

    def _step_done(self, filing: str, at: Any) -> None:
        """One command may write several events; between two commands a proposal stands as a whole."""
        if self.last.get(filing, at) != at:
            self.stands(filing)
        self.last[filing] = at

    def stands(self, filing: str) -> None:
        """A proposal that is handled has its units, and one that ended otherwise has none."""
        state, outcome = self.filings[filing]["state"], self.filings[filing]["outcome"]
        every = self.in_force(filing)
        assert outcome == "FILED" or not every, "what was withdrawn is handled by nobody"
        handled = state in STATES_OF["FILED"] - {"FILED"}
        assert handled == bool(every), (state, every)


async def replay(client: NodeClient) -> tuple[Replay, int]:
    """Every version of every proposal and assignment again, in the order of the events; and how many there were."""
    writer = client.app.state.process.nodes[CODE].database.writer
    rows = [
        *await writer.fetch(
            "SELECT e.seq, e.occurred_at, h.* FROM event e JOIN filing_history h ON h.event_id = e.id"
        ),
        *await writer.fetch(
            "SELECT e.seq, e.occurred_at, h.* FROM event e JOIN assignment_history h ON h.event_id = e.id"
        ),
    ]  # fmt: skip
    again = Replay()
    for row in sorted(rows, key=lambda each: int(each["seq"])):
        if "filing_id" in row.keys():  # noqa: SIM118 - a record of asyncpg looks for values
            again.assignment(row)
        else:
            again.filing(row)
        assert again.closes()
    for filing in again.filings:
        again.stands(filing)
    return again, len(rows)


@pytest.mark.timeout(900)
@pytest.mark.parametrize("seed", SEEDS)
async def test_what_was_received_is_always_accounted_for(
    database_dsn: str, tmp_path: Path, seed: int, record_property: Callable[[str, object], None]
) -> None:
    async with running(database_dsn, tmp_path) as client:
        await client.app.state.process.nodes[CODE].database.writer.execute(
            "INSERT INTO refusal_reason (code, text_zh, text_en, source, position)"
            " VALUES ('ACADEMIC_DISCUSSION', '理由', 'A reason', 'test', 1)"
        )
        year = Year(client, seed)
        for _ in range(STEPS):
            await year.step()
        again, events = await replay(client)
        assert events >= sum(year.done.values())
        record_property("done", dict(year.done.most_common()))
        record_property("counted", {"events": events, "refused": year.refused, **again.became})
        totals = (await client.ask(f"{{ {TOTALS} }}", client.assertion())).json["data"]
        became = {name: again.became[outcome] for name, outcome in OUTCOMES.items()}
        assert totals["filingTotals"] == {"received": again.became.total()} | became
        assert tuple(totals["inboundAssignmentTotals"].values()) == again.counted()
        assert year.refused
        assert set(year.done) <= set(COMMANDS)
        assert len(year.done) >= len(COMMANDS) - (0 if LONG else SELDOM), sorted(set(COMMANDS) - set(year.done))
