"""Deadlines of assignments: confirmed, near, and passed. Each is said once for the deadline as it stands."""

from typing import Final

from services.handling.records import ASSIGNMENT
from services.kit.watch import Watch, confirming, known, near, passed, stamping

MACHINE: Final = "Assignment"
DUE: Final = "t.due_on"
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
)  # fmt: skip
