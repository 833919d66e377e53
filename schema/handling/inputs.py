"""Orders, filters and inputs of the handling module."""

import strawberry

from schema.completeness_types import NodeLevel
from schema.handling.enums import AssignmentRole, AssignmentState
from schema.records import Provenance
from schema.scalars import Date, NodeCode
from schema.wording import DescribedEnum, both, described_enum, optional


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
