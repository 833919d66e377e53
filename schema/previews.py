"""The result of a dry run: who must agree, what would change where, which clocks would start, which rules bite."""

import strawberry

from schema.scalars import Date, NodeCode
from schema.wording import both, described


@strawberry.type(description=both("须先征得同意的政协。", "A committee that must agree."))
class PreviewConsent:
    """Nobody commands another committee; a step that binds it waits for its own answer."""

    committee: NodeCode = described("政协的代码。", "The code of the committee.")
    why_zh: str = described("理由（中文）。", "Why, in Chinese.")
    why_en: str = described("理由（英文）。", "Why, in English.")


@strawberry.type(description=both("一个字段前后的值。", "A field before and after."))
class PreviewField:
    """Named as the contract names it; a list of parts that belong to the record is one field."""

    name: str = described("字段名。", "The name of the field.")
    before: str | None = described(
        "原值（JSON 文本）；新记录没有原值。", "The value before, as JSON text; none if new."
    )
    after: str = described("新值（JSON 文本）。", "The value after, as JSON text.")


@strawberry.type(description=both("将会改变的一条记录。", "A record that would change."))
class PreviewChange:
    """One step of one record; the order is the order in which the steps would be taken."""

    record: strawberry.ID | None = described(
        "记录的全局编号；将新建的记录尚无编号。", "The id of the record; null for one that would be made."
    )
    kind: str = described("记录的类别，即全局编号中的类别。", "The kind of the record, as its id names it.")
    event: str = described("将记入台账的事项。", "The event that would be recorded.")
    fields: list[PreviewField] = described(
        "将改变的字段；调用者无权查看该记录时为空。",
        "The fields that would change; empty where the caller may not see that record.",
    )


@strawberry.type(description=both("将开始计算的时限。", "A time limit that would start."))
class PreviewClock:
    """Counted on the working-day calendar of its version."""

    name: str = described("载明到期日的字段名。", "The field that shows its last day.")
    limit: str = described("时限在规则库中的编号。", "The id of the limit in the rulebook.")
    starts_on: Date = described("起算日。", "The day from which it is counted.")
    due_on: Date = described("到期日。", "Its last day.")
    provisional: bool = described(
        "为真表示工作日历尚未公布到该日，到期日为暂定。",
        "True if the calendar does not reach that day yet and the day may still move.",
    )
    calendar: str = described("所用工作日历的版本。", "The version of the calendar it was counted by.")


@strawberry.type(description=both("适用并已满足的一条规则。", "A rule that was asked and holds."))
class PreviewRule:
    """Worded as a refusal would word what allows the command."""

    id: str = described("规则编号。", "The id of the rule.")
    text_zh: str = described("何时允许（中文）。", "When it allows the command, in Chinese.")
    text_en: str = described("何时允许（英文）。", "When it allows the command, in English.")
    source: str = described("出处。", "Where the rule comes from.")


@strawberry.type(description=both("将发往另一政协的告知。", "A message that would go to another committee."))
class PreviewDelivery:
    """Whom it would go to and of what kind it is."""

    peer: NodeCode = described("收件政协的代码。", "The code of the committee it would go to.")
    kind: str = described("告知的类别。", "The kind of message.")


@strawberry.type(
    description=both("预演的结果：若真办理会发生什么。", "The result of a dry run: what the command would do.")
)
class CommandPreview:
    """The command passed every check; a real run right after does this."""

    replays: bool = described(
        "为真表示此幂等键已办理过同一内容，真办理只会重述当时的结果。",
        "True if the key was used for this very content: a real run would repeat that answer and do nothing.",
    )
    consents: list[PreviewConsent] = described("须征得哪些政协同意。", "Who must agree.")
    changes: list[PreviewChange] = described("哪些记录会改变。", "Which records would change.")
    clocks: list[PreviewClock] = described("哪些时限开始计算。", "Which time limits would start.")
    rules: list[PreviewRule] = described("适用哪些规则。", "Which rules bite.")
    deliveries: list[PreviewDelivery] = described("将发出哪些告知。", "Which messages would be sent.")
