"""Rules on publishing a proposal with its replies (提案公开), and on taking it back."""

from schema.rulebook.model import Mark, Rule, Source, Text

OPENNESS = Source(Mark.DESIGN, "十字的设计：立案之后由机关决定公开；答复依承办单位所定的公开属性，内部提案不公开")

PUBLISHING = (
    Rule(
        id="filing.publish.internal",
        source=OPENNESS,
        reason=Text("内部提案不能公开。", "An internal proposal is not published."),
        allowed_when=Text("提案的可见范围不是“内部”时。", "While its visibility is not RESTRICTED."),
        guard="is_not_internal",
    ),
    Rule(
        id="filing.publish.once",
        source=OPENNESS,
        reason=Text("这件提案已经公开。", "It is published already."),
        allowed_when=Text("提案尚未公开时。", "While it is not published."),
        guard="is_not_published",
    ),
)
TAKING_BACK = (
    Rule(
        id="filing.unpublish.published",
        source=OPENNESS,
        reason=Text("这件提案没有公开。", "It is not published."),
        allowed_when=Text("提案已经公开时。", "While it is published."),
        guard="is_published",
    ),
    Rule(
        id="filing.unpublish.note",
        source=OPENNESS,
        reason=Text("没有说明撤回公开的理由。", "It does not say why it is taken back."),
        allowed_when=Text("在 note 中写明理由。", "Say why in note."),
        guard="has_note",
    ),
)
