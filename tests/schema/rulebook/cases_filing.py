"""Facts for the moves of a filing from its draft to the decision on it."""

from tests.schema.rulebook.case import Break, Cases

CASES = (
    Cases(
        "Filing",
        facts={
            "proposers": 1,
            "text": "情况、分析和建议",
            "note": "说明",
            "case_number": "20260001",
            "case_number_taken": False,
            "reason_code": "ACADEMIC_DISCUSSION",
            "reason_codes": ("ACADEMIC_DISCUSSION", "NAMED_ACCUSATION"),
            "record_id": "440100:filing:1",
            "committee": "440100",
            "term": 14,
            "merged_here": 0,
            "target_id": "440100:filing:2",
            "target_committee": "440100",
            "target_term": 14,
            "target_state": "FILED",
        },
        breaks=(
            Break("filing.submit.proposers", {"proposers": 0}),
            Break("filing.submit.text", {"text": " "}),
            Break("filing.return.note", {"note": None}),
            Break("filing.file.case-number", {"case_number": ""}),
            Break("filing.file.case-number-once", {"case_number_taken": True}),
            Break("filing.refuse.reason", {"reason_code": "NO_SUCH_REASON"}),
            Break("filing.refuse.reason", {"reason_codes": ()}),
            Break("filing.merge.self", {"target_id": "440100:filing:1"}),
            Break("filing.merge.committee", {"target_committee": "440500"}),
            Break("filing.merge.target", {"target_id": None, "target_state": None}),
            Break("filing.merge.term", {"target_term": 13}),
            Break("filing.merge.no-chain", {"target_state": "MERGED"}),
            Break("filing.merge.no-chain", {"merged_here": 1}),
            Break("filing.merge.target-state", {"target_state": "SUBMITTED"}),
            Break("filing.convert.note", {"note": "\u3000"}),
        ),
    ),
)
