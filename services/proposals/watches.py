"""What time brings about in filings: co-signing ends when its last day is over."""

from typing import Final

from services.kit.watch import Watch, passed
from services.proposals.cosigning import lapse
from services.proposals.records import FILING
from services.proposals.steps import MACHINE

WATCHES: Final = (
    Watch(
        "filing.cosigning-over", MACHINE, FILING, "t.cosign_due_on", passed, lapse, where="t.state = 'COSIGNING'"
    ),
)  # fmt: skip
