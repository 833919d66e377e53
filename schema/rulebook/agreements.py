"""The machine of an agreement between two partner committees, as it runs on the record that each of them holds."""

from schema.partners.enums import AgreementState
from schema.rulebook.common import authority_named, reason_given
from schema.rulebook.model import SYSTEM, Machine, Move, Rule, Text, short_names
from schema.rulebook.sources import DESIGN, PARTNERS

_OFFICE = ("staff",)
_EITHER_SIDE = ("staff", *SYSTEM)
"""The record's own committee; for the other side its node does it when that one's message arrives."""

PROPOSE_BESIDE = Rule(
    id="partner-agreement.propose.beside",
    source=PARTNERS,
    reason=Text("对方是本政协自己、上级或下级，不是兄弟政协。", "The other is this committee, or above or below it."),
    allowed_when=Text("与非上下级的兄弟政协订立。", "With a partner that is neither above nor below."),
    guard="is_beside",
)
PROPOSE_ONE = Rule(
    id="partner-agreement.propose.one",
    source=DESIGN,
    reason=Text("双方之间已有一份协议等待答复。", "A proposal between the two waits for an answer."),
    allowed_when=Text("该提议有结果之后。", "Once that one was answered, withdrawn or has lapsed."),
    guard="no_open_proposal",
)
RECEIVE_FIRST = Rule(
    id="partner-agreement.receive.first",
    source=DESIGN,
    reason=Text("双方同时提出，以代码在前的一方所提为准。", "Both proposed at once; that of the lower code stands."),
    allowed_when=Text("答复对方的提议。", "Answer the other side's proposal."),
    guard="comes_first",
)
AGREE_IN_TIME = Rule(
    id="partner-agreement.agree.in-time",
    source=DESIGN,
    reason=Text("答复期限已过。", "The time for an answer is over."),
    allowed_when=Text("答复期限之内；其后请对方重新提出。", "In time; afterwards ask for a new proposal."),
    guard="answer_in_time",
)
CONCLUDE_IN_TIME = Rule(
    id="partner-agreement.conclude.in-time",
    source=DESIGN,
    reason=Text("答复在期限之后到达。", "The answer came after its time was over."),
    allowed_when=Text("期限之内到达的答复。", "With an answer that came in time."),
    guard="answer_in_time",
)
CONCLUDE_SAME = Rule(
    id="partner-agreement.conclude.same",
    source=PARTNERS,
    reason=Text("双方所说的条款不同。", "The two sides do not say the same."),
    allowed_when=Text("双方所存条款的摘要相同。", "Once both hold the same terms."),
    guard="terms_are_the_same",
)
LAPSE_OVERDUE = Rule(
    id="partner-agreement.lapse.overdue",
    source=DESIGN,
    reason=Text("答复期限还没有过。", "The time for an answer is not over."),
    allowed_when=Text("答复期限过后。", "Once the time for an answer is over."),
    guard="answer_is_overdue",
)
SUSPEND_ONCE = Rule(
    id="partner-agreement.suspend.once",
    source=DESIGN,
    reason=Text("该方已经中止协议。", "That side has suspended it already."),
    allowed_when=Text("该方没有中止时。", "While that side has not suspended it."),
    guard="side_goes_on",
)
RESUME_OWN = Rule(
    id="partner-agreement.resume.own",
    source=DESIGN,
    reason=Text("协议不是该方中止的。", "That side did not suspend it."),
    allowed_when=Text("由中止的一方恢复。", "By the side that suspended it."),
    guard="side_suspended",
)
EXPIRE_DAY = Rule(
    id="partner-agreement.expire.day",
    source=DESIGN,
    reason=Text("协议尚未到期。", "The agreement has not run out."),
    allowed_when=Text("约定的期限过后。", "Once its time is over."),
    guard="time_is_over",
)

