"""The copy (抄送) to the committee where the unit is: it may read the assignment, and is told of what becomes of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from services.kit.events import Message

OPEN_TO_ALL = "PUBLISHED"
INTERNAL = "RESTRICTED"


def sharing(filing: Mapping[str, Any], area: str, own: str) -> dict[str, object]:
    """Who may see an assignment: the unit's local committee too, unless that is the owner or the filing is internal."""
    seen = filing["visibility"]
    if seen == INTERNAL:
        return {"visibility": INTERNAL, "audience": []}
    copied = [area] if area != own else []
    if seen == OPEN_TO_ALL:
        return {"visibility": OPEN_TO_ALL, "audience": copied}
    return {"visibility": "SHARED" if copied else "NODE", "audience": copied}


def notices(kind: str, id: str, filing: Mapping[str, Any], row: Mapping[str, Any]) -> tuple[Message, ...]:
    """What the committees that have a copy are told of an assignment with these columns."""
    body = {
        "assignment": id,
        "filing": filing["id"],
        "title": filing["title"],
        "caseNumber": filing["case_number"],
        "unit": row["unit"],
        "creditCode": row["unit_code"],
        "role": row["role"],
        "dueOn": str(row["due_on"]),
    }
    return tuple(Message(peer, kind, body) for peer in row["audience"])


def peers(messages: tuple[Message, ...]) -> tuple[str, ...]:
    """Whom messages go to, each once, in order."""
    return tuple(sorted({message.peer for message in messages}))
