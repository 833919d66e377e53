"""Agreements that another committee proposed and this one has not answered."""

from typing import Final

from services.kit.inbox import Waits
from services.partners.records import AGREEMENT

INBOX: Final = (
    Waits(
        "AGREEMENT_TO_ANSWER", AGREEMENT, "partners", "{row}.state = 'RECEIVED'", {"staff": "true"},
        ("agreePartnerAgreement", "declinePartnerAgreement"), since="{row}.created_at", until="{row}.answer_due_on",
    ),
)  # fmt: skip
