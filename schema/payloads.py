"""What a mutation answers: the record, what it set in motion, and whether it was a repetition."""

from typing import Generic, TypeVar

import strawberry

from schema.previews import CommandPreview
from schema.scalars import NodeCode
from schema.wording import DescribedEnum, both, described, described_enum

T = TypeVar("T")


@described_enum("一则告知的送达状态。", "How far a message to a peer has come.")
class DeliveryState(DescribedEnum):
    """Queued, then delivered, until the peer's signed receipt or refusal."""

    QUEUED = "QUEUED", "待送达。", "Queued."
    DELIVERED = "DELIVERED", "已送达，等待对方回执。", "Delivered; its receipt is still to come."
    APPLIED = "APPLIED", "对方已办理并签回执。", "Applied by the peer, with its signed receipt."
    REFUSED = "REFUSED", "对方拒绝，附签名的理由。", "Refused by the peer, with its signed reason."


@strawberry.type(description=both("发往另一政协的告知。", "A message to another committee."))
class Delivery:
    """One peer and where its message stands."""

    peer: NodeCode = described("收件政协的代码。", "The code of the committee it goes to.")
    state: DeliveryState = described("送达状态。", "How far it has come.")


@strawberry.type(description=both("一次办理的回执。", "The answer to a command."))
class Payload(Generic[T]):
    """The same for every record type."""

    record: T | None = described(
        "办理后的记录；预演时为现有的记录，预演新建时为空。",
        "The record as the command left it; in a dry run the record as it stands, null if it would be made.",
    )
    preview: CommandPreview | None = described("预演结果；真办理时为空。", "The preview of a dry run; null otherwise.")
    replayed: bool = described(
        "为真表示此幂等键已办理过，这里重述当时的结果。",
        "True if this key was used before and its result is repeated.",
    )
    deliveries: list[Delivery] = described("由此发往其他政协的告知。", "Messages to other committees that it caused.")
