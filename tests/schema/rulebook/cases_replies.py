"""Facts for the moves of a filing and of its assignments from the reply to the close of the matter."""

from datetime import date

from tests.schema.rulebook.case import Break, Cases

_SUPPORT = {"assignment_role": "SUPPORT"}
_DISSATISFIED = {"dissatisfied": True, "rehandling_decided": False}

CASES = (
    Cases(
        "Filing",
        facts={
            "open_replies": 0,
            "by_proposer": True,
            "rated_dissatisfied": False,
            "dissatisfied": False,
            "rehandling_decided": False,
            "feedback_due_on": date(2026, 11, 22),
            "today": date(2026, 11, 23),
            "is_key_proposal": False,
            "resolved": False,
            "finding": "已经建成使用",
            "grades": ("A", "B", "C"),
            "new_grades": ("A",),
            "graded_here": True,
        },
        of_command={"rehandleFiling": _DISSATISFIED, "declineRehandlingFiling": _DISSATISFIED},
        breaks=(
            Break("filing.complete-replies.all", {"open_replies": 1}),
            Break("filing.give-feedback.proposer", {"by_proposer": False}),
            Break("filing.give-feedback.note", {"rated_dissatisfied": True, "note": " "}),
            Break("filing.rehandle.dissatisfied", {"dissatisfied": False}),
            Break("filing.rehandle.undecided", {"rehandling_decided": True}),
            Break("filing.decline-rehandling.dissatisfied", {"dissatisfied": False}),
            Break("filing.decline-rehandling.undecided", {"rehandling_decided": True}),
            Break("filing.decline-rehandling.note", {"note": None}),
            Break("filing.close.settled", {"dissatisfied": True}),
            Break("filing.close.feedback", {"feedback_due_on": date(2026, 11, 23)}),
            Break("filing.close.feedback", {"feedback_due_on": None}),
            Break("filing.open-look-back.worth", {"resolved": True}),
            Break("filing.close-look-back.finding", {"finding": ""}),
            Break("filing.close-look-back.grade", {"new_grades": ("A", "E")}),
            Break("filing.close-look-back.assignment", {"graded_here": False}),
        ),
    ),
    Cases(
        "Assignment",
        facts={
            "assignment_role": "LEAD",
            "reply_text": "现答复如下",
            "note": "说明",
            "signed_by": "王五",
            "contact_name": "赵六",
            "contact_phone": "020-00000000",
            "letter_number": "穗建函〔2026〕1208号",
            "grade": "B",
            "grades": ("A", "B", "C"),
            "missing_opinions": 0,
        },
        of_command={"sendSupportOpinionAssignment": _SUPPORT, "waiveSupportOpinionAssignment": _SUPPORT},
        breaks=(
            Break("assignment.draft-reply.unit", {"unit": "114401000000000011"}),
            Break("assignment.draft-reply.role", {"assignment_role": "SUPPORT"}),
            Break("assignment.draft-reply.role", {"assignment_role": None}),
            Break("assignment.draft-reply.text", {"reply_text": "\u3000"}),
            Break("assignment.reject-draft.unit", {"unit": "114401000000000011"}),
            Break("assignment.reject-draft.note", {"note": ""}),
            Break("assignment.issue-reply.unit", {"unit": "114401000000000011"}),
            Break("assignment.issue-reply.signed", {"signed_by": None}),
            Break("assignment.issue-reply.contact", {"contact_name": " "}),
            Break("assignment.issue-reply.contact", {"contact_phone": None}),
            Break("assignment.issue-reply.letter-number", {"letter_number": None}),
            Break("assignment.issue-reply.grade", {"grade": "D"}),
            Break("assignment.issue-reply.grade", {"grade": None}),
            Break("assignment.issue-reply.opinions", {"missing_opinions": 1}),
            Break("assignment.send-opinion.unit", {"unit": "114401000000000011"}),
            Break("assignment.send-opinion.role", {"assignment_role": "LEAD"}),
            Break("assignment.send-opinion.text", {"reply_text": None}),
            Break("assignment.send-opinion.signed", {"signed_by": " "}),
            Break("assignment.waive-opinion.role", {"assignment_role": "SPLIT"}),
            Break("assignment.waive-opinion.note", {"note": None}),
        ),
    ),
)
