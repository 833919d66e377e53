"""What other committees' messages set in motion in the partners module."""

from typing import Final

from services.partners.agreement_handlers import HANDLERS as AGREEMENTS

HANDLERS: Final = (*AGREEMENTS,)
