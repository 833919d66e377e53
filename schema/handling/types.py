"""The types of the handling module: an assignment of a proposal to one unit."""

from typing import Annotated

import strawberry

from schema.completeness_types import NodeLevel
from schema.directives import Owned, Remote
from schema.handling.enums import AssignmentRole, AssignmentState
from schema.handling.replies import Reply, ReplyDraft, SupportOpinion
from schema.proposals.types import Filing
from schema.records import RecordFields
from schema.scalars import Date, DateTime, NodeCode
from schema.wording import both, described


@strawberry.federation.type(
    keys=["id"],
    directives=[Owned(by="id")],
    description=both(
        "交给一个承办单位的承办任务。以件次计，提案以件计。",
        "A proposal as it was handed to one undertaking unit. Counted in 件次, where proposals are counted in 件.",
    ),
)
class Assignment(RecordFields):
    """Owned by the committee that holds the proposal, whichever level the unit is of."""

    filing_id: strawberry.ID = described("所办提案的编号。", "The id of the proposal.")
    filing: Filing | None = described("所办提案；查询者不可见则为空。", "The proposal; null where you may not see it.")
    filing_title: str = described("所办提案的案由。", "The title of the proposal.")
    case_number: str | None = described("所办提案的案号。", "The case number of the proposal.")
    round: int = described("第几轮办理，自 1 起；重新办理则加一。", "The round of handling, from 1.")
    position: int = described("在本提案各承办任务中的次序，自 1 起。", "Its place among the proposal's, from 1.")
    unit: str = described("承办单位。", "The undertaking unit.")
    credit_code: str | None = described(
        "承办单位的统一社会信用代码（GB 32100-2015）；出处未载明则为空。",
        "The unit's unified social credit code (GB 32100-2015); null if the source does not say.",
    )
    level: NodeLevel | None = described(
        "承办单位的层级；出处未载明则为空。", "The level of the unit; null if the source does not say."
    )
    area: NodeCode | None = described(
        "承办单位所在行政区划的代码；出处未载明则为空。",
        "The code of the unit's division; null if the source does not say.",
    )
    role: AssignmentRole | None = described("分工；出处未载明则为空。", "Its part; null if the source does not say.")
    state: AssignmentState | None = described("状态；出处未载明则为空。", "The state; null if the source does not say.")
    assigning_body: str | None = described(
        "交办机关：承办单位所在层级的党委或政府办公厅（室）。",
        "Who handed it over: the office of the Party committee or the government at the unit's level.",
    )
    assigning_level: NodeLevel | None = described(
        "交办机关的层级；未载明则为空。", "The level of who handed it over; null where that was not said."
    )
    issued_on: Date | None = described("交办日期。", "The day of hand-over.")
    due_on: Date | None = described(
        "现行办理期限，延期后为延期后的日期。", "The deadline in force, after any extension."
    )
    due_provisional: bool = described(
        "办理期限是否暂定：工作日历尚未公布到那一天。",
        "Whether the deadline is provisional, as the working-day calendar ends before it.",
    )
    objection_due_on: Date | None = described("提出异议（申退）的期限。", "Until when the unit may ask to return it.")
    objection_provisional: bool = described(
        "提出异议的期限是否暂定。", "Whether the time for objections is provisional, as the calendar ends before it."
    )
    signed_at: DateTime | None = described("签收时间。", "When the unit signed for it.")
    replied_at: DateTime | None = described("答复或送交会办意见的时间。", "When it replied or sent its opinion.")
    extended_to: Date | None = described("延期至何日；未延期则为空。", "To which day it was extended, if it was.")
    warned_on: Date | None = described("何日提示即将到期。", "When it was found to be due soon.")
    overdue_on: Date | None = described("何日起逾期。", "When it was found to be overdue.")
    return_reason: str | None = described("申退的理由。", "Why the unit asked to return it.")
    return_due_on: Date | None = described(
        "答复申退的期限；未申退则为空。", "Until when the request to return it is to be answered, if there was one."
    )
    return_provisional: bool = described(
        "答复申退的期限是否暂定。", "Whether that day is provisional, as the calendar ends before it."
    )
    return_overdue_on: Date | None = described(
        "何日起申退逾期未答复。", "When the request to return it was found to be unanswered in time."
    )
    return_answer: str | None = described("不同意申退的理由。", "Why the return was refused.")
    extension_reason: str | None = described("延期的理由。", "Why it was extended.")
    cancel_reason: str | None = described("取消的理由。", "Why it was cancelled.")
    copied_to: list[NodeCode] = described(
        "抄送的政协：承办单位所在地的政协。", "The committees that have a copy: that of the unit's division."
    )
    replaced_by: Annotated["Assignment", strawberry.lazy("schema.handling.types")] | None = described(
        "申退同意后改交的承办任务。", "The assignment that took its place after a return.", Remote(provides="id")
    )
    replies: list[Reply] = described("答复；会办任务没有。", "Its replies; a supporting unit has none.")
    reply_drafts: list[ReplyDraft] = described(
        "答复草稿，按先后；无权查看者得空列表。",
        "The drafts of its reply, in order; empty for whoever may not see them.",
    )
    support_opinion: SupportOpinion | None = described(
        "会办任务的意见；无权查看则为空。", "A supporting unit's opinion; null for whoever may not see it."
    )
    received_opinions: list[SupportOpinion] = described(
        "主办任务收到的会办意见；无权查看者得空列表。",
        "The opinions that a lead unit received; empty for whoever may not see them.",
    )
