"""Joint topics of others that this committee was asked to take part in, and drafts that it was asked to endorse."""

from typing import Final

from services.kit.inbox import Waits
from services.topics.records import PARTICIPATION

INBOX: Final = (
    Waits(
        "INVITATION_TO_ANSWER", PARTICIPATION, "topics", "{row}.state = 'INVITED'", {"staff": "true"},
        ("answerParticipation",), since="coalesce({row}.invited_at, {row}.created_at)", until="{row}.respond_by",
        provisional="coalesce({row}.provisional, false)", title="coalesce({row}.topic_title, {row}.topic_id)",
    ),
    Waits(
        "TOPIC_DRAFT_TO_ENDORSE", PARTICIPATION, "topics",
        "{row}.state = 'ACCEPTED' and {row}.endorse_by is not null"
        " and {row}.endorsed_version is distinct from {row}.draft_number",
        {"staff": "true"}, ("giveTopicEndorsement", "requestChangesTopicEndorsement"), until="{row}.endorse_by",
        provisional="coalesce({row}.endorse_provisional, false)", title="coalesce({row}.topic_title, {row}.topic_id)",
    ),
)  # fmt: skip
