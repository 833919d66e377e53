"""Joint topics of others that this committee was asked to take part in."""

from typing import Final

from services.kit.inbox import Waits
from services.topics.records import PARTICIPATION

INBOX: Final = (
    Waits(
        "INVITATION_TO_ANSWER", PARTICIPATION, "topics", "{row}.state = 'INVITED'", {"staff": "true"},
        ("answerParticipation",), since="coalesce({row}.invited_at, {row}.created_at)", until="{row}.respond_by",
        provisional="coalesce({row}.provisional, false)", title="coalesce({row}.topic_title, {row}.topic_id)",
    ),
)  # fmt: skip
