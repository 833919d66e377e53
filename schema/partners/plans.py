"""The plan that committees make together for a year as equals, and each party's own consent to a version of it."""

from typing import Annotated

import strawberry

from schema.directives import Owned, Remote
from schema.partners.enums import JointAnnualPlanState, PlanAnswer, PlanConsentState
from schema.records import REFERENCE, CommitteeReference, Node, Provenance, RecordFields, Visibility
from schema.scalars import Date, DateTime, NodeCode
from schema.topics.inputs import AuthorityInput
from schema.topics.types import Authority, JointTopic
from schema.wording import DescribedEnum, both, described, described_enum, optional

TopicReference = Annotated[JointTopic, strawberry.lazy("schema.topics.types")]
PlanReference = Annotated["JointAnnualPlan", strawberry.lazy("schema.partners.plans")]


@strawberry.type(description=both("年度计划中的一项。", "An item of a joint plan."))
class PlanItem:
    """It may name a joint topic."""

    position: int = described("序号。", "Its number.")
    title: str = described("事项。", "What is to be done.")
    lead: NodeCode | None = described("牵头政协的代码。", "The code of the committee that leads it.")
    topic: TopicReference | None = described("所列的联合课题。", "The joint topic it names.", Remote(provides="id"))
    result: str | None = described("结果；总结之前为空。", "The result; null before it is summed up.")
    done: bool | None = described("是否完成；总结之前为空。", "Whether it was done; null before it is summed up.")


@strawberry.federation.type(
    keys=["id"],
    directives=[Owned(by="id")],
    description=both(
        "一方政协对年度计划某一稿的同意，由该政协自己记录。编号由计划编号与政协代码推得。",
        "One party's consent to a version of a joint plan, kept by itself. Its id is derived from the plan's id and the"
        " committee's code.",
    ),
)
class PlanConsent(Node):
    """The fields of a record are null where the party has none yet or cannot be asked."""

    committee: CommitteeReference = described("这一方的政协。", "The committee that is asked.", REFERENCE)
    version: int | None = described("版本号；尚无记录则为空。", "The version; null while there is no record.")
    visibility: Visibility | None = described("可见范围。", "Who may see it.")
    provenance: Provenance | None = described("来历。", "Where it came from.")
    source: str | None = described("出处。", "The page or work it was taken from.")
    gaps: list[str] | None = described("出处未载明的字段名。", "Fields that the source leaves out, by name.")
    recorded_at: DateTime | None = described("记录时间（UTC）。", "When this version was recorded (UTC).")
    plan_id: strawberry.ID = described("计划的编号。", "The id of the plan.")
    plan: PlanReference | None = described("计划。", "The plan.", Remote(provides="id"))
    title: str | None = described("计划名称。", "The title of the plan.")
    year: int | None = described("年度。", "The year.")
    state: PlanConsentState = described("状态。", "The state.")
    text_version: int | None = described("所答复的是第几稿。", "Which version of the text it is about.")
    text_hash: str | None = described("该稿的 SHA-256 摘要。", "The SHA-256 of that version.")
    items: list[PlanItem] | None = described("该稿的各项。", "The items of that version.")
    agreed_version: int | None = described("已商定的是第几稿。", "Which version is agreed.")
    answer_due_on: Date | None = described("答复期限。", "The last day for an answer.")
    answered_on: Date | None = described("答复日期。", "When it answered.")
    note: str | None = described("最近一步的说明。", "What was said with the latest step.")
    authority: Authority | None = described("本方决定的依据。", "By whose authority this side decided.")


@strawberry.federation.type(
    keys=["id"],
    directives=[Owned(by="id")],
    description=both(
        "两个或更多政协平等商定的年度协同履职计划；各方同意同一稿方为商定。",
        "A plan that committees make together for a year as equals; agreed once all consent to the same version.",
    ),
)
class JointAnnualPlan(RecordFields):
    """Kept by the committee that drafted it, which is one of the parties."""

    title: str = described("计划名称。", "The title.")
    year: int = described("年度。", "The year.")
    state: JointAnnualPlanState = described("状态。", "The state.")
    parties: list[CommitteeReference] = described(
        "其他各方政协，不含记录所属政协。", "The other parties, without the owner.", REFERENCE
    )
    items: list[PlanItem] = described("各项。", "The items.")
    text_version: int = described("第几稿；未送商定为 0。", "Which version; 0 before it is first offered.")
    text_hash: str | None = described("该稿的 SHA-256 摘要。", "The SHA-256 of that version.")
    consents: list[PlanConsent] = described(
        "各方的态度，分别向各自节点查询；尚未收到为 ASKED，无法查询为 UNKNOWN。",
        "Where each party stands, asked of its own node: ASKED before it has heard of it, UNKNOWN when it cannot be"
        " asked.",
        Remote(provides="id planId committee", absent="state: ASKED", unknown="state: UNKNOWN"),
    )
    answer_due_on: Date | None = described("答复期限；逾期退回。", "The last day for answers; silence takes it back.")
    agreed_version: int | None = described("已商定的是第几稿。", "Which version is agreed.")
    agreed_on: Date | None = described("商定日期。", "When it was agreed.")
    summary: str | None = described("总结。", "The summary.")
    note: str | None = described("最近一步的说明。", "What was said with the latest step.")
    authority: Authority | None = described("送商定的依据。", "By whose authority it was offered.")


