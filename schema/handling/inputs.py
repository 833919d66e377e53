"""Orders, filters and inputs of the handling module."""

import strawberry

from schema.completeness_types import NodeLevel
from schema.handling.enums import AssignmentRole, AssignmentState, HandoverPlan
from schema.handling.grades import ReplyMeaning
from schema.records import Provenance
from schema.scalars import Date, NodeCode
from schema.wording import DescribedEnum, both, described, described_enum, optional


@described_enum("承办任务的排序。", "Orders of assignments.")
class AssignmentOrder(DescribedEnum):
    """Ties are broken by id; an empty value comes last both ways."""

    RECORDED_AT_ASC = "RECORDED_AT_ASC", "按记录时间升序。", "By recorded time, oldest first."
    RECORDED_AT_DESC = "RECORDED_AT_DESC", "按记录时间降序。", "By recorded time, newest first."
    DUE_ON_ASC = "DUE_ON_ASC", "按办理期限升序。", "By deadline, soonest first."
    DUE_ON_DESC = "DUE_ON_DESC", "按办理期限降序。", "By deadline, latest first."
    UNIT_ASC = "UNIT_ASC", "按承办单位名称升序。", "By the unit's name, ascending."
    UNIT_DESC = "UNIT_DESC", "按承办单位名称降序。", "By the unit's name, descending."


@strawberry.input(description=both("承办任务的筛选条件。", "Which assignments."))
class AssignmentFilter:
    """All given conditions must hold."""

    filing: strawberry.ID | None = optional("所办提案。", "The proposal.")
    unit: str | None = optional("承办单位的名称。", "The name of the unit.")
    credit_code: str | None = optional("承办单位的统一社会信用代码。", "The unit's credit code.")
    level: NodeLevel | None = optional("承办单位的层级。", "The level of the unit.")
    area: NodeCode | None = optional("承办单位所在行政区划。", "The unit's division.")
    role: AssignmentRole | None = optional("分工。", "Its part.")
    state: AssignmentState | None = optional("状态。", "The state.")
    due_from: Date | None = optional("期限不早于此。", "Due on this day or later.")
    due_until: Date | None = optional("期限早于此。", "Due before this day.")
    provenance: Provenance | None = optional("来历。", "The provenance.")
    meaning: ReplyMeaning | None = optional(
        "答复类别的统一含义；一个字母兼指几种时，每一种都算。",
        "What its reply's grade means; each of its meanings, where one letter covers several.",
    )


@strawberry.input(description=both("承办单位：党委、政府的工作部门或单位。", "A unit of the Party or the government."))
class UndertakerInput:
    """Of any level; its part may be left out where the plan has but one."""

    unit: str = described("名称。", "The name.")
    credit_code: str = described(
        "统一社会信用代码，十八位（GB 32100-2015）。",
        "The unified social credit code of 18 characters (GB 32100-2015).",
    )
    level: NodeLevel = described("层级。", "The level.")
    area: NodeCode = described("所在行政区划的代码，与层级相符。", "The code of its division, of that level.")
    role: AssignmentRole | None = optional(
        "分工；单办、分办可不填。", "Its part; may be left out of the plans SOLE and SPLIT."
    )
    assigning_body: str = described(
        "交办机关：该层级的党委或政府办公厅（室）。",
        "Who hands it over: the office of the Party committee or the government at that level.",
    )
    assigning_level: NodeLevel = described(
        "交办机关的层级，须与承办单位的层级相同。", "The level of who hands it over: that of the unit."
    )


@strawberry.input(description=both("交办。", "A hand-over to units."))
class AssignFilingInput:
    """Exactly one plan; the rulebook sets what deadlines are allowed."""

    plan: HandoverPlan = described("交办方式。", "The plan.")
    undertakers: list[UndertakerInput] = described("承办单位，每个只列一次。", "The units, each once.")
    due_on: Date | None = optional(
        "答复期限，不得晚于规定时限；不填则按规定时限。会办意见另有时限，早于此者从其早。",
        "The deadline of the replies, within the time limit, which sets it where this is left out. Support opinions"
        " keep their own limit where it ends earlier.",
    )


@strawberry.input(description=both("申退。", "A request to return an assignment."))
class RequestReturnAssignmentInput:
    """Within the time for objections."""

    reason: str = described("申退的理由。", "Why it is not the unit's.")


@strawberry.input(description=both("改交的承办单位；分工不变。", "The unit that takes its place, with the same part."))
class ReplacementInput:
    """As an undertaker of the hand-over, but that its part is given."""

    unit: str = described("名称。", "The name.")
    credit_code: str = described("统一社会信用代码。", "The unified social credit code.")
    level: NodeLevel = described("层级。", "The level.")
    area: NodeCode = described("所在行政区划的代码。", "The code of its division.")
    assigning_body: str = described("交办机关。", "Who hands it over.")
    assigning_level: NodeLevel = described("交办机关的层级。", "The level of who hands it over: that of the unit.")


@strawberry.input(description=both("同意申退并改交。", "An accepted return with its replacement."))
class AcceptReturnAssignmentInput:
    """The proposal is never without the part."""

    replacement: ReplacementInput = described("改交的承办单位。", "The unit that takes its place.")
    due_on: Date | None = optional(
        "新的期限，自改交之日按规定时限计。", "The new deadline, within the limit from this day."
    )


@strawberry.input(description=both("不同意申退。", "A refused return."))
class RefuseReturnAssignmentInput:
    """Says why the unit keeps it."""

    reason: str = described("理由。", "Why.")


@strawberry.input(description=both("延期。", "An extension."))
class ExtendAssignmentInput:
    """Before the deadline, and no longer in all than the rulebook allows."""

    until: Date = described("延至何日，须为工作日。", "Until which day, a working day.")
    reason: str = described("理由。", "Why.")


@strawberry.input(description=both("取消承办任务。", "A cancellation."))
class CancelAssignmentInput:
    """What remains must still be a plan."""

    reason: str = described("理由。", "Why.")
