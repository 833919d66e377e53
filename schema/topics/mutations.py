"""Root mutation fields of the topics module."""

import strawberry

from schema.payloads import Payload
from schema.rootfields import command_at, command_on
from schema.topics.command_inputs import (
    AnswerParticipationInput,
    AttachStatementInput,
    InviteJointTopicInput,
    ProposeJointTopicInput,
    RecallInvitationInput,
    WithdrawParticipationInput,
)
from schema.topics.types import JointTopic, Participation


@strawberry.type
class TopicsMutations:
    """The lead proposes and invites; each invited committee answers at its own node."""

    propose_joint_topic: Payload[JointTopic] = command_at(
        ProposeJointTopicInput, "牵头发起联合课题。", "Propose a joint topic as its lead."
    )
    invite_joint_topic: Payload[JointTopic] = command_on(
        InviteJointTopicInput, "邀请其他政协参与联合课题。", "Invite other committees to a joint topic."
    )
    recall_invitation_joint_topic: Payload[JointTopic] = command_on(
        RecallInvitationInput, "撤回尚未答复的邀请。", "Recall an invitation that is not answered yet."
    )
    answer_participation: Payload[Participation] = command_at(
        AnswerParticipationInput, "答复参与联合课题的邀请。", "Answer an invitation to a joint topic."
    )
    withdraw_participation: Payload[Participation] = command_on(
        WithdrawParticipationInput,
        "书面建议形成之前退出联合课题。",
        "Withdraw from a joint topic before anything is issued.",
    )
    attach_statement_participation: Payload[Participation] = command_on(
        AttachStatementInput,
        "书面建议形成之后附上本政协的声明。",
        "Attach a statement of the committee's own to what was issued.",
    )
