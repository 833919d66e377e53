"""One city's contribution to a project with a partner, written by that city alone, and the milestones of both."""

from typing import TYPE_CHECKING, Annotated

import strawberry

from schema.directives import Owned, Remote
from schema.partners.enums import ContributionState, MilestoneState
from schema.records import REFERENCE, CommitteeReference, Node, Provenance, Visibility
from schema.scalars import Date, DateTime
from schema.topics.types import Authority
from schema.wording import DescribedEnum, both, described, described_enum, optional

if TYPE_CHECKING:
    from schema.partners.projects import PartnerProject

ProjectReference = Annotated["PartnerProject", strawberry.lazy("schema.partners.projects")]


@strawberry.type(description=both("参与项目的企业或其他组织。", "An enterprise or other organisation that takes part."))
class ProjectEnterprise:
    """An organisation, never a person."""

    position: int = described("序号。", "Its number.")
    name: str = described("名称。", "The name.")
    credit_code: str | None = described("统一社会信用代码。", "The unified social credit code.")


@strawberry.type(description=both("一方在项目中的任务。", "A task of one city in a project."))
class ProjectTask:
    """Done by a unit of that city."""

    position: int = described("序号。", "Its number.")
    title: str = described("任务。", "What is to be done.")
    unit: str | None = described("承担的单位。", "The unit that does it.")
    due_on: Date | None = described("期限。", "By when.")
    done_on: Date | None = described("完成日期。", "When it was done.")


@strawberry.type(description=both("项目文件，只存名称和摘要。", "A document of a project, by its title and hash."))
class ProjectDocument:
    """The file itself stays with the city."""

    position: int = described("序号。", "Its number.")
    title: str = described("文件名称。", "The title.")
    sha256: str = described("文件的 SHA-256 摘要。", "The SHA-256 of the file.")
    dated_on: Date | None = described("文件日期。", "Its date.")


@strawberry.type(description=both("项目中一方的一个节点。", "A milestone of one city in a project."))
class ProjectMilestone:
    """The board merges those of both cities."""

    id: strawberry.ID = described("节点的编号。", "The id of the milestone.")
    committee: CommitteeReference = described("负责的政协。", "The committee whose milestone it is.", REFERENCE)
    project_id: strawberry.ID = described("项目的编号。", "The id of the project.")
    contribution_id: strawberry.ID = described("所属一方的编号。", "The id of the contribution it belongs to.")
    position: int = described("在本方之内的序号。", "Its number within the contribution.")
    title: str = described("节点。", "What is to be reached.")
    due_on: Date | None = described("计划日期。", "By when.")
    reached_on: Date | None = described("达到日期。", "When it was reached.")
    state: MilestoneState = described("状态。", "The state.")


@strawberry.federation.type(
    keys=["id"],
    directives=[Owned(by="id")],
    description=both(
        "一方政协在协作项目中的部分，由该政协自己填写。编号由项目编号与政协代码推得。",
        "One committee's contribution to a partner project, written by itself. Its id is derived from the project's id"
        " and the committee's code.",
    ),
)
class ProjectContribution(Node):
    """The fields of a record are null where the city has none yet or cannot be asked."""

    committee: CommitteeReference = described("这一方的政协。", "The committee whose contribution it is.", REFERENCE)
    version: int | None = described("版本号；尚无记录则为空。", "The version; null while there is no record.")
    visibility: Visibility | None = described("可见范围。", "Who may see it.")
    provenance: Provenance | None = described("来历。", "Where it came from.")
    source: str | None = described("出处。", "The page or work it was taken from.")
    gaps: list[str] | None = described("出处未载明的字段名。", "Fields that the source leaves out, by name.")
    recorded_at: DateTime | None = described("记录时间（UTC）。", "When this version was recorded (UTC).")
    project_id: strawberry.ID = described("项目的编号。", "The id of the project.")
    project: ProjectReference | None = described("项目。", "The project.", Remote(provides="id"))
    project_title: str | None = described("项目名称。", "The title of the project.")
    state: ContributionState = described("状态。", "The state.")
    responsible_unit: str | None = described("牵头的单位。", "The unit that is responsible.")
    progress: str | None = described("进展。", "The progress, in words.")
    percent: int | None = described("完成的百分比。", "The progress, in per cent.")
    enterprises: list[ProjectEnterprise] | None = described("参与的企业等组织。", "Organisations that take part.")
    milestones: list[ProjectMilestone] | None = described("节点。", "The milestones.")
    tasks: list[ProjectTask] | None = described("任务。", "The tasks.")
    documents: list[ProjectDocument] | None = described("文件。", "The documents.")
    answer_due_on: Date | None = described("答复期限。", "The last day for an answer.")
    answered_on: Date | None = described("答复日期。", "When it answered.")
    ended_on: Date | None = described("结束日期。", "When it ended.")
    note: str | None = described("最近一步的说明。", "What was said with the latest step.")
    authority: Authority | None = described("本方决定的依据。", "By whose authority this side decided.")


@described_enum("项目各方的排序。", "Orders of contributions.")
class ProjectContributionOrder(DescribedEnum):
    """Ties are broken by id."""

    RECORDED_AT_ASC = "RECORDED_AT_ASC", "按记录时间升序。", "By recorded time, oldest first."
    RECORDED_AT_DESC = "RECORDED_AT_DESC", "按记录时间降序。", "By recorded time, newest first."


@strawberry.input(description=both("项目各方的筛选条件。", "Which contributions."))
class ProjectContributionFilter:
    """All given conditions must hold."""

    project: strawberry.ID | None = optional("项目的编号。", "The id of the project.")
    state: ContributionState | None = optional("状态。", "The state.")


@described_enum("项目节点的排序。", "Orders of milestones.")
class ProjectMilestoneOrder(DescribedEnum):
    """Ties are broken by id; an empty value comes last both ways."""

    DUE_ON_ASC = "DUE_ON_ASC", "按计划日期升序。", "By planned day, earliest first."
    DUE_ON_DESC = "DUE_ON_DESC", "按计划日期降序。", "By planned day, latest first."
    RECORDED_AT_ASC = "RECORDED_AT_ASC", "按记录时间升序。", "By recorded time, oldest first."
    RECORDED_AT_DESC = "RECORDED_AT_DESC", "按记录时间降序。", "By recorded time, newest first."


@strawberry.input(description=both("项目节点的筛选条件。", "Which milestones."))
class ProjectMilestoneFilter:
    """All given conditions must hold."""

    project: strawberry.ID | None = optional("项目的编号。", "The id of the project.")
    reached: bool | None = optional("是否已达到。", "Whether it was reached.")
