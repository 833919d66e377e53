"""The machine of a written suggestion, which comes of what several committees do together."""

from schema.rulebook.common import authority_named, reason_given, recipients_listed
from schema.rulebook.model import SYSTEM, Machine, Move, Rule, Text
from schema.rulebook.sources import DESIGN, JOINT_WORK

_OFFICE = ("staff",)
_ANY_PARTICIPANT = ("staff", *SYSTEM)
"""The record's own committee; for another participant its node does it when that one's message arrives."""

_SUGGESTION_VERBS = {
    "draftWrittenSuggestion": ("draft", Text("起草", "be drafted")),
    "issueWrittenSuggestion": ("issue", Text("形成", "be issued")),
    "deliverWrittenSuggestion": ("deliver", Text("报送", "be delivered")),
    "recordResponseWrittenSuggestion": ("record-response", Text("记录采纳或批示", "have a response recorded")),
    "closeWrittenSuggestion": ("close", Text("办结", "be closed")),
    "withdrawWrittenSuggestion": ("withdraw", Text("撤回", "be withdrawn")),
}
WRITTEN_SUGGESTION = Machine(
    name="WrittenSuggestion",
    slug="written-suggestion",
    noun=Text("书面建议", "written suggestion"),
    verbs=_SUGGESTION_VERBS,
    state_names={
        "DRAFTED": Text("起草中", "Being drafted"),
        "ISSUED": Text("已形成", "Issued"),
        "DELIVERED": Text("已报送", "Delivered"),
        "RESPONDED": Text("已获采纳或批示", "Responded to"),
        "CLOSED": Text("办结", "Closed"),
        "WITHDRAWN": Text("已撤回", "Withdrawn"),
    },
    moves=(
        Move("draftWrittenSuggestion", (None,), "DRAFTED", _ANY_PARTICIPANT, JOINT_WORK),
        Move(
            "issueWrittenSuggestion", ("DRAFTED",), "ISSUED", _ANY_PARTICIPANT, JOINT_WORK,
            rules=(
                Rule(
                    id="written-suggestion.issue.text",
                    source=JOINT_WORK,
                    reason=Text("书面建议没有正文。", "The suggestion has no text."),
                    allowed_when=Text("写明建议。", "Write the suggestion."),
                    guard="has_text",
                ),
                authority_named("written-suggestion.issue.authority"),
            ),
        ),
        Move(
            "deliverWrittenSuggestion", ("ISSUED", "DELIVERED"), "DELIVERED", _ANY_PARTICIPANT, JOINT_WORK,
            rules=(recipients_listed("written-suggestion.deliver.recipients", JOINT_WORK),),
        ),
        Move(
            "recordResponseWrittenSuggestion", ("DELIVERED", "RESPONDED"), "RESPONDED", _ANY_PARTICIPANT, DESIGN,
            rules=(reason_given("written-suggestion.record-response.text", DESIGN),),
        ),
        Move("closeWrittenSuggestion", ("DELIVERED", "RESPONDED"), "CLOSED", _OFFICE, DESIGN),
        Move(
            "withdrawWrittenSuggestion", ("DRAFTED",), "WITHDRAWN", _OFFICE, DESIGN,
            rules=(reason_given("written-suggestion.withdraw.reason", DESIGN),),
        ),
    ),
    initial="DRAFTED",
    final=("CLOSED", "WITHDRAWN"),
    planned=frozenset(_SUGGESTION_VERBS),
)  # fmt: skip
