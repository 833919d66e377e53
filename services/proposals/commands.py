"""What a committee does with its filings, from the draft to the archive; the rulebook says when it may."""

from typing import Final

from services.proposals.cosigning import COSIGNING
from services.proposals.drafting import DRAFT, REVISE, SUBMIT
from services.proposals.keeping import KEEPING
from services.proposals.letting_go import LETTING_GO
from services.proposals.merging import MERGE
from services.proposals.publishing import PUBLISHING
from services.proposals.reviewing import REVIEWING

COMMANDS: Final = (DRAFT, REVISE, *COSIGNING, SUBMIT, *REVIEWING, MERGE, *LETTING_GO, *KEEPING, *PUBLISHING)
