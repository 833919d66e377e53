"""The record of the handling module, as it lies in its tables, and who sees it beside the committee's own people."""

from services.kit.records import Child, RecordKind, Seer, Within

ASSIGNMENT = RecordKind(
    "assignment",
    "assignment",
    (
        Child("reply_draft", "assignment_id"),
        Child("reply", "assignment_id"),
        Child("support_opinion", "assignment_id"),
    ),
    seers=(Seer("unit", "{row}.unit_code = {unit}"), Seer("handover", "{row}.visibility <> 'RESTRICTED'")),
    within=Within("filing", "filing_id"),
    copied=(
        "filing_id",
        "round",
        "unit",
        "unit_code",
        "unit_level",
        "unit_area",
        "role",
        "state",
        "assigning_body",
        "due_on",
        "due_provisional",
        "signed_at",
        "replied_at",
    ),
)
