"""Projects that two partner committees run together."""

import strawberry

from schema.directives import Owned
from schema.partners.enums import PartnerProjectState
from schema.records import REFERENCE, CommitteeReference, RecordFields
from schema.scalars import Date, NodeCode
from schema.wording import DescribedEnum, both, described, described_enum, optional


@strawberry.federation.type(
    keys=["id"],
    directives=[Owned(by="id")],
    description=both("与兄弟政协共同推进的项目。", "A project run together with partner committees."),
)
class PartnerProject(RecordFields):
    """Owned by one of the partners; the others are named in it."""

    partners: list[CommitteeReference] = described(
        "其他各方政协，不含记录所属政协。", "The other committees, without the owner.", REFERENCE
    )
    title: str = described("项目名称。", "The title.")
    summary: str | None = described("内容。", "What it is about.")
    state: PartnerProjectState | None = described(
        "状态；出处未载明则为空。", "The state; null if the source does not say."
    )
    enterprises: str | None = described("参与的委员企业。", "The members' enterprises that take part.")
    started_on: Date | None = described("启动日期。", "When it began.")


@described_enum("协作项目的排序。", "Orders of partner projects.")
class PartnerProjectOrder(DescribedEnum):
    """Ties are broken by id; an empty value comes last both ways."""

    TITLE_ASC = "TITLE_ASC", "按名称升序。", "By title, ascending."
    TITLE_DESC = "TITLE_DESC", "按名称降序。", "By title, descending."
    RECORDED_AT_ASC = "RECORDED_AT_ASC", "按记录时间升序。", "By recorded time, oldest first."
    RECORDED_AT_DESC = "RECORDED_AT_DESC", "按记录时间降序。", "By recorded time, newest first."


@strawberry.input(description=both("协作项目的筛选条件。", "Which partner projects."))
class PartnerProjectFilter:
    """All given conditions must hold."""

    partner: NodeCode | None = optional("参与的另一方政协的代码。", "The code of one of the other committees.")
    state: PartnerProjectState | None = optional("状态。", "The state.")
