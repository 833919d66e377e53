"""Root query fields of the committees module."""

import strawberry

from schema.committees.committee import Committee
from schema.committees.members import Member, PlenarySession, ProposingBody
from schema.committees.partners import (
    PartnerAgreement,
    PartnerAgreementFilter,
    PartnerAgreementOrder,
    PartnerProject,
    PartnerProjectFilter,
    PartnerProjectOrder,
)
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
from schema.scalars import NodeCode


@strawberry.type
class CommitteesQueries:
    """Lookups by id and code, the committees themselves, their links to partners, and their registers."""

    node: Node | None = read_field(
        "按全局编号查询任何记录。", "Any record by its global id.", Owner(argument="id"), arguments=[ID]
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
    partner_agreements: Connection[PartnerAgreement] = connection_field(
        PartnerAgreementOrder.TITLE_ASC, PartnerAgreementFilter, "协作协议。", "Agreements with partner committees."
    )
    partner_projects: Connection[PartnerProject] = connection_field(
        PartnerProjectOrder.TITLE_ASC, PartnerProjectFilter, "协作项目。", "Projects of partner committees."
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
