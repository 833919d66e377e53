"""The records of the partners module, as they lie in its tables."""

from services.kit.records import RecordKind

AGREEMENT = RecordKind("agreement", "partner_agreement")
PROJECT = RecordKind("project", "partner_project")
