"""The machine of a citizen's lead (百姓提案线索), from the citizen's message to the proposal that it grew into."""

from schema.citizens.enums import LeadState
from schema.rulebook.common import reason_given, recipients_listed
from schema.rulebook.model import SYSTEM, Machine, Move, Rule, Text, short_names
from schema.rulebook.sources import CITIZENS_PROPOSALS, CITIZENS_SCREENING, DESIGN, ELIGIBILITY

_OFFICE = ("staff",)
_CLAIMANT = ("member", "staff")

ADOPT_TEXT = Rule(
    id="citizen-lead.adopt.text",
    source=CITIZENS_PROPOSALS,
    reason=Text("线索没有写明建议内容。", "The lead has no text of its suggestion."),
    allowed_when=Text("线索写有建议内容。", "The lead says what it suggests."),
    guard="has_text",
)
CLAIM_CLAIMANT = Rule(
    id="citizen-lead.claim.claimant",
    source=CITIZENS_PROPOSALS,
    reason=Text("没有写明认领的委员。", "No member is named as claimant."),
    allowed_when=Text("写明认领的本届委员。", "Name the member of this term who claims it."),
    guard="claimant_named",
)
CLAIM_ONCE = Rule(
    id="citizen-lead.claim.one-claim",
    source=CITIZENS_PROPOSALS,
    reason=Text("线索已由委员认领。", "The lead is claimed already."),
    allowed_when=Text("原认领解除之后。", "Once the present claim is released."),
    guard="no_active_claim",
)
DUPLICATE_ORIGINAL = Rule(
    id="citizen-lead.mark-duplicate.original",
    source=DESIGN,
    reason=Text("没有指明所重复的另一条线索。", "The lead that it repeats is not named, or is the lead itself."),
    allowed_when=Text("指明本政协的另一条线索。", "Name another lead of this committee."),
    guard="original_is_another",
)
ESCALATE_IDENTITY = Rule(
    id="citizen-lead.escalate.identity",
    source=CITIZENS_SCREENING,
    reason=Text("上报带有市民身份，而市民没有同意。", "The escalation carries the citizen's identity without consent."),
    allowed_when=Text(
        "只报文字和回执，或先取得市民同意。", "Send the text and the receipt only, or ask the citizen first."
    ),
    guard="identity_stays",
)


def _claimants_own(verb: str) -> Rule:
    return Rule(
        id=f"citizen-lead.{verb}.claimant",
        source=CITIZENS_PROPOSALS,
        reason=Text("线索由另一位委员认领。", "Another member claimed the lead."),
        allowed_when=Text("由认领的委员办理，或由机关代办。", "The claimant does it, or the office for the claimant."),
        guard="acts_as_claimant",
    )


MATURE_PARTS = Rule(
    id="citizen-lead.mature.parts",
    source=ELIGIBILITY,
    reason=Text("情况、分析、建议没有写全。", "The situation, its analysis or the suggestion is missing."),
    allowed_when=Text("写全情况、分析和具体建议。", "Write all three."),
    guard="has_the_parts_of_a_proposal",
)
PROPOSE_MEMBER = Rule(
    id="citizen-lead.propose.member",
    source=ELIGIBILITY,
    reason=Text("认领的委员不是本政协本届委员。", "The claimant is no member of this committee's present term."),
    allowed_when=Text("由本政协的本届委员提出。", "A member of this committee's present term proposes it."),
    guard="claimant_serves",
)
MIRROR_FILED = Rule(
    id="citizen-lead.mirror-filed.outcome",
    source=CITIZENS_PROPOSALS,
    reason=Text("所成提案没有立案。", "The proposal was not filed."),
    allowed_when=Text("提案立案之后。", "Once the proposal is filed."),
    guard="proposal_was_filed",
)
MIRROR_NOT_FILED = Rule(
    id="citizen-lead.mirror-not-filed.outcome",
    source=CITIZENS_PROPOSALS,
    reason=Text("所成提案尚无不立案的结果。", "The proposal has not ended without being filed."),
    allowed_when=Text(
        "提案不予立案、并案、转为意见建议、撤案或报送上级之后。",
        "Once the proposal is refused, merged, converted, withdrawn or handed up.",
    ),
    guard="proposal_was_not_filed",
)

