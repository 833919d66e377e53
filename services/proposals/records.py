"""The record of the proposals module, as it lies in its tables, and who sees it beside the committee's own people."""

from services.kit.records import Child, RecordKind, Seer
from services.shared_proposals.following import follow

# A unit sees what it was given to handle; the office that hands over sees what was filed.
SEERS = (
    Seer("unit", "exists (select from assignment g where g.filing_id = {row}.id and g.unit_code = {unit})"),
    Seer("handover", "{row}.outcome = 'FILED' and {row}.visibility <> 'RESTRICTED'"),
)

FILING = RecordKind(
    "filing",
    "filing",
    (
        Child("proposer", "filing_id"),
        Child("review", "filing_id"),
        Child("cosignature", "filing_id"),
        Child("notice", "filing_id"),
        Child("feedback", "filing_id"),
        Child("look_back", "filing_id"),
        Child("look_back_grade", "filing_id"),
    ),
    seers=SEERS,
    followed=follow,
)
