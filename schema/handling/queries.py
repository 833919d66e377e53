"""Root query fields of the handling module."""

import strawberry

from schema.handling.inbound import InboundAssignmentTotals, inbound_field, inbound_totals_field
from schema.handling.inputs import AssignmentFilter, AssignmentOrder
from schema.handling.types import Assignment
from schema.paging import Connection, connection_field


@strawberry.type
class HandlingQueries:
    """Assignments of every committee."""

    assignments: Connection[Assignment] = connection_field(
        AssignmentOrder.DUE_ON_ASC,
        AssignmentFilter,
        "承办任务，列于持有提案的政协。",
        "Assignments, listed by the committees that hold the proposals.",
    )
    inbound_assignments: Connection[Assignment] = inbound_field()
    inbound_assignment_totals: InboundAssignmentTotals = inbound_totals_field()
