"""The machine of a shared proposal (联合提案): an umbrella that its lead owns over one filing in each committee."""

from schema.rulebook.common import authority_named, reason_given
from schema.rulebook.model import SYSTEM, Machine, Move, Rule, Text, short_names
from schema.rulebook.sources import DESIGN, ELIGIBILITY, GUIDANCE, JOINT_WORK, SUPERVISION
from schema.shared_proposals.enums import SharedProposalState

_OFFICE = ("staff",)
_ANY_PARTICIPANT = ("staff", *SYSTEM)
"""A committee's own people at its own node; the lead's node takes the step when their message arrives."""

CIRCULATE_TEXT = Rule(
    id="shared-proposal.circulate.text",
    source=ELIGIBILITY,
    reason=Text("联合提案没有正文。", "The shared proposal has no text."),
    allowed_when=Text("写明情况、分析和具体建议。", "Set out the facts, their analysis and concrete suggestions."),
    guard="has_text",
)
CIRCULATE_OTHERS = Rule(
    id="shared-proposal.circulate.others",
    source=JOINT_WORK,
    reason=Text("没有请任何其他政协会签。", "No other committee is asked to endorse it."),
    allowed_when=Text("至少请一个其他政协会签。", "Ask at least one other committee."),
    guard="invites_others",
)
CIRCULATE_SELF = Rule(
    id="shared-proposal.circulate.self",
    source=DESIGN,
    reason=Text("牵头政协送签即为会签，不必邀请自己。", "The lead endorses by circulating; it does not ask itself."),
    allowed_when=Text("去掉牵头政协的代码。", "Leave out the lead's own code."),
    guard="does_not_invite_itself",
)
CIRCULATE_ONCE = Rule(
    id="shared-proposal.circulate.once",
    source=DESIGN,
    reason=Text("同一政协不能重复邀请。", "A committee is named twice."),
    allowed_when=Text("每个政协只列一次。", "Name each committee once."),
    guard="invites_once",
)
CIRCULATE_TIME = Rule(
    id="shared-proposal.circulate.time",
    source=DESIGN,
    reason=Text("没有给受邀政协留出答复的时间。", "The committees asked are left no time to answer."),
    allowed_when=Text("答复期限在今天之后。", "Give a last day for answers that lies after today."),
    guard="time_to_answer_is_left",
)
CIRCULATE_ORDER = Rule(
    id="shared-proposal.circulate.order",
    source=DESIGN,
    reason=Text("报送期限早于答复期限。", "The last day for filing lies before that for answers."),
    allowed_when=Text("报送期限不早于答复期限。", "Let the last day for filing not come before that for answers."),
    guard="filing_follows_the_answers",
)
ENDORSED_LATEST = Rule(
    id="shared-proposal.take-endorsement.version",
    source=DESIGN,
    reason=Text("所会签的不是最新版本。", "The endorsement is of a version that is no longer the latest."),
    allowed_when=Text("收到最新版本后重新会签。", "Endorse the latest version once it has arrived."),
    guard="endorses_the_latest",
)
ENDORSED_AWAITED = Rule(
    id="shared-proposal.take-endorsement.awaited",
    source=DESIGN,
    reason=Text(
        "牵头政协未请该政协会签，或答复期限已过。", "The lead did not ask this committee, or its time is over."
    ),
    allowed_when=Text("受邀后在期限之内答复。", "Answer within the time, once asked."),
    guard="answer_is_awaited",
)
WITHDRAWN_BEFORE_FILING = Rule(
    id="shared-proposal.release.filed",
    source=DESIGN,
    reason=Text("该政协已据会签报送提案。", "The committee has made a filing of it."),
    allowed_when=Text("撤回其提案即可，不影响其他政协。", "Withdraw that filing; the others' stay as they are."),
    guard="withdraws_before_filing",
)
AGREED_ANSWERED = Rule(
    id="shared-proposal.agree.answered",
    source=DESIGN,
    reason=Text("还有受邀政协没有答复。", "An invited committee has not answered yet."),
    allowed_when=Text("全部答复，或答复期限过后。", "Once all have answered, or their time is over."),
    guard="everybody_answered",
)
AGREED_TWO = Rule(
    id="shared-proposal.agree.two",
    source=DESIGN,
    reason=Text("会签的政协不足两个。", "Fewer than two committees endorse it."),
    allowed_when=Text("至少两个政协会签同一版本。", "At least two committees endorse the same version."),
    guard="two_endorse",
)
REOPENED_LOST = Rule(
    id="shared-proposal.reopen.lost",
    source=DESIGN,
    reason=Text("仍有两个以上政协会签，或已有提案报送。", "Two still endorse it, or a filing of it was made."),
    allowed_when=Text(
        "会签的政协不足两个且尚无报送时。", "While fewer than two endorse it and no filing of it was made."
    ),
    guard="agreement_is_lost",
)
FILE_ENDORSED = Rule(
    id="shared-proposal.file.endorsed",
    source=DESIGN,
    reason=Text(
        "本政协没有会签该版本，或会签已失效。",
        "The committee did not endorse the agreed version, or its endorsement is over.",
    ),
    allowed_when=Text("会签有效期间。", "While the committee's own endorsement is in force."),
    guard="own_endorsement_stands",
)
FILE_TEXT = Rule(
    id="shared-proposal.file.text",
    source=DESIGN,
    reason=Text(
        "所报提案的文字与会签版本不同，也没有登记为本地文本。",
        "The text is not the endorsed one, and is not recorded as a local variant.",
    ),
    allowed_when=Text("用会签版本，或写明理由登记本地文本。", "Use the endorsed version, or say why it differs."),
    guard="endorsed_text_is_kept",
)
FILE_ONCE = Rule(
    id="shared-proposal.file.once",
    source=GUIDANCE,
    reason=Text("该政协本届已就此报送过提案。", "This committee has a filing of it in this term already."),
    allowed_when=Text("每个政协每届只报送一件。", "Each committee files it once in a term."),
    guard="not_filed_here_yet",
)
BEGUN_FILED = Rule(
    id="shared-proposal.begin-handling.filed",
    source=DESIGN,
    reason=Text("还没有一件立案。", "No filing of it is filed yet."),
    allowed_when=Text("至少一件立案之后。", "Once one of its filings is filed."),
    guard="a_filing_is_filed",
)
SUPERVISE_CONCERNED = Rule(
    id="shared-proposal.supervise.concerned",
    source=SUPERVISION,
    reason=Text("所列政协没有正在办理的提案。", "A committee named has no filing of it that is being handled."),
    allowed_when=Text("只列提案正在办理的政协。", "Name committees whose filing is being handled."),
    guard="concerned_are_handling",
)
SUPERVISE_CONSENT = Rule(
    id="shared-proposal.supervise.consent",
    source=SUPERVISION,
    reason=Text("有的政协没有同意联合督办。", "A committee did not agree to be supervised jointly."),
    allowed_when=Text("所督办的每个政协都同意之后。", "Once every committee concerned has agreed."),
    guard="everybody_consents",
)
CONCLUDED_ENDED = Rule(
    id="shared-proposal.conclude.ended",
    source=DESIGN,
    reason=Text("还有提案没有办结或报送。", "A filing of it has not ended, or is still to come."),
    allowed_when=Text("各件提案都已办结或终结之后。", "Once every filing of it is closed or final."),
    guard="every_filing_ended",
)

