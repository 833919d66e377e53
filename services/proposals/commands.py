"""What a committee does with its filings, from the draft to the decision; the rulebook says when it may."""

from typing import Final

import asyncpg

from schema.ids import new_id
from schema.rulebook import Transition
from services.kit.acts import NEW, Act, Command, Done
from services.kit.events import Change
from services.kit.inputs import NAME, NOTE, TITLE, Input
from services.proposals.merging import MERGE
from services.proposals.records import FILING
from services.proposals.steps import MACHINE, deciding, take_step

TERMS: Final = 99
PROPOSERS: Final = 100
CASE_NUMBER: Final = 100


async def _draft(act: Act) -> Done:
    given = act.input
    transition = act.decide(MACHINE, None, {})
    values = {
        **NEW,
        "title": given.text("title", most=TITLE),
        "text": given.optional_text("text"),
        "term": given.integer("term", 1, TERMS),
        "session": given.integer("session", 1, TERMS),
        "origin": given.optional_text("origin", most=NAME) or "PROPOSER",
        "state": transition.after,
        **_shown(transition),
    }
    filing = str(new_id(act.code, FILING.kind, at=act.at))
    change = Change(FILING, "filing.drafted", filing, values, children={"proposer": _proposers(given)})
    return Done(await act.write(change))


def _proposers(given: Input) -> list[dict[str, object]]:
    """The proposers in the order of signature; exactly one of them is the first proposer."""
    people = given.parts("proposers", most=PROPOSERS)
    marked = [position for position, person in enumerate(people, 1) if person.flag("first")]
    if len(marked) > 1:
        raise given.wrong("proposers", "must not name more than one first proposer", "只能有一位第一提案人")
    first = marked[0] if marked else 1
    return [
        {
            "position": position,
            "kind": person.text("kind", most=NAME),
            "name": person.text("name", most=NAME),
            "first": position == first,
        }
        for position, person in enumerate(people, 1)
    ]


def _shown(transition: Transition) -> dict[str, object]:
    return {name: value for name, value in transition.sets if name != "decision"}


async def _submit(act: Act) -> Done:
    row = act.record
    proposers = await act.rows(FILING, "proposer", row["id"])
    transition = act.decide(MACHINE, row["state"], {"proposers": len(proposers), "text": row["text"]})
    received = {"submitted_at": row["submitted_at"] or act.at}
    return await take_step(act, transition, "filing.submitted", received)


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


COMMANDS: Final = (
    Command("draftFiling", FILING, _draft, creates=True),
    Command("submitFiling", FILING, _submit),
    Command("prelimReviewFiling", FILING, deciding("filing.passed-preliminary-review")),
    Command("returnFiling", FILING, deciding("filing.returned")),
    Command("fileFiling", FILING, _file),
    Command("refuseFiling", FILING, _refuse),
    MERGE,
    Command("convertFiling", FILING, deciding("filing.converted")),
    Command("withdrawFiling", FILING, deciding("filing.withdrawn")),
)
