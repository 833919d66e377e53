"""The record of the handling module, as it lies in its tables, and who sees it beside the committee's own people."""

from services.kit.records import RecordKind, Seer, Within

ASSIGNMENT = RecordKind(
    "assignment",
    "assignment",
    seers=(Seer("unit", "{row}.unit_code = {unit}"), Seer("handover", "{row}.visibility <> 'RESTRICTED'")),
    within=Within("filing", "filing_id"),
)
