"""Facts for the machines of a committee's register."""

from datetime import date

from tests.schema.rulebook.case import Break, Cases

MEMBER = Cases(
    "Member",
    facts={"from_day": date(2022, 1, 20), "next_term_opens": date(2027, 1, 11)},
    of_command={
        "registerMember": {"subject_taken": False},
        "reviseMember": {"subject_taken": False},
        "endMembership": {"until_day": date(2026, 6, 30)},
    },
    breaks=(
        Break("member.register.term", {"from_day": date(2027, 1, 11)}),
        Break("member.register.subject", {"subject_taken": True}),
        Break("member.revise.subject", {"subject_taken": True}),
        Break("member.end.order", {"until_day": date(2022, 1, 19)}),
        Break("member.end.term", {"until_day": date(2027, 1, 12)}),
    ),
)
BODY = Cases(
    "ProposingBody",
    facts={"convenor_fits": True, "body_taken": False},
    breaks=(
        Break("body.register.convenor", {"convenor_fits": False}),
        Break("body.register.once", {"body_taken": True}),
        Break("body.revise.convenor", {"convenor_fits": False}),
    ),
)
SESSION = Cases(
    "PlenarySession",
    facts={
        "accepts_from": date(2025, 10, 12),
        "opens_on": date(2026, 1, 12),
        "accepts_until": date(2026, 1, 14),
        "closes_on": date(2026, 1, 16),
        "session_taken": False,
        "earlier_closes": date(2025, 2, 20),
        "later_opens": date(2027, 1, 11),
        "today": date(2026, 1, 17),
    },
    breaks=(
        Break("session.schedule.dates", {"accepts_from": date(2026, 1, 13)}),
        Break("session.schedule.dates", {"accepts_until": date(2026, 1, 11)}),
        Break("session.schedule.dates", {"accepts_until": date(2026, 1, 17)}),
        Break("session.schedule.once", {"session_taken": True}),
        Break("session.schedule.sequence", {"earlier_closes": date(2026, 1, 12)}),
        Break("session.schedule.sequence", {"later_opens": date(2026, 1, 16)}),
        Break("session.reschedule.dates", {"closes_on": date(2026, 1, 13)}),
        Break("session.reschedule.sequence", {"later_opens": date(2026, 1, 16)}),
        Break("session.close.over", {"today": date(2026, 1, 16)}),
    ),
)
CASES = (MEMBER, BODY, SESSION)
