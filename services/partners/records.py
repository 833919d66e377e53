"""The records of the partners module, as they lie in its tables."""

from services.kit.records import RecordKind

_TERMS = ("title", "purpose", "covers", "valid_from", "valid_until", "terms_hash")

AGREEMENT = RecordKind(
    "agreement",
    "partner_agreement",
    copied=(
        *_TERMS, "partner", "state", "signed_on", "proposed_by", "counterpart_id", "answer_due_on", "suspended_by",
        "ended_on",
    ),
)  # fmt: skip
PROJECT = RecordKind("project", "partner_project")
