"""What other committees' messages set in motion in the partners module."""

from typing import Final

from services.partners.agreement_handlers import HANDLERS as AGREEMENTS
from services.partners.plan_handlers import HANDLERS as PLANS
from services.partners.project_handlers import HANDLERS as PROJECTS

HANDLERS: Final = (*AGREEMENTS, *PROJECTS, *PLANS)
