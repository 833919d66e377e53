"""The small machines of a committee's registers: its members, the bodies that propose, and its sessions."""

from schema.rulebook.model import Machine, Move, Text
from schema.rulebook.sources import DESIGN

_OFFICE = ("staff",)

MEMBER = Machine(
    name="Member",
    slug="member",
    noun=Text("委员", "member"),
    verbs={
        "registerMember": ("register", Text("登记", "be registered")),
        "endMembership": ("end", Text("终止任职", "leave office")),
    },
    state_names={"IN_OFFICE": Text("在任", "In office"), "ENDED": Text("任职终止", "Out of office")},
    moves=(
        Move("registerMember", (None,), "IN_OFFICE", _OFFICE, DESIGN),
        Move("endMembership", ("IN_OFFICE",), "ENDED", _OFFICE, DESIGN),
    ),
    initial="IN_OFFICE",
    final=("ENDED",),
    planned=frozenset({"registerMember", "endMembership"}),
)

BODY = Machine(
    name="ProposingBody",
    slug="body",
    noun=Text("提案团体", "proposing body"),
    verbs={"registerBody": ("register", Text("登记", "be registered"))},
    state_names={"REGISTERED": Text("已登记", "Registered")},
    moves=(Move("registerBody", (None,), "REGISTERED", _OFFICE, DESIGN),),
    initial="REGISTERED",
    final=("REGISTERED",),
    planned=frozenset({"registerBody"}),
)

SESSION = Machine(
    name="PlenarySession",
    slug="session",
    noun=Text("全体会议", "plenary session"),
    verbs={"scheduleSession": ("schedule", Text("排定会期", "be scheduled"))},
    state_names={"SCHEDULED": Text("已排定", "Scheduled")},
    moves=(Move("scheduleSession", (None,), "SCHEDULED", _OFFICE, DESIGN),),
    initial="SCHEDULED",
    final=("SCHEDULED",),
    planned=frozenset({"scheduleSession"}),
)
