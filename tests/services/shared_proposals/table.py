"""Committees around one shared proposal: short ways to circulate, endorse, file and bring it to an end."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any, Final

from schema.ids import derived_id
from tests.services.commands.desk import AUTHORITY
from tests.services.commands.handing_over import unit
from tests.services.exchange.between import Between

LEAD: Final = "440100"
SHANTOU: Final = "440500"
LONGYAN: Final = "350800"
TEXT: Final = "情况：练江跨市。分析：上下游标准不一。建议：统一监测。"
TITLE: Final = "关于统一练江流域水质监测标准的提案"
PROPOSER: Final = {"kind": "MEMBER", "name": "委员甲", "first": True}
TO_ANSWER, TO_FILE = timedelta(days=22), timedelta(days=69)
_NUMBER: Final = re.compile(r" #\d+ ")


class Table:
    """The committees, and the shared proposal that 440100 leads."""

    def __init__(self, between: Between) -> None:
        self.between = between
        self.id = ""

    async def drafted(self) -> str:
        given = {"title": TITLE, "text": TEXT}
        self.id = (await self.between.send(LEAD, "draftSharedProposal", given, committee=LEAD)).record_id
        return self.id

    async def circulate(self, *codes: str, **more: Any) -> list[str]:
        """Circulated to these; what was carried."""
        await self.between.send(
            LEAD, "circulateSharedProposal", {"committees": codes, "authority": AUTHORITY, **self.days, **more},
            id=self.id,
        )  # fmt: skip
        return await self.settle()

    @property
    def days(self) -> dict[str, str]:
        """The last days for answers and for filings, counted from now."""
        today = self.between.clock.now().date()
        return {"respondBy": (today + TO_ANSWER).isoformat(), "fileBy": (today + TO_FILE).isoformat()}

    async def settle(self) -> list[str]:
        """Whatever is to be carried, carried; without its numbers."""
        return [_NUMBER.sub(" ", each) for each in await self.between.settle()]

    async def pass_days(self, days: int) -> None:
        """Time goes on, and everybody's watchers look."""
        self.between.clock.advance(timedelta(days=days))
        for code in self.between.databases:
            await self.between.look(code)
        await self.settle()

    async def circulated(self, *codes: str) -> Table:
        await self.drafted()
        await self.circulate(*codes)
        return self

    def endorsement(self, code: str) -> str:
        return str(derived_id(code, "endorsement", self.id))

    async def answer(self, code: str, answer: str = "ENDORSE", **more: Any) -> None:
        """Answered, and not yet carried."""
        row = await self.between.row(code, "shared_endorsement", self.endorsement(code))
        given = {"answer": answer, "textHash": row["text_hash"], "authority": AUTHORITY, **more}
        await self.between.send(code, "answerSharedProposalEndorsement", given, id=row["id"])

    async def agreed(self, *codes: str) -> Table:
        """Circulated to these, and endorsed by all of them."""
        await self.circulated(*codes)
        for code in codes:
            await self.answer(code)
        await self.settle()
        return self

    async def file(self, code: str, **more: Any) -> str:
        """The committee's own filing, not yet carried; the id of its shared filing."""
        given = {"sharedProposal": self.id, "term": 14, "session": 2, "proposers": [PROPOSER], **more}
        return (await self.between.send(code, "fileSharedProposal", given, committee=code)).record_id

    async def filing_of(self, code: str) -> str:
        """The id of the committee's filing."""
        ((found,),) = await self.between.rows(
            code, "SELECT filing_id FROM shared_filing WHERE owner = $1 AND shared_proposal_id = $2", code, self.id
        )
        return str(found)

    async def review(self, code: str, number: str | None = None) -> str:
        """The committee's filing submitted and reviewed; filed under a number, or refused without one."""
        filing = await self.filing_of(code)
        for step in ("submitFiling", "prelimReviewFiling"):
            await self.between.send(code, step, id=filing)
        if number is None:
            await self.between.databases[code].writer.execute(
                "INSERT INTO refusal_reason (code, text_zh, text_en, source, position) VALUES"
                " ('ACADEMIC_DISCUSSION', '理由', 'A reason', 'test', 1) ON CONFLICT DO NOTHING"
            )
            await self.between.send(code, "refuseFiling", {"reasonCode": "ACADEMIC_DISCUSSION"}, id=filing)
        else:
            await self.between.send(code, "fileFiling", {"caseNumber": number}, id=filing)
        return filing

    async def handled(self, code: str, grade: str = "B") -> str:
        """The committee's filed proposal handed over, replied to and closed."""
        filing = await self.filing_of(code)
        send = self.between.send
        await send(code, "assignFiling", {"plan": "SOLE", "undertakers": [unit(1, area=code)]}, id=filing)
        ((assignment,),) = await self.between.rows(
            code, "SELECT id FROM assignment WHERE owner = $1 AND filing_id = $2", code, filing
        )
        await send(code, "signAssignment", id=assignment)
        await send(code, "draftReplyAssignment", {"text": "已列入计划。"}, id=assignment)
        signed = {"signedBy": "王五", "contactName": "赵六", "contactPhone": "1", "letterNumber": "函1号"}
        await send(code, "issueReplyAssignment", {**signed, "grade": grade}, id=assignment)
        satisfied = {"work": "SATISFIED", "result": "SATISFIED", "channel": "VISIT"}
        await send(code, "giveFeedbackFiling", satisfied, id=filing)
        await send(code, "closeFiling", id=filing)
        return filing

    async def state(self) -> str:
        """The umbrella's, at its lead."""
        return str((await self.between.row(LEAD, "shared_proposal", self.id))["state"])

    async def own(self, code: str) -> str:
        """The state of the committee's own endorsement."""
        return str((await self.between.row(code, "shared_endorsement", self.endorsement(code)))["state"])

    async def parties(self) -> dict[str, str]:
        """The committees as the lead has them."""
        rows = await self.between.rows(
            LEAD, "SELECT committee, state FROM shared_party WHERE shared_proposal_id = $1 ORDER BY position", self.id
        )
        return dict(rows)

    async def reports(self) -> dict[str, tuple[Any, ...]]:
        """What the lead was told of each filing: state, outcome, case number, grades."""
        rows = await self.between.rows(
            LEAD, "SELECT committee, state, outcome, case_number, grades FROM shared_report"
            " WHERE shared_proposal_id = $1 ORDER BY position", self.id,
        )  # fmt: skip
        return {row[0]: row[1:] for row in rows}
