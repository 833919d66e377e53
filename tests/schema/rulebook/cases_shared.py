"""Facts for the machines of what committees do together."""

from tests.schema.rulebook.case import Break, Cases

_AUTHORITY = {"authority_body": "主席会议", "authority_document": "穗政协〔2026〕7号"}
_NO_NOTE = {"note": None}
_NO_BODY = {"authority_body": None}
_ONE_DISAGREES = {"consenting": ("440100",)}
_BOTH = {"concerned": ("440100", "350800"), "consenting": ("350800", "440100")}

CASES = (
    Cases(
        "WrittenSuggestion",
        facts={
            "takes_part": True,
            "topic_stage": "ISSUED",
            "text": "建议",
            "recipients": ("市卫生健康委",),
            "note": "批示",
            **_AUTHORITY,
        },
        breaks=(
            Break("written-suggestion.draft.participant", {"takes_part": False}),
            Break("written-suggestion.draft.issued", {"topic_stage": "CO_REVIEW"}),
            Break("written-suggestion.issue.text", {"text": ""}),
            Break("written-suggestion.issue.authority", _NO_BODY),
            Break("written-suggestion.deliver.recipients", {"recipients": ()}),
            Break("written-suggestion.record-response.text", _NO_NOTE),
            Break("written-suggestion.withdraw.reason", _NO_NOTE),
        ),
    ),
)