_VERBS = {
    "draftSharedProposal": ("draft", Text("起草", "be drafted")),
    "circulateSharedProposal": ("circulate", Text("送会签", "be circulated for endorsement")),
    "reviseSharedProposal": ("revise", Text("修改", "be revised")),
    "takeEndorsementSharedProposal": ("take-endorsement", Text("收下会签", "take an endorsement")),
    "releaseSharedProposal": ("release", Text("登记撤回会签", "let a committee withdraw")),
    "agreeSharedProposal": ("agree", Text("完成会签", "be agreed")),
    "reopenSharedProposal": ("reopen", Text("退回起草", "go back to its draft")),
    "fileSharedProposal": ("file", Text("分别报送", "be filed by one of its committees")),
    "beginHandlingSharedProposal": ("begin-handling", Text("进入办理", "begin to be handled")),
    "superviseSharedProposal": ("supervise", Text("联合督办", "be supervised jointly")),
    "concludeSharedProposal": ("conclude", Text("办结", "be concluded")),
    "dissolveSharedProposal": ("dissolve", Text("解除", "be dissolved")),
}
_CIRCULATE = (
    CIRCULATE_TEXT, CIRCULATE_SELF, CIRCULATE_OTHERS, CIRCULATE_ONCE, CIRCULATE_TIME, CIRCULATE_ORDER,
    authority_named("shared-proposal.circulate.authority"),
)  # fmt: skip
_FILE = (FILE_ENDORSED, FILE_TEXT, FILE_ONCE)
_HANDLED = ("IN_HANDLING", "JOINT_SUPERVISION")
_LIVE = ("DRAFTING", "ENDORSING", "AGREED", "FILING", *_HANDLED)

