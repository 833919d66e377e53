"""Enums of the reports module: how firm a printed figure is, and whether a report's figures add up."""

from schema.wording import DescribedEnum, described_enum


@described_enum("数字按其印刷表述的确切程度。", "How firmly a printed figure is worded.")
class FigureQualifier(DescribedEnum):
    """What the words around a number allow one to say."""

    EXACT = "EXACT", "确数。", "An exact number."
    AT_LEAST = "AT_LEAST", "至少，如“7000多万元”。", "At least, as in “7000多万元”."
    RANGE = "RANGE", "区间，如“3至5件”。", "A range, as in “3至5件”."
    INCOMPLETE = "INCOMPLETE", "不完全统计。", "An incomplete count (据不完全统计)."


@described_enum("报告所载数字能否闭合。", "Whether the figures of a report add up.")
class ReportClosure(DescribedEnum):
    """Computed from the figures, never asserted."""

    CLOSES = (
        "CLOSES",
        "可核对的等式全部成立。",
        "Every identity that can be checked holds, at least one of them an equality.",
    )
    DOES_NOT_CLOSE = "DOES_NOT_CLOSE", "至少一项核对不成立。", "At least one identity does not hold."
    BOUND_HOLDS = "BOUND_HOLDS", "只有上下限可核对，且成立。", "Only bounds can be checked, and they hold."
    NOT_CHECKABLE = "NOT_CHECKABLE", "所印数字不足以核对。", "The printed figures do not suffice for any check."


@described_enum("对公开报告的审计结论。", "What an audit of a published report finds.")
class ReportVerdict(DescribedEnum):
    """Computed from the figures and their units, never asserted."""

    CLOSES = "CLOSES", "等式成立。", "The identities hold."
    DOES_NOT_CLOSE = "DOES_NOT_CLOSE", "单位相同而两边不等。", "The units agree and the two sides do not."
    UNIT_MISMATCH = (
        "UNIT_MISMATCH",
        "件与件次混在同一等式中，不能相比。",
        "An identity mixes 件 (proposals) and 件次 (assignments), which never add up to one another.",
    )
    BOUND_HOLDS = "BOUND_HOLDS", "只有上下限可核对，且成立。", "Only bounds can be checked, and they hold."
    NOT_ENOUGH_FIGURES = (
        "NOT_ENOUGH_FIGURES",
        "所印数字不足以核对。",
        "The printed figures do not suffice for any check.",
    )
