"""Guards of supervision and of the tasks in its ledger. Facts by name:

====================  =====================================================================
filing_state          the state of the supervised proposal
is_key, joint_supervision    whether it is a key proposal, or under an agreed joint supervision
lead_supervisor       who leads the supervision, or None
tasks, checklist_items    how many there are
incomplete_entries    how many tasks lack a unit or a due day, or items a person, a result or a due day
activity_kind         as given in the input
year, next_year       the year of the supervision, and the one that it is carried over to
open_tasks, copied_tasks    how many tasks are open, and how many of them the next year's ledger has
task_unit, undertakers    the credit code of the claiming unit, and those of the proposal's undertakers
task_due_on           the due day of the task, or None
tangible_result       what there is to be seen, as given in the input
====================  =====================================================================
"""

from schema.rulebook.guards.facts import codes, given, holds, number
from schema.rulebook.model import Facts

_UNFILED = ("DRAFT", "COSIGNING", "SUBMITTED", "RETURNED", "PRELIM_PASSED")
_ENDED = ("NOT_FILED", "MERGED", "CONVERTED", "WITHDRAWN")


def supervised_is_filed(facts: Facts) -> bool:
    """The proposal was filed and is not out of the way (DOMAIN rule T1)."""
    return facts["filing_state"] not in (*_UNFILED, *_ENDED)


def supervised_is_key(facts: Facts) -> bool:
    """It is a key proposal, or both sides agreed on a joint supervision (T1)."""
    return holds(facts, "is_key") or holds(facts, "joint_supervision")


def supervisor_named(facts: Facts) -> bool:
    """Somebody leads the supervision."""
    return given(facts, "lead_supervisor")


def ledger_or_checklist(facts: Facts) -> bool:
    """There is a ledger with a task, or a checklist with an item (T2)."""
    return number(facts, "tasks") + number(facts, "checklist_items") > 0


def entries_are_complete(facts: Facts) -> bool:
    """Every task has a unit and a due day, every item a person, a result and a due day (T4)."""
    return number(facts, "incomplete_entries") == 0


def activity_kind_given(facts: Facts) -> bool:
    """The form of the activity is given."""
    return given(facts, "activity_kind")


def years_follow(facts: Facts) -> bool:
    """Years of a chain are consecutive (T5)."""
    return number(facts, "next_year") == number(facts, "year") + 1


def open_tasks_are_copied(facts: Facts) -> bool:
    """What is open goes into the next year's ledger (T5)."""
    return number(facts, "copied_tasks") == number(facts, "open_tasks")


def every_task_ended(facts: Facts) -> bool:
    """Every task is done, verified or waived (T6)."""
    return number(facts, "open_tasks") == 0


def claiming_unit_handles_it(facts: Facts) -> bool:
    """The unit is an undertaker of the proposal (T3)."""
    return facts["task_unit"] in codes(facts, "undertakers")


def task_has_a_due_day(facts: Facts) -> bool:
    """The task has a due day (T4)."""
    return facts["task_due_on"] is not None


def task_has_a_result(facts: Facts) -> bool:
    """There is something to be seen (见人见物)."""
    return given(facts, "tangible_result")


ALL = (
    supervised_is_filed,
    supervised_is_key,
    supervisor_named,
    ledger_or_checklist,
    entries_are_complete,
    activity_kind_given,
    years_follow,
    open_tasks_are_copied,
    every_task_ended,
    claiming_unit_handles_it,
    task_has_a_due_day,
    task_has_a_result,
)
