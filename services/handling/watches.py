"""Deadlines of assignments, of objections and returns, and of feedback: confirmed, near, and passed. Each is said once
for the deadline as it stands.
"""

from typing import Final

from services.handling.records import ASSIGNMENT
from services.kit.watch import Watch, confirming, known, near, passed, stamping
from services.proposals.records import FILING

MACHINE: Final = "Assignment"
DUE: Final = "t.due_on"
RETURN_DUE: Final = "t.return_due_on"
FEEDBACK_DUE: Final = "t.feedback_due_on"
_RETURNING: Final = "t.state = 'RETURN_REQUESTED'"
_REPLIED: Final = "t.state = 'REPLIED'"
_SOON: Final = stamping(ASSIGNMENT, "assignment.due-soon", "warned_on")

WATCHES: Final = (
    Watch(
        "assignment.deadline-confirmed", MACHINE, ASSIGNMENT, DUE, known,
        confirming(ASSIGNMENT, "assignment.deadline-confirmed", "due_on", "due_provisional"), where="t.due_provisional",
    ),
    Watch(
        "assignment.reply.due-soon", MACHINE, ASSIGNMENT, DUE, near("assignment.reply"), _SOON,
        where="t.role IS DISTINCT FROM 'SUPPORT' AND t.warned_on IS NULL",
    ),
    Watch(
        "assignment.support-opinion.due-soon", MACHINE, ASSIGNMENT, DUE, near("assignment.support-opinion"), _SOON,
        where="t.role = 'SUPPORT' AND t.warned_on IS NULL",
    ),
    Watch(
        "assignment.overdue", MACHINE, ASSIGNMENT, DUE, passed,
        stamping(ASSIGNMENT, "assignment.overdue", "overdue_on"), where="t.overdue_on IS NULL",
    ),
    Watch(
        "assignment.objection-deadline-confirmed", MACHINE, ASSIGNMENT, "t.objection_due_on", known,
        confirming(
            ASSIGNMENT, "assignment.objection-deadline-confirmed", "objection_due_on", "objection_provisional"
        ), where="t.objection_provisional",
    ),
    Watch(
        "assignment.return-deadline-confirmed", MACHINE, ASSIGNMENT, RETURN_DUE, known,
        confirming(ASSIGNMENT, "assignment.return-deadline-confirmed", "return_due_on", "return_provisional"),
        where=f"{_RETURNING} AND t.return_provisional",
    ),
    Watch(
        "assignment.return-overdue", MACHINE, ASSIGNMENT, RETURN_DUE, passed,
        stamping(ASSIGNMENT, "assignment.return-overdue", "return_overdue_on"),
        where=f"{_RETURNING} AND t.return_overdue_on IS NULL",
    ),
    Watch(
        "filing.feedback-deadline-confirmed", "Filing", FILING, FEEDBACK_DUE, known,
        confirming(FILING, "filing.feedback-deadline-confirmed", "feedback_due_on", "feedback_provisional"),
        where=f"{_REPLIED} AND t.feedback_provisional",
    ),
    Watch(
        "filing.feedback-lapsed", "Filing", FILING, FEEDBACK_DUE, passed,
        stamping(FILING, "filing.feedback-lapsed", "feedback_lapsed_on"),
        where=f"{_REPLIED} AND t.feedback_lapsed_on IS NULL",
    ),
)  # fmt: skip
