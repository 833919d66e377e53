"""Root query fields of the citizens module."""

import strawberry

from schema.citizens.inputs import CitizenLeadFilter, CitizenLeadOrder
from schema.citizens.types import CitizenLead
from schema.directives import Owner
from schema.paging import Connection, connection_field
from schema.rootfields import argument, read_field
from schema.scalars import NodeCode


@strawberry.type
class CitizensQueries:
    """Leads, and the citizen's own way to one of them."""

    citizen_leads: Connection[CitizenLead] = connection_field(
        CitizenLeadOrder.RECORDED_AT_DESC, CitizenLeadFilter, "百姓提案线索。", "Citizens' leads."
    )
    citizen_lead_by_receipt: CitizenLead | None = read_field(
        "市民凭查询凭证查看自己的线索。",
        "The lead that a citizen's receipt stands for.",
        Owner(argument="committee"),
        arguments=[
            argument("committee", NodeCode, "收到线索的政协的代码。", "The code of the committee that received it."),
            argument("receipt", str, "提交时给出的查询凭证。", "The receipt given at submission."),
        ],
    )
