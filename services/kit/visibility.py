"""Whether somebody of the owning committee may know a record, decided on its row."""

from collections.abc import Mapping
from typing import Any

from services.kit.database import Connection
from services.kit.identity import Viewer
from services.kit.records import RecordKind

INSIDE = frozenset({"staff", "member"})
"""Roles of people who see what their committee keeps to itself."""


async def known(connection: Connection, record: RecordKind, row: Mapping[str, Any], viewer: Viewer) -> bool:
    """Whether the viewer, who is of the owning committee, may know the record: by its visibility, or because of the
    role in which the viewer comes (see :class:`services.kit.records.Seer`).
    """
    if visible(row, viewer):
        return True
    for seer in record.seers:
        if seer.role in viewer.roles:
            condition = seer.condition.format(row="r", unit="$2::text")
            values = (viewer.unit,) if "$2" in condition else ()
            found = f"SELECT EXISTS (SELECT FROM {record.table} r WHERE r.id = $1 AND ({condition}))"
            if await connection.fetchval(found, row["id"], *values):
                return True
    return False


def visible(row: Mapping[str, Any], viewer: Viewer) -> bool:
    """Whether the record's visibility alone lets the viewer know it."""
    match row["visibility"]:
        case "PUBLISHED":
            return True
        case "SHARED":
            return viewer.unit is None
        case "NODE":
            return bool(viewer.roles & INSIDE)
    return "staff" in viewer.roles
