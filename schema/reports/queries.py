"""Root query fields of the reports module."""

import strawberry

from schema.paging import Connection, connection_field
from schema.reports.types import PublishedReport, PublishedReportFilter, PublishedReportOrder


@strawberry.type
class ReportsQueries:
    """Published figures, beside the records and never among them."""

    published_reports: Connection[PublishedReport] = connection_field(
        PublishedReportOrder.SUBJECT_ASC,
        PublishedReportFilter,
        "公开报告的数字。",
        "Published reports and their figures.",
    )
