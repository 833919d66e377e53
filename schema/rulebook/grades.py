"""How committees grade replies (A类, B类 …), what each grade means across committees, and how far two schemes compare.

A scheme is kept as it is printed: its letters and its own words. Beside each grade stands what it means on the common
scale; one letter may cover several meanings (then it is ambiguous), and what the common scale cannot say of it is
declared as its loss. The words of the five schemes are those that the places use themselves.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from schema.handling.grades import ReplyMeaning
from schema.rulebook.model import Mark, Source, Text

RESOLVED = ReplyMeaning.RESOLVED
IN_PROGRESS = ReplyMeaning.IN_PROGRESS
PLANNED = ReplyMeaning.PLANNED
NOT_NOW = ReplyMeaning.NOT_NOW
REFERENCE_ONLY = ReplyMeaning.REFERENCE_ONLY
NOT_FEASIBLE = ReplyMeaning.NOT_FEASIBLE


@dataclass(frozen=True, slots=True)
class Grade:
    """One grade of a scheme: its letter and words as printed, and the meanings it covers, in the order of the scale."""

    letter: str
    label: str
    meanings: tuple[ReplyMeaning, ...]
    loss: Text | None = None

    @property
    def ambiguous(self) -> bool:
        """Whether the letter alone leaves open which of several meanings holds."""
        return len(self.meanings) > 1

    def __str__(self) -> str:
        return f"{self.letter} {self.label} → {'|'.join(self.meanings)}"


@dataclass(frozen=True, slots=True)
class Scheme:
    """The grades of one place, best first."""

    id: str
    name: Text
    source: Source
    grades: tuple[Grade, ...]

    def grade(self, letter: str) -> Grade | None:
        """The grade with this letter, as the place writes it; None for a letter outside the scheme."""
        return next((grade for grade in self.grades if grade.letter == letter), None)

    def __str__(self) -> str:
        return "\n".join([f"{self.id} [{self.source.mark}]", *(f"  {grade}" for grade in self.grades)])


@dataclass(frozen=True, slots=True)
class Band:
    """One step of the scale that two schemes share: the meanings it lumps together, and each side's letters in it."""

    meanings: tuple[ReplyMeaning, ...]
    left: tuple[str, ...]
    right: tuple[str, ...]

    def __str__(self) -> str:
        return f"{'/'.join(self.left) or '·'} = {'/'.join(self.right) or '·'} ({'|'.join(self.meanings)})"


@dataclass(frozen=True, slots=True)
class Comparison:
    """The finest scale on which every grade of both schemes has exactly one place.

    ``comparable``: at least two of its steps are known to both sides; with fewer, no order between the two can be told.
    ``exact``: every step is a single meaning, so that nothing is lumped together.
    """

    left: str
    right: str
    bands: tuple[Band, ...]

    @property
    def comparable(self) -> bool:
        """Whether the scale tells the grades of both sides apart at all."""
        return sum(bool(band.left and band.right) for band in self.bands) > 1

    @property
    def exact(self) -> bool:
        """Whether no step lumps meanings together."""
        return all(len(band.meanings) == 1 for band in self.bands)

    def same(self, left: str, right: str) -> bool:
        """Whether these two letters come out equal. Raises LookupError for a letter outside its scheme."""
        return self._band("left", left) == self._band("right", right)

    def _band(self, side: str, letter: str) -> Band:
        for band in self.bands:
            if letter in (band.left if side == "left" else band.right):
                return band
        raise LookupError(f"{self.left if side == 'left' else self.right} has no grade {letter}")

    def __str__(self) -> str:
        return "\n".join([f"{self.left} ~ {self.right}", *(f"  {band}" for band in self.bands)])


def compare(left: Scheme, right: Scheme) -> Comparison:
    """The finest common scale of two schemes, in the order of the scale of meanings."""
    joined = _joined(grade.meanings for scheme in (left, right) for grade in scheme.grades)
    bands = [
        Band(meanings, _letters(left, meanings), _letters(right, meanings))
        for meanings in joined
    ]  # fmt: skip
    return Comparison(left.id, right.id, tuple(bands))


def comparable(left: str, right: str) -> Comparison:
    """The comparison of two schemes by their ids. Raises LookupError for an unknown one."""
    return compare(scheme(left), scheme(right))


def _joined(groups: Iterable[tuple[ReplyMeaning, ...]]) -> list[tuple[ReplyMeaning, ...]]:
    """The groups, those that share a meaning taken together."""
    bands: list[set[ReplyMeaning]] = []
    for group in groups:
        touching = [band for band in bands if band.intersection(group)]
        bands = [band for band in bands if not band.intersection(group)] + [set(group).union(*touching)]
    order = list(ReplyMeaning)
    ordered = [tuple(sorted(band, key=order.index)) for band in bands]
    return sorted(ordered, key=lambda band: order.index(band[0]))


def _letters(scheme: Scheme, meanings: tuple[ReplyMeaning, ...]) -> tuple[str, ...]:
    return tuple(grade.letter for grade in scheme.grades if grade.meanings[0] in meanings)


