"""Joint topics of others that this committee was asked to take part in."""

from typing import Final

from services.kit.inbox import Waits
from services.topics.records import PARTICIPATION

_TOLD: Final = "(select c.body -> 'values' ->> 'title' from copy c where c.id = {row}.topic_id)"
"""The title of the topic, as its lead told it."""

INBOX: Final = (
    Waits(
        "INVITATION_TO_ANSWER", PARTICIPATION, "topics", "{row}.state = 'INVITED'", {"staff": "true"},
        ("answerParticipation",), since="{row}.created_at",
        title=f"coalesce({_TOLD}, {{row}}.topic_id)",
    ),
)  # fmt: skip
