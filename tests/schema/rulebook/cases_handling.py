"""Facts for the moves of a filing while it is handed over, and of its assignments."""

from datetime import date

from tests.schema.rulebook.case import Break, Cases

_CODE, _OTHER = "91350100M000100Y43", "114401000000000011"

CASES: tuple[Cases, ...] = (
    Cases(
        "Filing",
        facts={"plan": "SOLE", "parts": ("SOLE",), "units": (_CODE, _OTHER), "units_unsigned": 0},
        breaks=(
            Break("filing.assign.plan", {"parts": ("SOLE", "SOLE")}),
            Break("filing.assign.plan", {"parts": (None,)}),
            Break("filing.assign.plan", {"parts": ()}),
            Break("filing.assign.plan", {"plan": "LEAD_WITH_SUPPORT", "parts": ("LEAD",)}),
            Break("filing.assign.plan", {"plan": "LEAD_WITH_SUPPORT", "parts": ("LEAD", "LEAD", "SUPPORT")}),
            Break("filing.assign.plan", {"plan": "LEAD_WITH_SUPPORT", "parts": ("LEAD", "SUPPORT", "SPLIT")}),
            Break("filing.assign.plan", {"plan": "SPLIT", "parts": ("SPLIT",)}),
            Break("filing.assign.plan", {"plan": "SPLIT", "parts": ("LEAD", "SUPPORT")}),
            Break("filing.assign.unit-once", {"units": (_CODE, _CODE)}),
            Break("filing.start-handling.all-signed", {"units_unsigned": 1}),
        ),
    ),
    Cases(
        "Assignment",
        facts={
            "credit_code": _CODE,
            "area": "440113",
            "level": "DISTRICT",
            "assigning_level": "DISTRICT",
            "issued_on": date(2026, 3, 2),
            "due_on": date(2026, 6, 2),
            "latest_due": date(2026, 6, 2),
            "due_must_work": True,
            "due_is_working_day": True,
            "present_due": date(2026, 6, 1),
            "objection_due_on": date(2026, 3, 9),
            "today": date(2026, 3, 9),
            "unit": _CODE,
            "assigned_unit": _CODE,
            "units": (_CODE, _OTHER),
            "rest": ("LEAD", "SUPPORT"),
            "note": "说明",
        },
        breaks=(
            Break("assignment.issue.credit-code", {"credit_code": "91350100M000100Y44"}),
            Break("assignment.issue.credit-code", {"credit_code": "某局"}),
            Break("assignment.issue.area", {"area": "440100"}),
            Break("assignment.issue.area", {"area": "999999"}),
            Break("assignment.issue.assigning-level", {"assigning_level": "CITY"}),
            Break("assignment.issue.due-later", {"due_on": date(2026, 3, 2)}),
            Break("assignment.issue.due-within-limit", {"due_on": date(2026, 6, 3)}),
            Break("assignment.issue.working-day", {"due_is_working_day": False}),
            Break("assignment.sign.unit", {"unit": _OTHER}),
            Break("assignment.request-return.unit", {"unit": _OTHER}),
            Break("assignment.request-return.reason", {"note": " "}),
            Break("assignment.request-return.window", {"today": date(2026, 3, 10)}),
            Break("assignment.accept-return.unit-once", {"units": (_OTHER, _CODE, _OTHER)}),
            Break("assignment.refuse-return.reason", {"note": None}),
            Break("assignment.extend.reason", {"note": None}),
            Break("assignment.extend.before-deadline", {"today": date(2026, 6, 2)}),
            Break("assignment.extend.later", {"due_on": date(2026, 6, 1)}),
            Break("assignment.extend.total", {"due_on": date(2026, 6, 3)}),
            Break("assignment.extend.working-day", {"due_is_working_day": False}),
            Break("assignment.cancel.reason", {"note": ""}),
            Break("assignment.cancel.plan", {"rest": ("LEAD",)}),
            Break("assignment.cancel.plan", {"rest": ()}),
        ),
    ),
)
