"""Inputs of the commands on projects and on contributions to them."""

import strawberry

from schema.partners.enums import ContributionAnswer
from schema.scalars import Date, NodeCode
from schema.topics.inputs import AuthorityInput
from schema.wording import both, described, optional


@strawberry.input(description=both("向兄弟政协提出协作项目。", "A project to propose to a partner committee."))
class ProposePartnerProjectInput:
    """Under an agreement in force that covers projects."""

    partner: NodeCode = described("对方政协的代码。", "The code of the other committee.")
    title: str = described("项目名称。", "The title.")
    summary: str | None = optional("内容。", "What it is about.")
    answer_by: Date | None = optional(
        "答复期限；不填按规定的期限。", "The last day for an answer; by the rulebook's limit if left out."
    )
    authority: AuthorityInput = described("提出的依据。", "By whose authority it is proposed.")


@strawberry.input(description=both("完成协作项目。", "The completion of a project."))
class CompletePartnerProjectInput:
    """With what came of it."""

    outputs: list[str] = described("项目成果。", "What came of it.")
    note: str | None = optional("说明。", "A remark.")
    authority: AuthorityInput = described("完成的依据。", "By whose authority it is completed.")


@strawberry.input(description=both("答复项目提议。", "An answer to a proposed project."))
class AnswerProjectContributionInput:
    """Given by the other city, at its own node."""

    answer: ContributionAnswer = described("答复。", "The answer.")
    note: str | None = optional("附言。", "A remark.")
    authority: AuthorityInput = described("答复的依据。", "By whose authority it is given.")


@strawberry.input(description=both("参与项目的企业或其他组织。", "An enterprise or other organisation."))
class ProjectEnterpriseInput:
    """An organisation, never a person."""

    name: str = described("名称。", "The name.")
    credit_code: str | None = optional("统一社会信用代码。", "The unified social credit code.")


@strawberry.input(description=both("项目节点。", "A milestone."))
class ProjectMilestoneInput:
    """Numbered by its place in the list."""

    title: str = described("节点。", "What is to be reached.")
    due_on: Date | None = optional("计划日期。", "By when.")
    reached_on: Date | None = optional("达到日期。", "When it was reached.")


@strawberry.input(description=both("项目任务。", "A task."))
class ProjectTaskInput:
    """Numbered by its place in the list."""

    title: str = described("任务。", "What is to be done.")
    unit: str | None = optional("承担的单位。", "The unit that does it.")
    due_on: Date | None = optional("期限。", "By when.")
    done_on: Date | None = optional("完成日期。", "When it was done.")


@strawberry.input(description=both("项目文件。", "A document, by its title and hash."))
class ProjectDocumentInput:
    """The file itself stays with the city."""

    title: str = described("文件名称。", "The title.")
    sha256: str = described("文件的 SHA-256 摘要。", "The SHA-256 of the file.")
    dated_on: Date | None = optional("文件日期。", "Its date.")


@strawberry.input(
    description=both("改定本方的部分；所给的列表整体替换。", "What changes; a list that is given replaces.")
)
class ReviseProjectContributionInput:
    """Whatever is left out stays as it is."""

    responsible_unit: str | None = optional("牵头的单位。", "The unit that is responsible.")
    enterprises: list[ProjectEnterpriseInput] | None = optional("参与的企业等组织。", "Organisations that take part.")
    milestones: list[ProjectMilestoneInput] | None = optional("节点。", "The milestones.")
    tasks: list[ProjectTaskInput] | None = optional("任务。", "The tasks.")
    documents: list[ProjectDocumentInput] | None = optional("文件。", "The documents.")


@strawberry.input(description=both("报告本方的进展。", "The progress of one city."))
class ReportProgressInput:
    """What was reached and done is dated today."""

    progress: str | None = optional("进展。", "The progress, in words.")
    percent: int | None = optional("完成的百分比，0 至 100。", "The progress in per cent, 0 to 100.")
    reached: list[int] | None = optional("已达到的节点的序号。", "The numbers of the milestones reached.")
    done: list[int] | None = optional("已完成的任务的序号。", "The numbers of the tasks done.")