@described_enum("年度计划的排序。", "Orders of joint plans.")
class JointAnnualPlanOrder(DescribedEnum):
    """Ties are broken by id."""

    YEAR_ASC = "YEAR_ASC", "按年度升序。", "By year, earliest first."
    YEAR_DESC = "YEAR_DESC", "按年度降序。", "By year, latest first."
    RECORDED_AT_ASC = "RECORDED_AT_ASC", "按记录时间升序。", "By recorded time, oldest first."
    RECORDED_AT_DESC = "RECORDED_AT_DESC", "按记录时间降序。", "By recorded time, newest first."


@strawberry.input(description=both("年度计划的筛选条件。", "Which joint plans."))
class JointAnnualPlanFilter:
    """All given conditions must hold."""

    year: int | None = optional("年度。", "The year.")
    party: NodeCode | None = optional("另一方政协的代码。", "The code of one of the other parties.")
    state: JointAnnualPlanState | None = optional("状态。", "The state.")


@described_enum("各方同意的排序。", "Orders of consents.")
class PlanConsentOrder(DescribedEnum):
    """Ties are broken by id."""

    RECORDED_AT_ASC = "RECORDED_AT_ASC", "按记录时间升序。", "By recorded time, oldest first."
    RECORDED_AT_DESC = "RECORDED_AT_DESC", "按记录时间降序。", "By recorded time, newest first."


@strawberry.input(description=both("各方同意的筛选条件。", "Which consents."))
class PlanConsentFilter:
    """All given conditions must hold."""

    plan: strawberry.ID | None = optional("计划的编号。", "The id of the plan.")
    year: int | None = optional("年度。", "The year.")
    state: PlanConsentState | None = optional("状态。", "The state.")


@strawberry.input(description=both("年度计划的一项。", "An item of a plan."))
class PlanItemInput:
    """Numbered by its place in the list."""

    title: str = described("事项。", "What is to be done.")
    lead: NodeCode | None = optional(
        "牵头政协的代码，须为计划的一方。", "The committee that leads it, one of the parties."
    )
    topic: strawberry.ID | None = optional(
        "联合课题的编号，其牵头政协须为计划的一方。", "The id of a joint topic that one of the parties leads."
    )


@strawberry.input(description=both("起草年度计划。", "A joint plan to draft."))
class DraftJointAnnualPlanInput:
    """The drafting committee is one of the parties."""

    title: str = described("计划名称。", "The title.")
    year: int = described("年度。", "The year.")
    parties: list[NodeCode] = described("其他各方政协的代码。", "The codes of the other parties.")
    items: list[PlanItemInput] = described("各项。", "The items.")


@strawberry.input(
    description=both("修改年度计划；已送商定的须说明理由。", "What changes in a plan; why, if it was offered.")
)
class ReviseJointAnnualPlanInput:
    """An amendment under way is taken back by it, and the agreed version stands."""

    title: str | None = optional("计划名称。", "The title.")
    items: list[PlanItemInput] | None = optional("各项，整体替换。", "All items from now on.")
    note: str | None = optional("理由。", "The reason.")


@strawberry.input(description=both("送各方商定。", "The offer of a version to all parties."))
class OfferJointAnnualPlanInput:
    """Binding for this side, so it names its authority."""

    answer_by: Date | None = optional(
        "答复期限；不填按规定的期限。", "The last day for answers; by the rulebook's limit if left out."
    )
    authority: AuthorityInput = described("送商定的依据。", "By whose authority it is offered.")


@strawberry.input(
    description=both("调整已商定的计划，送各方重新商定。", "An amendment, offered to all parties at once.")
)
class AmendJointAnnualPlanInput:
    """Until all consent to it, the agreed version stands."""

    items: list[PlanItemInput] = described("调整后的各项。", "All items as amended.")
    note: str | None = optional("理由。", "The reason.")
    answer_by: Date | None = optional(
        "答复期限；不填按规定的期限。", "The last day for answers; by the rulebook's limit if left out."
    )
    authority: AuthorityInput = described("调整的依据。", "By whose authority it is amended.")


@strawberry.input(description=both("一项的结果。", "The result of an item."))
class PlanResultInput:
    """Also of what was not done."""

    position: int = described("序号。", "The number of the item.")
    result: str = described("结果，或未办的情况。", "The result, or why it was not done.")
    done: bool = described("是否完成。", "Whether it was done.")


@strawberry.input(description=both("总结年度计划。", "The summary of a plan."))
class SummariseJointAnnualPlanInput:
    """Every item has a result."""

    summary: str = described("总结。", "The summary.")
    results: list[PlanResultInput] = described("各项结果。", "The results of the items.")


@strawberry.input(description=both("答复年度计划的文稿。", "An answer to the version of a plan that was offered."))
class AnswerPlanConsentInput:
    """Binding, so it names its authority."""

    answer: PlanAnswer = described("答复。", "The answer.")
    note: str | None = optional("意见；有不同意见的须说明。", "A remark; needed with an objection.")
    authority: AuthorityInput = described("答复的依据。", "By whose authority it is given.")
