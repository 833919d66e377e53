"""Orders, filters and inputs of the authority module."""

import strawberry

from schema.authority.enums import BindingActState
from schema.scalars import JSON, Date
from schema.wording import DescribedEnum, both, described, described_enum, optional


@described_enum("拟办公文的排序。", "Orders of binding acts.")
class BindingActOrder(DescribedEnum):
    """Ties are broken by id; an empty value comes last both ways."""

    RECORDED_AT_ASC = "RECORDED_AT_ASC", "按记录时间升序。", "By recorded time, oldest first."
    RECORDED_AT_DESC = "RECORDED_AT_DESC", "按记录时间降序。", "By recorded time, newest first."
    WANTED_ON_ASC = "WANTED_ON_ASC", "按希望签发之日升序。", "By the day on which it is wanted, earliest first."
    WANTED_ON_DESC = "WANTED_ON_DESC", "按希望签发之日降序。", "By the day on which it is wanted, latest first."


@strawberry.input(description=both("拟办公文的筛选条件。", "Which binding acts."))
class BindingActFilter:
    """All given conditions must hold."""

    state: BindingActState | None = optional("状态。", "The state.")
    command: str | None = optional("所要办理的操作。", "The mutation that it is to carry out.")
    target: strawberry.ID | None = optional("所针对的记录。", "The record that it is on.")


@strawberry.input(description=both("拟办公文的稿子。", "A binding act as it is drafted."))
class DraftBindingActInput:
    """Tried at once: what could not stand is refused as the command itself would be."""

    command: str = described(
        "所要办理的操作，其办理内容须有 authority，如 inviteJointTopic。",
        "The mutation to carry out, one whose input has authority, such as inviteJointTopic.",
    )
    target: strawberry.ID | None = optional(
        "操作所针对的记录；新建记录的操作不填。", "The record that it is on; left out where the command makes one."
    )
    content: JSON = described(
        "操作的办理内容，照其 input 的写法，不写 authority：那由签发人写明。",
        "The mutation's input as it takes it, without authority: that is for whoever signs.",
    )
    deciding_body: str = described(
        "拟提请哪一机构决定，如主席会议。", "The body to decide, such as the chairpersons' meeting."
    )
    follows_target: bool | None = optional(
        "为真则该记录此后虽有更改仍可签发；缺省为否，须重新拟稿。",
        "Whether it may be signed though the record changes meanwhile; by default it must be drafted anew.",
    )
    wanted_on: Date | None = optional("希望何日之前签发。", "The day by which it is wanted.")
    note: str | None = optional("拟稿说明。", "What the draft says for itself.")


@strawberry.input(description=both("修改拟办公文。", "A revision of a binding act."))
class ReviseBindingActInput:
    """What is left out stays; the reviews begin anew."""

    content: JSON | None = optional("操作的办理内容，不写 authority。", "The mutation's input, without authority.")
    deciding_body: str | None = optional("拟提请哪一机构决定。", "The body to decide.")
    wanted_on: Date | None = optional("希望何日之前签发。", "The day by which it is wanted.")
    note: str | None = optional("修改说明。", "What the revision says for itself.")


@strawberry.input(description=both("审核意见。", "A review that is passed."))
class ReviewBindingActInput:
    """A remark is kept with the step."""

    note: str | None = optional("意见。", "A remark.")


@strawberry.input(description=both("退回拟办公文。", "A binding act to return."))
class ReturnBindingActInput:
    """Whoever returns it says why."""

    note: str = described("理由。", "The reason.")


@strawberry.input(description=both("撤回拟办公文。", "A binding act to withdraw."))
class WithdrawBindingActInput:
    """A remark is kept with the step."""

    note: str | None = optional("理由。", "The reason.")
