"""Filings that wait for a proposer, or for the office before they are handed over."""

from typing import Final

from services.kit.inbox import Waits
from services.proposals.records import FILING

_OFFICE: Final = {"staff": "true"}
_SIGNER: Final = (
    "exists (select from {table} p left join proposing_body b on b.id = p.body_id"
    " join member m on m.id in (p.member_id, b.convenor_id)"
    " where p.filing_id = {row}.id and m.subject = {subject}{which})"
)
"""Somebody who signs for themselves or, as its convenor, for a body."""

INVITED: Final = _SIGNER.replace("{table}", "cosignature").replace("{which}", " and p.state = 'INVITED'")
PROPOSER: Final = _SIGNER.replace("{table}", "proposer").replace("{which}", "")

INBOX: Final = (
    Waits(
        "COSIGNATURE_TO_GIVE", FILING, "proposals",
        "{row}.state = 'COSIGNING'"
        " and exists (select from cosignature c where c.filing_id = {row}.id and c.state = 'INVITED')",
        {"member": INVITED}, ("cosignFiling",), until="{row}.cosign_due_on",
        provisional="coalesce({row}.cosign_provisional, false)",
    ),
    Waits(
        "FILING_TO_REVISE", FILING, "proposals", "{row}.state = 'RETURNED'", {"member": PROPOSER},
        ("reviseFiling", "submitFiling"),
    ),
    Waits(
        "FILING_TO_REVIEW", FILING, "proposals", "{row}.state = 'SUBMITTED'", _OFFICE,
        ("prelimReviewFiling", "returnFiling", "recommendUpwardFiling"),
        since="coalesce({row}.submitted_at, {row}.recorded_at)",
    ),
    Waits(
        "FILING_TO_DECIDE", FILING, "proposals", "{row}.state = 'PRELIM_PASSED'", _OFFICE,
        ("fileFiling", "refuseFiling", "mergeFiling", "convertFiling"),
    ),
    Waits(
        "FILING_TO_HAND_OVER", FILING, "proposals", "{row}.state = 'FILED'", {"staff": "true", "handover": "true"},
        ("assignFiling",),
    ),
)  # fmt: skip
