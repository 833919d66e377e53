"""Joint topics: what the committee that leads one does, and what a participant does at its own node.

Inviting, answering, endorsing and issuing bind, so each names its authority. Nobody writes another committee's record:
what one does is told to the others, and each node carries out what follows for its own.
"""

from typing import Final

from services.topics.endorsing import ENDORSING
from services.topics.fieldwork import FIELDWORK_COMMANDS
from services.topics.inviting import INVITING
from services.topics.leading import LEADING
from services.topics.outcomes import OUTCOMES
from services.topics.suggesting import SUGGESTING
from services.topics.taking_part import TAKING_PART

COMMANDS: Final = (
    *(*INVITING, *LEADING, *TAKING_PART),
    *(*FIELDWORK_COMMANDS, *ENDORSING, *OUTCOMES, *SUGGESTING),
)
