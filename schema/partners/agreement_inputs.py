"""Inputs of the commands on agreements."""

import strawberry

from schema.partners.enums import AgreementScope
from schema.scalars import Date, NodeCode
from schema.topics.inputs import AuthorityInput
from schema.wording import both, described, optional


@strawberry.input(description=both("向兄弟政协提出协作协议。", "An agreement to propose to a partner committee."))
class ProposePartnerAgreementInput:
    """Binding until it is answered, withdrawn or lapses, so it names its authority."""

    partner: NodeCode = described("对方政协的代码。", "The code of the other committee.")
    title: str = described("协议名称。", "The title.")
    purpose: str | None = optional("合作事项。", "What it is for.")
    covers: list[AgreementScope] = described("涵盖哪些合作，至少一项。", "What it covers, at least one.")
    valid_from: Date = described("生效日期。", "The first day it is in force.")
    valid_until: Date | None = optional("截止日期；不填为不定期。", "The last day; left out, it has no fixed end.")
    answer_by: Date | None = optional(
        "答复期限；不填按规定的期限。", "The last day for an answer; by the rulebook's limit if left out."
    )
    published: bool | None = optional(
        "生效后本方的一份是否公开；缺省为否。", "Whether this side's record is public once in force; no by default."
    )
    authority: AuthorityInput = described("提出的依据。", "By whose authority it is proposed.")


@strawberry.input(description=both("同意协作协议。", "The agreement of this side."))
class AgreePartnerAgreementInput:
    """Binding, so it names its authority."""

    published: bool | None = optional(
        "生效后本方的一份是否公开；缺省为否。", "Whether this side's record is public once in force; no by default."
    )
    authority: AuthorityInput = described("同意的依据。", "By whose authority it is agreed.")


@strawberry.input(description=both("说明理由。", "A step that needs its reason and nothing else."))
class PartnerNoteInput:
    """Its reason is told to the other side."""

    note: str | None = optional("理由。", "The reason.")


@strawberry.input(
    description=both("中止、恢复或终止协作。", "A step by which a side suspends, resumes or ends what was agreed.")
)
class PartnerStepInput:
    """Binding, so it names its authority beside its reason."""

    note: str | None = optional("理由。", "The reason.")
    authority: AuthorityInput = described("此举的依据。", "By whose authority it is taken.")
