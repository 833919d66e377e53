"""What was received is always filed, refused, merged, converted, handed up, withdrawn or pending: random commands
through a node's GraphQL, after each of which its totals must close; then its history is read again event by event.
"""

from __future__ import annotations

import asyncio
import os
import random
from collections import Counter
from pathlib import Path
from typing import Any, Final

import pytest

from services.proposals.totals import OUTCOMES
from tests.services.commands.dry_run_cases_handling import PLAN
from tests.services.node_client import CODE, Answered, NodeClient, running

STEPS, SEEDS = (1500, range(10)) if os.environ.get("SHIZI_LONG") else (150, range(1))
TOTALS: Final = "{ filingTotals { received " + " ".join(OUTCOMES) + " } }"
REFUSALS: Final = {"RULE_REFUSED", "CONFLICT"}
TEXT: Final = {"text": "情况、分析与建议。", "proposers": [{"kind": "MEMBER", "name": "委员甲"}]}
NOTE: Final = {"note": "说明"}
MEETING: Final = {"body": "主席会议", "decidedOn": "2026-11-20", "documentNumber": "〔2026〕7号"}
ENDED: Final = {"REFUSED", "NOT_FILED", "MERGED", "CONVERTED", "HANDED_UP", "WITHDRAWN"}
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
USUAL: Final = {
    "DRAFT": ("submitFiling", "submitFiling", "inviteFilingCosigners", "withdrawFiling", "reviseFiling"),
    "COSIGNING": ("cosignFiling", "closeFilingCosigning", "withdrawFiling"),
    "SUBMITTED": (
        "prelimReviewFiling", "prelimReviewFiling", "returnFiling", "recommendUpwardFiling", "withdrawFiling",
    ),
    "RETURNED": ("reviseFiling", "submitFiling", "withdrawFiling"),
    "PRELIM_PASSED": (
        "fileFiling", "fileFiling", "refuseFiling", "mergeFiling", "mergeFiling", "convertFiling",
        "recommendUpwardFiling", "withdrawFiling",
    ),
    "FILED": ("withdrawFiledFiling", "designateKeyFiling", "assignFiling"),
    "ASSIGNED": ("withdrawFiledFiling", "designateKeyFiling"),
}  # fmt: skip
COMMANDS: Final = sorted({command for commands in USUAL.values() for command in commands})


