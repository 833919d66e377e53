"""Projects that two partner committees run together: the umbrella, owned by the committee that proposed it."""

from typing import Annotated

import strawberry

from schema.directives import Owned, Remote
from schema.partners.agreements import PartnerAgreement
from schema.partners.contributions import ProjectContribution
from schema.partners.enums import PartnerProjectState
from schema.records import REFERENCE, CommitteeReference, RecordFields
from schema.scalars import Date, NodeCode
from schema.topics.types import Authority
from schema.wording import DescribedEnum, both, described, described_enum, optional

AgreementReference = Annotated[PartnerAgreement, strawberry.lazy("schema.partners.agreements")]


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
    agreement: AgreementReference | None = described("所依据的协议。", "The agreement it stands on.")
    contributions: list[ProjectContribution] = described(
        "各方各自填写的部分，分别向各自节点查询；尚未收到为 INVITED，无法查询为 UNKNOWN。",
        "What each city contributes, asked of its own node: INVITED before it has heard of it, UNKNOWN when it"
        " cannot be asked.",
        Remote(provides="id projectId committee", absent="state: INVITED", unknown="state: UNKNOWN"),
    )
    suspended_by: list[CommitteeReference] = described(
        "提出暂停而未恢复的各方。", "The sides that suspended it and have not resumed it.", REFERENCE
    )
    outputs: list[str] = described("项目成果。", "The outputs.")
    answer_due_on: Date | None = described("答复期限；逾期提议失效。", "The last day for an answer; silence lapses.")
    ended_on: Date | None = described("完成或终止之日。", "When it was completed or ended.")
    note: str | None = described("最近一步的说明。", "What was said with the latest step.")
    authority: Authority | None = described("提出方决定的依据。", "By whose authority it was proposed.")


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
