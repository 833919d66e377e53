"""Root query fields of the handling module."""

import strawberry

from schema.directives import Gather
from schema.handling.grades import GradeScheme
from schema.handling.inbound import InboundAssignmentTotals, inbound_field, inbound_totals_field
from schema.handling.inputs import AssignmentFilter, AssignmentOrder
from schema.handling.types import Assignment
from schema.paging import SCOPE, Connection, connection_field
from schema.rootfields import read_field


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
    grade_schemes: list[GradeScheme] = read_field(
        "各级政协现行的答复类别方案，按政协代码排列。",
        "The schemes in which committees grade replies today, by the committee's code.",
        Gather(merge="LIST"),
        arguments=SCOPE,
    )