VERBS = {
    "submitCitizenLead": ("submit", Text("提交", "be submitted")),
    "screenCitizenLead": ("screen", Text("梳理", "be screened")),
    "adoptCitizenLead": ("adopt", Text("采纳", "be adopted")),
    "declineCitizenLead": ("decline", Text("不采纳", "be declined")),
    "markDuplicateCitizenLead": ("mark-duplicate", Text("记为重复", "be marked as a duplicate")),
    "forwardCitizenLead": ("forward", Text("转送参考", "be forwarded for reference")),
    "escalateCitizenLead": ("escalate", Text("上报", "be escalated")),
    "returnEscalationCitizenLead": ("return-escalation", Text("上报退回", "come back from the upper committee")),
    "claimCitizenLead": ("claim", Text("认领", "be claimed")),
    "releaseCitizenLead": ("release", Text("解除认领", "be released by its claimant")),
    "cultivateCitizenLead": ("cultivate", Text("培育", "be cultivated")),
    "matureCitizenLead": ("mature", Text("培育成熟", "be declared mature")),
    "proposeCitizenLead": ("propose", Text("转为提案", "be submitted as a proposal")),
    "mirrorFiledCitizenLead": ("mirror-filed", Text("记为已立案", "be shown as filed")),
    "mirrorNotFiledCitizenLead": ("mirror-not-filed", Text("记为未立案", "be shown as not filed")),
}
MOVES = (
    Move("submitCitizenLead", (None,), "SUBMITTED", (), CITIZENS_PROPOSALS),
    Move("screenCitizenLead", ("SUBMITTED",), "SCREENED", _OFFICE, CITIZENS_SCREENING),
    Move("adoptCitizenLead", ("SCREENED",), "ADOPTED", _OFFICE, CITIZENS_PROPOSALS, rules=(ADOPT_TEXT,)),
    Move(
        "declineCitizenLead", ("SCREENED",), "DECLINED", _OFFICE, DESIGN,
        rules=(reason_given("citizen-lead.decline.reason", DESIGN),),
    ),
    Move(
        "markDuplicateCitizenLead", ("SCREENED",), "DUPLICATE", _OFFICE, DESIGN,
        rules=(DUPLICATE_ORIGINAL, reason_given("citizen-lead.mark-duplicate.reason", DESIGN)),
    ),
    Move(
        "forwardCitizenLead", ("SCREENED",), "FORWARDED", _OFFICE, CITIZENS_SCREENING,
        rules=(
            recipients_listed("citizen-lead.forward.recipients", CITIZENS_SCREENING),
            reason_given("citizen-lead.forward.reason", DESIGN),
        ),
    ),
    Move("escalateCitizenLead", ("SCREENED",), "ESCALATED", _OFFICE, CITIZENS_SCREENING, rules=(ESCALATE_IDENTITY,)),
    Move("returnEscalationCitizenLead", ("ESCALATED",), "SCREENED", SYSTEM, DESIGN),
    Move(
        "claimCitizenLead", ("ADOPTED",), "CLAIMED", _CLAIMANT, CITIZENS_PROPOSALS, rules=(CLAIM_CLAIMANT, CLAIM_ONCE)
    ),
    Move(
        "releaseCitizenLead", ("CLAIMED", "CULTIVATING", "MATURED"), "ADOPTED", _CLAIMANT, DESIGN,
        rules=(_claimants_own("release"), reason_given("citizen-lead.release.reason", DESIGN)),
    ),
    Move(
        "cultivateCitizenLead", ("CLAIMED",), "CULTIVATING", _CLAIMANT, CITIZENS_PROPOSALS,
        rules=(_claimants_own("cultivate"),),
    ),
    Move(
        "matureCitizenLead", ("CULTIVATING",), "MATURED", _CLAIMANT, ELIGIBILITY,
        rules=(_claimants_own("mature"), MATURE_PARTS),
    ),
    Move(
        "proposeCitizenLead", ("MATURED",), "SUBMITTED_AS_PROPOSAL", _CLAIMANT, CITIZENS_PROPOSALS,
        rules=(_claimants_own("propose"), PROPOSE_MEMBER),
    ),
    Move(
        "mirrorFiledCitizenLead", ("SUBMITTED_AS_PROPOSAL",), "FILED", SYSTEM, CITIZENS_PROPOSALS,
        rules=(MIRROR_FILED,),
    ),
    Move(
        "mirrorNotFiledCitizenLead", ("SUBMITTED_AS_PROPOSAL",), "NOT_FILED", SYSTEM, CITIZENS_PROPOSALS,
        rules=(MIRROR_NOT_FILED,),
    ),
    Move("mirrorFiledCitizenLead", ("ESCALATED",), "FILED", SYSTEM, DESIGN, rules=(MIRROR_FILED,)),
    Move("mirrorNotFiledCitizenLead", ("ESCALATED",), "NOT_FILED", SYSTEM, DESIGN, rules=(MIRROR_NOT_FILED,)),
)  # fmt: skip
_SERVED = ("submitCitizenLead", "screenCitizenLead", "adoptCitizenLead", "claimCitizenLead")
_DERIVED = ("returnEscalationCitizenLead", "mirrorFiledCitizenLead", "mirrorNotFiledCitizenLead")

CITIZEN_LEAD = Machine(
    name="CitizenLead",
    slug="citizen-lead",
    noun=Text("百姓提案线索", "lead"),
    verbs=VERBS,
    state_names=short_names(LeadState),
    moves=MOVES,
    initial="SUBMITTED",
    final=("DECLINED", "DUPLICATE", "FORWARDED", "FILED", "NOT_FILED"),
    planned=frozenset(VERBS) - {*_SERVED, *_DERIVED},
)