_VERBS = {
    "proposePartnerAgreement": ("propose", Text("提出", "be proposed")),
    "receivePartnerAgreement": ("receive", Text("收到", "be received")),
    "agreePartnerAgreement": ("agree", Text("同意", "be agreed to")),
    "concludePartnerAgreement": ("conclude", Text("订立", "be concluded")),
    "declinePartnerAgreement": ("decline", Text("谢绝", "be declined")),
    "withdrawPartnerAgreement": ("withdraw", Text("撤回", "be withdrawn")),
    "lapsePartnerAgreement": ("lapse", Text("逾期失效", "lapse")),
    "refusePartnerAgreement": ("refuse", Text("由对方节点拒绝", "be refused by the other node")),
    "suspendPartnerAgreement": ("suspend", Text("中止", "be suspended")),
    "resumePartnerAgreement": ("resume", Text("恢复", "be resumed")),
    "endPartnerAgreement": ("end", Text("终止", "be ended")),
    "expirePartnerAgreement": ("expire", Text("到期", "expire")),
}
_IN_FORCE = ("ACTIVE", "SUSPENDED")
_FAILED = "NOT_CONCLUDED"
_STILL = "still_suspended"

PARTNER_AGREEMENT = Machine(
    name="PartnerAgreement",
    slug="partner-agreement",
    noun=Text("合作协议", "agreement"),
    verbs=_VERBS,
    state_names=short_names(AgreementState),
    moves=(
        Move(
            "proposePartnerAgreement", (None,), "PROPOSED", _OFFICE, PARTNERS,
            rules=(PROPOSE_BESIDE, PROPOSE_ONE, authority_named("partner-agreement.propose.authority")),
        ),
        Move("receivePartnerAgreement", (None,), "RECEIVED", SYSTEM, DESIGN, rules=(RECEIVE_FIRST,)),
        Move(
            "agreePartnerAgreement", ("RECEIVED",), "AGREED", _OFFICE, PARTNERS,
            rules=(AGREE_IN_TIME, authority_named("partner-agreement.agree.authority")),
        ),
        Move(
            "concludePartnerAgreement", ("PROPOSED", "AGREED"), "ACTIVE", SYSTEM, PARTNERS,
            rules=(CONCLUDE_SAME, CONCLUDE_IN_TIME),
        ),
        Move(
            "declinePartnerAgreement", ("RECEIVED",), _FAILED, _OFFICE, DESIGN,
            rules=(reason_given("partner-agreement.decline.reason", DESIGN),),
        ),
        Move("declinePartnerAgreement", ("PROPOSED",), _FAILED, SYSTEM, DESIGN),
        Move(
            "withdrawPartnerAgreement", ("PROPOSED",), _FAILED, _OFFICE, DESIGN,
            rules=(reason_given("partner-agreement.withdraw.reason", DESIGN),),
        ),
        Move("withdrawPartnerAgreement", ("RECEIVED", "AGREED"), _FAILED, SYSTEM, DESIGN),
        Move(
            "lapsePartnerAgreement", ("PROPOSED", "RECEIVED", "AGREED"), _FAILED, SYSTEM, DESIGN,
            rules=(LAPSE_OVERDUE,),
        ),
        Move("refusePartnerAgreement", ("PROPOSED", "AGREED"), _FAILED, SYSTEM, DESIGN),
        Move(
            "suspendPartnerAgreement", _IN_FORCE, "SUSPENDED", _EITHER_SIDE, DESIGN,
            rules=(
                SUSPEND_ONCE,
                reason_given("partner-agreement.suspend.reason", DESIGN),
                authority_named("partner-agreement.suspend.authority"),
            ),
        ),
        Move(
            "resumePartnerAgreement", ("SUSPENDED",), "ACTIVE", _EITHER_SIDE, DESIGN, choice=(_STILL, "NO"),
            rules=(RESUME_OWN, authority_named("partner-agreement.resume.authority")),
        ),
        Move(
            "resumePartnerAgreement", ("SUSPENDED",), "SUSPENDED", _EITHER_SIDE, DESIGN, choice=(_STILL, "YES"),
            rules=(RESUME_OWN, authority_named("partner-agreement.resume.authority")),
        ),
        Move(
            "endPartnerAgreement", ("AGREED", *_IN_FORCE), "ENDED", _EITHER_SIDE, DESIGN,
            rules=(
                reason_given("partner-agreement.end.reason", DESIGN),
                authority_named("partner-agreement.end.authority"),
            ),
        ),
        Move("expirePartnerAgreement", _IN_FORCE, "ENDED", SYSTEM, DESIGN, rules=(EXPIRE_DAY,)),
    ),
    initial="PROPOSED",
    final=("ENDED", _FAILED),
)  # fmt: skip
