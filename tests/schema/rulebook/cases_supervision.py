"""Facts for the machines of supervision and of its ledger."""

from datetime import date

from tests.schema.rulebook.case import Break, Cases

CASES = (
    Cases(
        "Supervision",
        facts={
            "filing_state": "HANDLING",
            "is_key": True,
            "joint_supervision": False,
            "lead_supervisor": "副主席",
            "tasks": 1,
            "checklist_items": 0,
            "incomplete_entries": 0,
            "activity_kind": "视察",
            "year": 2025,
            "next_year": 2026,
            "open_tasks": 0,
            "copied_tasks": 0,
            "note": "尚未办成",
        },
        breaks=(
            Break("supervision.designate.filed", {"filing_state": "PRELIM_PASSED"}),
            Break("supervision.designate.filed", {"filing_state": "MERGED"}),
            Break("supervision.designate.key", {"is_key": False}),
            Break("supervision.plan.leader", {"lead_supervisor": None}),
            Break("supervision.start.ledger", {"tasks": 0}),
            Break("supervision.start.complete", {"incomplete_entries": 1}),
            Break("supervision.record-activity.kind", {"activity_kind": " "}),
            Break("supervision.carry-over.year", {"next_year": 2027}),
            Break("supervision.carry-over.tasks", {"open_tasks": 2, "copied_tasks": 1}),
            Break("supervision.reopen.finding", {"note": None}),
            Break("supervision.conclude.tasks", {"open_tasks": 1}),
        ),
    ),
    Cases(
        "LedgerTask",
        facts={
            "task_unit": "11440100007482418Q",
            "undertakers": ("11440100007482418Q",),
            "task_due_on": date(2026, 6, 30),
            "tangible_result": "泵站建成",
            "note": "理由",
        },
        breaks=(
            Break("ledger-task.claim.unit", {"undertakers": ()}),
            Break("ledger-task.claim.due", {"task_due_on": None}),
            Break("ledger-task.clear.result", {"tangible_result": ""}),
            Break("ledger-task.reopen.finding", {"note": None}),
            Break("ledger-task.waive.reason", {"note": None}),
        ),
    ),
)
