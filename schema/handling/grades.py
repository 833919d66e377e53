"""How replies are graded: the common meanings of grades, a committee's own scheme, and how two schemes compare."""

import strawberry

from schema.records import REFERENCE, CommitteeReference
from schema.rootfields import argument, declared_field
from schema.wording import DescribedEnum, both, described, described_enum


@described_enum(
    "答复类别的统一含义。各地 A、B、C 所指不同，跨级比较以此为准。",
    "What the grade of a reply means across committees, whose letters do not mean the same.",
)
class ReplyMeaning(DescribedEnum):
    """From solved to refused, in this order."""

    RESOLVED = "RESOLVED", "已经解决或基本解决。", "Resolved, at least in the main."
    IN_PROGRESS = "IN_PROGRESS", "正在解决。", "Being resolved."
    PLANNED = "PLANNED", "列入规划，逐步解决。", "Planned."
    NOT_NOW = "NOT_NOW", "目前不能解决，待以后解决。", "Not possible now; to be taken up later."
    REFERENCE_ONLY = "REFERENCE_ONLY", "留作参考。", "Kept for reference."
    NOT_FEASIBLE = "NOT_FEASIBLE", "不可行。", "Not feasible."


@strawberry.type(
    description=both("答复类别：本地的字母和说法照录，另附统一含义。", "A grade, as printed and as it is understood.")
)
class ReplyGrade:
    """One grade of one scheme."""

    scheme: str = described("所属类别方案的编号。", "The id of its scheme.")
    letter: str = described("类别字母，照录。", "The letter, as printed.")
    label: str = described("类别说法，照录。", "Its words, as printed.")
    canonical: list[ReplyMeaning] = described(
        "统一含义；一个字母兼指几种时全部列出。", "What it means; every meaning, where one letter covers several."
    )
    ambiguous: bool = described(
        "是否兼指几种含义，单凭字母分不清。", "Whether the letter alone leaves open which meaning holds."
    )
    loss: str | None = described(
        "换算为统一含义时失去了什么；没有损失则为空。",
        "What the common meanings cannot say of it, in Chinese; null where nothing is lost.",
    )
    loss_en: str | None = described("同上，英文。", "The same in English.")


@strawberry.type(
    description=both("两套类别共有的一档。", "One step of the scale that two schemes share."),
)
class GradeBand:
    """Grades in one band come out equal."""

    meanings: list[ReplyMeaning] = described("此档合并的统一含义。", "The meanings that it lumps together.")
    letters: list[str] = described("本方案归入此档的字母。", "The letters of this scheme in it.")
    other_letters: list[str] = described("对方方案归入此档的字母。", "The letters of the other scheme in it.")


@strawberry.type(
    description=both(
        "两套类别最细的共同尺度：双方每个类别恰在一档。",
        "The finest scale on which every grade of both schemes has exactly one place.",
    )
)
class GradeComparison:
    """Says so where the schemes do not compare."""

    other: str = described("对方方案的编号。", "The id of the other scheme.")
    comparable: bool = described(
        "能否比较；双方共有的档不足两档时为否。",
        "Whether they compare; false where fewer than two steps are known to both.",
    )
    exact: bool = described("各档是否都只有一种含义。", "Whether every step is a single meaning.")
    bands: list[GradeBand] = described("各档，由已解决至不可行。", "The steps, from resolved to not feasible.")


@strawberry.type(
    description=both("一级政协现行的答复类别方案。", "The scheme in which a committee's replies are graded today.")
)
class GradeScheme:
    """Named by the rulebook edition in force."""

    committee: CommitteeReference = described("采用它的政协。", "The committee that uses it.", REFERENCE)
    id: str = described("方案的编号；几级政协可用同一方案。", "The id of the scheme; committees may share one.")
    name_zh: str = described("中文名称。", "Its name in Chinese.")
    name_en: str = described("英文名称。", "Its name in English.")
    source: str = described("出处。", "Where it was taken from.")
    mark: str = described(
        "出处的可信程度：R 公开规定，Y 实际系统所见，K 设计。",
        "How well it is attested: R a public rule, Y seen in a working system, K a design.",
    )
    grades: list[ReplyGrade] = described("各类别，由好到差。", "Its grades, best first.")
    comparison: GradeComparison | None = declared_field(
        "与另一方案的比较；没有那个方案则为空。",
        "How it compares with another scheme; null where there is no such scheme.",
        arguments=[argument("other", str, "对方方案的编号。", "The id of the other scheme.")],
    )
