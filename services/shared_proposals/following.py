"""A committee's shared filing follows the filing: whenever that changes, what the others may know of it is written too,
in the same transaction, and the lead is told. It never changes the filing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from services.handling.records import ASSIGNMENT
from services.kit.acts import Act
from services.kit.events import Change
from services.shared_proposals.records import SHARED_FILING
from services.shared_proposals.telling import publish

SHOWN: Final = ("state", "outcome", "case_number", "session")
GRADE: Final = (
    "grade_scheme", "grade_letter", "grade_label", "grade_canonical", "grade_loss", "grade_loss_en",
)  # fmt: skip


async def follow(act: Act, change: Change) -> None:
    """After a change of a filing: let the shared filing made of it say the same."""
    shared_id = await act.connection.fetchval(
        "SELECT id FROM shared_filing WHERE filing_id = $1 AND wording <> 'NOT_LINKED'", change.id
    )
    if shared_id is None:
        return
    shared = (await act.lock(SHARED_FILING, [shared_id]))[shared_id]
    filing = (await act.lock(change.record, [change.id]))[change.id]
    values = {name: filing[name] for name in SHOWN}
    replies = await _replies(act, change, filing)
    before = await act.rows(SHARED_FILING, "shared_filing_reply", shared_id)
    if replies != before or any(shared[name] != value for name, value in values.items()):
        await publish(act, "reported", shared, shared_id, values, replies)


async def _replies(act: Act, change: Change, filing: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Every reply to the filing, graded as the latest look-back found where one did."""
    assignments = await act.connection.fetch(
        "SELECT id, unit FROM assignment WHERE filing_id = $1 ORDER BY round, position", filing["id"]
    )
    looked = sorted(
        await act.rows(change.record, "look_back_grade", filing["id"]), key=lambda each: int(each["look_back"])
    )
    found = {each["assignment"]: each for each in looked}
    rows = [
        {
            "round": reply["round"],
            "unit": assignment["unit"],
            **{name: found.get(assignment["id"], reply)[name] for name in GRADE},
            "issued_at": reply["issued_at"],
        }
        for assignment in assignments
        for reply in await act.rows(ASSIGNMENT, "reply", assignment["id"])
    ]
    return [{"position": place, **row} for place, row in enumerate(rows, 1)]
