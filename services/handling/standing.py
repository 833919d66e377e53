"""Where an assignment stands: whose it is, its clocks, what else of its round is in force; and where its filing stands
between the replies and the end.
"""

from __future__ import annotations

from typing import Final

from services.handling.answering import whose
from services.handling.feedback import latest_of, standing
from services.handling.feedback_look_backs import resolved
from services.handling.issuing import MACHINE
from services.handling.records import ASSIGNMENT
from services.handling.replies import missing_opinions
from services.handling.replies_grades import letters_of
from services.handling.round import filing_of, in_force
from services.kit.acts import Act
from services.kit.standing import Standing, Standings


async def _assignment(act: Act) -> Standing:
    row = act.record
    others = {key: each for key, each in (await in_force(act, await filing_of(act))).items() if key != row["id"]}
    facts: dict[str, object] = {
        **whose(act),
        "today": act.today,
        "objection_due_on": row["objection_due_on"],
        "present_due": row["due_on"],
        "rest": tuple(each["role"] for each in others.values()),
        "assignment_role": row["role"],
        "missing_opinions": missing_opinions(row, others),
        "grades": letters_of(act),
    }
    return Standing(MACHINE, row["state"], facts, frozenset({"unit"}))


async def filing_facts(act: Act) -> dict[str, object]:
    """What the rules ask of the filing that the act is on, from its replies to its end. While the present round has
    no feedback, what it says is for the command that gives it.
    """
    row = act.record
    _, latest = await latest_of(act)
    return {
        **({} if latest is None else standing(latest)),
        "feedback_due_on": row["feedback_due_on"],
        "today": act.today,
        "is_key_proposal": row["is_key_proposal"],
        "resolved": await resolved(act),
        "grades": letters_of(act),
    }


STANDINGS: Final = (Standings(ASSIGNMENT, "handling", _assignment),)
