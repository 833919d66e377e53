"""The root query field of the history module."""

import strawberry

from schema.directives import Gather
from schema.history.types import RecordEvent
from schema.paging import SCOPE, WINDOW, Connection
from schema.rootfields import ID, read_field


@strawberry.type
class HistoryQueries:
    """The story of one record, through all committees that have to do with it."""

    history: Connection[RecordEvent] = read_field(
        "一条记录的经过，以及各政协为它而记的记录的经过，按记录时间先后；只含查询者今天可以看到的记录。",
        "The story of a record, and of what committees recorded on its behalf, in the order of recorded time; only of"
        " records that the viewer may see today.",
        Gather(merge="CONNECTION"),
        arguments=(ID, *WINDOW, *SCOPE),
    )
