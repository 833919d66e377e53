"""Root query fields of the exchange between nodes."""

import strawberry
from strawberry.federation.schema_directives import Inaccessible

from schema.directives import Owner
from schema.exchange.types import ExchangePeer, LedgerPage, NodeDescriptor
from schema.rootfields import argument, read_field
from schema.scalars import NodeCode

NODE = argument("committee", NodeCode, "被询问的政协的代码。", "The code of the committee that is asked.")


@strawberry.type
class ExchangeQueries:
    """Asked of a node by its peers, never through a gateway; but for what its own staff asks."""

    node_descriptor: NodeDescriptor = read_field(
        "节点的公钥与接入地址。", "The node's public key and address.", Owner(argument="committee"), Inaccessible(),
        arguments=(NODE,),
    )  # fmt: skip
    pull_ledger: LedgerPage = read_field(
        "取回台账的一页；请求须由对方签名，限时有效。",
        "A page of a ledger between the two; the request is signed by the peer and holds for a short time.",
        Owner(argument="committee"), Inaccessible(),
        arguments=(NODE, argument("request", str, "签名的请求。", "The signed request.")),
    )  # fmt: skip
    peers: list[ExchangePeer] | None = read_field(
        "本政协信任的各政协及往来情况；限本政协工作人员。",
        "The committees that this one trusts, and how it stands with each; for its own staff.",
        Owner(argument="committee"),
        arguments=(NODE,),
    )
