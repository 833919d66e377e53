"""Orders, filters and inputs of the shared proposals module."""

import strawberry

from schema.proposals.inputs import ProposerInput
from schema.scalars import Date, NodeCode
from schema.shared_proposals.enums import (
    SharedEndorsementAnswer,
    SharedEndorsementState,
    SharedProposalState,
)
from schema.topics.inputs import AuthorityInput
from schema.wording import DescribedEnum, both, described, described_enum, optional


@described_enum("联合提案的排序。", "Orders of shared proposals.")
class SharedProposalOrder(DescribedEnum):
    """Ties are broken by id; an empty value comes last both ways."""

    TITLE_ASC = "TITLE_ASC", "按案由升序。", "By title, ascending."
    TITLE_DESC = "TITLE_DESC", "按案由降序。", "By title, descending."
    RESPOND_BY_ASC = "RESPOND_BY_ASC", "按答复期限升序。", "By the last day for answers, earliest first."
    RESPOND_BY_DESC = "RESPOND_BY_DESC", "按答复期限降序。", "By the last day for answers, latest first."
    RECORDED_AT_ASC = "RECORDED_AT_ASC", "按记录时间升序。", "By recorded time, oldest first."
    RECORDED_AT_DESC = "RECORDED_AT_DESC", "按记录时间降序。", "By recorded time, newest first."


@strawberry.input(description=both("联合提案的筛选条件。", "Which shared proposals."))
class SharedProposalFilter:
    """All given conditions must hold."""

    state: SharedProposalState | None = optional("状态。", "The state.")
    party: NodeCode | None = optional("参与政协的代码。", "The code of a committee that takes part.")


@described_enum("会签的排序。", "Orders of endorsements.")
class SharedProposalEndorsementOrder(DescribedEnum):
    """Ties are broken by id; an empty value comes last both ways."""

    RESPOND_BY_ASC = "RESPOND_BY_ASC", "按答复期限升序。", "By the last day for an answer, earliest first."
    RESPOND_BY_DESC = "RESPOND_BY_DESC", "按答复期限降序。", "By the last day for an answer, latest first."
    RECORDED_AT_ASC = "RECORDED_AT_ASC", "按记录时间升序。", "By recorded time, oldest first."
    RECORDED_AT_DESC = "RECORDED_AT_DESC", "按记录时间降序。", "By recorded time, newest first."


@strawberry.input(description=both("会签的筛选条件。", "Which endorsements."))
class SharedProposalEndorsementFilter:
    """All given conditions must hold."""

    state: SharedEndorsementState | None = optional("状态。", "The state.")


@strawberry.input(description=both("起草联合提案。", "A shared proposal to draft."))
class DraftSharedProposalInput:
    """The drafting committee is the lead."""

    title: str = described("案由，一行。", "The title, one line.")
    text: str | None = optional("正文。", "The text.")


@strawberry.input(
    description=both("修改联合提案；会签中的退回起草。", "A revision; while endorsements are awaited they fall.")
)
class ReviseSharedProposalInput:
    """What is left out stays."""

    title: str | None = optional("案由，一行。", "The title, one line.")
    text: str | None = optional("正文。", "The text.")
    note: str | None = optional("理由；会签中须写明。", "Why; needed once it was circulated.")


@strawberry.input(description=both("定稿并送各政协会签。", "A version to freeze and send out for endorsement."))
class CirculateSharedProposalInput:
    """Binding, so it names its authority. Whoever was asked about an earlier version is asked again."""

    committees: list[NodeCode] = described("增邀的政协的代码。", "The codes of the committees to ask in addition.")
    respond_by: Date = described("答复期限。", "The last day for answers.")
    file_by: Date = described("报送期限，会签至迟到此日有效。", "The last day for filing; endorsements end then.")
    authority: AuthorityInput = described("送签的依据。", "By whose authority it is circulated.")


@strawberry.input(description=both("答复会签邀请。", "An answer to the request for an endorsement."))
class AnswerSharedProposalEndorsementInput:
    """Given by the invited committee, at its own node."""

    answer: SharedEndorsementAnswer = described("答复。", "The answer.")
    text_hash: str | None = optional(
        "所会签文本的散列值；会签时须与送签的一致。", "The hash of the endorsed text; needed to endorse it."
    )
    valid_until: Date | None = optional(
        "会签有效至何日；不填则至报送期限。", "Until when it holds; left out, until the last day for filing."
    )
    note: str | None = optional("附言。", "A remark.")
    authority: AuthorityInput = described("答复的依据。", "By whose authority it is given.")


@strawberry.input(description=both("撤回会签。", "An endorsement to withdraw."))
class WithdrawSharedProposalEndorsementInput:
    """Before a filing was made of it; afterwards the filing is withdrawn."""

    note: str = described("理由。", "The reason.")
    authority: AuthorityInput = described("撤回的依据。", "By whose authority it is withdrawn.")


@strawberry.input(
    description=both("据联合提案形成本政协的提案草稿。", "A committee's own filing of a shared proposal.")
)
class FileSharedProposalInput:
    """Drafted from the agreed version; reviewed, filed and handled like any other filing of the committee."""

    shared_proposal: strawberry.ID = described("联合提案的编号。", "The id of the shared proposal.")
    term: int = described("届。", "The term.")
    session: int | None = optional("次。", "The session.")
    proposers: list[ProposerInput] = described(
        "本政协有资格的提案者，按署名次序。", "Proposers who are eligible here, in the order of signature."
    )
    title: str | None = optional("本地文本的案由。", "The local variant's title.")
    text: str | None = optional("本地文本的正文。", "The local variant's text.")
    variant_reason: str | None = optional("用本地文本的理由。", "Why it is worded differently here.")


@strawberry.input(description=both("登记本地文本。", "A local variant to record."))
class VarySharedFilingInput:
    """What is left out stays."""

    title: str | None = optional("案由，一行。", "The title, one line.")
    text: str | None = optional("正文。", "The text.")
    reason: str = described("理由。", "The reason.")


@strawberry.input(description=both("同意联合督办。", "Consent to joint supervision."))
class ConsentSharedFilingInput:
    """Given by each committee for its own filing."""

    authority: AuthorityInput = described("同意的依据。", "By whose authority it agrees.")


@strawberry.input(description=both("开始联合督办。", "Joint supervision to begin."))
class SuperviseSharedProposalInput:
    """Every committee named has agreed before."""

    committees: list[NodeCode] = described("联合督办的政协的代码。", "The codes of the committees to be supervised.")
    authority: AuthorityInput = described("督办的依据。", "By whose authority it begins.")


@strawberry.input(description=both("解除联合提案。", "A shared proposal to dissolve."))
class DissolveSharedProposalInput:
    """Before anything was filed."""

    note: str = described("理由。", "The reason.")
