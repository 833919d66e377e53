"""The records of the topics module, as they lie in its tables, and what peers hold copies of."""

from services.kit.records import Child, RecordKind

TOPIC = RecordKind(
    "topic",
    "joint_topic",
    (
        Child(
            "topic_invitation",
            "topic_id",
            copied=(
                *("committee", "participation_id", "invited_at", "state"),
                *("fieldwork", "endorsed_version", "own_topic", "statement"),
            ),
        ),
        Child("topic_draft", "topic_id", copied=("number", "sha256", "frozen_at")),
        Child("topic_output", "topic_id", copied=("position", "committee", "kind", "title", "record", "linked_on")),
        Child("topic_track", "topic_id", copied=("position", "kind", "title", "opened_on", "closed_on", "result")),
    ),
    copied=(
        "title", "summary", "year", "stage", "leading_official", "task_force", "ad_hoc", "plan_document",
        "established_on", "draft_number", "circulated_on", "endorse_by", "issued_on", "joined_to",
    ),
)  # fmt: skip
PARTICIPATION = RecordKind(
    "participation",
    "participation",
    (Child("participation_output", "participation_id", copied=("position", "kind", "title", "record", "linked_on")),),
    copied=(
        "topic_id",
        "state",
        "answered_on",
        "note",
        "own_topic",
        "endorsed_version",
        "withdrawn_on",
        "statement",
    ),
)
FIELDWORK = RecordKind(
    "fieldwork",
    "fieldwork_record",
    copied=("topic_id", "state", "title", "place", "held_from", "held_until", "findings"),
)
ENDORSEMENT = RecordKind(
    "topic-endorsement",
    "topic_endorsement",
    copied=("topic_id", "state", "draft_number", "draft_sha256", "answered_on", "valid_until"),
)
SUGGESTION = RecordKind(
    "suggestion",
    "written_suggestion",
    (
        Child(
            "suggestion_delivery",
            "suggestion_id",
            copied=(
                *("position", "unit", "level", "route", "forwarded_by", "delivered_on"),
                *("response", "response_note", "responded_on"),
            ),
        ),
    ),
    copied=("topic_id", "title", "state", "issued_on"),
)
