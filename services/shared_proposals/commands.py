"""What committees do with shared proposals: as their lead, as one that endorses, and with their own filing of it."""

from typing import Final

from services.shared_proposals.endorsing import ENDORSING
from services.shared_proposals.filing import FILING_IT
from services.shared_proposals.leading import LEADING

COMMANDS: Final = (*LEADING, *ENDORSING, *FILING_IT)
