"""What time brings about between partners: silence lapses, and what was agreed for a time runs out."""

from typing import Final

from services.kit.watch import Watch, passed
from services.partners import agreements, contributions, plan_consents, plans, projects
from services.partners.records import AGREEMENT, CONSENT, CONTRIBUTION, PLAN, PROJECT

WATCHES: Final = (
    Watch(
        "agreement.answer-over", agreements.MACHINE, AGREEMENT, "t.answer_due_on", passed, agreements.lapse,
        where="t.state IN ('PROPOSED', 'RECEIVED')",
    ),
    Watch(
        "agreement.time-over", agreements.MACHINE, AGREEMENT, "t.valid_until", passed, agreements.expire,
        where="t.state IN ('ACTIVE', 'SUSPENDED')",
    ),
    Watch(
        "project.answer-over", projects.MACHINE, PROJECT, "t.answer_due_on", passed, projects.lapse,
        where="t.state = 'PROPOSED'",
    ),
    Watch(
        "contribution.answer-over", projects.PART, CONTRIBUTION, "t.answer_due_on", passed, contributions.lapse,
        where="t.state = 'INVITED'",
    ),
    Watch(
        "plan.answer-over", plans.MACHINE, PLAN, "t.answer_due_on", passed, plans.lapse, where="t.state = 'OFFERED'",
    ),
    Watch(
        "consent.answer-over", plan_consents.MACHINE, CONSENT, "t.answer_due_on", passed, plan_consents.lapse,
        where="t.state = 'ASKED'",
    ),
)  # fmt: skip
