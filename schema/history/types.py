"""Types of the history module: one change of a record, and the messages that belong to it."""

from typing import TYPE_CHECKING, Annotated

import strawberry

from schema.records import REFERENCE, CommitteeReference
from schema.scalars import DateTime, NodeCode
from schema.wording import DescribedEnum, both, described, described_enum

if TYPE_CHECKING:
    from schema.topics.types import Authority

AuthorityOfEvent = Annotated["Authority", strawberry.lazy("schema.topics.types")]


@described_enum("告知的方向。", "Which way a message went.")
class MessageDirection(DescribedEnum):
    """Seen from the committee whose event it is."""

    SENT = "SENT", "发出：由此事告知对方。", "Sent: the peer was told of the event."
    RECEIVED = "RECEIVED", "收到：因对方的告知而发生。", "Received: the event came of what the peer told."


@strawberry.type(description=both("与一次变更相连的告知。", "A message that belongs to a change."))
class EventMessage:
    """Named as the ledger between the two committees numbers it."""

    peer: NodeCode = described("对方政协的代码。", "The code of the other committee.")
    direction: MessageDirection = described("方向。", "Which way it went.")
    kind: str = described("告知的类别。", "The kind of the message.")
    number: int | None = described(
        "在两政协往来账中的序号；尚未编号则为空。", "Its number in the ledger; null while it has none."
    )


@strawberry.type(
    description=both(
        "一条记录的一次变更：谁、何时、依哪条规则、依哪份文件、告知了谁。",
        "One change of a record: who, when, by which rules and document, and who was told.",
    )
)
class RecordEvent:
    """Written in the transaction of the change and never rewritten; numbered by the committee's sequencer."""

    id: strawberry.ID = described("变更的编号。", "The id of the event.")
    committee: CommitteeReference = described("记录所属的政协。", "The committee that owns the record.", REFERENCE)
    record_id: strawberry.ID = described("记录的全局编号。", "The global id of the record.")
    version: int = described("由此形成的版本。", "The version that it made.")
    event: str = described("发生了什么，如 filing.filed。", "What happened, such as filing.filed.")
    position: int = described("在该政协变更序列中的位次。", "Its position in the committee's feed.")
    happened_at: DateTime = described("发生时间（UTC）。", "When it happened (UTC).")
    recorded_at: DateTime = described("记录时间（UTC）。", "When it was recorded (UTC).")
    by: list[str] = described(
        "办理者的身份，如 staff、member；由系统得出则为 system。",
        "In which roles it was done, such as staff or member; system for what followed of itself.",
    )
    subject: str | None = described(
        "办理者的账号；只有本政协工作人员可见。", "The account that did it; shown to the committee's own staff only."
    )
    command: str | None = described("办理的事项。", "The command that did it.")
    rulebook: str | None = described("所依规则的版本。", "The version of the rules that it was judged by.")
    rules: list[str] = described("所依的规则。", "The rules that let it pass, by id.")
    authority: AuthorityOfEvent | None = described("决定的依据与文号。", "By whose authority, and the document number.")
    messages: list[EventMessage] = described("相连的告知。", "The messages that belong to it.")
