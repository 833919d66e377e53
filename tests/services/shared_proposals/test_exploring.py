"""Committees that do at random what they may, with messages carried late: whatever comes, P11 to P13 hold, both sides
tell the same story in the end, and silence leaves nothing waiting.
"""

from __future__ import annotations

import random
import uuid
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest

from schema.errors import ErrorCode, ShiziError
from schema.shared_proposals.hashing import text_hash
from services.shared_proposals.umbrella import ENDED, OVER
from tests.services.commands.desk import AUTHORITY
from tests.services.shared_proposals.table import LEAD, LONGYAN, SHANTOU, Table

pytestmark = pytest.mark.asyncio(loop_scope="package")

OTHERS = (SHANTOU, LONGYAN)
STEPS = 45
MAY_BE_REFUSED = (ErrorCode.RULE_REFUSED, ErrorCode.NOT_FOUND, ErrorCode.BAD_USER_INPUT)
SAME = {
    "INVITED": {"INVITED"}, "ENDORSED": {"ENDORSED"}, "DECLINED": {"DECLINED"}, "WITHDRAWN": {"WITHDRAWN"},
    "CARRIED_OUT": {"CARRIED_OUT"}, "SUPERSEDED": {"SUPERSEDED", "NOT_ACCEPTED"},
    "LAPSED": {"LAPSED", "NOT_ACCEPTED", "DECLINED"},
}  # fmt: skip
"""How the committee's own endorsement may stand where the lead has it so, once everything was carried."""