class Year:
    """A committee's year, made up at random: what it did, and how its totals stood after each step."""

    def __init__(self, client: NodeClient, seed: int) -> None:
        self.client = client
        self.dice = random.Random(seed)
        self.states: dict[str, str] = {}
        self.done: Counter[str] = Counter()
        self.refused = 0

    async def step(self) -> None:
        """One command, or two at once on the same filing; then the totals must close and agree with what was told."""
        if len(self.states) < 4 or self.dice.random() < 0.2:
            await self._draft()
        else:
            filing = self.dice.choice(sorted(self.states))
            at_once = 2 if self.dice.random() < 0.15 else 1
            await asyncio.gather(*(self._command(filing) for _ in range(at_once)))
        await self.check()

    async def check(self) -> None:
        totals = (await self.client.ask(TOTALS, self.client.assertion())).json["data"]["filingTotals"]
        assert totals["received"] == sum(totals[name] for name in OUTCOMES), totals

    async def _draft(self) -> None:
        given = TEXT | {"title": "关于加装电梯的提案", "term": self.dice.choice([13, 14]), "session": 2}
        document = """mutation($key: String!, $input: DraftFilingInput!) {
          draftFiling(committee: "440100", input: $input, idempotencyKey: $key) { record { id state } } }"""
        await self._take("draftFiling", await self.client.act(document, input=given))

    async def _command(self, filing: str) -> None:
        """Mostly what is usual in its state, sometimes anything."""
        usual = USUAL.get(self.states[filing], ())
        command = self.dice.choice(usual if usual and self.dice.random() < 0.8 else COMMANDS)
        content = self._input(command)
        type_ = f"{command[0].upper()}{command[1:]}Input"
        declared, used = (f", $input: {type_}!", ", input: $input") if content is not None else ("", "")
        document = f"""mutation($key: String!, $id: ID!{declared}) {{
          {command}(id: $id{used}, idempotencyKey: $key) {{ record {{ id state }} }} }}"""
        await self._take(command, await self.client.act(document, id=filing, input=content))

    def _input(self, command: str) -> dict[str, Any] | None:
        pick = self.dice.choice
        inputs: dict[str, dict[str, Any] | None] = {
            "submitFiling": None,
            "closeFilingCosigning": None,
            "fileFiling": {"caseNumber": str(self.dice.randrange(1, 40))},
            "refuseFiling": {"reasonCode": pick(["ACADEMIC_DISCUSSION", "NO_SUCH_REASON"])},
            "mergeFiling": {"target": pick(sorted(self.states))},
            "recommendUpwardFiling": {"committee": pick(["440000", "100000", "440500"]), **NOTE},
            "reviseFiling": {"text": f"情况、分析与建议之{self.dice.randrange(9)}"},
            "inviteFilingCosigners": {"cosigners": [{"kind": "MEMBER", "name": pick(["委员甲", "委员乙", "委员丙"])}]},
            "cosignFiling": {"position": self.dice.randrange(1, 3)},
            "designateKeyFiling": MEETING,
            "assignFiling": dict(PLAN),
        }
        return inputs.get(command, NOTE)

    async def _take(self, command: str, answered: Answered) -> None:
        answer = answered.json
        if "errors" in answer:
            assert {error["extensions"]["code"] for error in answer["errors"]} <= REFUSALS, answer
            self.refused += 1
            return
        record = answer["data"][command]["record"]
        self.states[record["id"]] = record["state"]
        self.done[command] += 1


async def replay(client: NodeClient) -> int:
    """Read every version of every filing again in the order of the events; returns how many there were."""
    rows = await client.app.state.process.nodes[CODE].database.writer.fetch(
        "SELECT h.id, h.state, h.outcome, h.merged_into, h.term, h.session, h.case_number"
        " FROM event e JOIN filing_history h ON h.event_id = e.id ORDER BY e.seq"
    )
    now: dict[str, Any] = {}
    numbers: dict[tuple[Any, ...], str] = {}
    for row in rows:
        before = now.get(row["id"])
        assert row["state"] in STATES_OF[row["outcome"]]
        if before is not None and before["outcome"] is not None:
            assert row["outcome"] is not None, "what was received stays received"
            assert before["outcome"] not in ENDED or row["outcome"] == before["outcome"], "an end is an end"
        now[row["id"]] = row
        assert _closes(now)
        if row["merged_into"] is not None:
            target = now[row["merged_into"]]
            assert target["state"] != "MERGED", "mergers do not chain"
            assert target["term"] == row["term"]
            assert target["id"] != row["id"]
        if row["case_number"] is not None:
            given_to = numbers.setdefault((row["term"], row["session"], row["case_number"]), row["id"])
            assert given_to == row["id"], "a case number is given once"
    return len(rows)


def _closes(now: dict[str, Any]) -> bool:
    received = [row["outcome"] for row in now.values() if row["outcome"] is not None]
    return len(received) == sum(received.count(outcome) for outcome in OUTCOMES.values())


@pytest.mark.timeout(900)
@pytest.mark.parametrize("seed", SEEDS)
async def test_what_was_received_is_always_accounted_for(database_dsn: str, tmp_path: Path, seed: int) -> None:
    async with running(database_dsn, tmp_path) as client:
        await client.app.state.process.nodes[CODE].database.writer.execute(
            "INSERT INTO refusal_reason (code, text_zh, text_en, source, position)"
            " VALUES ('ACADEMIC_DISCUSSION', '理由', 'A reason', 'test', 1)"
        )
        year = Year(client, seed)
        for _ in range(STEPS):
            await year.step()
        assert await replay(client) >= sum(year.done.values())
        assert year.refused
        assert len(year.done) > 8, year.done
