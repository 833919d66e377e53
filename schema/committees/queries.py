"""Root query fields of the committees module."""

import strawberry

from schema.actions import AllowedAction
from schema.committees.committee import Committee
from schema.committees.members import Member, PlenarySession, ProposingBody
from schema.committees.register_inputs import (
    MemberFilter,
    MemberOrder,
    PlenarySessionFilter,
    PlenarySessionOrder,
    ProposingBodyFilter,
    ProposingBodyOrder,
)
from schema.directives import Gather, Owner
from schema.paging import SCOPE, Connection, connection_field
from schema.records import Node
from schema.rootfields import ID, argument, read_field
from schema.scalars import DateTime, NodeCode


@strawberry.type
class CommitteesQueries:
    """Lookups by id and code, the committees themselves, and their registers."""

    node: Node | None = read_field(
        "按全局编号查询任何记录。", "Any record by its global id.", Owner(argument="id"), arguments=[ID]
    )
    allowed_actions: list[AllowedAction] | None = read_field(
        "对一条记录现在可以办理什么，每项操作都列出依据的规则；其节点无法联系时为空值。",
        "What may be done with a record now: every command of its machine, with the rules behind the verdict; null"
        " where its node cannot be asked.",
        Owner(argument="on"),
        arguments=[
            argument("on", strawberry.ID, "记录的全局编号。", "The global id of the record."),
            argument(
                "as",
                list[str] | None,
                "以何种角色：staff、reviewer、signer、member、steward、unit、handover；缺省为调用者自己的角色，"
                "工作人员可查询任何角色。",
                "In which roles: staff, reviewer, signer, member, steward, unit, handover; the caller's own by default."
                " Staff may ask about any.",
                default=None,
            ),
            argument(
                "at",
                DateTime | None,
                "以此时施行的规则为准；缺省为现在。",
                "By the rules in force at this time; now by default.",
                default=None,
            ),
        ],
    )
    committee: Committee | None = read_field(
        "按代码查询一级政协，包括尚未接入的。",
        "A committee by its code, also one that has not joined.",
        Owner(argument="code"),
        arguments=[argument("code", NodeCode, "六位行政区划代码。", "The six-digit division code.")],
    )
    committees: list[Committee] = read_field(
        "已接入的各级政协，按代码排列。",
        "The committees that have joined, by code.",
        Gather(merge="LIST"),
        arguments=SCOPE,
    )
    members: Connection[Member] = connection_field(
        MemberOrder.NAME_ASC,
        MemberFilter,
        "委员名册；缺省只有本政协的委员和工作人员可见。",
        "The members; by default only the committee's own people see them.",
    )
    proposing_bodies: Connection[ProposingBody] = connection_field(
        ProposingBodyOrder.NAME_ASC,
        ProposingBodyFilter,
        "可以集体名义提出提案的单位。",
        "The bodies that may propose in their own names.",
    )
    plenary_sessions: Connection[PlenarySession] = connection_field(
        PlenarySessionOrder.OPENS_ON_DESC, PlenarySessionFilter, "全体会议。", "Plenary sessions."
    )
