"""The machines of a project with a partner city, and of the yearly plan that two committees make together."""

from schema.partners.enums import PartnerProjectState
from schema.rulebook.common import authority_named, reason_given
from schema.rulebook.model import SYSTEM, Machine, Move, Rule, Text, short_names
from schema.rulebook.sources import DESIGN, JOINT_PLANS, PARTNERS

_OFFICE = ("staff",)
_EITHER_SIDE = ("staff", *SYSTEM)
"""The record's own committee; for the other side its node does it when that one's message arrives."""

_PROJECT_VERBS = {
    "proposePartnerProject": ("propose", Text("提出", "be proposed")),
    "acceptPartnerProject": ("accept", Text("由对方接受", "be accepted by the partner")),
    "startPartnerProject": ("start", Text("启动", "be started")),
    "suspendPartnerProject": ("suspend", Text("暂停", "be suspended")),
    "resumePartnerProject": ("resume", Text("恢复", "be resumed")),
    "completePartnerProject": ("complete", Text("完成", "be completed")),
    "endPartnerProject": ("end", Text("终止", "be ended")),
}
PARTNER_PROJECT = Machine(
    name="PartnerProject",
    slug="partner-project",
    noun=Text("合作项目", "partner project"),
    verbs=_PROJECT_VERBS,
    state_names=short_names(PartnerProjectState),
    moves=(
        Move(
            "proposePartnerProject", (None,), "PROPOSED", _OFFICE, PARTNERS,
            rules=(
                Rule(
                    id="partner-project.propose.agreement",
                    source=PARTNERS,
                    reason=Text("与该城市没有生效的协议。", "No agreement in force covers the partner city."),
                    allowed_when=Text("协议生效之后。", "While an agreement with that city is in force."),
                    guard="agreement_covers",
                ),
            ),
        ),
        Move("acceptPartnerProject", ("PROPOSED",), "ACCEPTED", SYSTEM, PARTNERS),
        Move(
            "startPartnerProject", ("ACCEPTED",), "UNDER_WAY", _EITHER_SIDE, PARTNERS,
            rules=(
                Rule(
                    id="partner-project.start.both-sides",
                    source=PARTNERS,
                    reason=Text("并非双方都列明参与的单位。", "Not both sides name who takes part."),
                    allowed_when=Text("双方各列明至少一个参与单位。", "Each side names at least one participant."),
                    guard="both_sides_take_part",
                ),
            ),
        ),
        Move(
            "suspendPartnerProject", ("UNDER_WAY",), "SUSPENDED", _EITHER_SIDE, DESIGN,
            rules=(reason_given("partner-project.suspend.reason", DESIGN),),
        ),
        Move("resumePartnerProject", ("SUSPENDED",), "UNDER_WAY", _EITHER_SIDE, DESIGN),
        Move(
            "completePartnerProject", ("UNDER_WAY",), "COMPLETED", _OFFICE, PARTNERS,
            rules=(
                Rule(
                    id="partner-project.complete.outputs",
                    source=DESIGN,
                    reason=Text("没有列明项目成果。", "No output of the project is listed."),
                    allowed_when=Text("至少列明一项成果。", "List at least one output."),
                    guard="outputs_listed",
                ),
            ),
        ),
        Move(
            "endPartnerProject", ("PROPOSED", "ACCEPTED", "UNDER_WAY", "SUSPENDED"), "ENDED", _EITHER_SIDE, DESIGN,
            rules=(reason_given("partner-project.end.reason", DESIGN),),
        ),
    ),
    initial="PROPOSED",
    final=("COMPLETED", "ENDED"),
    planned=frozenset(_PROJECT_VERBS) - {"acceptPartnerProject"},
)  # fmt: skip

_PLAN_VERBS = {
    "draftJointAnnualPlan": ("draft", Text("起草", "be drafted")),
    "offerJointAnnualPlan": ("offer", Text("送对方商定", "be offered to the other committees")),
    "reviseJointAnnualPlan": ("revise", Text("退回修改", "be revised")),
    "agreeJointAnnualPlan": ("agree", Text("商定", "be agreed")),
    "amendJointAnnualPlan": ("amend", Text("调整", "be amended")),
    "summariseJointAnnualPlan": ("summarise", Text("总结", "be summed up")),
    "dropJointAnnualPlan": ("drop", Text("作罢", "be dropped")),
}
_ALL_AGREE = (
    Rule(
        id="joint-annual-plan.agree.all",
        source=JOINT_PLANS,
        reason=Text("有的政协没有同意同一版本。", "A committee has not agreed to this version."),
        allowed_when=Text("各方都同意同一版本之后。", "Once all agree to the same version."),
        guard="everybody_consents",
    ),
    authority_named("joint-annual-plan.agree.authority"),
)
JOINT_ANNUAL_PLAN = Machine(
    name="JointAnnualPlan",
    slug="joint-annual-plan",
    noun=Text("年度协同履职计划", "joint plan of the year"),
    verbs=_PLAN_VERBS,
    state_names={
        "DRAFTING": Text("起草中", "Being drafted"),
        "OFFERED": Text("商定中", "Being agreed"),
        "AGREED": Text("已商定", "Agreed"),
        "SUMMARISED": Text("已总结", "Summed up"),
        "DROPPED": Text("作罢", "Dropped"),
    },
    moves=(
        Move("draftJointAnnualPlan", (None,), "DRAFTING", _OFFICE, JOINT_PLANS),
        Move(
            "offerJointAnnualPlan", ("DRAFTING",), "OFFERED", _OFFICE, JOINT_PLANS,
            rules=(
                Rule(
                    id="joint-annual-plan.offer.items",
                    source=JOINT_PLANS,
                    reason=Text("计划没有任何事项。", "The plan has no items."),
                    allowed_when=Text("至少列一项。", "List at least one item."),
                    guard="plan_has_items",
                ),
            ),
        ),
        Move(
            "reviseJointAnnualPlan", ("OFFERED",), "DRAFTING", _EITHER_SIDE, DESIGN,
            rules=(reason_given("joint-annual-plan.revise.reason", DESIGN),),
        ),
        Move("agreeJointAnnualPlan", ("OFFERED",), "AGREED", _EITHER_SIDE, JOINT_PLANS, rules=_ALL_AGREE),
        Move(
            "amendJointAnnualPlan", ("AGREED",), "OFFERED", _OFFICE, DESIGN,
            rules=(reason_given("joint-annual-plan.amend.reason", DESIGN),),
        ),
        Move(
            "summariseJointAnnualPlan", ("AGREED",), "SUMMARISED", _OFFICE, DESIGN,
            rules=(
                Rule(
                    id="joint-annual-plan.summarise.items",
                    source=DESIGN,
                    reason=Text("有的事项没有结果。", "An item has no result."),
                    allowed_when=Text("每项记明结果或未办之后。", "Once each has a result or is marked undone."),
                    guard="every_item_has_a_result",
                ),
            ),
        ),
        Move(
            "dropJointAnnualPlan", ("DRAFTING", "OFFERED"), "DROPPED", _OFFICE, DESIGN,
            rules=(reason_given("joint-annual-plan.drop.reason", DESIGN),),
        ),
    ),
    initial="DRAFTING",
    final=("SUMMARISED", "DROPPED"),
    planned=frozenset(_PLAN_VERBS),
)  # fmt: skip
