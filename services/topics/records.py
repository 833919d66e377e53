"""The records of the topics module, as they lie in its tables."""

from services.kit.records import Child, RecordKind

TOPIC = RecordKind("topic", "joint_topic", (Child("topic_invitation", "topic_id"),))
PARTICIPATION = RecordKind("participation", "participation")
SUGGESTION = RecordKind("suggestion", "written_suggestion")
