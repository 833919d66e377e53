"""Citizens' leads that wait for the office, or for a member to claim them."""

from typing import Final

from services.citizens.records import LEAD
from services.kit.inbox import Waits

_SINCE: Final = "coalesce({row}.submitted_at, {row}.recorded_at)"

INBOX: Final = (
    Waits(
        "LEAD_TO_SCREEN", LEAD, "citizens", "{row}.state = 'SUBMITTED'", {"staff": "true"}, ("screenCitizenLead",),
        since=_SINCE,
    ),
    Waits("LEAD_TO_ADOPT", LEAD, "citizens", "{row}.state = 'SCREENED'", {"staff": "true"}, ("adoptCitizenLead",)),
    Waits("LEAD_TO_CLAIM", LEAD, "citizens", "{row}.state = 'ADOPTED'", {"member": "true"}, ("claimCitizenLead",)),
)  # fmt: skip
