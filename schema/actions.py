"""What somebody may do with a record now: every command of its machine, with the rule that stands against it."""

import strawberry

from schema.wording import DescribedEnum, both, described, described_enum


@described_enum("对一项操作的判断。", "What is known of a command before it is sent.")
class ActionVerdict(DescribedEnum):
    """By the rulebook in force and the facts of the record."""

    ALLOWED = "ALLOWED", "可以办理。", "It may be sent now."
    NEEDS = "NEEDS", "视所填内容而定，须满足所列规则。", "It depends on its input, which must satisfy the rules listed."
    REFUSED = "REFUSED", "现在不能办理。", "It would be refused now."


@strawberry.type(description=both("一条规则，连同出处和说明。", "A rule with its source and what it says."))
class ActionRule:
    """The same words that a refusal uses."""

    id: str = described("规则编号。", "The id of the rule.")
    source: str = described("出处。", "Where the rule comes from.")
    reason_zh: str = described("不满足时的理由（中文）。", "Why it would refuse, in Chinese.")
    reason_en: str = described("不满足时的理由（英文）。", "Why it would refuse, in English.")
    allowed_when_zh: str = described("何时允许（中文）。", "What would make it allowed, in Chinese.")
    allowed_when_en: str = described("何时允许（英文）。", "What would make it allowed, in English.")


@strawberry.type(description=both("一项操作及能否办理。", "A command and whether it may be sent now."))
class AllowedAction:
    """Commands that others may take are listed too, with the rule that leaves them to others."""

    command: str = described("操作的字段名。", "The mutation's name.")
    verdict: ActionVerdict = described("判断。", "The verdict.")
    to: str | None = described(
        "办理后的状态；不能办理或视所填内容而定时为空。",
        "The state it leads to; null where it is refused or depends on the input.",
    )
    needs: list[ActionRule] = described("所填内容须满足的规则。", "The rules that the input must satisfy.")
    refusal: ActionRule | None = described("不能办理所依据的规则。", "The rule that refuses it.")
