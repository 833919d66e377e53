"""What time brings about between partners: silence lapses, and what was agreed for a time runs out."""

from typing import Final

from services.kit.watch import Watch, passed
from services.partners import agreements
from services.partners.records import AGREEMENT

WATCHES: Final = (
    Watch(
        "agreement.answer-over", agreements.MACHINE, AGREEMENT, "t.answer_due_on", passed, agreements.lapse,
        where="t.state IN ('PROPOSED', 'RECEIVED')",
    ),
    Watch(
        "agreement.time-over", agreements.MACHINE, AGREEMENT, "t.valid_until", passed, agreements.expire,
        where="t.state IN ('ACTIVE', 'SUSPENDED')",
    ),
)  # fmt: skip
