"""Root query fields of the proposals module."""

import strawberry

from schema.directives import Gather
from schema.paging import SCOPE, Connection, connection_field
from schema.proposals.inputs import FilingFilter, FilingOrder
from schema.proposals.search import FilingMatchConnection, search_field
from schema.proposals.totals import FilingTotals
from schema.proposals.types import Filing
from schema.rootfields import argument, read_field


@strawberry.type
class ProposalsQueries:
    """Proposals of every committee, and their totals."""

    filings: Connection[Filing] = connection_field(
        FilingOrder.RECORDED_AT_DESC,
        FilingFilter,
        "提案，列于收到它的政协。",
        "Proposals, listed by the committees that hold them.",
    )
    search_filings: FilingMatchConnection = search_field()
    filing_totals: FilingTotals = read_field(
        "提案统计。",
        "Totals of proposals.",
        Gather(merge="TOTALS"),
        arguments=[
            argument("filter", FilingFilter | None, "筛选条件，须同时满足。", "Conditions, all of which must hold."),
            *SCOPE,
        ],
    )
