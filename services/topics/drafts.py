"""The frozen drafts of a topic: numbered, known by their digests, and what is said of one under review."""

import hashlib
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from services.kit.acts import Act
from services.topics.records import TOPIC

CIRCULATED: Final = "joint-topic.circulated"
NO_REVIEW: Final[Mapping[str, object]] = {"endorse_by": None, "endorse_provisional": None}
"""The columns of a topic or a participation when no endorsement is awaited."""


def digest(text: str) -> str:
    """The SHA-256 of a text in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


async def drafts_of(act: Act, topic: str) -> list[dict[str, Any]]:
    """The frozen versions in their order."""
    return sorted(await act.rows(TOPIC, "topic_draft", topic), key=lambda draft: int(draft["number"]))


def under_review(draft: Mapping[str, Any], last: date, *, provisional: bool) -> dict[str, object]:
    """What participants are told of the draft that they are to endorse by a day."""
    shown = {name: draft[name] for name in ("number", "sha256", "text")}
    return {"draft": shown, "endorseBy": last, "provisional": provisional}
