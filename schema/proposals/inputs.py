"""Orders, filters and inputs of the proposals module."""

import strawberry

from schema.proposals.enums import FilingOrigin, FilingOutcome, FilingState, ProposerKind
from schema.records import Provenance
from schema.scalars import DateTime
from schema.wording import DescribedEnum, both, described, described_enum, optional


@described_enum("提案的排序。", "Orders of proposals.")
class FilingOrder(DescribedEnum):
    """Ties are broken by id; an empty value comes last both ways."""

    RECORDED_AT_ASC = "RECORDED_AT_ASC", "按记录时间升序。", "By recorded time, oldest first."
    RECORDED_AT_DESC = "RECORDED_AT_DESC", "按记录时间降序。", "By recorded time, newest first."
    TITLE_ASC = "TITLE_ASC", "按案由升序。", "By title, ascending."
    TITLE_DESC = "TITLE_DESC", "按案由降序。", "By title, descending."
    SUBMITTED_AT_ASC = "SUBMITTED_AT_ASC", "按提交时间升序。", "By time of submission, oldest first."
    SUBMITTED_AT_DESC = "SUBMITTED_AT_DESC", "按提交时间降序。", "By time of submission, newest first."
    FILED_AT_ASC = "FILED_AT_ASC", "按立案时间升序。", "By time of filing, oldest first."
    FILED_AT_DESC = "FILED_AT_DESC", "按立案时间降序。", "By time of filing, newest first."
    CASE_NUMBER_ASC = "CASE_NUMBER_ASC", "按案号升序。", "By case number, ascending."
    CASE_NUMBER_DESC = "CASE_NUMBER_DESC", "按案号降序。", "By case number, descending."


@strawberry.input(description=both("提案的筛选条件。", "Which proposals."))
class FilingFilter:
    """All given conditions must hold."""

    outcome: FilingOutcome | None = optional("审查结果。", "The outcome of review.")
    state: FilingState | None = optional("状态。", "The exact state.")
    term: int | None = optional("届。", "The term.")
    session: int | None = optional("次。", "The session.")
    origin: FilingOrigin | None = optional("来源。", "Where it came from.")
    is_key_proposal: bool | None = optional("是否重点提案。", "Whether it is a key proposal.")
    case_number: str | None = optional("案号。", "The case number.")
    submitted_from: DateTime | None = optional("提交时间不早于此。", "Submitted at this time or later.")
    submitted_until: DateTime | None = optional("提交时间早于此。", "Submitted before this time.")
    provenance: Provenance | None = optional("来历。", "The provenance.")


@strawberry.input(description=both("提案者。", "A proposer."))
class ProposerInput:
    """Proposers sign in the order given."""

    kind: ProposerKind = described("类别。", "The kind.")
    name: str = described("姓名或单位名称。", "The name of the person or body.")
    first: bool | None = optional(
        "是否第一提案人；缺省为首位。", "Whether this is the first proposer; the foremost by default."
    )


@strawberry.input(description=both("起草提案。", "A proposal to draft."))
class DraftFilingInput:
    """Only the committee's own members and staff see a draft."""

    title: str = described("案由；一事一案。", "The title; one matter a proposal.")
    text: str | None = optional("正文。", "The text.")
    term: int | None = optional("届。", "The term.")
    session: int | None = optional("次。", "The session.")
    proposers: list[ProposerInput] = described("提案者，按署名次序。", "The proposers, in the order of signature.")
    origin: FilingOrigin = described("来源。", "Where it came from.", default=FilingOrigin.PROPOSER)


@strawberry.input(description=both("初审。", "A preliminary review."))
class PrelimReviewFilingInput:
    """A remark only."""

    note: str | None = optional("说明。", "A remark.")


@strawberry.input(description=both("退回修改。", "A return for revision."))
class ReturnFilingInput:
    """Says what to revise."""

    note: str = described("退回的原因和修改要求。", "Why it is returned and what to revise.")


@strawberry.input(description=both("立案。", "A decision to file."))
class FileFilingInput:
    """Gives the case number."""

    case_number: str = described("案号，本届本次内不重复。", "The case number, unique in term and session.")


@strawberry.input(description=both("不予立案。", "A refusal to file."))
class RefuseFilingInput:
    """Names a reason of the node's own list."""

    reason_code: str = described(
        "理由的代码，取自本政协的 refusalReasons。", "The code of the reason, of the committee's refusalReasons."
    )
    note: str | None = optional("说明。", "A remark.")


@strawberry.input(description=both("并案。", "A merger into another proposal."))
class MergeFilingInput:
    """The proposers are carried over to the target."""

    target: strawberry.ID = described(
        "并入的提案，须同政协、同届。", "The proposal to merge into, of the same committee and term."
    )


@strawberry.input(description=both("转为意见建议。", "A conversion into an opinion."))
class ConvertFilingInput:
    """Says what it becomes."""

    note: str = described("转为何种意见建议、转送何处。", "What it becomes and where it goes.")


@strawberry.input(description=both("撤案。", "A withdrawal."))
class WithdrawFilingInput:
    """A remark only."""

    note: str | None = optional("说明。", "A remark.")
