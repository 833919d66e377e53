"""The records of the shared proposals module, as they lie in its tables, and what peers' copies of them carry."""

from typing import Final

from services.kit.records import Child, RecordKind, Within

UMBRELLA: Final = RecordKind(
    "shared-proposal",
    "shared_proposal",
    (
        Child(
            "shared_proposal_version", "shared_proposal_id",
            copied=("position", "title", "text", "sha256", "frozen_at"),
        ),
        Child(
            "shared_party", "shared_proposal_id",
            copied=("position", "committee", "endorsement_id", "state", "number", "answered_on", "valid_until"),
        ),
        Child("shared_report", "shared_proposal_id"),
    ),
    copied=(
        "title", "state", "number", "text_hash", "respond_by", "file_by", "agreed_on", "ended_on", "authority",
        "supervision", "supervised",
    ),
)  # fmt: skip
ENDORSEMENT: Final = RecordKind(
    "endorsement",
    "shared_endorsement",
    copied=(
        "shared_proposal_id", "state", "number", "text_hash", "valid_until", "answered_on", "agreed", "note",
        "authority",
    ),
)  # fmt: skip
SHARED_FILING: Final = RecordKind(
    "shared-filing",
    "shared_filing",
    (
        Child(
            "shared_filing_reply", "shared_filing_id",
            copied=(
                "position", "round", "unit", "grade_scheme", "grade_letter", "grade_label", "grade_canonical",
                "issued_at",
            ),
        ),
    ),
    within=Within("filing", "filing_id"),
    copied=(
        "shared_proposal_id", "filing_id", "wording", "number", "text_hash", "term", "session", "state", "outcome",
        "case_number", "variant_title", "variant_text", "variant_sha256", "variant_reason", "consent",
    ),
)  # fmt: skip
