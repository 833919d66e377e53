"""The commands of the partners module."""

from typing import Final

from services.partners.agreements import COMMANDS as AGREEMENTS

COMMANDS: Final = (*AGREEMENTS,)
