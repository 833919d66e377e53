"""What time brings about in filings: the last day of co-signing becomes firm, and passes."""

from typing import Final

from services.kit.watch import Watch, confirming, known, passed
from services.proposals.cosigning import lapse
from services.proposals.records import FILING
from services.proposals.steps import MACHINE

_PENDING: Final = "t.state = 'COSIGNING'"

WATCHES: Final = (
    Watch(
        "filing.cosigning-deadline-confirmed", MACHINE, FILING, "t.cosign_due_on", known,
        confirming(FILING, "filing.cosigning-deadline-confirmed", "cosign_due_on", "cosign_provisional"),
        where=f"{_PENDING} AND t.cosign_provisional",
    ),
    Watch(
        "filing.cosigning-over", MACHINE, FILING, "t.cosign_due_on", passed, lapse, where=_PENDING
    ),
)  # fmt: skip
