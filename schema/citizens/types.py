"""Types of the citizens module: a citizen's lead. The citizen's contact has no field here."""

import strawberry

from schema.citizens.enums import LeadState
from schema.directives import Owned
from schema.payloads import Payload
from schema.records import RecordFields
from schema.scalars import DateTime
from schema.wording import both, described


@strawberry.federation.type(
    keys=["id"],
    directives=[Owned(by="id")],
    description=both(
        "百姓提案线索：市民的建议，经采纳、委员认领和培育成为提案。不含市民的联系方式。",
        "A citizen's lead: an idea that, once adopted, claimed and cultivated by a member, becomes a proposal. The"
        " citizen's contact is no part of it.",
    ),
)
class CitizenLead(RecordFields):
    """Owned by the committee that received it."""

    title: str = described("标题。", "The title.")
    text: str | None = described("内容。", "The text.")
    category: str | None = described("类别。", "The category.")
    state: LeadState = described("状态。", "The state.")
    submitted_at: DateTime | None = described("提交时间。", "When it was submitted.")
    claimant: str | None = described("认领的委员。", "The member who claimed it.")
    claimed_at: DateTime | None = described("认领时间。", "When it was claimed.")


@strawberry.type(description=both("线索办理的回执。", "The answer to a command on a lead."))
class CitizenLeadPayload(Payload[CitizenLead]):
    """Adds the citizen's receipt."""

    receipt: str | None = described(
        "查询凭证，只告知提交者；以同一幂等键重发可再次得到，凭它可查询进展。",
        "The receipt by which the citizen can follow the lead; told to whoever submits it, and again when the same is"
        " sent under the same key.",
    )
