"""The records of the committees module, as they lie in its tables."""

from services.kit.records import RecordKind

PROFILE = RecordKind("committee", "committee_profile")
AGREEMENT = RecordKind("agreement", "partner_agreement")
PROJECT = RecordKind("project", "partner_project")
MEMBER = RecordKind("member", "member")
BODY = RecordKind("body", "proposing_body")
SESSION = RecordKind("session", "plenary_session")
