"""The machine of the yearly plan that committees make together as equals."""

from schema.rulebook.common import authority_named, reason_given
from schema.rulebook.model import SYSTEM, Machine, Move, Rule, Text
from schema.rulebook.sources import DESIGN, JOINT_PLANS

_OFFICE = ("staff",)
_EITHER_SIDE = ("staff", *SYSTEM)
"""The record's own committee; for the other side its node does it when that one's message arrives."""

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
