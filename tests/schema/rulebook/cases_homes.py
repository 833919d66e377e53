"""Facts for the machines of members' homes and of opinion reports."""

from datetime import date

from tests.schema.rulebook.case import Break, Cases

CASES = (
    Cases(
        "DutySession",
        facts={
            "duty_members": ("a",),
            "home_members": ("b", "a"),
            "attendants": ("a",),
            "duty_on": date(2026, 5, 6),
            "today": date(2026, 5, 7),
        },
        breaks=(
            Break("duty-session.schedule.members", {"duty_members": ("c",)}),
            Break("duty-session.schedule.members", {"duty_members": ()}),
            Break("duty-session.hold.record", {"attendants": ()}),
            Break("duty-session.miss.day", {"today": date(2026, 5, 6)}),
        ),
    ),
    Cases(
        "CollectedOpinion",
        facts={"answer_text": "答复", "target_record": "440113:citizen-lead:1", "recipients": ("城管局",)},
        breaks=(
            Break("collected-opinion.answer.text", {"answer_text": None}),
            Break("collected-opinion.convert.target", {"target_record": None}),
            Break("collected-opinion.forward.recipients", {"recipients": ()}),
        ),
    ),
    Cases(
        "OpinionReport",
        facts={
            "text": "情况和建议",
            "note": "批示",
            "recipients": ("区政府办",),
            "upper_committee": "440100",
            "reports_to": "440100",
        },
        breaks=(
            Break("opinion-report.submit.text", {"text": " "}),
            Break("opinion-report.decline.reason", {"note": None}),
            Break("opinion-report.send.recipients", {"recipients": ()}),
            Break("opinion-report.record-instruction.text", {"note": None}),
            Break("opinion-report.report-up.committee", {"reports_to": "440000"}),
            Break("opinion-report.report-up.committee", {"reports_to": None, "upper_committee": None}),
        ),
    ),
)
