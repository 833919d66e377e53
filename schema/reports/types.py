"""Types of the reports module: what a body published, with its figures as printed."""

import strawberry

from schema.directives import Owned
from schema.records import REFERENCE, CommitteeReference, Node, Provenance, Visibility
from schema.reports.enums import FigureQualifier, ReportClosure, ReportVerdict
from schema.scalars import DateTime
from schema.wording import DescribedEnum, both, described, described_enum, optional


@strawberry.type(description=both("报告所载的一个数字。", "A figure of a report."))
class Figure:
    """Kept as printed; figures of different units are never added."""

    name: str = described("名称。", "The name.")
    value: float | None = described("数值；未印出则为空。", "The value; null if it is not printed.")
    upper: float | None = described("区间的上限。", "The upper end of a range.")
    unit: str = described("计量单位，如件、件次、条。", "The unit as printed, such as 件, 件次, 条.")
    qualifier: FigureQualifier = described("确切程度。", "How firm it is.")
    as_printed: str = described("原文表述。", "As it was printed.")


@strawberry.type(description=both("对报告数字的一项核对。", "One check of a report's figures."))
class ReportCheck:
    """An identity or a bound between figures."""

    identity: str = described("核对的算式，如 5002+262+626=5890。", "The identity, such as 5002+262+626=5890.")
    holds: bool | None = described("是否成立；无从核对则为空。", "Whether it holds; null if it cannot be checked.")


@strawberry.federation.type(
    keys=["id"],
    directives=[Owned(by="id")],
    description=both(
        "公开发布的数字报告，由收集它的政协保存；其数字不计入任何记录统计。",
        "A published report of figures, kept by the committee that collected it; its figures enter no totals.",
    ),
)
class PublishedReport(Node):
    """A record, except that its source is always given and the body it is about may be no committee."""

    committee: CommitteeReference | None = described(
        "报告所述的政协；所述不是政协则为空。",
        "The committee it is about; null if that body is none.",
        REFERENCE,
    )
    version: int = described("版本号，每次更改加一。", "The version, one more with every change.")
    visibility: Visibility = described("可见范围。", "Who may see it.")
    provenance: Provenance = described("来历。", "Where it came from.")
    source: str = described("出处：网址或文献。", "The page or work it was taken from.")
    gaps: list[str] = described("出处未载明的字段名。", "Fields that the source leaves out, by name.")
    recorded_at: DateTime = described("记录时间（UTC）。", "When this version was recorded (UTC).")
    subject: str = described("报告所述单位，照原文。", "The body it is about, as printed.")
    title: str = described("标题。", "The title.")
    period: str | None = described("所述时期，照原文。", "The period it covers, as printed.")
    figures: list[Figure] = described("所载数字。", "Its figures.")
    closes: ReportClosure = described("数字能否闭合，由数字算出。", "Whether its figures add up, computed from them.")
    checks: list[ReportCheck] = described("逐项核对。", "The checks, one by one.")
    note: str | None = described("说明。", "A remark.")


@strawberry.type(description=both("审计的一个等式或上下限。", "An audited identity or bound."))
class AuditedCheck:
    """Both sides added up, in their units."""

    identity: str = described("核对的算式。", "The identity as it reads.")
    verdict: ReportVerdict = described("结论。", "What is found.")
    parts: float | None = described("各分项之和；有未印出者则为空。", "The parts added up; null if one is not printed.")
    parts_units: list[str] = described("各分项的计量单位。", "The units of the parts.")
    whole: float | None = described("所核对的总数；未印出则为空。", "What they are held against; null if not printed.")
    whole_units: list[str] = described("总数的计量单位。", "The units of the whole.")
    difference: float | None = described("分项之和减去总数。", "The parts less the whole.")


@strawberry.type(description=both("对一份公开报告的审计。", "An audit of one published report."))
class ReportAudit:
    """Figures of 件 and 件次 are told apart."""

    report: PublishedReport = described("所审计的报告。", "The report.")
    verdict: ReportVerdict = described("总的结论：取各项中最重者。", "The gravest finding of its checks.")
    checks: list[AuditedCheck] = described("逐项结论。", "The checks, one by one.")


@described_enum("公开报告的排序。", "Orders of published reports.")
class PublishedReportOrder(DescribedEnum):
    """Ties are broken by id."""

    SUBJECT_ASC = "SUBJECT_ASC", "按所述单位升序。", "By the body it is about, ascending."
    SUBJECT_DESC = "SUBJECT_DESC", "按所述单位降序。", "By the body it is about, descending."
    TITLE_ASC = "TITLE_ASC", "按标题升序。", "By title, ascending."
    TITLE_DESC = "TITLE_DESC", "按标题降序。", "By title, descending."
    RECORDED_AT_ASC = "RECORDED_AT_ASC", "按记录时间升序。", "By recorded time, oldest first."
    RECORDED_AT_DESC = "RECORDED_AT_DESC", "按记录时间降序。", "By recorded time, newest first."


@strawberry.input(description=both("公开报告的筛选条件。", "Which reports."))
class PublishedReportFilter:
    """All given conditions must hold."""

    closes: ReportClosure | None = optional("能否闭合。", "Whether its figures add up.")
    subject: str | None = optional("所述单位。", "The body it is about.")
