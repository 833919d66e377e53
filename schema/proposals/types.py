"""Types of the proposals module: a filing with its proposers and reviews."""

from typing import TYPE_CHECKING, Annotated

import strawberry

from schema.directives import Owned, Remote
from schema.proposals.enums import (
    ConversionTarget,
    CosignatureState,
    FilingChannel,
    FilingOrigin,
    FilingOutcome,
    FilingPart,
    FilingState,
    ProposerKind,
    Retention,
    ReviewDecision,
)
from schema.records import REFERENCE, CommitteeReference, RecordFields
from schema.scalars import Date, DateTime
from schema.wording import both, described

if TYPE_CHECKING:
    from schema.handling.feedback import Feedback, LookBack
    from schema.handling.types import Assignment
    from schema.shared_proposals.types import SharedProposal

AssignmentReference = Annotated["Assignment", strawberry.lazy("schema.handling.types")]
FilingReference = Annotated["Filing", strawberry.lazy("schema.proposals.types")]


@strawberry.type(description=both("提案者。", "A proposer."))
class Proposer:
    """In the order of signature; the first proposer signs first."""

    kind: ProposerKind = described("类别。", "The kind.")
    name: str = described("姓名或单位名称。", "The name of the person or body.")
    position: int = described("署名次序，自 1 起。", "The place in the order of signature, from 1.")
    first: bool = described("是否第一提案人。", "Whether this is the first proposer.")
    member_id: strawberry.ID | None = described(
        "委员名册中的编号；未登记则为空。", "The id in the register of members; null if not in it."
    )
    body_id: strawberry.ID | None = described(
        "提案单位名册中的编号；未登记则为空。", "The id in the register of bodies; null if not in it."
    )
    signed_at: DateTime | None = described(
        "签名时间；界别和小组由召集人签名。", "When it signed; sectors and groups by their convenor."
    )
    sealed: bool = described(
        "是否已加盖公章；党派、人民团体、专门委员会须盖章。",
        "Whether it is sealed; parties, people's organisations and special committees have to be.",
    )


@strawberry.type(description=both("一份会签邀请及其结果。", "An invitation to co-sign, and what came of it."))
class Cosignature:
    """Whoever signs becomes a proposer."""

    kind: ProposerKind = described("类别。", "The kind.")
    name: str = described("姓名或单位名称。", "The name of the person or body.")
    position: int = described("邀请次序，自 1 起。", "The place in the order of invitation, from 1.")
    member_id: strawberry.ID | None = described("委员名册中的编号。", "The id in the register of members.")
    body_id: strawberry.ID | None = described("提案单位名册中的编号。", "The id in the register of bodies.")
    state: CosignatureState = described("状态。", "The state.")
    invited_at: DateTime = described("邀请时间。", "When it was invited.")
    answered_at: DateTime | None = described("会签或失效的时间。", "When it signed or lapsed.")


@strawberry.type(description=both("就一次决定给一位提案者的通知。", "What one proposer was told of a decision."))
class ProposerNotice:
    """A committee that does not file a proposal tells its proposers."""

    decision: ReviewDecision = described("所通知的决定。", "The decision it tells of.")
    name: str = described("提案者。", "The proposer.")
    member_id: strawberry.ID | None = described("委员名册中的编号。", "The id in the register of members.")
    body_id: strawberry.ID | None = described("提案单位名册中的编号。", "The id in the register of bodies.")
    issued_at: DateTime = described("发出时间。", "When it was issued.")


@strawberry.type(description=both("确定为重点提案的依据。", "By whose decision a proposal became a key proposal."))
class KeyDesignation:
    """Settled by the chairpersons' meeting."""

    body: str = described("决定机构。", "The body that decided.")
    decided_on: Date = described("决定日期。", "The date of the decision.")
    document_number: str = described("文号。", "The number of the document.")


@strawberry.type(description=both("归档情况。", "How a proposal was archived."))
class FilingArchive:
    """Where to find it, and for how long."""

    number: str = described("档号。", "The number in the archive.")
    archived_on: Date = described("归档日期。", "The date of archiving.")
    retention: Retention = described("保管期限。", "For how long it is kept.")
    years: int | None = described("定期保管的年数；永久则为空。", "The years of a fixed term; null if kept for good.")


@strawberry.type(description=both("一次审查。", "One review of a proposal."))
class Review:
    """What was decided, in which round, and why."""

    decision: ReviewDecision = described("决定。", "The decision.")
    checked: list[FilingPart] = described(
        "初审时核对过、确已具备的内容。", "What preliminary review checked and found there."
    )
    lacking: list[FilingPart] = described("退回时所缺的内容。", "What it lacked when it was returned.")
    reason_code: str | None = described("不予立案理由的代码。", "The code of the reason for refusal.")
    note: str | None = described(
        "说明；在系统中办理的，只供本政协的委员和工作人员查看。",
        "A remark; of what was decided here it is shown to the committee's own members and staff only.",
    )
    decided_at: DateTime | None = described("决定时间；出处未载明则为空。", "When; null if the source does not say.")
    round: int = described(
        "第几轮审查，自 1 起；退回重提则加一。", "The round of review, from 1; one more after each return."
    )


