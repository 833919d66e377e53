"""The record of the proposals module, as it lies in its tables."""

from services.kit.records import Child, RecordKind

FILING = RecordKind(
    "filing",
    "filing",
    (
        Child("proposer", "filing_id"),
        Child("review", "filing_id"),
        Child("cosignature", "filing_id"),
        Child("notice", "filing_id"),
    ),
)
