"""The machine of a written suggestion, which comes of what several committees do together."""

from schema.rulebook.common import authority_named, reason_given, recipients_listed
from schema.rulebook.model import Machine, Move, Rule, Text, short_names
from schema.rulebook.sources import DESIGN, JOINT_WORK
from schema.topics.enums import SuggestionState

_OFFICE = ("staff",)

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
    state_names=short_names(SuggestionState),
    moves=(
        Move(
            "draftWrittenSuggestion", (None,), "DRAFTED", _OFFICE, JOINT_WORK,
            rules=(
                Rule(
                    id="written-suggestion.draft.participant",
                    source=JOINT_WORK,
                    reason=Text("本政协没有参与该课题。", "This committee does not take part in the topic."),
                    allowed_when=Text(
                        "牵头，或接受邀请且没有退出时。", "While it leads the topic, or has accepted and not withdrawn."
                    ),
                    guard="takes_part",
                ),
                Rule(
                    id="written-suggestion.draft.issued",
                    source=JOINT_WORK,
                    reason=Text("课题尚未形成书面建议。", "Nothing was issued for the topic yet."),
                    allowed_when=Text("牵头政协形成书面建议之后。", "Once the lead has issued it."),
                    guard="topic_is_issued",
                ),
            ),
        ),
        Move(
            "issueWrittenSuggestion", ("DRAFTED",), "ISSUED", _OFFICE, JOINT_WORK,
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
            "deliverWrittenSuggestion", ("ISSUED", "DELIVERED"), "DELIVERED", _OFFICE, JOINT_WORK,
            rules=(recipients_listed("written-suggestion.deliver.recipients", JOINT_WORK),),
        ),
        Move(
            "recordResponseWrittenSuggestion", ("DELIVERED", "RESPONDED"), "RESPONDED", _OFFICE, DESIGN,
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
)  # fmt: skip
