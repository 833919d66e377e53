"""The inbox of a committee: what waits for whom, since when and until when, and what may be done with it."""

import strawberry

from schema.actions import ActionRule, ActionVerdict
from schema.directives import Owner
from schema.paging import Edge, PageInfo
from schema.previews import CommandPreview
from schema.rootfields import argument, read_field
from schema.scalars import Date, DateTime, NodeCode
from schema.wording import DescribedEnum, both, described, described_enum


@described_enum("待办的种类。", "What somebody waits for.")
class InboxKind(DescribedEnum):
    """Each ends by one of a few commands."""

    ACT_TO_REVIEW = "ACT_TO_REVIEW", "待审核的拟办公文。", "A binding act to review."
    ACT_TO_SIGN = "ACT_TO_SIGN", "待签发的拟办公文。", "A binding act to sign."
    ACT_TO_REVISE = "ACT_TO_REVISE", "退回待修改的拟办公文。", "A binding act that came back to its drafter."
    INVITATION_TO_ANSWER = "INVITATION_TO_ANSWER", "待答复的联合课题邀请。", "An invitation to a joint topic."
    TOPIC_DRAFT_TO_ENDORSE = "TOPIC_DRAFT_TO_ENDORSE", "待会签的联合课题文稿。", "A joint topic's draft to endorse."
    PLAN_TO_ANSWER = "PLAN_TO_ANSWER", "待答复的年度协同计划。", "A joint annual plan that another committee offers."
    AGREEMENT_TO_ANSWER = "AGREEMENT_TO_ANSWER", "待答复的合作协议。", "An agreement that another committee proposes."
    PROJECT_TO_ANSWER = "PROJECT_TO_ANSWER", "待答复的协作项目。", "A project that a partner committee proposes."
    PROJECT_TO_START = "PROJECT_TO_START", "待启动的协作项目。", "An accepted project to start."
    ENDORSEMENT_TO_GIVE = "ENDORSEMENT_TO_GIVE", "待会签的联合提案。", "A shared proposal to endorse."
    SHARED_PROPOSAL_TO_FILE = (
        "SHARED_PROPOSAL_TO_FILE", "已会签、待报送的联合提案。", "A shared proposal that was agreed, to be filed here.",
    )  # fmt: skip
    COSIGNATURE_TO_GIVE = "COSIGNATURE_TO_GIVE", "待会签的提案。", "A proposal to co-sign."
    FILING_TO_REVISE = "FILING_TO_REVISE", "退回待修改的提案。", "A proposal that came back to its proposers."
    FILING_TO_REVIEW = "FILING_TO_REVIEW", "待初审的提案。", "A submitted proposal to review."
    FILING_TO_DECIDE = "FILING_TO_DECIDE", "待审查立案的提案。", "A proposal to file, refuse, merge or convert."
    FILING_TO_HAND_OVER = "FILING_TO_HAND_OVER", "待交办的提案。", "A filed proposal to hand over."
    ASSIGNMENT_TO_SIGN = "ASSIGNMENT_TO_SIGN", "待签收的承办任务。", "An assignment to sign for."
    RETURN_TO_ANSWER = "RETURN_TO_ANSWER", "待答复的申退。", "A unit's request to give an assignment back."
    REPLY_DUE = "REPLY_DUE", "待答复的提案。", "A reply that a unit owes."
    OPINION_DUE = "OPINION_DUE", "待提出的会办意见。", "A supporting opinion that a unit owes."
    FEEDBACK_DUE = "FEEDBACK_DUE", "待反馈意见的答复。", "Feedback on the replies."
    REHANDLING_TO_DECIDE = "REHANDLING_TO_DECIDE", "待决定是否重新办理。", "Whether to handle a proposal again."
    FILING_TO_CLOSE = "FILING_TO_CLOSE", "待办结的提案。", "A proposal to close."
    LOOK_BACK_TO_CLOSE = "LOOK_BACK_TO_CLOSE", "回头看待办结的提案。", "A look-back to close."
    LEAD_TO_SCREEN = "LEAD_TO_SCREEN", "待梳理的线索。", "A citizen's lead to screen."
    LEAD_TO_ADOPT = "LEAD_TO_ADOPT", "待采纳的线索。", "A citizen's lead to adopt or decline."
    LEAD_TO_CLAIM = "LEAD_TO_CLAIM", "待认领的线索。", "A citizen's lead to claim."


