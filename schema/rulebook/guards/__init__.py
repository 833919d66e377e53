"""Guards: named pure functions over facts. A rule holds when its guard answers True.

Each module lists the facts that its guards ask for; the caller of a command gives those its rules need.
"""

from collections.abc import Callable

from schema.rulebook.guards import (
    after_review,
    authority,
    common,
    cosigning,
    filing,
    handling,
    homes,
    leads,
    matters,
    members,
    nodes,
    partners,
    proposing,
    replies,
    sectors,
    shared,
    shared_proposals,
    supervision,
    topics,
)
from schema.rulebook.model import Facts

Guard = Callable[[Facts], bool]

MODULES = (
    *(common, filing, proposing, cosigning, after_review, handling, replies),
    *(leads, topics, shared, shared_proposals, partners, supervision),
    *(sectors, matters, homes, members, nodes, authority),
)

GUARDS: dict[str, Guard] = {guard.__name__: guard for module in MODULES for guard in module.ALL}
"""Every guard by its name."""
