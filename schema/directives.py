"""The partition directives: how many nodes serve one subgraph. Strings only, so that any composer accepts them."""

from typing import Final

import strawberry
from strawberry.federation.schema_directive import schema_directive
from strawberry.schema_directive import Location

SPEC: Final = "https://specs.shizi.example/partition"
URL: Final = f"{SPEC}/v1.0"

GATHER: Final = "gather"
OWNER: Final = "owner"
OWNED: Final = "owned"
REMOTE: Final = "remote"
TOTAL: Final = "total"
NAMES: Final = (GATHER, OWNED, OWNER, REMOTE, TOTAL)

CONNECTION: Final = "CONNECTION"
LIST: Final = "LIST"
TOTALS: Final = "TOTALS"
MERGES: Final = (CONNECTION, LIST, TOTALS)
SUM: Final = "SUM"
MIN: Final = "MIN"
MAX: Final = "MAX"


@schema_directive(
    name=GATHER,
    locations=[Location.FIELD_DEFINITION],
    compose=True,
    import_url=URL,
    description=(
        "向所有被选中的节点查询此字段，再按 merge 合并：CONNECTION、LIST 或 TOTALS。\n\n"
        "Ask every selected node for this field and merge the answers as CONNECTION, LIST or TOTALS."
    ),
)
class Gather:
    merge: str = strawberry.directive_field(name="merge")


@schema_directive(
    name=OWNER,
    locations=[Location.FIELD_DEFINITION],
    compose=True,
    import_url=URL,
    description=(
        "只向一个节点查询：argument 是参数中的路径，其值为节点代码或全局 id。\n\n"
        "Go to one node only: argument is a path into the arguments whose value is a node code or a global id."
    ),
)
class Owner:
    argument: str = strawberry.directive_field(name="argument")


@schema_directive(
    name=OWNED,
    locations=[Location.OBJECT],
    compose=True,
    import_url=URL,
    description=(
        "此类型的每条记录归一个节点所有，by 是指明所有者的键字段。\n\n"
        "Each record of this type belongs to one node; by is the key field that names the owner."
    ),
)
class Owned:
    by: str = strawberry.directive_field(name="by")


@schema_directive(
    name=REMOTE,
    locations=[Location.FIELD_DEFINITION],
    compose=True,
    import_url=URL,
    description=(
        "引用的对象归另一节点所有：provides 列出的字段就地回答，其余向所有者查询；"
        "absent 为所有者没有该记录时的值，unknown 为所有者无法联系时的值。\n\n"
        "A reference to what another node owns: the fields in provides are answered in place, the rest is asked of the"
        " owner; absent gives values for when the owner has no such record, unknown for when it cannot be asked."
    ),
)
class Remote:
    provides: str = strawberry.directive_field(name="provides")
    absent: str | None = strawberry.directive_field(name="absent", default=strawberry.UNSET)
    unknown: str | None = strawberry.directive_field(name="unknown", default=strawberry.UNSET)


@schema_directive(
    name=TOTAL,
    locations=[Location.FIELD_DEFINITION],
    compose=True,
    import_url=URL,
    description=(
        "合计中的数字跨节点的合并方式：SUM、MIN 或 MAX。\n\n"
        "How a number in totals is merged over nodes: SUM, MIN or MAX."
    ),
)
class Total:
    by: str = strawberry.directive_field(name="by")
