"""Assignments that wait for a unit or for whoever handed them over, and filings that wait once they were replied to."""

from typing import Final

from services.handling.records import ASSIGNMENT
from services.kit.inbox import Waits
from services.proposals.inbox import PROPOSER
from services.proposals.records import FILING

_TITLE: Final = "(select o.title from filing o where o.id = {row}.filing_id)"
_UNIT: Final = {"unit": "{row}.unit_code = {unit}"}
_WORKING: Final = "{row}.state in ('SIGNED', 'EXTENDED', 'REPLY_DRAFTED')"
_DISSATISFIED: Final = (
    "exists (select from feedback k where k.filing_id = {row}.id and k.round = {row}.round"
    " and 'DISSATISFIED' in (k.work, k.result) and k.decision is null)"
)

INBOX: Final = (
    Waits(
        "ASSIGNMENT_TO_SIGN", ASSIGNMENT, "handling", "{row}.state = 'ISSUED'", _UNIT,
        ("signAssignment", "requestReturnAssignment"), until="{row}.due_on", provisional="{row}.due_provisional",
        title=_TITLE,
    ),
    Waits(
        "RETURN_TO_ANSWER", ASSIGNMENT, "handling", "{row}.state = 'RETURN_REQUESTED'",
        {"staff": "true", "handover": "true"}, ("acceptReturnAssignment", "refuseReturnAssignment"),
        until="{row}.return_due_on", provisional="{row}.return_provisional", title=_TITLE,
    ),
    Waits(
        "REPLY_DUE", ASSIGNMENT, "handling", _WORKING + " and {row}.role is distinct from 'SUPPORT'", _UNIT,
        ("draftReplyAssignment", "issueReplyAssignment", "rejectReplyDraftAssignment"),
        since="coalesce({row}.signed_at, {row}.recorded_at)", until="{row}.due_on",
        provisional="{row}.due_provisional", title=_TITLE,
    ),
    Waits(
        "OPINION_DUE", ASSIGNMENT, "handling", _WORKING + " and {row}.role = 'SUPPORT'", _UNIT,
        ("sendSupportOpinionAssignment",), since="coalesce({row}.signed_at, {row}.recorded_at)", until="{row}.due_on",
        provisional="{row}.due_provisional", title=_TITLE,
    ),
    Waits(
        "FEEDBACK_DUE", FILING, "proposals", "{row}.state = 'REPLIED'", {"member": PROPOSER, "staff": "true"},
        ("giveFeedbackFiling", "closeFiling"), until="{row}.feedback_due_on",
        provisional="coalesce({row}.feedback_provisional, false)",
    ),
    Waits(
        "REHANDLING_TO_DECIDE", FILING, "proposals", "{row}.state = 'FEEDBACK_DONE' and " + _DISSATISFIED,
        {"staff": "true"}, ("rehandleFiling", "declineRehandlingFiling"),
    ),
    Waits(
        "FILING_TO_CLOSE", FILING, "proposals", "{row}.state = 'FEEDBACK_DONE' and not " + _DISSATISFIED,
        {"staff": "true"}, ("closeFiling",),
    ),
    Waits(
        "LOOK_BACK_TO_CLOSE", FILING, "proposals", "{row}.state = 'FOLLOW_UP'", {"staff": "true"},
        ("closeLookBackFiling",),
    ),
)  # fmt: skip