_PARTLY = Text(
    "“部分解决”与“已列入计划”合为一类，分不清是否已经动手。",
    "Partly solved and planned share one letter, so it does not say whether work has begun.",
)
_NOW_OR_LATER = Text(
    "“正在解决”与“列入规划”合为一类，分不清是否已经动手。",
    "Being solved and planned share one letter, so it does not say whether work has begun.",
)
_NO_OR_REFERENCE = Text(
    "“留作参考”与“不可行”合为一类，分不清是暂不采用还是不能采用。",
    "Kept for reference and not feasible share one letter; whether the idea was set aside or refused is not said.",
)
_LATER_OR_REFERENCE = Text(
    "“暂不能解决”与“留作参考”合为一类，分不清今后是否还要办理。",
    "Not possible now and kept for reference share one letter, so it does not say whether it will be taken up later.",
)
_BASICALLY = Text("“基本解决”计为已解决。", "What is basically solved counts as resolved.")
_OTHER_WAY = Text(
    "“通过其他途径解决”计为已解决，不说明由谁解决。",
    "What was solved in another way counts as resolved; who solved it is not said.",
)
_ADOPTED = Text("“采纳”计为已解决，尽管采纳不等于办成。", "Adopted counts as resolved, though to adopt is not to do.")
_NOT_FINAL = Text(
    "“处理中”是过程而非结果；计为正在解决。", "Being processed is a stage and no result; it counts as in progress."
)

NEUTRAL: Final = Scheme(
    "national",
    Text("通行的三类（未另行规定时）", "The usual three grades, where a committee sets no others"),
    Source(Mark.DESIGN, "十字的设计：取各地通行的 A、B、C 三类的最大公约数，供未登记本地办法的政协使用"),
    (
        Grade("A", "已经解决或基本解决", (RESOLVED,), _BASICALLY),
        Grade("B", "正在解决或列入规划逐步解决", (IN_PROGRESS, PLANNED), _NOW_OR_LATER),
        Grade(
            "C", "因条件限制或其他原因暂不能解决，留作参考", (NOT_NOW, REFERENCE_ONLY, NOT_FEASIBLE),
            Text(
                "“暂不能解决”“留作参考”与“不可行”合为一类。",
                "Not possible now, kept for reference and not feasible share one letter.",
            ),
        ),
    ),
)  # fmt: skip
ZHEJIANG_FISHERIES: Final = Scheme(
    "zhejiang-fisheries",
    Text("浙江渔业部门的三类", "Three grades of a fisheries department in Zhejiang"),
    Source(Mark.PUBLIC_RULE, "浙江省渔业主管部门的建议提案办理办法（fsou 17275468）"),
    (
        Grade("A", "已经解决或基本解决", (RESOLVED,), _BASICALLY),
        Grade("B", "部分解决或已列入计划", (IN_PROGRESS, PLANNED), _PARTLY),
        Grade("C", "条件限制留作参考或不可行", (REFERENCE_ONLY, NOT_FEASIBLE), _NO_OR_REFERENCE),
    ),
)
FOUR_GRADES: Final = Scheme(
    "city-four-grades",
    Text("某市的四类（A 至 D）", "Four grades, A to D, of a city"),
    Source(Mark.PUBLIC_RULE, "某市的建议提案办理办法（fsou 17010450）"),
    (
        Grade("A", "已解决或基本解决", (RESOLVED,), _BASICALLY),
        Grade("B", "正在解决或列入规划逐步解决", (IN_PROGRESS, PLANNED), _NOW_OR_LATER),
        Grade("C", "目前条件限制需以后解决", (NOT_NOW,)),
        Grade("D", "留作参考", (REFERENCE_ONLY,)),
    ),
)
PLANNED_IS_C: Final = Scheme(
    "city-planned-is-c",
    Text("某市六届一次会议的三类（列入规划为 C）", "Three grades of a city, where what is planned is C"),
    Source(Mark.PUBLIC_RULE, "某市六届一次会议提案办理办法（henanshanlin 所载）"),
    (
        Grade("A", "已解决或通过其他途径解决", (RESOLVED,), _OTHER_WAY),
        Grade("B", "正在解决或已启动", (IN_PROGRESS,)),
        Grade("C", "已列入规划逐步解决", (PLANNED,)),
    ),
)
GDSZM: Final = Scheme(
    "system-gdszm",
    Text("gdszm 提案系统的三类", "Three grades of the proposal system gdszm"),
    Source(Mark.SEEN_IN_PRACTICE, "公开的提案管理系统 gdszm"),
    (
        Grade("A", "解决或基本解决", (RESOLVED,), _BASICALLY),
        Grade("B", "列入计划拟解决", (PLANNED,)),
        Grade("C", "暂不能解决，留作参考", (NOT_NOW, REFERENCE_ONLY), _LATER_OR_REFERENCE),
    ),
)
HONGKOU: Final = Scheme(
    "shanghai-hongkou",
    Text("上海市虹口区政协提案系统的四类", "Four grades of the proposal system of Hongkou, Shanghai"),
    Source(Mark.SEEN_IN_PRACTICE, "公开的提案管理系统 GavinGu0130/HongkouZX_for_net"),
    (
        Grade("A", "解决或采纳", (RESOLVED,), _ADOPTED),
        Grade("B", "列入计划拟解决", (PLANNED,)),
        Grade("C", "留作参考", (REFERENCE_ONLY,)),
        Grade("D", "处理中", (IN_PROGRESS,), _NOT_FINAL),
    ),
)

SCHEMES: Final = (NEUTRAL, ZHEJIANG_FISHERIES, FOUR_GRADES, PLANNED_IS_C, GDSZM, HONGKOU)
"""Every scheme that a committee's edition may name; the first where it names none."""


def scheme(id: str) -> Scheme:
    """A scheme by its id. Raises LookupError."""
    for each in SCHEMES:
        if each.id == id:
            return each
    raise LookupError(f"no scheme {id}")