SHARED_PROPOSAL = Machine(
    name="SharedProposal",
    slug="shared-proposal",
    noun=Text("联合提案", "shared proposal"),
    verbs=_VERBS,
    state_names=short_names(SharedProposalState),
    moves=(
        Move("draftSharedProposal", (None,), "DRAFTING", _OFFICE, JOINT_WORK),
        Move("reviseSharedProposal", ("DRAFTING",), "DRAFTING", _OFFICE, JOINT_WORK),
        Move(
            "reviseSharedProposal", ("ENDORSING",), "DRAFTING", _OFFICE, DESIGN,
            rules=(reason_given("shared-proposal.revise.reason", DESIGN),),
        ),
        Move("circulateSharedProposal", ("DRAFTING",), "ENDORSING", _OFFICE, DESIGN, rules=_CIRCULATE),
        Move(
            "takeEndorsementSharedProposal", ("ENDORSING",), "ENDORSING", SYSTEM, DESIGN,
            rules=(ENDORSED_LATEST, ENDORSED_AWAITED),
        ),
        *(
            Move("releaseSharedProposal", (state,), state, SYSTEM, GUIDANCE, rules=(WITHDRAWN_BEFORE_FILING,))
            for state in _LIVE
        ),
        Move("agreeSharedProposal", ("ENDORSING",), "AGREED", SYSTEM, DESIGN, rules=(AGREED_ANSWERED, AGREED_TWO)),
        Move("reopenSharedProposal", ("AGREED",), "DRAFTING", SYSTEM, DESIGN, rules=(REOPENED_LOST,)),
        Move("fileSharedProposal", ("AGREED", "FILING"), "FILING", _ANY_PARTICIPANT, GUIDANCE, rules=_FILE),
        *(
            Move("fileSharedProposal", (state,), state, _ANY_PARTICIPANT, DESIGN, rules=_FILE)
            for state in _HANDLED
        ),
        Move("beginHandlingSharedProposal", ("FILING",), "IN_HANDLING", SYSTEM, DESIGN, rules=(BEGUN_FILED,)),
        Move(
            "superviseSharedProposal", ("IN_HANDLING",), "JOINT_SUPERVISION", _OFFICE, SUPERVISION,
            rules=(SUPERVISE_CONCERNED, SUPERVISE_CONSENT, authority_named("shared-proposal.supervise.authority")),
        ),
        Move(
            "concludeSharedProposal", ("FILING", *_HANDLED), "CONCLUDED", SYSTEM, DESIGN, rules=(CONCLUDED_ENDED,)
        ),
        Move(
            "dissolveSharedProposal", ("DRAFTING", "ENDORSING", "AGREED"), "DISSOLVED", _OFFICE, DESIGN,
            rules=(reason_given("shared-proposal.dissolve.reason", DESIGN),),
        ),
    ),
    initial="DRAFTING",
    final=("CONCLUDED", "DISSOLVED"),
)  # fmt: skip
