"""The assignments of a published proposal: seen with it, unless their unit's reply is not to be public."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from services.handling.copies import OPEN_TO_ALL
from services.handling.records import ASSIGNMENT
from services.handling.round import GIVEN_UP
from services.kit.acts import Act
from services.kit.events import Change, Row

OPEN: Final = "PUBLIC"
"""The disclosure of a reply that everybody may read."""

_MAY_BE_SEEN: Final = """SELECT a.id FROM assignment a WHERE a.filing_id = $1 AND a.visibility <> 'PUBLISHED'
    AND a.state <> ALL ($2::text[])
    AND NOT EXISTS (SELECT FROM reply r WHERE r.assignment_id = a.id AND r.disclosure IS DISTINCT FROM 'PUBLIC')"""
_ARE_SEEN: Final = "SELECT a.id FROM assignment a WHERE a.filing_id = $1 AND a.visibility = 'PUBLISHED'"


def within(row: Mapping[str, Any]) -> Row:
    """The visibility of what is not published: for the committees that it is shared with, else at home."""
    return {"visibility": "SHARED" if row["audience"] else "NODE"}


def shown_with(filing: Mapping[str, Any], row: Mapping[str, Any], open_: bool) -> Row:
    """The visibility of an assignment of a published filing once its unit has replied; nothing where that stays."""
    if filing["visibility"] != OPEN_TO_ALL:
        return {}
    wanted: Row = {"visibility": OPEN_TO_ALL} if open_ else within(row)
    return {} if wanted["visibility"] == row["visibility"] else wanted


async def publish_assignments(act: Act) -> None:
    """What the filing's units were given is seen with it: all in force, but for replies that are not to be public."""
    found = await act.connection.fetch(_MAY_BE_SEEN, act.id, sorted(GIVEN_UP))
    for key, row in (await act.lock(ASSIGNMENT, [each["id"] for each in found])).items():
        await act.write(Change(ASSIGNMENT, "assignment.published", key, {"visibility": OPEN_TO_ALL}, row["version"]))


async def take_back_assignments(act: Act) -> None:
    """What was seen with the filing is no longer."""
    found = await act.connection.fetch(_ARE_SEEN, act.id)
    for key, row in (await act.lock(ASSIGNMENT, [each["id"] for each in found])).items():
        await act.write(Change(ASSIGNMENT, "assignment.unpublished", key, within(row), row["version"]))
