"""The records of the committees module, as they lie in its tables."""

from services.kit.records import RecordKind

PROFILE = RecordKind("committee", "committee_profile")
MEMBER = RecordKind("member", "member")
BODY = RecordKind("body", "proposing_body")
SESSION = RecordKind("session", "plenary_session")
