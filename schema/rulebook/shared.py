"""The machines of what several committees do together: a shared proposal and a suggestion in writing."""

from schema.rulebook.common import authority_named, reason_given, recipients_listed
from schema.rulebook.model import SYSTEM, Machine, Move, Rule, Text
from schema.rulebook.sources import DESIGN, ELIGIBILITY, GUIDANCE, JOINT_WORK, SUPERVISION

_OFFICE = ("staff",)
_ANY_PARTICIPANT = ("staff", *SYSTEM)
"""The record's own committee; for another participant its node does it when that one's message arrives."""

SHARED_TEXT = Rule(
    id="shared-proposal.circulate.text",
    source=ELIGIBILITY,
    reason=Text("联合提案没有正文。", "The shared proposal has no text."),
    allowed_when=Text("写明情况、分析和具体建议。", "Set out the facts, their analysis and concrete suggestions."),
    guard="has_text",
)
SHARED_OTHERS = Rule(
    id="shared-proposal.circulate.others",
    source=JOINT_WORK,
    reason=Text("没有请任何其他政协会签。", "No other committee is asked to endorse it."),
    allowed_when=Text("至少请一个其他政协会签。", "Ask at least one other committee."),
    guard="invites_others",
)
SHARED_ANSWERED = Rule(
    id="shared-proposal.agree.answered",
    source=DESIGN,
    reason=Text("还有受邀政协没有答复。", "An invited committee has not answered yet."),
    allowed_when=Text("全部答复，或答复期限过后。", "Once all have answered, or their time is over."),
    guard="everybody_answered",
)
SHARED_TWO = Rule(
    id="shared-proposal.agree.two",
    source=DESIGN,
    reason=Text("会签的政协不足两个。", "Fewer than two committees endorse it."),
    allowed_when=Text("至少两个政协会签同一版本。", "At least two committees endorse the same version."),
    guard="two_endorse",
)
SHARED_TEXT_KEPT = Rule(
    id="shared-proposal.file.text",
    source=DESIGN,
    reason=Text(
        "所报提案的文字与会签版本不同，也没有登记为本地文本。",
        "The text is not the endorsed one, and is not recorded as a local variant.",
    ),
    allowed_when=Text("用会签版本，或登记本地文本。", "Use the endorsed version, or record a local variant."),
    guard="endorsed_text_is_kept",
)
SHARED_ONE_EACH = Rule(
    id="shared-proposal.file.once",
    source=GUIDANCE,
    reason=Text("该政协本届已就此报送过提案。", "This committee has a filing of it in this term already."),
    allowed_when=Text("每个政协每届只报送一件。", "Each committee files it once in a term."),
    guard="not_filed_here_yet",
)
SHARED_FILED = Rule(
    id="shared-proposal.begin-handling.filed",
    source=DESIGN,
    reason=Text("还没有一件立案。", "No filing of it is filed yet."),
    allowed_when=Text("至少一件立案之后。", "Once one of its filings is filed."),
    guard="a_filing_is_filed",
)
SHARED_CONSENT = Rule(
    id="shared-proposal.supervise.consent",
    source=SUPERVISION,
    reason=Text("有的政协没有同意联合督办。", "A committee did not agree to be supervised jointly."),
    allowed_when=Text("所督办的每个政协都同意之后。", "Once every committee concerned has agreed."),
    guard="everybody_consents",
)
SHARED_ENDED = Rule(
    id="shared-proposal.conclude.ended",
    source=DESIGN,
    reason=Text("还有提案没有办结。", "A filing of it has not ended yet."),
    allowed_when=Text("各件提案都已办结或终结之后。", "Once every filing of it is closed or final."),
    guard="every_filing_ended",
)

_SHARED_VERBS = {
    "draftSharedProposal": ("draft", Text("起草", "be drafted")),
    "circulateSharedProposal": ("circulate", Text("送会签", "be circulated for endorsement")),
    "reviseSharedProposal": ("revise", Text("退回修改", "be revised")),
    "agreeSharedProposal": ("agree", Text("完成会签", "be agreed")),
    "fileSharedProposal": ("file", Text("分别报送", "be filed by one of its committees")),
    "beginHandlingSharedProposal": ("begin-handling", Text("进入办理", "begin to be handled")),
    "superviseSharedProposal": ("supervise", Text("联合督办", "be supervised jointly")),
    "concludeSharedProposal": ("conclude", Text("办结", "be concluded")),
    "dissolveSharedProposal": ("dissolve", Text("解除", "be dissolved")),
}
_FILE_RULES = (SHARED_TEXT_KEPT, SHARED_ONE_EACH)

SHARED_PROPOSAL = Machine(
    name="SharedProposal",
    slug="shared-proposal",
    noun=Text("联合提案", "shared proposal"),
    verbs=_SHARED_VERBS,
    state_names={
        "DRAFTING": Text("共同起草", "Being drafted together"),
        "ENDORSING": Text("会签", "Waiting for endorsements"),
        "AGREED": Text("已会签", "Endorsed"),
        "FILING": Text("分别报送", "Being filed by its committees"),
        "IN_HANDLING": Text("办理中", "Being handled"),
        "JOINT_SUPERVISION": Text("联合督办", "Supervised jointly"),
        "CONCLUDED": Text("办结", "Concluded"),
        "DISSOLVED": Text("解除", "Dissolved"),
    },
    moves=(
        Move("draftSharedProposal", (None,), "DRAFTING", _OFFICE, JOINT_WORK),
        Move(
            "circulateSharedProposal", ("DRAFTING",), "ENDORSING", _OFFICE, DESIGN, rules=(SHARED_TEXT, SHARED_OTHERS)
        ),
        Move(
            "reviseSharedProposal", ("ENDORSING",), "DRAFTING", _OFFICE, DESIGN,
            rules=(reason_given("shared-proposal.revise.reason", DESIGN),),
        ),
        Move("agreeSharedProposal", ("ENDORSING",), "AGREED", SYSTEM, DESIGN, rules=(SHARED_ANSWERED, SHARED_TWO)),
        Move("fileSharedProposal", ("AGREED", "FILING"), "FILING", _ANY_PARTICIPANT, GUIDANCE, rules=_FILE_RULES),
        Move("fileSharedProposal", ("IN_HANDLING",), "IN_HANDLING", _ANY_PARTICIPANT, DESIGN, rules=_FILE_RULES),
        Move("beginHandlingSharedProposal", ("FILING",), "IN_HANDLING", SYSTEM, DESIGN, rules=(SHARED_FILED,)),
        Move(
            "superviseSharedProposal", ("IN_HANDLING",), "JOINT_SUPERVISION", _ANY_PARTICIPANT, SUPERVISION,
            rules=(SHARED_CONSENT,),
        ),
        Move(
            "concludeSharedProposal", ("FILING", "IN_HANDLING", "JOINT_SUPERVISION"), "CONCLUDED", SYSTEM, DESIGN,
            rules=(SHARED_ENDED,),
        ),
        Move(
            "dissolveSharedProposal", ("DRAFTING", "ENDORSING", "AGREED"), "DISSOLVED", _OFFICE, DESIGN,
            rules=(reason_given("shared-proposal.dissolve.reason", DESIGN),),
        ),
    ),
    initial="DRAFTING",
    final=("CONCLUDED", "DISSOLVED"),
    planned=frozenset(_SHARED_VERBS)
    - {"agreeSharedProposal", "beginHandlingSharedProposal", "concludeSharedProposal"},
)  # fmt: skip

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
