"""What committees and units do with assignments; the rulebook says when they may."""

from typing import Final

from services.handling.answering import REQUEST_RETURN, SIGN
from services.handling.assigning import ASSIGN
from services.handling.changing import CANCEL, EXTEND
from services.handling.feedback import CLOSE, DECLINE_REHANDLING, GIVE_FEEDBACK
from services.handling.feedback_look_backs import CLOSE_LOOK_BACK, OPEN_LOOK_BACK
from services.handling.feedback_rounds import REHANDLE
from services.handling.replies import DRAFT_REPLY, ISSUE_REPLY, REJECT_DRAFT
from services.handling.replies_opinions import SEND_OPINION, WAIVE_OPINION
from services.handling.returning import ACCEPT_RETURN, REFUSE_RETURN

COMMANDS: Final = (
    *(ASSIGN, SIGN, REQUEST_RETURN, ACCEPT_RETURN, REFUSE_RETURN, EXTEND, CANCEL),
    *(DRAFT_REPLY, REJECT_DRAFT, ISSUE_REPLY, SEND_OPINION, WAIVE_OPINION),
    *(GIVE_FEEDBACK, REHANDLE, DECLINE_REHANDLING, CLOSE, OPEN_LOOK_BACK, CLOSE_LOOK_BACK),
)
