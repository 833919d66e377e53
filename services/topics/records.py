"""The records of the topics module, as they lie in its tables."""

from services.kit.records import Child, RecordKind

TOPIC = RecordKind(
    "topic",
    "joint_topic",
    (Child("topic_invitation", "topic_id", copied=("committee", "participation_id", "invited_at")),),
    copied=("title", "summary", "year", "stage"),
)
PARTICIPATION = RecordKind(
    "participation", "participation", copied=("topic_id", "state", "answered_on", "note", "authority")
)
SUGGESTION = RecordKind("suggestion", "written_suggestion")
