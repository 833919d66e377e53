"""Lateral links: agreements between partner committees, and the projects they run together."""

import strawberry

from schema.committees.enums import AgreementState, PartnerProjectState
from schema.directives import Owned
from schema.records import REFERENCE, CommitteeReference, RecordFields
from schema.scalars import Date, NodeCode
from schema.wording import DescribedEnum, both, described, described_enum, optional


@strawberry.federation.type(
    keys=["id"],
    directives=[Owned(by="id")],
    description=both("与兄弟政协订立的协作协议。", "An agreement with a partner committee."),
)
class PartnerAgreement(RecordFields):
    """Each of the two committees holds its own record of it."""

    partner: CommitteeReference = described("对方政协。", "The other committee.", REFERENCE)
    title: str = described("协议名称。", "The title.")
    purpose: str | None = described("合作事项。", "What it is for.")
    state: AgreementState = described("状态。", "The state.")
    signed_on: Date | None = described("签订日期。", "When it was signed.")
    valid_from: Date | None = described("生效日期。", "The first day it is in force.")
    valid_until: Date | None = described("截止日期。", "The last day it is in force.")


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


@described_enum("协作协议的排序。", "Orders of agreements.")
class PartnerAgreementOrder(DescribedEnum):
    """Ties are broken by id; an empty value comes last both ways."""

    TITLE_ASC = "TITLE_ASC", "按名称升序。", "By title, ascending."
    TITLE_DESC = "TITLE_DESC", "按名称降序。", "By title, descending."
    RECORDED_AT_ASC = "RECORDED_AT_ASC", "按记录时间升序。", "By recorded time, oldest first."
    RECORDED_AT_DESC = "RECORDED_AT_DESC", "按记录时间降序。", "By recorded time, newest first."


@strawberry.input(description=both("协作协议的筛选条件。", "Which agreements."))
class PartnerAgreementFilter:
    """All given conditions must hold."""

    partner: NodeCode | None = optional("对方政协的代码。", "The code of the other committee.")
    state: AgreementState | None = optional("状态。", "The state.")


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
