"""Whether somebody of the owning committee may know a record, decided on its row."""

from collections.abc import Mapping
from typing import Any

from services.kit.identity import Viewer


def visible(row: Mapping[str, Any], viewer: Viewer) -> bool:
    """Whether the viewer, who is of the owning committee, may know the record."""
    if row["visibility"] == "RESTRICTED":
        return "staff" in viewer.roles
    return row["visibility"] != "NODE" or bool(viewer.roles & {"staff", "member"})
