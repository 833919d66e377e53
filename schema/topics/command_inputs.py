"""Inputs of the commands on joint topics, and of what a participant does."""

import strawberry

from schema.scalars import NodeCode
from schema.topics.enums import OwnTopicDecision, ParticipationAnswer
from schema.topics.inputs import AuthorityInput
from schema.wording import both, described, optional


@strawberry.input(description=both("发起联合课题。", "A joint topic to propose."))
class ProposeJointTopicInput:
    """The proposing committee is the lead."""

    title: str = described("课题名称。", "The title.")
    summary: str | None = optional("内容。", "What it is about.")
    year: int | None = optional("列入哪一年的协商计划。", "The year whose consultation plan it belongs to.")
    leading_official: str | None = optional("带头的领导。", "The official who leads it.")
    task_force: str | None = optional("专班。", "The task force.")


@strawberry.input(description=both("邀请参与联合课题。", "An invitation to a joint topic."))
class InviteJointTopicInput:
    """Binding, so it names its authority."""

    committees: list[NodeCode] = described("受邀政协的代码。", "The codes of the invited committees.")
    similar: list[strawberry.ID] | None = optional(
        "受邀政协自己牵头的相近课题，请其并入本课题；每个受邀政协至多一个。",
        "Similar topics that invited committees lead themselves, which they are asked to join to this one; at most one"
        " for each.",
    )
    authority: AuthorityInput = described("邀请的依据。", "By whose authority they are invited.")


@strawberry.input(description=both("答复参与邀请。", "An answer to an invitation."))
class AnswerParticipationInput:
    """Given by the invited committee, at its own node."""

    topic: strawberry.ID = described("课题的编号。", "The id of the topic.")
    answer: ParticipationAnswer = described("答复。", "The answer.")
    own_topic: OwnTopicDecision | None = optional(
        "对自己相近课题的决定；受邀并入时须作出。", "What becomes of its own, similar topic; needed if it is asked."
    )
    note: str | None = optional("附言。", "A remark.")
    authority: AuthorityInput = described("答复的依据。", "By whose authority it is given.")


@strawberry.input(description=both("撤回一份尚未答复的邀请。", "An unanswered invitation to recall."))
class RecallInvitationInput:
    """The invited committee is told."""

    committee: NodeCode = described("受邀政协的代码。", "The code of the invited committee.")
    note: str | None = optional("理由。", "Why.")


@strawberry.input(description=both("退出联合课题。", "A withdrawal from a joint topic."))
class WithdrawParticipationInput:
    """Binding. It counts once the lead has it before the issue; otherwise the lead refuses it."""

    note: str = described("理由。", "Why.")
    authority: AuthorityInput = described("退出的依据。", "By whose authority it withdraws.")


@strawberry.input(description=both("附于书面建议的声明。", "A statement on what was issued."))
class AttachStatementInput:
    """For a committee that can no longer withdraw."""

    statement: str = described("声明。", "The statement.")
    authority: AuthorityInput = described("声明的依据。", "By whose authority it is made.")
