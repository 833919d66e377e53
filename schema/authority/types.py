"""The types of the authority module: an act that binds the committee, and the steps of its chain."""

import strawberry

from schema.authority.enums import BindingActOutcome, BindingActState
from schema.directives import Owned
from schema.records import RecordFields
from schema.scalars import JSON, Date, DateTime
from schema.topics.types import Authority
from schema.wording import both, described


@strawberry.type(description=both("拟办公文已办的一道手续。", "A step that a binding act has taken."))
class BindingActStep:
    """Who did what, when; a round begins with each draft and each revision."""

    round: int = described("第几轮，自 1 起。", "The round, from 1.")
    code: str = described("手续在本政协流程中的代码。", "The step's code in the committee's chain.")
    outcome: BindingActOutcome = described("办了什么。", "What was done.")
    by: str = described("由谁办理。", "Who did it.")
    at: DateTime = described("何时办理。", "When.")
    note: str | None = described("意见或理由。", "A remark or a reason.")


@strawberry.federation.type(
    keys=["id"],
    directives=[Owned(by="id")],
    description=both(
        "拟办公文：对本政协有约束力的一项决定，经拟稿、审核、签发；签发之前他人无从得知，签发即办理。",
        "An act that binds the committee, on its way through draft, review and signature. Nobody else hears of it"
        " before it is signed, and signing carries it out.",
    ),
)
class BindingAct(RecordFields):
    """Kept by the committee that would be bound; its sharing policy knows no such module."""

    command: str = described("所要办理的操作。", "The mutation that it is to carry out.")
    target: strawberry.ID | None = described(
        "所针对的记录；新建记录的操作为空。", "The record that it is on; null where the command makes one."
    )
    target_version: int | None = described(
        "拟稿时该记录的版本。", "The version of that record when the act was drafted."
    )
    follows_target: bool = described(
        "为真表示该记录此后虽有更改仍可签发。",
        "Whether it may be signed though the record has changed since it was drafted.",
    )
    content: JSON = described("操作的办理内容，不含 authority。", "The input of the mutation, without its authority.")
    deciding_body: str = described("拟提请哪一机构决定。", "The body that is asked to decide.")
    note: str | None = described("拟稿说明。", "What the draft says for itself.")
    wanted_on: Date | None = described("希望何日之前签发。", "The day by which it is wanted.")
    state: BindingActState = described("状态。", "The state.")
    chain: list[str] = described(
        "拟稿当日本政协的流程，依次各道手续的代码，首为拟稿、末为签发。",
        "The committee's chain on the day of the draft: the codes of its steps, the draft first, the signature last.",
    )
    next_step: str | None = described(
        "下一道手续的代码；已退回或已办结为空。", "The code of the next step; null where it was returned or has ended."
    )
    round: int = described("第几轮，自 1 起；每次修改加一。", "The round, from 1; one more with every revision.")
    drafted_by: str = described("拟稿人；修改后为修改的人。", "Who drafted it, or revised it last.")
    steps: list[BindingActStep] = described("已办的各道手续。", "The steps that it has taken.")
    authority: Authority | None = described(
        "签发的依据；签发之前为空。", "By whose authority it was signed; null before."
    )
    signed_by: str | None = described("由谁签发。", "Who signed it.")
    signed_at: DateTime | None = described("签发时间。", "When it was signed.")
    result: strawberry.ID | None = described(
        "签发所办成的记录；签发之前为空。", "The record that it left behind; null before it is signed."
    )