class Explorer:
    """One run over one umbrella."""

    def __init__(self, table: Table, seed: int) -> None:
        self.table = table
        self.choices = random.Random(seed)
        self.log: list[str] = []

    async def step(self) -> None:
        """One act of somebody, refused or not; or some messages of one committee are carried."""
        acts: list[Callable[[], Awaitable[object]]] = [
            self._answer, self._answer, self._answer, self._carry, self._carry, self._circulate, self._file, self._file,
            self._withdraw, self._review, self._take_back, self._vary, self._revise, self._dissolve, self._days,
        ]  # fmt: skip
        weights = [8, 8, 8, 8, 8, 6, 8, 8, 2, 6, 1, 2, 1, 0.2, 0.5]
        (act,) = self.choices.choices(acts, weights)
        try:
            await act()
            self.log.append(act.__name__)
        except ShiziError as error:
            assert error.code in MAY_BE_REFUSED, (self.log, error)

    async def _send(self, code: str, field: str, input: dict[str, Any] | None, id: str) -> None:
        await self.table.between.send(code, field, input, id=id)

    async def _answer(self) -> None:
        code = self.choices.choice(OTHERS)
        rows = await self.table.between.rows(
            code, "SELECT text_hash FROM shared_endorsement WHERE id = $1", self.table.endorsement(code)
        )
        answer = "ENDORSE" if self.choices.random() < 0.8 else "DECLINE"
        given = {"answer": answer, "textHash": rows[0][0] if rows else "0" * 64, "authority": AUTHORITY}
        await self._send(code, "answerSharedProposalEndorsement", given, self.table.endorsement(code))

    async def _withdraw(self) -> None:
        code = self.choices.choice(OTHERS)
        given = {"note": "情况有变", "authority": AUTHORITY}
        await self._send(code, "withdrawSharedProposalEndorsement", given, self.table.endorsement(code))

    async def _circulate(self) -> None:
        codes = self.choices.sample(OTHERS, self.choices.randint(0, 2))
        given = {"committees": codes, "authority": AUTHORITY, **self.table.days}
        await self._send(LEAD, "circulateSharedProposal", given, self.table.id)

    async def _revise(self) -> None:
        await self._send(LEAD, "reviseSharedProposal", {"text": uuid.uuid4().hex, "note": "据意见"}, self.table.id)

    async def _dissolve(self) -> None:
        await self._send(LEAD, "dissolveSharedProposal", {"note": "另行推进"}, self.table.id)

    async def _file(self) -> None:
        more = {"text": uuid.uuid4().hex, "variantReason": "市情不同"} if self.choices.random() < 0.2 else {}
        await self.table.file(self.choices.choice((LEAD, *OTHERS)), **more)

    async def _filing(self) -> tuple[str, str, str] | None:
        """One of the filings made of it: whose, its shared filing, its state."""
        found = [
            (code, *row)
            for code in (LEAD, *OTHERS)
            for row in await self.table.between.rows(
                code, "SELECT id, filing_id FROM shared_filing WHERE owner = $1 AND shared_proposal_id = $2", code,
                self.table.id,
            )
        ]  # fmt: skip
        return self.choices.choice(found) if found else None

    async def _review(self) -> None:
        if (chosen := await self._filing()) is None:
            return
        code, _, filing = chosen
        for field in ("submitFiling", "prelimReviewFiling"):
            await self._send(code, field, None, filing)
        if self.choices.random() < 0.3:
            await self._send(code, "convertFiling", {"note": "转为意见"}, filing)
        else:
            await self._send(code, "fileFiling", {"caseNumber": uuid.uuid4().hex}, filing)

    async def _take_back(self) -> None:
        if (chosen := await self._filing()) is not None:
            field = self.choices.choice(("withdrawFiling", "withdrawFiledFiling"))
            await self._send(chosen[0], field, {"note": "提案者要求"}, chosen[2])

    async def _vary(self) -> None:
        if (chosen := await self._filing()) is not None:
            given = {"text": uuid.uuid4().hex, "reason": "市情不同"}
            await self._send(chosen[0], "varySharedFiling", given, chosen[1])

    async def _carry(self) -> None:
        await self.table.between._carry_from(self.choices.choice((LEAD, *OTHERS)))

    async def _days(self) -> None:
        self.table.between.clock.advance(timedelta(days=self.choices.choice((10, 40))))
        await self.table.between.look(self.choices.choice((LEAD, *OTHERS)))

    async def shared_filings(self) -> dict[str, dict[str, Any]]:
        """Every shared filing with the words of its filing, by its id."""
        found = {}
        for code in (LEAD, *OTHERS):
            for row in await self.table.between.databases[code].writer.fetch(
                "SELECT s.*, f.title, f.text, f.state AS filing_state FROM shared_filing s"
                " JOIN filing f ON f.id = s.filing_id WHERE s.owner = $1 AND s.shared_proposal_id = $2",
                code, self.table.id,
            ):  # fmt: skip
                found[row["id"]] = dict(row)
        return found

    async def check(self) -> None:
        """What holds once everything was carried."""
        lead, parties, shared = await self.table.state(), await self.table.parties(), await self.shared_filings()
        reports = {
            row["shared_filing_id"]: dict(row)
            for row in await self.table.between.databases[LEAD].writer.fetch(
                "SELECT * FROM shared_report WHERE shared_proposal_id = $1", self.table.id
            )
        }
        linked = {id_: row for id_, row in shared.items() if row["wording"] != "NOT_LINKED"}
        assert set(reports) == set(linked), self.log
        once = [(row["owner"], row["term"]) for row in linked.values()]
        assert len(once) == len(set(once)), self.log
        for id_, row in linked.items():
            words = text_hash(row["title"], row["text"])
            assert words == (row["variant_sha256"] or row["text_hash"]), self.log
            told = [reports[id_][name] for name in ("state", "outcome", "case_number", "variant_sha256")]
            assert told == [row[name] for name in ("filing_state", "outcome", "case_number", "variant_sha256")], (
                self.log
            )
        standing = sum(state in ("ENDORSED", "CARRIED_OUT") for state in parties.values())
        assert lead != "AGREED" or standing >= 2, self.log
        assert lead not in ("DRAFTING", "ENDORSING", "AGREED", "DISSOLVED") or not reports, self.log
        for code in OTHERS:
            if code in parties:
                own = await self.table.own(code)
                assert own in ({"ENDED"} if lead in ("CONCLUDED", "DISSOLVED") else SAME[parties[code]]), (
                    code,
                    self.log,
                )


@pytest.mark.parametrize("seed", [2, 43, 47])
async def test_whatever_committees_do(table: Table, seed: int) -> None:
    await table.drafted()
    explorer = Explorer(table, seed)
    await table.circulate(*OTHERS)
    for _ in range(STEPS):
        await explorer.step()
    for code in (LEAD, *OTHERS):
        await table.between.look(code)
    await table.settle()
    await explorer.check()
    await table.pass_days(80)
    await explorer.check()
    if await table.state() not in OVER:
        assert not {"INVITED", "ENDORSED"} & set((await table.parties()).values()), explorer.log
    ended = all(row["filing_state"] in ENDED for row in (await explorer.shared_filings()).values())
    if ended and await table.reports():
        assert await table.state() == "CONCLUDED", explorer.log
