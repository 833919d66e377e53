"""The records of the partners module, as they lie in its tables."""

from services.kit.records import Child, RecordKind, Within

_TERMS = ("title", "purpose", "covers", "valid_from", "valid_until", "terms_hash")

AGREEMENT = RecordKind(
    "agreement",
    "partner_agreement",
    copied=(
        *_TERMS, "partner", "state", "signed_on", "proposed_by", "counterpart_id", "answer_due_on", "suspended_by",
        "ended_on",
    ),
)  # fmt: skip
PROJECT = RecordKind(
    "project",
    "partner_project",
    (Child("project_side", "project_id", copied=("committee", "contribution_id", "state", "participants")),),
    copied=(
        "partners", "title", "summary", "state", "started_on", "agreement_id", "answer_due_on", "suspended_by",
        "outputs", "ended_on",
    ),
)  # fmt: skip
_DATED = ("position", "title", "due_on")
CONTRIBUTION = RecordKind(
    "contribution",
    "project_contribution",
    (
        Child("contribution_enterprise", "contribution_id", copied=("position", "name", "credit_code")),
        Child("contribution_milestone", "contribution_id", copied=(*_DATED, "milestone_id", "reached_on")),
        Child("contribution_task", "contribution_id", copied=(*_DATED, "unit", "done_on")),
        Child("contribution_document", "contribution_id", copied=("position", "title", "sha256", "dated_on")),
    ),
    within=Within("partner_project", "project_id"),
    copied=(
        "project_id", "project_title", "state", "responsible_unit", "progress", "percent", "answered_on", "ended_on",
    ),
)  # fmt: skip
PLAN = RecordKind(
    "plan",
    "joint_annual_plan",
    (
        Child("plan_item", "plan_id", copied=("position", "title", "lead", "topic_id", "result", "done")),
        Child("plan_party", "plan_id", copied=("committee", "consent_id", "answer", "text_version")),
    ),
    copied=(
        "title", "year", "parties", "state", "text_version", "text_hash", "answer_due_on", "agreed_version",
        "agreed_on", "agreed_items", "summary",
    ),
)  # fmt: skip
CONSENT = RecordKind(
    "consent",
    "plan_consent",
    copied=("plan_id", "title", "year", "state", "text_version", "text_hash", "agreed_version", "answered_on"),
)
