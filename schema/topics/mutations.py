"""Root mutation fields of the topics module."""

import strawberry

from schema.payloads import Payload
from schema.rootfields import command_at, command_on
from schema.topics.inputs import AnswerParticipationInput, InviteJointTopicInput, ProposeJointTopicInput
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
    answer_participation: Payload[Participation] = command_at(
        AnswerParticipationInput, "答复参与联合课题的邀请。", "Answer an invitation to a joint topic."
    )
