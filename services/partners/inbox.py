"""What another committee proposed and this one has not answered, and projects that both accepted and nobody started."""

from typing import Final

from services.kit.inbox import Waits
from services.partners.records import AGREEMENT, CONSENT, CONTRIBUTION, PROJECT

_OFFICE: Final = {"staff": "true"}

INBOX: Final = (
    Waits(
        "AGREEMENT_TO_ANSWER", AGREEMENT, "partners", "{row}.state = 'RECEIVED'", _OFFICE,
        ("agreePartnerAgreement", "declinePartnerAgreement"), since="{row}.created_at", until="{row}.answer_due_on",
    ),
    Waits(
        "PLAN_TO_ANSWER", CONSENT, "partners", "{row}.state = 'ASKED'", _OFFICE, ("answerPlanConsent",),
        until="{row}.answer_due_on",
    ),
    Waits(
        "PROJECT_TO_ANSWER", CONTRIBUTION, "partners", "{row}.state = 'INVITED'", _OFFICE,
        ("answerProjectContribution",), since="{row}.created_at", until="{row}.answer_due_on",
        title="{row}.project_title",
    ),
    Waits(
        "PROJECT_TO_START", PROJECT, "partners", "{row}.state = 'ACCEPTED'", _OFFICE,
        ("startPartnerProject", "endPartnerProject"),
    ),
)  # fmt: skip
