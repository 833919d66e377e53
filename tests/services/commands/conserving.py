"""A committee's year made up at random and sent through a node's GraphQL: every command of a proposal's whole life."""

from __future__ import annotations

import asyncio
import itertools
import random
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from schema.calendar import CALENDAR
from services.proposals.totals import OUTCOMES
from tests.services.commands.dry_run_cases_replies import BAD, GOOD, OPINION, REPLY
from tests.services.commands.handing_over import code_of, unit
from tests.services.node_client import Answered, NodeClient

REFUSALS: Final = {"RULE_REFUSED", "CONFLICT"}
STRANGERS: Final = REFUSALS | {"FORBIDDEN"}
TEXT: Final = {"text": "情况、分析与建议。", "proposers": [{"kind": "MEMBER", "name": "委员甲"}]}
NOTE: Final = {"note": "说明"}
REASON: Final = {"reason": "说明"}
MEETING: Final = {"body": "主席会议", "decidedOn": "2026-11-20", "documentNumber": "〔2026〕7号"}
AT_ONCE: Final = 7
"""Proposals that are under way at the same time, so that many come to their end."""

UNITS: Final = range(1, 9)
GIVEN_UP: Final = frozenset({"RETURNED_ACCEPTED", "CANCELLED"})
OVER: Final = frozenset({"NOT_FILED", "MERGED", "CONVERTED", "WITHDRAWN", "HANDED_UP", "ARCHIVED"})
HANDLED: Final = "a command on one of its assignments"
USUAL: Final = {
    "DRAFT": ("submitFiling",) * 5 + ("inviteFilingCosigners",) * 2 + ("withdrawFiling", "reviseFiling"),
    "COSIGNING": ("cosignFiling",) * 3 + ("closeFilingCosigning", "closeFilingCosigning", "withdrawFiling"),
    "SUBMITTED": ("prelimReviewFiling",) * 6 + ("returnFiling", "recommendUpwardFiling", "withdrawFiling"),
    "RETURNED": ("reviseFiling", "submitFiling", "submitFiling", "withdrawFiling"),
    "PRELIM_PASSED": ("fileFiling",) * 9 + (
        "refuseFiling", "mergeFiling", "mergeFiling", "convertFiling", "recommendUpwardFiling", "withdrawFiling",
    ),
    "FILED": ("assignFiling",) * 7 + ("withdrawFiledFiling", "designateKeyFiling"),
    "ASSIGNED": (HANDLED,) * 16 + ("withdrawFiledFiling", "designateKeyFiling"),
    "HANDLING": (HANDLED,) * 18 + ("withdrawFiledFiling", "designateKeyFiling"),
    "REHANDLING": (HANDLED,),
    "REPLIED": ("giveFeedbackFiling",) * 4 + ("closeFiling",),
    "FEEDBACK_DONE": ("rehandleFiling", "declineRehandlingFiling", "closeFiling", "closeFiling"),
    "CLOSED": ("openLookBackFiling", "archiveFiling"),
    "FOLLOW_UP": ("closeLookBackFiling",),
}  # fmt: skip
USUAL_ASSIGNMENT: Final = {
    "ISSUED": ("signAssignment",) * 7 + ("requestReturnAssignment", "requestReturnAssignment", "cancelAssignment"),
    "RETURN_REQUESTED": ("acceptReturnAssignment", "acceptReturnAssignment", "refuseReturnAssignment"),
    "SIGNED": ("draftReplyAssignment",) * 4 + ("extendAssignment",),
    "EXTENDED": ("draftReplyAssignment",) * 3 + ("extendAssignment",),
    "REPLY_DRAFTED": ("issueReplyAssignment",) * 3 + ("rejectReplyDraftAssignment",),
}  # fmt: skip
USUAL_SUPPORT: Final = ("sendSupportOpinionAssignment",) * 3 + ("waiveSupportOpinionAssignment",)
BY_UNIT: Final = frozenset({
    "signAssignment", "requestReturnAssignment", "draftReplyAssignment", "issueReplyAssignment",
    "sendSupportOpinionAssignment",
})  # fmt: skip
ON_FILINGS: Final = sorted({each for usual in USUAL.values() for each in usual} - {HANDLED})
ON_ASSIGNMENTS: Final = sorted({each for usual in (*USUAL_ASSIGNMENT.values(), USUAL_SUPPORT) for each in usual})
COMMANDS: Final = ("draftFiling", *ON_FILINGS, *ON_ASSIGNMENTS)
NO_INPUT: Final = frozenset({"submitFiling", "closeFilingCosigning", "closeFiling", "signAssignment"})
TOTALS: Final = (
    "filingTotals { received " + " ".join(OUTCOMES) + " } inboundAssignmentTotals { assignmentCount filingCount }"
)
SEEN: Final = "state outcome assignments { id creditCode role state round }"


