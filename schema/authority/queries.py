"""Root query fields of the authority module."""

import strawberry

from schema.authority.inputs import BindingActFilter, BindingActOrder
from schema.authority.types import BindingAct
from schema.inbox import InboxConnection, inbox_field
from schema.paging import Connection, connection_field


@strawberry.type
class AuthorityQueries:
    """What is drafted, and what waits, is for the committee's own people alone."""

    binding_acts: Connection[BindingAct] = connection_field(
        BindingActOrder.RECORDED_AT_DESC,
        BindingActFilter,
        "拟办公文，只对本政协人员列出。",
        "Binding acts, listed for the committee's own people alone.",
    )
    inbox: InboxConnection | None = inbox_field()
