"""Root query fields of the reports module."""

import strawberry

from schema.directives import Owner
from schema.paging import Connection, connection_field
from schema.reports.types import PublishedReport, PublishedReportFilter, PublishedReportOrder, ReportAudit
from schema.rootfields import ID, read_field


@strawberry.type
class ReportsQueries:
    """Published figures, beside the records and never among them."""

    published_reports: Connection[PublishedReport] = connection_field(
        PublishedReportOrder.SUBJECT_ASC,
        PublishedReportFilter,
        "公开报告的数字。",
        "Published reports and their figures.",
    )
    audit_report: ReportAudit | None = read_field(
        "审计一份公开报告：各分项之和与所印总数是否相等，件与件次是否混用；没有这份报告则为空。",
        "Audits a published report: whether its parts add up to what it prints, and whether it mixes 件 and 件次;"
        " null if there is no such report.",
        Owner(argument="id"),
        arguments=[ID],
    )