@dataclass(frozen=True)
class Given:
    """An assignment as the node shows it."""

    filing: str
    unit: str
    role: str
    state: str


class Year:
    """What was done, what was refused, and every proposal and assignment as the node showed it last."""

    def __init__(self, client: NodeClient, seed: int) -> None:
        self.client = client
        self.dice = random.Random(seed)
        self.numbers = itertools.count(1)
        self.states: dict[str, str] = {}
        self.outcomes: dict[str, str | None] = {}
        self.given: dict[str, Given] = {}
        self.done: Counter[str] = Counter()
        self.refused = 0

    async def step(self) -> None:
        """One command, or two at once on the same filing; then the totals must close and agree with what is shown."""
        under_way = sorted(filing for filing, state in self.states.items() if state not in OVER)
        if len(under_way) < 4 or (len(under_way) < AT_ONCE and self.dice.random() < 0.3):
            await self.check(await self._draft())
            return
        if self.dice.random() < 0.15:
            command, target = self._seldom(under_way)
            filing = self.given[target].filing if target in self.given else target
            await self._send(command, target)
        else:
            rather_older = under_way[int(len(under_way) * self.dice.random() ** 2)]
            filing = rather_older if self.dice.random() < 0.93 else self.dice.choice(sorted(self.states))
            at_once = 2 if self.dice.random() < 0.12 else 1
            await asyncio.gather(*(self._send(*self._choose(filing)) for _ in range(at_once)))
        await self.check(filing)

    async def check(self, touched: str | None) -> None:
        """Ask for the totals and for the proposal that was worked on, in one request."""
        shown = "" if touched is None else f"node(id: $id) {{ ... on Filing {{ {SEEN} }} }}"
        declared = "" if touched is None else "query($id: ID!) "
        asked = f"{declared}{{ {TOTALS} {shown} }}"
        answer = await self.client.ask(asked, self.client.assertion(), **({} if touched is None else {"id": touched}))
        assert "errors" not in answer.json, answer.json
        data = answer.json["data"]
        if touched is not None:
            self._see(touched, data["node"])
        self._compare(data["filingTotals"], data["inboundAssignmentTotals"])

    def _see(self, filing: str, shown: dict[str, Any]) -> None:
        self.states[filing], self.outcomes[filing] = shown["state"], shown["outcome"]
        for each in shown["assignments"]:
            self.given[each["id"]] = Given(filing, each["creditCode"], each["role"], each["state"])

    def _compare(self, filings: dict[str, int], assignments: dict[str, int]) -> None:
        """What was received is the sum of what became of it; 件 and 件次 are counted apart, each as it was shown."""
        assert filings["received"] == sum(filings[name] for name in OUTCOMES), filings
        became = Counter(outcome for outcome in self.outcomes.values() if outcome is not None)
        assert filings == {"received": became.total()} | {name: became[each] for name, each in OUTCOMES.items()}
        in_force = [each for each in self.given.values() if each.state not in GIVEN_UP]
        whose = {each.filing for each in in_force}
        assert assignments == {"assignmentCount": len(in_force), "filingCount": len(whose)}
        assert {self.outcomes[filing] for filing in whose} <= {"FILED"}, "only what is filed is handled"

    async def _draft(self) -> str | None:
        given = TEXT | {"title": "关于加装电梯的提案", "term": self.dice.choice([13, 14]), "session": 2}
        document = """mutation($key: String!, $input: DraftFilingInput!) {
          draftFiling(committee: "440100", input: $input, idempotencyKey: $key) { record { id } } }"""
        return self._took("draftFiling", await self.client.act(document, input=given), REFUSALS)

    def _seldom(self, under_way: list[str]) -> tuple[str, str]:
        """Of all that is usual now, what was done least so far."""
        possible = [
            *((each, filing) for filing in under_way for each in USUAL[self.states[filing]] if each != HANDLED),
            *((each, key) for key, given in sorted(self.given.items()) for each in _usual_for(given)),
        ]
        return min(possible, key=lambda each: self.done[each[0]])

    def _choose(self, filing: str) -> tuple[str, str]:
        """Mostly what is usual in its state, sometimes anything; on the proposal or on one of its assignments."""
        usual = USUAL.get(self.states[filing], ())
        anything = not usual or self.dice.random() < 0.12
        command = self.dice.choice((*ON_FILINGS, HANDLED, HANDLED) if anything else usual)
        if command != HANDLED:
            return command, filing
        every = sorted(key for key, each in self.given.items() if each.filing == filing)
        if not anything:
            every = [key for key in every if _usual_for(self.given[key])]
        if not every:
            return "designateKeyFiling", filing
        target = self.dice.choice(every)
        return self.dice.choice(ON_ASSIGNMENTS if anything else _usual_for(self.given[target])), target

    async def _send(self, command: str, target: str) -> None:
        """By whoever sends it usually; now and then by a unit that it does not concern."""
        stranger = self.dice.random() < 0.03
        content, type_ = self._input(command), f"{command[0].upper()}{command[1:]}Input"
        declared, used = (f", $input: {type_}!", ", input: $input") if content is not None else ("", "")
        document = f"""mutation($key: String!, $id: ID!{declared}) {{
          {command}(id: $id{used}, idempotencyKey: $key) {{ record {{ id }} }} }}"""
        variables = {"id": target} if content is None else {"id": target, "input": content}
        answered = await self.client.act(document, self._sender(command, target, stranger), **variables)
        self._took(command, answered, STRANGERS if stranger else REFUSALS)

    def _sender(self, command: str, target: str, stranger: bool) -> str:
        if command in BY_UNIT:
            whose = code_of(self.dice.choice(UNITS)) if stranger else self.given[target].unit
            return self.client.assertion("unit", sub=f"unit {whose}", unit=whose)
        handing_over = command in ("acceptReturnAssignment", "refuseReturnAssignment") and self.dice.random() < 0.5
        return self.client.assertion("handover") if handing_over else self.client.assertion()

    def _took(self, command: str, answered: Answered, refusals: set[str]) -> str | None:
        """The id of the record that the command was on; None where it was refused."""
        answer = answered.json
        if "errors" in answer:
            assert {error["extensions"]["code"] for error in answer["errors"]} <= refusals, (command, answer)
            self.refused += 1
            return None
        self.done[command] += 1
        return str(answer["data"][command]["record"]["id"])

    def _input(self, command: str) -> dict[str, Any] | None:
        pick = self.dice.choice
        if command in NO_INPUT:
            return None
        inputs: dict[str, dict[str, Any]] = {
            "fileFiling": {"caseNumber": str(self.dice.randrange(1, 40) if pick([0, 1]) else next(self.numbers) + 100)},
            "refuseFiling": {"reasonCode": pick(["ACADEMIC_DISCUSSION", "ACADEMIC_DISCUSSION", "NO_SUCH_REASON"])},
            "mergeFiling": {"target": self._target()},
            "recommendUpwardFiling": {"committee": pick(["440000", "100000", "440500"]), **NOTE},
            "reviseFiling": {"text": f"情况、分析与建议之{self.dice.randrange(9)}"},
            "inviteFilingCosigners": {"cosigners": [{"kind": "MEMBER", "name": pick(["委员甲", "委员乙", "委员丙"])}]},
            "cosignFiling": {"position": self.dice.randrange(1, 3)},
            "designateKeyFiling": MEETING,
            "assignFiling": self._plan(),
            "archiveFiling": {"number": str(self.dice.randrange(1, 999)), "retention": "PERMANENT"},
            "giveFeedbackFiling": dict(pick([GOOD, BAD])),
            "rehandleFiling": {},
            "closeLookBackFiling": {"finding": "已落实"},
            "requestReturnAssignment": REASON,
            "acceptReturnAssignment": {"replacement": unit(pick(UNITS))},
            "refuseReturnAssignment": REASON,
            "cancelAssignment": REASON,
            "extendAssignment": {"until": self._later(), **REASON},
            "draftReplyAssignment": {"text": "现答复如下。"},
            "issueReplyAssignment": {**REPLY, "grade": pick("ABC")},
            "sendSupportOpinionAssignment": dict(OPINION),
        }
        return inputs.get(command, NOTE)

    def _target(self) -> str:
        """Mostly what may be merged into, sometimes anything."""
        open_ = sorted(key for key, state in self.states.items() if state in ("PRELIM_PASSED", "FILED", "ASSIGNED"))
        return self.dice.choice(open_ if open_ and self.dice.random() < 0.7 else sorted(self.states))

    def _plan(self) -> dict[str, Any]:
        plan = self.dice.choice(["SOLE", "SOLE", "LEAD_WITH_SUPPORT", "LEAD_WITH_SUPPORT", "SPLIT"])
        numbers = self.dice.sample(UNITS, {"SOLE": 1, "SPLIT": 2}.get(plan, self.dice.randrange(2, 4)))
        roles = ["LEAD", *["SUPPORT"] * 2] if plan == "LEAD_WITH_SUPPORT" else [None] * 2
        return {"plan": plan, "undertakers": [unit(each, role) for each, role in zip(numbers, roles, strict=False)]}

    def _later(self) -> str:
        """A working day some months ahead, within the longest time that may be given in all or just beyond it."""
        months = self.dice.randrange(100, 190)
        return CALENDAR.next_working_day(date.today() + timedelta(days=months)).isoformat()  # noqa: DTZ011


def _usual_for(given: Given) -> tuple[str, ...]:
    """What is usually done with an assignment as it stands."""
    if given.role == "SUPPORT" and given.state in ("SIGNED", "EXTENDED"):
        return USUAL_SUPPORT
    return USUAL_ASSIGNMENT.get(given.state, ())