@strawberry.type(description=both("办理时须填的一项。", "A part of a command's input."))
class InboxInput:
    """As the mutation's input type has it."""

    name: str = described("名称。", "Its name.")
    type: str = described("类型，照契约的写法。", "Its type as the contract writes it.")
    required: bool = described("是否必填。", "Whether it must be given.")


@strawberry.type(description=both("对待办事项可以办理的一项操作。", "A command that may be taken on what waits."))
class InboxAction:
    """As `allowedActions` gives it. Commands that would be refused are left out; what only a signer may send is offered
    to others as a draft.
    """

    command: str = described("操作的字段名。", "The mutation's name.")
    ends: bool = described("是否使此项待办了结。", "Whether it is one of those that end the wait.")
    verdict: ActionVerdict = described("判断。", "The verdict.")
    drafts: str | None = described(
        "以拟稿代为办理的操作：command 为 draftBindingAct 时，其 command 所填；否则为空。",
        "Where command is draftBindingAct, the mutation that the draft is to carry out; null otherwise.",
    )
    to: str | None = described(
        "办理后的状态；视所填内容而定时为空。", "The state it leads to; null where its input decides."
    )
    needs: list[ActionRule] = described("所填内容须满足的规则。", "The rules that the input must satisfy.")
    input: list[InboxInput] = described("办理时可填的各项。", "What its input holds.")
    preview: CommandPreview | None = described(
        "不填任何内容即可办理时的预演；须填内容、代他人查询或预演被拒绝时为空。",
        "Its dry run, where it may be sent without any input; null where it needs input, is asked about in others'"
        " roles, or its dry run is refused.",
    )


@strawberry.type(description=both("一项待办。", "Something that waits."))
class InboxItem:
    """A record may wait in several ways: then it is listed once for each."""

    kind: InboxKind = described("待办的种类。", "What is waited for.")
    record: strawberry.ID = described(
        "记录的全局编号，可用 node(id:) 查询。", "The id of the record; node(id:) finds it."
    )
    record_version: int = described("记录的版本。", "The version of the record.")
    title: str = described("记录的标题。", "The record's title.")
    roles: list[str] = described("待何种角色办理。", "The roles it waits for, of those asked about.")
    since: DateTime = described("自何时起（UTC）。", "Since when (UTC).")
    until: Date | None = described("应于何日之前办理；没有期限则为空。", "The last day; null where there is no limit.")
    provisional: bool = described(
        "期限是否暂定：工作日历尚未公布到那一天。", "Whether that day is provisional, as the calendar ends before it."
    )
    overdue: bool = described("是否已逾期，以中国日期计。", "Whether that day is over in China.")
    actions: list[InboxAction] = described("可以办理的操作。", "What may be done.")


@strawberry.type(description=both("一页待办。", "A page of what waits."))
class InboxConnection:
    """By last day, earliest first; what has none comes last."""

    edges: list[Edge[InboxItem]] = described("本页各项。", "What is on this page.")
    page_info: PageInfo = described("分页信息。", "Where the page stands.")
    total_count: int = described("待办总数。", "How many things wait.")
    overdue_count: int = described("其中已逾期的。", "How many of them are overdue.")


def inbox_field() -> InboxConnection | None:
    """The root field `inbox`."""
    field: InboxConnection | None = read_field(
        "一级政协的待办：等谁办理、自何时起、至何日止、可以怎样办理。工作人员看机关的，委员和承办单位只看自己的；"
        "其节点无法联系时为空值。",
        "What waits at a committee: for whom, since when, until when, and what may be done. Staff see the office's,"
        " members and units their own alone; null where its node cannot be asked.",
        Owner(argument="committee"),
        arguments=[
            argument("committee", NodeCode, "政协的代码。", "The code of the committee."),
            argument(
                "as",
                list[str] | None,
                "等待何种角色：staff、reviewer、signer、member、unit、handover；缺省为等待调用者本人的，"
                "工作人员可查询任何角色。",
                "For which roles: staff, reviewer, signer, member, unit, handover; by default what waits for the"
                " caller. Staff may ask about any.",
                default=None,
            ),
            argument("kinds", list[InboxKind] | None, "只看这些种类。", "Only these kinds.", default=None),
            argument(
                "overdue", bool | None, "为真只看已逾期的，为假只看未逾期的。", "Only what is, or is not, overdue."
            ),
            argument("first", int | None, "取前几项，至多 100；缺省 20。", "How many: 20 by default, 100 at most."),
            argument("after", str | None, "从此游标之后取。", "Start after this cursor."),
        ],
    )
    return field
