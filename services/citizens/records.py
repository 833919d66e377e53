"""The record of the citizens module, as it lies in its table; a citizen's contact is no part of it."""

from services.kit.records import RecordKind

LEAD = RecordKind("lead", "citizen_lead")
