"""Orders, filters and inputs of the citizens module."""

import strawberry

from schema.citizens.enums import LeadState
from schema.wording import DescribedEnum, both, described, described_enum, optional


@described_enum("百姓提案线索的排序。", "Orders of citizens' leads.")
class CitizenLeadOrder(DescribedEnum):
    """Ties are broken by id; an empty value comes last both ways."""

    RECORDED_AT_ASC = "RECORDED_AT_ASC", "按记录时间升序。", "By recorded time, oldest first."
    RECORDED_AT_DESC = "RECORDED_AT_DESC", "按记录时间降序。", "By recorded time, newest first."
    TITLE_ASC = "TITLE_ASC", "按标题升序。", "By title, ascending."
    TITLE_DESC = "TITLE_DESC", "按标题降序。", "By title, descending."
    SUBMITTED_AT_ASC = "SUBMITTED_AT_ASC", "按提交时间升序。", "By time of submission, oldest first."
    SUBMITTED_AT_DESC = "SUBMITTED_AT_DESC", "按提交时间降序。", "By time of submission, newest first."


@strawberry.input(description=both("百姓提案线索的筛选条件。", "Which leads."))
class CitizenLeadFilter:
    """All given conditions must hold."""

    state: LeadState | None = optional("状态。", "The state.")
    category: str | None = optional("类别。", "The category.")


@strawberry.input(description=both("提交百姓提案线索。", "A lead to submit."))
class SubmitCitizenLeadInput:
    """Needs no token."""

    title: str = described("标题。", "The title.")
    text: str | None = optional("内容。", "The text.")
    category: str | None = optional("类别。", "The category.")
    contact: str | None = optional(
        "联系方式；单独保存，不公开，不提供给任何查询。",
        "How to reach the citizen; kept apart and shown in no answer.",
    )


@strawberry.input(description=both("认领线索。", "A claim on a lead."))
class ClaimCitizenLeadInput:
    """A lead has one claimant at a time."""

    claimant: str = described(
        "认领的委员，须为本届本政协委员。", "The member who claims it, of this committee and term."
    )
