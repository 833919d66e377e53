"""The machines of the yearly plan that committees make together as equals, and of each party's consent to a version."""

from schema.partners.enums import JointAnnualPlanState, PlanConsentState
from schema.rulebook.common import authority_named, reason_given
from schema.rulebook.model import SYSTEM, Machine, Move, Rule, Text, short_names
from schema.rulebook.sources import DESIGN, JOINT_PLANS, JOINT_WORK

_OFFICE = ("staff",)
_BEFORE = "agreed_before"
"""Whether an earlier version was agreed: then it stands where a later one comes to nothing."""


def _items(id: str) -> Rule:
    return Rule(
        id=id,
        source=JOINT_PLANS,
        reason=Text("计划没有任何事项。", "The plan has no items."),
        allowed_when=Text("至少列一项。", "List at least one item."),
        guard="plan_has_items",
    )


def _topics(id: str) -> Rule:
    return Rule(
        id=id,
        source=JOINT_WORK,
        reason=Text(
            "所列课题的牵头政协不是计划的一方。", "A topic is led by a committee that is no party to the plan."
        ),
        allowed_when=Text("只列由各方之一牵头的课题。", "Name topics that one of the parties leads."),
        guard="topics_are_of_the_parties",
    )


DRAFT_OTHERS = Rule(
    id="joint-annual-plan.draft.others",
    source=JOINT_PLANS,
    reason=Text("没有写明其他任何一方。", "No other party is named."),
    allowed_when=Text("至少写明一个其他政协。", "Name at least one other committee."),
    guard="names_others",
)
HEAR_VERSION = Rule(
    id="joint-annual-plan.hear.version",
    source=JOINT_PLANS,
    reason=Text("答复的不是现在商定的这一稿。", "The answer is about another version than the one offered now."),
    allowed_when=Text("就现在的这一稿答复。", "Answer the version that is offered now."),
    guard="terms_are_the_same",
)
AGREE_ALL = Rule(
    id="joint-annual-plan.agree.all",
    source=JOINT_PLANS,
    reason=Text("有的政协没有同意同一版本。", "A committee has not agreed to this version."),
    allowed_when=Text("各方都同意同一版本之后。", "Once all agree to the same version."),
    guard="everybody_consents",
)
LAPSE_OVERDUE = Rule(
    id="joint-annual-plan.lapse.overdue",
    source=DESIGN,
    reason=Text("答复期限还没有过。", "The time for an answer is not over."),
    allowed_when=Text("答复期限过后。", "Once the time for an answer is over."),
    guard="answer_is_overdue",
)
SUMMARISE_ITEMS = Rule(
    id="joint-annual-plan.summarise.items",
    source=DESIGN,
    reason=Text("有的事项没有结果。", "An item has no result."),
    allowed_when=Text("每项记明结果或未办之后。", "Once each has a result or is marked undone."),
    guard="every_item_has_a_result",
)
DROP_NEVER = Rule(
    id="joint-annual-plan.drop.never-agreed",
    source=DESIGN,
    reason=Text("已有一稿商定，不能作罢。", "A version was agreed; the plan is not dropped any more."),
    allowed_when=Text("从未商定的计划；已商定的予以总结。", "With a plan never agreed; an agreed one is summed up."),
    guard="never_agreed",
)
_REVISED = (reason_given("joint-annual-plan.revise.reason", DESIGN), _topics("joint-annual-plan.revise.topics"))

