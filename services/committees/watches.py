"""A plenary session closes when its last day is over."""

from typing import Final

from services.committees.commands import close_session
from services.committees.records import SESSION
from services.kit.watch import Watch, passed

WATCHES: Final = (
    Watch(
        "session.closed", "PlenarySession", SESSION, "t.closes_on", passed, close_session,
        where="t.state = 'SCHEDULED'",
    ),
)  # fmt: skip
