"""An agreement between two partner committees: the record that each of them holds, and how it is listed."""

from typing import Annotated

import strawberry

from schema.directives import Owned, Remote
from schema.partners.enums import AgreementScope, AgreementState
from schema.records import REFERENCE, CommitteeReference, RecordFields
from schema.rootfields import argument, declared_field
from schema.scalars import Date, NodeCode
from schema.topics.types import Authority
from schema.wording import DescribedEnum, both, described, described_enum, optional


@strawberry.federation.type(
    keys=["id"],
    directives=[Owned(by="id")],
    description=both(
        "与兄弟政协订立的协作协议；双方各存一份，内容一致方为有效。",
        "An agreement with a partner committee. Each of the two holds a record of it, and both must say the same.",
    ),
)
class PartnerAgreement(RecordFields):
    """Each of the two committees holds its own record of it."""

    partner: CommitteeReference = described("对方政协。", "The other committee.", REFERENCE)
    title: str = described("协议名称。", "The title.")
    purpose: str | None = described("合作事项。", "What it is for.")
    in_force: bool = declared_field(
        "某日是否有效：状态为生效中、在起止日期之内、没有空缺。",
        "Whether it is in force on a day: ACTIVE, between its dates, and without gaps.",
        arguments=[argument("on", Date | None, "哪一日；缺省为今天。", "The day; today by default.", default=None)],
    )
    state: AgreementState = described("状态。", "The state.")
    covers: list[AgreementScope] | None = described(
        "涵盖哪些合作；出处未载明则为空。", "What it covers; null if the source does not say."
    )
    signed_on: Date | None = described("签订日期：双方意思一致之日。", "When it was signed: the day both had agreed.")
    valid_from: Date | None = described("生效日期。", "The first day it is in force.")
    valid_until: Date | None = described(
        "截止日期；不定期则为空。", "The last day it is in force; null if it has no fixed end."
    )
    proposed_by: CommitteeReference | None = described("提出方。", "The committee that proposed it.", REFERENCE)
    counterpart: Annotated["PartnerAgreement", strawberry.lazy("schema.partners.agreements")] | None = described(
        "对方所存的一份。", "The record that the other side holds of it.", Remote(provides="id")
    )
    terms_hash: str | None = described(
        "条款的 SHA-256 摘要；双方所存的必须相同。", "The SHA-256 of the terms; both sides hold the same."
    )
    answer_due_on: Date | None = described("答复期限；逾期提议失效。", "The last day for an answer; silence lapses.")
    suspended_by: list[CommitteeReference] = described(
        "提出中止而未恢复的各方。", "The sides that suspended it and have not resumed it.", REFERENCE
    )
    ended_on: Date | None = described("终止或未能订立之日。", "When it ended, or failed to be concluded.")
    note: str | None = described("最近一步的说明。", "What was said with the latest step.")
    authority: Authority | None = described("本方决定的依据。", "By whose authority this side decided.")


@described_enum("协作协议的排序。", "Orders of agreements.")
class PartnerAgreementOrder(DescribedEnum):
    """Ties are broken by id; an empty value comes last both ways."""

    TITLE_ASC = "TITLE_ASC", "按名称升序。", "By title, ascending."
    TITLE_DESC = "TITLE_DESC", "按名称降序。", "By title, descending."
    VALID_UNTIL_ASC = "VALID_UNTIL_ASC", "按截止日期升序。", "By the last day in force, earliest first."
    VALID_UNTIL_DESC = "VALID_UNTIL_DESC", "按截止日期降序。", "By the last day in force, latest first."
    RECORDED_AT_ASC = "RECORDED_AT_ASC", "按记录时间升序。", "By recorded time, oldest first."
    RECORDED_AT_DESC = "RECORDED_AT_DESC", "按记录时间降序。", "By recorded time, newest first."


@strawberry.input(description=both("协作协议的筛选条件。", "Which agreements."))
class PartnerAgreementFilter:
    """All given conditions must hold."""

    partner: NodeCode | None = optional("对方政协的代码。", "The code of the other committee.")
    state: AgreementState | None = optional("状态。", "The state.")
    covers: AgreementScope | None = optional("涵盖此项合作。", "Covers this.")
    in_force_on: Date | None = optional("此日有效。", "In force on this day.")
