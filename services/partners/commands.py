"""The commands of the partners module."""

from typing import Final

from services.partners.agreements import COMMANDS as AGREEMENTS
from services.partners.contributions import COMMANDS as CONTRIBUTIONS
from services.partners.plan_consents import COMMANDS as CONSENTS
from services.partners.plans import COMMANDS as PLANS
from services.partners.projects import COMMANDS as PROJECTS

COMMANDS: Final = (*AGREEMENTS, *PROJECTS, *CONTRIBUTIONS, *PLANS, *CONSENTS)
