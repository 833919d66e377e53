"""Types of the exchange between nodes; signed records are text, one line of canonical JSON each (docs/exchange.md)."""

import strawberry

from schema.scalars import NodeCode
from schema.wording import both, described


@strawberry.federation.type(
    inaccessible=True,
    description=both("节点的自我介绍：公钥与接入地址。", "A node's own description: its public key and address."),
)
class NodeDescriptor:
    """Whoever wants to trust it compares the fingerprint with the committee itself."""

    committee: NodeCode = described("政协的代码。", "The code of the committee.")
    suite: str = described("签名算法套件。", "The suite of signatures.")
    key: str = described("公钥（base64）。", "The public key in base64.")
    fingerprint: str = described("公钥指纹，供人工核对。", "The fingerprint that people compare.")
    endpoint: str | None = described("接入地址；只外联的节点为空。", "Where it answers; null if it dials out only.")
    descriptor: str = described("以上各项的一行文本。", "All this as one line of text.")


@strawberry.federation.type(
    inaccessible=True, description=both("未被接收的记录及原因。", "Why an entry or a receipt was not accepted.")
)
class LedgerFault:
    """Names the record that was at fault; those before it were accepted."""

    code: str = described("代码，如 GAP、FORK、BAD_SIGNATURE。", "A code such as GAP, FORK or BAD_SIGNATURE.")
    message: str = described("英文说明。", "The reason in English.")
    message_zh: str = described("中文说明。", "The reason in Chinese.")
    index: int = described("是所送的第几条，从 0 起。", "Which of those sent it is, from 0.")
    expected: int | None = described("缺号时应为的编号。", "After a gap, the number that is expected.")


@strawberry.federation.type(
    inaccessible=True, description=both("对所送记录的答复。", "What became of the entries that were delivered.")
)
class LedgerDelivery:
    """Receipts of the entries up to the first that was at fault."""

    receipts: list[str] = described("逐条签名的回执。", "A signed receipt for each entry.")
    fault: LedgerFault | None = described("首条未被接收者；无则为空。", "The first that was not accepted; or null.")


@strawberry.federation.type(
    inaccessible=True, description=both("对所送回执的答复。", "What became of the receipts that were delivered.")
)
class ReceiptDelivery:
    """How many of them hold."""

    taken: int = described("接收的回执数。", "How many were accepted.")
    fault: LedgerFault | None = described("首条未被接收者；无则为空。", "The first that was not accepted; or null.")


@strawberry.federation.type(inaccessible=True, description=both("台账的一页。", "A page of a ledger."))
class LedgerPage:
    """Entries that follow the number asked for, and what this node holds of the asker's own ledger."""

    entries: list[str] = described("记录，按编号顺序。", "Entries in the order of their numbers.")
    receipts: list[str] = described("这些记录的回执（如有）。", "Receipts for these entries, where there are any.")
    more: bool = described("其后还有记录。", "Whether more follow.")
    held: str | None = described(
        "对提问方台账中最后一条的回执；尚无则为空。",
        "The receipt for the last entry held of the asker's ledger; or null.",
    )
    receipted: int = described(
        "本节点发给提问方的记录中，已收到回执的最后编号；无则为 0。",
        "The last number of this node's ledger to the asker for which it has the asker's receipt; 0 for none.",
    )
    behind: int | None = described(
        "提问方所持比本节点更多时，本节点所存的最后编号：本节点请求补还。",
        "Set if the asker holds more of this node's ledger than the node itself: the last number held here, and a"
        " request to give back what follows.",
    )
