"""What becomes of a filing that counts: made a key proposal by the chairpersons' meeting, archived when closed."""

from typing import Final

import asyncpg

from services.kit.acts import Act, Command, Done
from services.kit.inputs import NAME
from services.proposals.records import FILING
from services.proposals.steps import MACHINE, take_step

ARCHIVE_NUMBER: Final = 100
LONGEST_RETENTION: Final = 100


async def _designate(act: Act) -> Done:
    row, given = act.record, act.input
    body, document = given.optional_text("body", most=NAME), given.optional_text("documentNumber", most=NAME)
    facts = {"authority_body": body, "authority_document": document, "is_key": row["is_key_proposal"]}
    transition = act.decide(MACHINE, row["state"], facts)
    designation = {"body": body, "decidedOn": given.day("decidedOn").isoformat(), "documentNumber": document}
    return await take_step(
        act, transition, "filing.designated-key", {"is_key_proposal": True, "key_designation": designation}
    )


async def _archive(act: Act) -> Done:
    """The number is checked first, and held by a unique index against whoever archives at the same moment."""
    row, given = act.record, act.input
    number = given.optional_text("number", most=ARCHIVE_NUMBER)
    retention, years = given.text("retention", most=NAME), given.integer("years", 1, LONGEST_RETENTION)
    taken = await act.connection.fetchval(
        "SELECT EXISTS (SELECT FROM filing WHERE archive_number = $1 AND id <> $2)", number, row["id"]
    )
    facts = {
        "archive_number": number, "archive_number_taken": taken, "retention": retention, "retention_years": years,
    }  # fmt: skip
    transition = act.decide(MACHINE, row["state"], facts)
    values = {
        "archived_on": act.today, "archive_number": number, "retention": retention, "retention_years": years,
    }  # fmt: skip
    try:
        async with act.connection.transaction():
            return await take_step(act, transition, "filing.archived", values)
    except asyncpg.UniqueViolationError:
        act.decide(MACHINE, row["state"], facts | {"archive_number_taken": True})
        raise


KEEPING: Final = (
    Command("designateKeyFiling", FILING, _designate),
    Command("archiveFiling", FILING, _archive),
)
