"""The machines of a joint topic and of one committee's participation in it, as far as commands reach."""

from schema.rulebook.model import Machine, Move, Rule, Text, short_names
from schema.rulebook.sources import DESIGN, GUIDANCE, JOINT_WORK
from schema.topics.enums import JointTopicStage, ParticipationState

_OFFICE = ("staff",)

INVITE_OTHERS = Rule(
    id="joint-topic.invite.others",
    source=JOINT_WORK,
    reason=Text("没有邀请任何其他政协。", "No other committee is invited."),
    allowed_when=Text("至少邀请一个其他政协。", "Invite at least one other committee."),
    guard="invites_others",
)
INVITE_SELF = Rule(
    id="joint-topic.invite.self",
    source=DESIGN,
    reason=Text("牵头政协不必邀请自己。", "The lead needs no invitation to its own topic."),
    allowed_when=Text("去掉牵头政协的代码。", "Leave out the lead's own code."),
    guard="does_not_invite_itself",
)
INVITE_ONCE = Rule(
    id="joint-topic.invite.once",
    source=DESIGN,
    reason=Text("同一政协不能重复邀请。", "A committee is invited twice."),
    allowed_when=Text("每个政协只列一次，且尚未受邀。", "Name each committee once, and none that is invited already."),
    guard="invites_once",
)
INVITE_AUTHORITY = Rule(
    id="joint-topic.invite.authority",
    source=DESIGN,
    reason=Text("邀请没有写明决定机构和文号。", "The invitation does not name the deciding body and the document."),
    allowed_when=Text("在 authority 中写明决定机构和文号。", "Name body and documentNumber in authority."),
    guard="authority_given",
)
ANSWER_LEAD = Rule(
    id="participation.answer.lead",
    source=DESIGN,
    reason=Text("牵头政协不必答复自己的课题。", "The lead does not answer its own topic."),
    allowed_when=Text("由受邀的政协答复。", "An invited committee answers."),
    guard="is_not_the_lead",
)
ANSWER_AUTHORITY = Rule(
    id="participation.answer.authority",
    source=DESIGN,
    reason=Text("答复没有写明决定机构和文号。", "The answer does not name the deciding body and the document."),
    allowed_when=Text("在 authority 中写明决定机构和文号。", "Name body and documentNumber in authority."),
    guard="authority_given",
)

_INVITE_RULES = (INVITE_OTHERS, INVITE_SELF, INVITE_ONCE, INVITE_AUTHORITY)
_ANSWER_RULES = (ANSWER_LEAD, ANSWER_AUTHORITY)
_UNANSWERED = (None, "INVITED")

JOINT_TOPIC = Machine(
    name="JointTopic",
    slug="joint-topic",
    noun=Text("联合课题", "joint topic"),
    verbs={
        "proposeJointTopic": ("propose", Text("发起", "be proposed")),
        "inviteJointTopic": ("invite", Text("邀请参与", "have others invited to it")),
    },
    state_names=short_names(JointTopicStage),
    moves=(
        Move("proposeJointTopic", (None,), "PROPOSED", _OFFICE, JOINT_WORK),
        Move("inviteJointTopic", ("PROPOSED",), "INVITING", _OFFICE, JOINT_WORK, rules=_INVITE_RULES),
        Move("inviteJointTopic", ("INVITING",), "INVITING", _OFFICE, DESIGN, rules=_INVITE_RULES),
    ),
    initial="PROPOSED",
    final=("CLOSED", "TERMINATED"),
)

PARTICIPATION = Machine(
    name="Participation",
    slug="participation",
    noun=Text("参与邀请", "invitation"),
    verbs={"answerParticipation": ("answer", Text("答复", "be answered"))},
    state_names={name: text for name, text in short_names(ParticipationState).items() if name != "UNKNOWN"},
    moves=(
        Move(
            "answerParticipation", _UNANSWERED, "ACCEPTED", _OFFICE, GUIDANCE,
            rules=_ANSWER_RULES, choice=("answer", "ACCEPT"),
        ),
        Move(
            "answerParticipation", _UNANSWERED, "DECLINED", _OFFICE, GUIDANCE,
            rules=_ANSWER_RULES, choice=("answer", "DECLINE"),
        ),
    ),
    initial="INVITED",
    final=("DECLINED", "WITHDRAWN"),
)  # fmt: skip
