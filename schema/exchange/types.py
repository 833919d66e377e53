"""Types of the exchange between nodes; signed records are text, one line of canonical JSON each (docs/exchange.md)."""

import strawberry

from schema.scalars import DateTime, NodeCode
from schema.wording import DescribedEnum, both, described, described_enum


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


@described_enum("与一个对方的往来状况。", "How a committee stands with a peer.")
class PeerStanding(DescribedEnum):
    """Whether messages go, and if not, why."""

    OK = "OK", "正常。", "All is well."
    AWAY = "AWAY", "对方没有应答；发往对方的告知等待送达。", "It does not answer; what it is told waits."
    RESTORED = (
        "RESTORED",
        "对方所存的本方台账多于本方：本方数据库来自旧备份，补还之前不发送。",
        "It holds more of our ledger than we do, as our database came from an old backup; nothing is sent meanwhile.",
    )
    FORKED = (
        "FORKED",
        "同一编号有两条记录；须由人决定，不再发送。",
        "Two histories claim one number; people must decide.",
    )
    FAULTY = "FAULTY", "对方的应答不实或无法读取。", "It answered what cannot be true, or what nobody can read."
    UNTRUSTED = "UNTRUSTED", "不再信任。", "It is trusted no more."


@strawberry.type(
    description=both("往来的另一政协。", "Another committee with which ledgers are exchanged (docs/exchange.md).")
)
class ExchangePeer:
    """Keys, numbers, what waits and what is wrong."""

    committee: NodeCode = described("对方的代码。", "The code of the other committee.")
    endpoint: str | None = described("对方的接入地址；无则由对方外联或凭文件。", "Its address; null if it dials out.")
    fingerprint: str | None = described("现用公钥的指纹。", "The fingerprint of the key it signs with.")
    since: DateTime | None = described("该密钥登记信任的时间。", "When that key was trusted.")
    state: PeerStanding = described("往来状况。", "How it stands.")
    sent: int = described("发往对方的最后编号。", "The last number sent to it.")
    receipted: int = described("对方已签回执的最后编号。", "The last number that it receipted.")
    received: int = described("收自对方的最后编号。", "The last number received from it.")
    waiting_since: DateTime | None = described(
        "最早一条尚无回执的告知写成的时间。", "When the oldest message without a receipt was written."
    )
    heard_at: DateTime | None = described("最近一次联系的时间。", "When it was last heard of.")
    last_error: str | None = described("最近的差错（英文）。", "The last error, in English.")
    last_error_zh: str | None = described("最近的差错（中文）。", "The last error, in Chinese.")
