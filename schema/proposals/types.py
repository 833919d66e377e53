"""Types of the proposals module: a filing with its proposers and reviews."""

from typing import TYPE_CHECKING, Annotated

import strawberry

from schema.directives import Owned, Remote
from schema.proposals.enums import (
    FilingOrigin,
    FilingOutcome,
    FilingState,
    ProposerKind,
    ReviewDecision,
)
from schema.records import RecordFields
from schema.scalars import DateTime
from schema.wording import both, described

if TYPE_CHECKING:
    from schema.handling.types import Assignment

AssignmentReference = Annotated["Assignment", strawberry.lazy("schema.handling.types")]


@strawberry.type(description=both("提案者。", "A proposer."))
class Proposer:
    """In the order of signature; the first proposer signs first."""

    kind: ProposerKind = described("类别。", "The kind.")
    name: str = described("姓名或单位名称。", "The name of the person or body.")
    position: int = described("署名次序，自 1 起。", "The place in the order of signature, from 1.")
    first: bool = described("是否第一提案人。", "Whether this is the first proposer.")


@strawberry.type(description=both("一次审查。", "One review of a proposal."))
class Review:
    """What was decided, in which round, and why."""

    decision: ReviewDecision = described("决定。", "The decision.")
    reason_code: str | None = described("不予立案理由的代码。", "The code of the reason for refusal.")
    note: str | None = described("说明。", "A remark.")
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
    happened_in: int | None = described("事实发生的年份，用于录入的史料。", "The year of the fact, for imported ones.")
    proposers: list[Proposer] = described("提案者，按署名次序。", "The proposers, in the order of signature.")
    assignments: list[AssignmentReference] = described(
        "承办任务，按交办次序；只列查询者可见者。", "Its assignments that you may see, in the order of issue."
    )
    reviews: list[Review] = described("审查经过，按先后。", "Its reviews, in order.")
    merged_into: Annotated["Filing", strawberry.lazy("schema.proposals.types")] | None = described(
        "并入的提案。", "The proposal it was merged into.", Remote(provides="id")
    )
