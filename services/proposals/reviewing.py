"""The decisions on a filing: passed on, returned, filed under its case number, refused, converted."""

from typing import Final

import asyncpg

from services.kit.acts import Act, Command, Done
from services.kit.inputs import NAME, NOTE
from services.proposals.records import FILING
from services.proposals.steps import MACHINE, take_step

CASE_NUMBER: Final = 100


PARTS: Final = 20


async def _pass(act: Act) -> Done:
    """The checklist is the reviewer's own; the filing's text is not read by the node."""
    note, given = act.input.optional_text("note", most=NOTE), act.input.has("checked")
    checked = _parts(act, "checked")
    facts = {"content_checked": checked if given else None, "content_asked": content_asked(act)}
    transition = act.decide(MACHINE, act.record["state"], facts)
    return await take_step(act, transition, "filing.passed-preliminary-review", note=note, content={"checked": checked})


async def _return(act: Act) -> Done:
    note, lacking = act.input.optional_text("note", most=NOTE), _parts(act, "lacking")
    transition = act.decide(MACHINE, act.record["state"], {"note": note})
    return await take_step(act, transition, "filing.returned", note=note, content={"lacking": lacking})


def _parts(act: Act, name: str) -> list[str]:
    """Each once, in the order given; empty where it is left out."""
    return list(dict.fromkeys(act.input.words(name, most=PARTS))) if act.input.has(name) else []


def content_asked(act: Act) -> list[str]:
    """What the committee asks of a proposal's content."""
    return [term.code for term in act.book.vocabulary("filing.content")]


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
    Command("prelimReviewFiling", FILING, _pass),
    Command("returnFiling", FILING, _return),
    Command("fileFiling", FILING, _file),
    Command("refuseFiling", FILING, _refuse),
    Command("convertFiling", FILING, _convert),
)
