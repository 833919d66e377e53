"""Orders, filters and inputs of the proposals module."""

import strawberry

from schema.handling.feedback import Satisfaction
from schema.proposals.enums import (
    ConversionTarget,
    FilingChannel,
    FilingOrigin,
    FilingOutcome,
    FilingPart,
    FilingState,
    ProposerKind,
    Retention,
)
from schema.records import Provenance
from schema.scalars import Date, DateTime, NodeCode
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
    channel: FilingChannel | None = optional("大会提案还是平时提案。", "In or out of session.")
    converted_to: ConversionTarget | None = optional("转为何种材料。", "What it was converted into.")
    recommended_to_committee: NodeCode | None = optional(
        "推荐至哪一级政协，以其代码。", "The code of the committee it was recommended to."
    )
    recommended_from: strawberry.ID | None = optional(
        "据以起草的下级政协提案。", "The proposal of a lower committee that it takes up."
    )
    continues: strawberry.ID | None = optional("接续的提案。", "The proposal that it carries on.")
    proposer: strawberry.ID | None = optional(
        "提案者（委员或单位）在名册中的编号。", "A proposer, member or body, by the id in the register."
    )
    invited: strawberry.ID | None = optional(
        "待其会签的委员或单位在名册中的编号。",
        "A member or body whose co-signature is awaited, by the id in the register.",
    )
    satisfaction: Satisfaction | None = optional(
        "本轮反馈的满意程度：对工作或结果任一不满意即为不满意，否则以对结果的评价为准。",
        "The feedback on the present round: dissatisfied with either counts, otherwise that on the result.",
    )


@strawberry.input(description=both("提案者。", "A proposer."))
class ProposerInput:
    """Proposers sign in the order given."""

    kind: ProposerKind | None = optional(
        "类别；以编号列明时可缺省。", "The kind; may be left out where the proposer is given by id."
    )
    name: str | None = optional(
        "姓名或单位名称；以编号列明时取名册所载。",
        "The name of the person or body; taken from the register where the proposer is given by id.",
    )
    member: strawberry.ID | None = optional("委员在名册中的编号。", "The id of a member in the register.")
    body: strawberry.ID | None = optional("提案单位在名册中的编号。", "The id of a body in the register.")
    signed: bool | None = optional(
        "是否已在纸上签名，由机关登记。", "Whether it has signed on paper; recorded by the office."
    )
    sealed: bool | None = optional("是否已加盖公章，由机关登记。", "Whether it is sealed; recorded by the office.")
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
    recommended_from: strawberry.ID | None = optional(
        "据以起草的下级政协提案的编号。", "The id of the proposal of a lower committee that it takes up."
    )
    continues: strawberry.ID | None = optional(
        "接续的本政协往届或往次提案的编号。",
        "The id of this committee's proposal of an earlier term or session that it carries on.",
    )


@strawberry.input(description=both("修改草稿或退回的提案。", "A revision of a draft or a returned proposal."))
class ReviseFilingInput:
    """What is left out stays as it is."""

    title: str | None = optional("案由；一事一案。", "The title; one matter a proposal.")
    text: str | None = optional("正文。", "The text.")
    term: int | None = optional("届。", "The term.")
    session: int | None = optional("次。", "The session.")
    proposers: list[ProposerInput] | None = optional(
        "全部提案者，按署名次序。", "All proposers, in the order of signature."
    )


@strawberry.input(description=both("受邀会签者。", "Somebody to invite to co-sign."))
class CosignerInput:
    """By an id of the register, or by kind and name where there is no register."""

    kind: ProposerKind | None = optional("类别；以编号列明时可缺省。", "The kind; may be left out beside an id.")
    name: str | None = optional("姓名或单位名称。", "The name of the person or body.")
    member: strawberry.ID | None = optional("委员在名册中的编号。", "The id of a member in the register.")
    body: strawberry.ID | None = optional("提案单位在名册中的编号。", "The id of a body in the register.")


@strawberry.input(description=both("邀请会签。", "An invitation to co-sign."))
class InviteFilingCosignersInput:
    """The deadline follows from the committee's time limit filing.cosign."""

    cosigners: list[CosignerInput] = described("受邀会签者。", "Who is invited.")


@strawberry.input(description=both("会签。", "A co-signature."))
class CosignFilingInput:
    """A member signs for themselves, or as convenor for a group; the office records what others signed."""

    position: int | None = optional(
        "会签邀请的次序；本人会签时可缺省。", "The place of the invitation; may be left out by the invited themselves."
    )
    sealed: bool | None = optional("是否已加盖公章。", "Whether it is sealed.")


@strawberry.input(description=both("初审。", "A preliminary review."))
class PrelimReviewFilingInput:
    """Ticked off against what the committee asks of a proposal, where the reviewer keeps such a list."""

    checked: list[FilingPart] | None = optional(
        "核对过、确已具备的内容；给出时须包括本政协所要求的各项。",
        "What was checked and is there; where it is given, it holds all that the committee asks for.",
    )
    note: str | None = optional("说明。", "A remark.")


@strawberry.input(description=both("退回修改。", "A return for revision."))
class ReturnFilingInput:
    """Says what to revise."""

    lacking: list[FilingPart] | None = optional("所缺的内容。", "What it lacks.")
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


@strawberry.input(description=both("撤回公开。", "Taking a published proposal back."))
class UnpublishFilingInput:
    """Says why."""

    note: str = described("撤回公开的理由。", "Why.")


@strawberry.input(description=both("并案。", "A merger into another proposal."))
class MergeFilingInput:
    """The proposers are carried over to the target."""

    target: strawberry.ID = described(
        "并入的提案，须同政协、同届。", "The proposal to merge into, of the same committee and term."
    )


@strawberry.input(description=both("转为意见建议。", "A conversion into an opinion."))
class ConvertFilingInput:
    """Says what it becomes; the proposers are told."""

    target: ConversionTarget = described("转为何种材料。", "What it becomes.", default=ConversionTarget.OPINION)
    note: str = described("说明转送何处。", "Where it goes, and why.")


@strawberry.input(description=both("撤案。", "A withdrawal."))
class WithdrawFilingInput:
    """A remark only."""

    note: str | None = optional("说明。", "A remark.")


@strawberry.input(
    description=both("应提案者要求撤回已立案的提案。", "A withdrawal of a filed proposal at its proposer's request.")
)
class WithdrawFiledFilingInput:
    """Taken by the office."""

    note: str = described("提案者的要求：何人、何时、为何。", "The proposer's request: who, when and why.")


@strawberry.input(description=both("向上级政协推荐。", "A recommendation to a committee of a higher level."))
class RecommendUpwardFilingInput:
    """The record ends here; an eligible proposer of the upper committee drafts anew there."""

    committee: NodeCode = described("上级政协的代码。", "The code of the upper committee.")
    note: str = described("推荐的理由。", "Why it is recommended.")


@strawberry.input(description=both("确定为重点提案。", "A designation as key proposal."))
class DesignateKeyFilingInput:
    """Decided by the chairpersons' meeting."""

    body: str = described("决定机构：主席会议。", "The body that decided: the chairpersons' meeting.")
    decided_on: Date = described("决定日期。", "The date of the decision.")
    document_number: str = described("文号。", "The number of the document.")


@strawberry.input(description=both("归档。", "An entry in the archive."))
class ArchiveFilingInput:
    """Number and retention."""

    number: str = described("档号，本政协内不重复。", "The number in the archive, unique within the committee.")
    retention: Retention = described("保管期限。", "For how long it is kept.")
    years: int | None = optional("定期保管的年数。", "The years of a fixed term.")
