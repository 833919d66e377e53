"""A committee: what the directory says of any, and what a node says of itself."""

from typing import Annotated

import strawberry

from schema.committees.enums import SectorKind
from schema.completeness_types import NodeLevel
from schema.directives import Owned
from schema.records import REFERENCE, Node, Provenance
from schema.rootfields import argument, declared_field
from schema.scalars import Date, NodeCode
from schema.wording import both, described


@strawberry.type(description=both("政协的概况，由其节点自行提供。", "What a committee says of itself."))
class CommitteeProfile:
    """Owned by the committee's node; unlike the directory it may have gaps."""

    official_name: str = described("全称。", "The full official name.")
    term: int | None = described("现为第几届。", "The number of the current term.")
    chairperson: str | None = described("主席。", "The chairperson.")
    sector_count: int | None = described("界别数。", "How many sectors it has.")
    website: str | None = described("网址。", "Its website.")
    provenance: Provenance = described("来历。", "Where the profile came from.")
    source: str | None = described("出处。", "The page or work it was taken from.")
    gaps: list[str] = described("出处未载明的字段名。", "Fields that the source leaves out, by name.")


@strawberry.type(description=both("界别。", "A sector (界别), by which members are grouped."))
class Sector:
    """Sectors differ from place to place and from term to term."""

    name: str = described("名称。", "The name.")
    kind: SectorKind = described("类别。", "The kind.")
    from_term: int | None = described(
        "自第几届起设立；不详或一直存在则为空。", "The first term that had it, if it came later."
    )
    until_term: int | None = described("至第几届止；仍存在则为空。", "The last term that had it, if it is gone.")
    source: str = described("出处。", "The page or work it was taken from.")


@strawberry.type(description=both("不予立案的理由。", "A reason for refusing to file a proposal."))
class RefusalReason:
    """One entry of a node's own list; a refusal names it by its code."""

    code: str = described("代码，refuseFiling 以此指明理由。", "The code by which refuseFiling names it.")
    text_zh: str = described("中文表述。", "The reason in Chinese.")
    text_en: str = described("英文表述。", "The reason in English.")
    source: str = described("出处。", "The rule it was taken from.")


@strawberry.federation.type(
    keys=["code"],
    directives=[Owned(by="code")],
    description=both(
        "一级政协。名称、层级、上级来自区划名录，任何节点都能回答；概况、界别等由其自己的节点提供。",
        "A CPPCC committee. Any node can give its name, level and parent from the directory; its profile, sectors and"
        " the like come from its own node.",
    ),
)
class Committee(Node):
    """Identified by its division code."""

    code: NodeCode = described(
        "六位行政区划代码，也是节点代码。", "The six-digit division code, also the code of its node."
    )
    name: str = described("名称。", "The name.")
    level: NodeLevel = described("层级。", "The level.")
    joined: bool = described(
        "是否由作答的节点承载；为假的只是名录中的条目。",
        "True if the answering node hosts it; otherwise it is an entry of the directory only.",
    )
    parent: Annotated["Committee", strawberry.lazy("schema.committees.committee")] | None = described(
        "上一级政协（指导关系，不是领导关系）。",
        "The committee one level up, which guides and does not command.",
        REFERENCE,
    )
    successors: list[Annotated["Committee", strawberry.lazy("schema.committees.committee")]] | None = declared_field(
        "区划调整后由谁承继；现行的为空列表，无法联系其节点时为空值。",
        "Who took over when its division was changed; empty for one that stands, null where its node cannot be asked.",
        REFERENCE,
        arguments=[
            argument("at", Date | None, "以此日期的区划为准；缺省为今天。", "As of this date; today by default.")
        ],
    )
    retired_on: Date | None = described("区划代码停用之日（只知年月的记为当月一日）。", "When its code was retired.")
    partners: list[Annotated["Committee", strawberry.lazy("schema.committees.committee")]] | None = described(
        "与其订有协作协议的兄弟政协，按代码排列；其节点无法联系时为空值。",
        "Committees it has an agreement with, by code; null where its node cannot be asked.",
        REFERENCE,
    )
    profile: CommitteeProfile | None = described("概况。", "What it says of itself; null if it has said nothing.")
    sectors: list[Sector] | None = described(
        "界别；其节点无法联系时为空值。", "Its sectors; null where its node cannot be asked."
    )
    refusal_reasons: list[RefusalReason] | None = described(
        "不予立案理由清单；其节点无法联系时为空值。",
        "Its list of reasons for refusing to file; null where its node cannot be asked.",
    )