JOINT_ANNUAL_PLAN = Machine(
    name="JointAnnualPlan",
    slug="joint-annual-plan",
    noun=Text("年度协同履职计划", "joint plan of the year"),
    verbs={
        "draftJointAnnualPlan": ("draft", Text("起草", "be drafted")),
        "reviseJointAnnualPlan": ("revise", Text("修改", "be revised")),
        "offerJointAnnualPlan": ("offer", Text("送对方商定", "be offered to the other committees")),
        "hearJointAnnualPlan": ("hear", Text("收到答复", "be answered")),
        "agreeJointAnnualPlan": ("agree", Text("商定", "be agreed")),
        "returnJointAnnualPlan": ("return", Text("因有不同意见退回", "be returned with an objection")),
        "lapseJointAnnualPlan": ("lapse", Text("逾期退回", "lapse")),
        "amendJointAnnualPlan": ("amend", Text("调整", "be amended")),
        "summariseJointAnnualPlan": ("summarise", Text("总结", "be summed up")),
        "dropJointAnnualPlan": ("drop", Text("作罢", "be dropped")),
    },
    state_names=short_names(JointAnnualPlanState),
    moves=(
        Move(
            "draftJointAnnualPlan", (None,), "DRAFTING", _OFFICE, JOINT_PLANS,
            rules=(DRAFT_OTHERS, _topics("joint-annual-plan.draft.topics")),
        ),
        Move(
            "reviseJointAnnualPlan", ("DRAFTING",), "DRAFTING", _OFFICE, DESIGN,
            rules=(_topics("joint-annual-plan.revise.topics"),),
        ),
        Move(
            "reviseJointAnnualPlan", ("OFFERED",), "DRAFTING", _OFFICE, DESIGN, choice=(_BEFORE, "NO"), rules=_REVISED
        ),
        Move("reviseJointAnnualPlan", ("OFFERED",), "AGREED", _OFFICE, DESIGN, choice=(_BEFORE, "YES"), rules=_REVISED),
        Move(
            "offerJointAnnualPlan", ("DRAFTING",), "OFFERED", _OFFICE, JOINT_PLANS,
            rules=(_items("joint-annual-plan.offer.items"), authority_named("joint-annual-plan.offer.authority")),
        ),
        Move("hearJointAnnualPlan", ("OFFERED",), "OFFERED", SYSTEM, DESIGN, rules=(HEAR_VERSION,)),
        Move("agreeJointAnnualPlan", ("OFFERED",), "AGREED", SYSTEM, JOINT_PLANS, rules=(AGREE_ALL,)),
        Move("returnJointAnnualPlan", ("OFFERED",), "DRAFTING", SYSTEM, DESIGN, choice=(_BEFORE, "NO")),
        Move("returnJointAnnualPlan", ("OFFERED",), "AGREED", SYSTEM, DESIGN, choice=(_BEFORE, "YES")),
        Move(
            "lapseJointAnnualPlan", ("OFFERED",), "DRAFTING", SYSTEM, DESIGN,
            choice=(_BEFORE, "NO"), rules=(LAPSE_OVERDUE,),
        ),
        Move(
            "lapseJointAnnualPlan", ("OFFERED",), "AGREED", SYSTEM, DESIGN,
            choice=(_BEFORE, "YES"), rules=(LAPSE_OVERDUE,),
        ),
        Move(
            "amendJointAnnualPlan", ("AGREED",), "OFFERED", _OFFICE, DESIGN,
            rules=(
                reason_given("joint-annual-plan.amend.reason", DESIGN),
                _items("joint-annual-plan.amend.items"),
                _topics("joint-annual-plan.amend.topics"),
                authority_named("joint-annual-plan.amend.authority"),
            ),
        ),
        Move("summariseJointAnnualPlan", ("AGREED",), "SUMMARISED", _OFFICE, DESIGN, rules=(SUMMARISE_ITEMS,)),
        Move(
            "dropJointAnnualPlan", ("DRAFTING", "OFFERED"), "DROPPED", _OFFICE, DESIGN,
            rules=(reason_given("joint-annual-plan.drop.reason", DESIGN), DROP_NEVER),
        ),
    ),
    initial="DRAFTING",
    final=("SUMMARISED", "DROPPED"),
)  # fmt: skip

ANSWER_IN_TIME = Rule(
    id="plan-consent.answer.in-time",
    source=DESIGN,
    reason=Text("答复期限已过。", "The time for an answer is over."),
    allowed_when=Text("答复期限之内。", "With an answer in time."),
    guard="answer_in_time",
)
CONFIRM_SAME = Rule(
    id="plan-consent.confirm.same",
    source=JOINT_PLANS,
    reason=Text("商定的不是本方同意的那一稿。", "What was agreed is not the version that this side consented to."),
    allowed_when=Text("商定的与本方同意的为同一稿。", "Once both are one version."),
    guard="terms_are_the_same",
)
_CONSENT_AUTHORITY = authority_named("plan-consent.answer.authority")
_ASKED = (None, "ASKED", "CONSENTED", "OBJECTED", "VOID", "AGREED")
_OF_A_VERSION = ("ASKED", "CONSENTED", "OBJECTED")

PLAN_CONSENT = Machine(
    name="PlanConsent",
    slug="plan-consent",
    noun=Text("对计划的同意", "consent"),
    verbs={
        "receivePlanConsent": ("receive", Text("收到", "be asked for")),
        "answerPlanConsent": ("answer", Text("答复", "be answered")),
        "confirmPlanConsent": ("confirm", Text("随计划商定", "be confirmed")),
        "voidPlanConsent": ("void", Text("随该稿作废", "become void")),
        "closePlanConsent": ("close", Text("随计划结束", "be closed with its plan")),
    },
    state_names={name: text for name, text in short_names(PlanConsentState).items() if name != "UNKNOWN"},
    moves=(
        Move("receivePlanConsent", _ASKED, "ASKED", SYSTEM, JOINT_PLANS),
        Move(
            "answerPlanConsent", ("ASKED",), "CONSENTED", _OFFICE, JOINT_PLANS, choice=("answer", "AGREE"),
            rules=(ANSWER_IN_TIME, _CONSENT_AUTHORITY),
        ),
        Move(
            "answerPlanConsent", ("ASKED",), "OBJECTED", _OFFICE, JOINT_PLANS, choice=("answer", "OBJECT"),
            rules=(ANSWER_IN_TIME, reason_given("plan-consent.answer.reason", DESIGN), _CONSENT_AUTHORITY),
        ),
        Move("confirmPlanConsent", ("CONSENTED",), "AGREED", SYSTEM, JOINT_PLANS, rules=(CONFIRM_SAME,)),
        Move("voidPlanConsent", _OF_A_VERSION, "VOID", SYSTEM, DESIGN, choice=(_BEFORE, "NO")),
        Move("voidPlanConsent", _OF_A_VERSION, "AGREED", SYSTEM, DESIGN, choice=(_BEFORE, "YES")),
        Move("closePlanConsent", (*_OF_A_VERSION, "VOID", "AGREED"), "CLOSED", SYSTEM, DESIGN),
    ),
    initial="ASKED",
    final=("CLOSED",),
)  # fmt: skip
