"""The decisions on a filing: passed on, returned, filed under its case number, refused, converted."""

from typing import Final

import asyncpg

from services.kit.acts import Act, Command, Done
from services.kit.inputs import NAME, NOTE
from services.proposals.records import FILING
from services.proposals.steps import MACHINE, deciding, take_step

CASE_NUMBER: Final = 100


async def _file(act: Act) -> Done:
    """The number is checked first, and held by a unique index against whoever files at the same moment."""
    row, number = act.record, act.input.optional_text("caseNumber", most=CASE_NUMBER)
    taken = await act.connection.fetchval(
        "SELECT EXISTS (SELECT FROM filing WHERE case_number = $1 AND term IS NOT DISTINCT FROM $2"
        " AND session IS NOT DISTINCT FROM $3 AND id <> $4)",
        number, row["term"], row["session"], row["id"],
    )  # fmt: skip
    facts = {"case_number": number, "case_number_taken": taken}
    transition = act.decide(MACHINE, row["state"], facts)
    try:
        async with act.connection.transaction():
            return await take_step(act, transition, "filing.filed", {"case_number": number, "filed_at": act.at})
    except asyncpg.UniqueViolationError:
        act.decide(MACHINE, row["state"], facts | {"case_number_taken": True})
        raise


async def _refuse(act: Act) -> Done:
    reason = act.input.text("reasonCode", most=NAME)
    listed = [row["code"] for row in await act.connection.fetch("SELECT code FROM refusal_reason")]
    transition = act.decide(MACHINE, act.record["state"], {"reason_code": reason, "reason_codes": listed})
    return await take_step(
        act, transition, "filing.refused", note=act.input.optional_text("note", most=NOTE), reason_code=reason
    )


async def _convert(act: Act) -> Done:
    note = act.input.optional_text("note", most=NOTE)
    transition = act.decide(MACHINE, act.record["state"], {"note": note})
    target = act.input.optional_text("target", most=NAME) or "OPINION"
    return await take_step(act, transition, "filing.converted", {"converted_to": target}, note=note)


REVIEWING: Final = (
    Command("prelimReviewFiling", FILING, deciding("filing.passed-preliminary-review")),
    Command("returnFiling", FILING, deciding("filing.returned")),
    Command("fileFiling", FILING, _file),
    Command("refuseFiling", FILING, _refuse),
    Command("convertFiling", FILING, _convert),
)