@strawberry.federation.type(
    keys=["id"],
    directives=[Owned(by="id")],
    description=both(
        "一件提案在一级政协内的记录。跨级的联合提案是各级各有一件。",
        "A proposal as one committee holds it. A proposal shared between levels is one of these at each.",
    ),
)
class Filing(RecordFields):
    """Owned by the committee that received it."""

    title: str = described("案由。", "The title.")
    text: str | None = described(
        "正文：情况、分析和具体建议。", "The text: the facts, their analysis, concrete suggestions."
    )
    term: int | None = described("届。", "The term.")
    session: int | None = described("次。", "The session.")
    case_number: str | None = described(
        "案号，立案时编定，本届本次内不重复。", "The case number, given once at filing and unique in term and session."
    )
    state: FilingState = described("准确状态。", "The exact state.")
    outcome: FilingOutcome | None = described(
        "最近的审查结果；尚未提交则为空。", "The latest result of review; null until it is submitted."
    )
    origin: FilingOrigin = described("来源。", "Where it came from.")
    is_key_proposal: bool = described("是否重点提案。", "Whether it is a key proposal.")
    submitted_at: DateTime | None = described("提交时间。", "When it was submitted.")
    filed_at: DateTime | None = described("立案时间。", "When it was filed.")
    feedback_due_on: Date | None = described("提案者反馈的期限；尚未答复则为空。", "The last day for feedback.")
    feedback_provisional: bool | None = described(
        "反馈期限是否暂定：工作日历尚未公布到那一天。",
        "Whether that day is provisional, as the working-day calendar ends before it.",
    )
    feedback_lapsed_on: Date | None = described(
        "何日起反馈期限已过而提案者未反馈。", "When the time for feedback was found to be over without any."
    )
    feedback: list[Annotated["Feedback", strawberry.lazy("schema.handling.feedback")]] = described(
        "提案者的反馈，按轮次。", "The proposers' feedback, by round."
    )
    look_backs: list[Annotated["LookBack", strawberry.lazy("schema.handling.feedback")]] = described(
        "各次“回头看”，按先后。", "The look-backs on it, in order."
    )
    happened_in: int | None = described("事实发生的年份，用于录入的史料。", "The year of the fact, for imported ones.")
    proposers: list[Proposer] = described("提案者，按署名次序。", "The proposers, in the order of signature.")
    assignments: list[AssignmentReference] = described(
        "承办任务，按交办次序；只列查询者可见者。", "Its assignments that you may see, in the order of issue."
    )
    reviews: list[Review] = described("审查经过，按先后。", "Its reviews, in order.")
    merged_into: FilingReference | None = described(
        "并入的提案。", "The proposal it was merged into.", Remote(provides="id")
    )
    channel: FilingChannel | None = described(
        "大会提案还是平时提案；未提交或政协未登记会期则为空。",
        "In or out of session; null before submission, and where the committee keeps no calendar of its sessions.",
    )
    cosignatures: list[Cosignature] = described("会签邀请，按邀请次序。", "Invitations to co-sign, in their order.")
    cosign_due_on: Date | None = described("会签截止日期。", "The last day for co-signing.")
    cosign_provisional: bool | None = described(
        "会签期限是否暂定：节假日安排尚未公布到该日。",
        "Whether that day is provisional, because holidays are not announced that far.",
    )
    converted_to: ConversionTarget | None = described("转为何种材料。", "What it was converted into.")
    notices: list[ProposerNotice] = described("给提案者的通知，按先后。", "What its proposers were told, in order.")
    recommended_to_committee: CommitteeReference | None = described(
        "推荐至哪一级政协。", "The committee it was recommended to.", REFERENCE
    )
    recommended_to: FilingReference | None = described(
        "上级政协据此另立的提案；对方告知之前为空。",
        "The proposal drafted anew there; null until that committee has told.",
        Remote(provides="id"),
    )
    recommended_from: FilingReference | None = described(
        "据以起草的下级政协提案。", "The proposal of a lower committee that it takes up.", Remote(provides="id")
    )
    continues: FilingReference | None = described(
        "接续的往届或往次提案。",
        "The proposal of an earlier term or session that it carries on.",
        Remote(provides="id"),
    )
    continued_by: list[FilingReference] = described(
        "接续它的提案，按届、次。", "The proposals that carry it on, by term and session."
    )
    shared_proposal: Annotated["SharedProposal", strawberry.lazy("schema.shared_proposals.types")] | None = described(
        "据以形成的联合提案。", "The shared proposal that it was made of.", Remote(provides="id")
    )
    key_designation: KeyDesignation | None = described(
        "确定为重点提案的依据；录入的史料可能没有。",
        "By whose decision it is a key proposal; imported facts may leave it out.",
    )
    archive: FilingArchive | None = described("归档情况；未归档则为空。", "How it was archived; null before that.")
