"""What committees and units do with assignments; the rulebook says when they may."""

from typing import Final

from services.handling.answering import REQUEST_RETURN, SIGN
from services.handling.assigning import ASSIGN
from services.handling.changing import CANCEL, EXTEND
from services.handling.returning import ACCEPT_RETURN, REFUSE_RETURN

COMMANDS: Final = (ASSIGN, SIGN, REQUEST_RETURN, ACCEPT_RETURN, REFUSE_RETURN, EXTEND, CANCEL)
