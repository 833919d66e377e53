"""Facts for the machines of what committees do together."""

from tests.schema.rulebook.case import Break, Cases

_AUTHORITY = {"authority_body": "主席会议", "authority_document": "穗政协〔2026〕7号"}
_NO_NOTE = {"note": None}
_NO_BODY = {"authority_body": None}
_ONE_DISAGREES = {"consenting": ("440100",)}
_BOTH = {"concerned": ("440100", "350800"), "consenting": ("350800", "440100")}

CASES = (
    Cases(
        "SharedProposal",
        facts={
            "text": "情况、分析和建议",
            "committee": "440100",
            "invited": ("440113",),
            "note": "理由",
            "unanswered": 0,
            "endorsing": 2,
            "text_as_endorsed": True,
            "local_variant": False,
            "filed_in_term": 0,
            "filed": 1,
            "open_filings": 0,
            **_BOTH,
        },
        breaks=(
            Break("shared-proposal.circulate.text", {"text": None}),
            Break("shared-proposal.circulate.others", {"invited": ("440100",)}),
            Break("shared-proposal.revise.reason", _NO_NOTE),
            Break("shared-proposal.agree.answered", {"unanswered": 1}),
            Break("shared-proposal.agree.two", {"endorsing": 1}),
            Break("shared-proposal.file.text", {"text_as_endorsed": False}),
            Break("shared-proposal.file.once", {"filed_in_term": 1}),
            Break("shared-proposal.begin-handling.filed", {"filed": 0}),
            Break("shared-proposal.supervise.consent", _ONE_DISAGREES),
            Break("shared-proposal.conclude.ended", {"open_filings": 1}),
            Break("shared-proposal.dissolve.reason", _NO_NOTE),
        ),
    ),
    Cases(
        "WrittenSuggestion",
        facts={"text": "建议", "recipients": ("市卫生健康委",), "note": "批示", **_AUTHORITY},
        breaks=(
            Break("written-suggestion.issue.text", {"text": ""}),
            Break("written-suggestion.issue.authority", _NO_BODY),
            Break("written-suggestion.deliver.recipients", {"recipients": ()}),
            Break("written-suggestion.record-response.text", _NO_NOTE),
            Break("written-suggestion.withdraw.reason", _NO_NOTE),
        ),
    ),
)
