"""The machines of a joint topic (联合调研课题), of one committee's participation in it, and of what it suggests."""

from schema.rulebook.common import authority_named, reason_given, recipients_listed
from schema.rulebook.model import SYSTEM, Machine, Move, Rule, Text, short_names
from schema.rulebook.sources import DESIGN, GUIDANCE, JOINT_WORK
from schema.topics.enums import JointTopicStage, ParticipationState

_OFFICE = ("staff",)
_ANY_PARTICIPANT = ("staff", *SYSTEM)
"""The lead's own people; for another participant the lead's node does it when that one's message arrives."""

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
ESTABLISH_ACCEPTED = Rule(
    id="joint-topic.establish.accepted",
    source=JOINT_WORK,
    reason=Text("还没有任何受邀政协同意参与。", "No invited committee takes part yet."),
    allowed_when=Text("至少一个受邀政协同意之后。", "Once at least one invited committee has accepted."),
    guard="somebody_accepted",
)
ESTABLISH_LEADER = Rule(
    id="joint-topic.establish.leader",
    source=JOINT_WORK,
    reason=Text("没有写明带头的领导。", "No leading official is named."),
    allowed_when=Text("写明带头的领导。", "Name the leading official."),
    guard="leader_named",
)
ESTABLISH_TASK_FORCE = Rule(
    id="joint-topic.establish.task-force",
    source=JOINT_WORK,
    reason=Text("没有写明专班。", "No task force is named."),
    allowed_when=Text("写明推进的专班。", "Name the task force."),
    guard="task_force_named",
)
ESTABLISH_PLAN = Rule(
    id="joint-topic.establish.plan",
    source=JOINT_WORK,
    reason=Text(
        "课题不在牵头政协当年的协商计划之内，也没有注明临时增设。",
        "The topic is not in the lead's consultation plan of the year, and is not marked as ad hoc.",
    ),
    allowed_when=Text("列入当年计划，或注明临时增设。", "Put it into the plan of the year, or mark it as ad hoc."),
    guard="planned_or_ad_hoc",
)
ESTABLISH_AGREEMENT = Rule(
    id="joint-topic.establish.agreement",
    source=JOINT_WORK,
    reason=Text("与兄弟城市的课题没有生效的协议。", "No agreement in force covers the partner city."),
    allowed_when=Text("与该城市的协议生效之后。", "While an agreement with that city is in force."),
    guard="agreement_covers",
)
DRAFT_FIELDWORK = Rule(
    id="joint-topic.start-draft.fieldwork",
    source=DESIGN,
    reason=Text("有的参与政协还没有调研记录。", "A participant has no record of fieldwork."),
    allowed_when=Text("每个参与政协至少有一次调研记录。", "Once every participant has a record of fieldwork."),
    guard="everybody_did_fieldwork",
)
CIRCULATE_DRAFT = Rule(
    id="joint-topic.circulate.draft",
    source=DESIGN,
    reason=Text("没有定稿的文本可供会商。", "There is no frozen draft to review."),
    allowed_when=Text("先固定一个文本版本。", "Freeze a version of the draft."),
    guard="draft_is_frozen",
)
ISSUE_ENDORSED = Rule(
    id="joint-topic.issue.endorsed",
    source=JOINT_WORK,
    reason=Text("并非所有参与政协都认可同一版本。", "Not every participant endorsed this version."),
    allowed_when=Text("所有参与政协认可同一版本之后。", "Once every participant has endorsed the same version."),
    guard="everybody_endorsed",
)
CLOSE_OUTPUTS = Rule(
    id="joint-topic.close.outputs",
    source=DESIGN,
    reason=Text("没有列明课题成果。", "No output of the topic is listed."),
    allowed_when=Text("至少列明一项成果。", "List at least one output."),
    guard="outputs_listed",
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
WITHDRAW_NOT_ISSUED = Rule(
    id="participation.withdraw.not-issued",
    source=DESIGN,
    reason=Text("书面建议已经形成，不能再退出。", "The suggestion was issued; nobody withdraws any more."),
    allowed_when=Text("书面建议形成之前；其后可附声明。", "Before it is issued; afterwards attach a statement."),
    guard="topic_is_not_issued",
)
LAPSE_OVERDUE = Rule(
    id="participation.lapse.overdue",
    source=DESIGN,
    reason=Text("答复期限还没有过。", "The time for an answer is not over."),
    allowed_when=Text("答复期限过后。", "Once the time for an answer is over."),
    guard="answer_is_overdue",
)

_INVITE_RULES = (INVITE_OTHERS, INVITE_SELF, INVITE_ONCE, INVITE_AUTHORITY)
_ESTABLISH_RULES = (
    ESTABLISH_ACCEPTED, ESTABLISH_LEADER, ESTABLISH_TASK_FORCE, ESTABLISH_PLAN, ESTABLISH_AGREEMENT,
    authority_named("joint-topic.establish.authority"),
)  # fmt: skip
_ANSWER_RULES = (ANSWER_LEAD, ANSWER_AUTHORITY)
_UNANSWERED = (None, "INVITED")
_BEFORE_ISSUE = ("PROPOSED", "INVITING", "ESTABLISHED", "FIELDWORK", "DRAFTING", "CO_REVIEW")

_TOPIC_VERBS = {
    "proposeJointTopic": ("propose", Text("发起", "be proposed")),
    "inviteJointTopic": ("invite", Text("邀请参与", "have others invited to it")),
    "establishJointTopic": ("establish", Text("立项", "be established")),
    "startFieldworkJointTopic": ("start-fieldwork", Text("开始调研", "go into fieldwork")),
    "startDraftJointTopic": ("start-draft", Text("开始起草", "be drafted")),
    "circulateJointTopic": ("circulate", Text("送会商", "be circulated for review")),
    "requestChangesJointTopic": ("request-changes", Text("退回修改", "be sent back for changes")),
    "issueJointTopic": ("issue", Text("形成书面建议", "be issued")),
    "deliverJointTopic": ("deliver", Text("报送", "be delivered")),
    "recordResponseJointTopic": ("record-response", Text("记录采纳或批示", "have a response recorded")),
    "closeJointTopic": ("close", Text("结题", "be closed")),
    "terminateJointTopic": ("terminate", Text("终止", "be terminated")),
}

JOINT_TOPIC = Machine(
    name="JointTopic",
    slug="joint-topic",
    noun=Text("联合课题", "joint topic"),
    verbs=_TOPIC_VERBS,
    state_names=short_names(JointTopicStage),
    moves=(
        Move("proposeJointTopic", (None,), "PROPOSED", _OFFICE, JOINT_WORK),
        Move("inviteJointTopic", ("PROPOSED",), "INVITING", _OFFICE, JOINT_WORK, rules=_INVITE_RULES),
        Move("inviteJointTopic", ("INVITING",), "INVITING", _OFFICE, DESIGN, rules=_INVITE_RULES),
        Move("establishJointTopic", ("INVITING",), "ESTABLISHED", _OFFICE, JOINT_WORK, rules=_ESTABLISH_RULES),
        Move("startFieldworkJointTopic", ("ESTABLISHED",), "FIELDWORK", _ANY_PARTICIPANT, JOINT_WORK),
        Move("startDraftJointTopic", ("FIELDWORK",), "DRAFTING", _OFFICE, DESIGN, rules=(DRAFT_FIELDWORK,)),
        Move("circulateJointTopic", ("DRAFTING",), "CO_REVIEW", _OFFICE, DESIGN, rules=(CIRCULATE_DRAFT,)),
        Move(
            "requestChangesJointTopic", ("CO_REVIEW",), "DRAFTING", _ANY_PARTICIPANT, DESIGN,
            rules=(reason_given("joint-topic.request-changes.reason", DESIGN),),
        ),
        Move(
            "issueJointTopic", ("CO_REVIEW",), "ISSUED", _OFFICE, JOINT_WORK,
            rules=(ISSUE_ENDORSED, authority_named("joint-topic.issue.authority")),
        ),
        Move(
            "deliverJointTopic", ("ISSUED",), "DELIVERED", _ANY_PARTICIPANT, JOINT_WORK,
            rules=(recipients_listed("joint-topic.deliver.recipients", JOINT_WORK),),
        ),
        Move(
            "recordResponseJointTopic", ("DELIVERED",), "RESPONDED", _ANY_PARTICIPANT, DESIGN,
            rules=(reason_given("joint-topic.record-response.text", DESIGN),),
        ),
        Move("closeJointTopic", ("DELIVERED", "RESPONDED"), "CLOSED", _OFFICE, DESIGN, rules=(CLOSE_OUTPUTS,)),
        Move(
            "terminateJointTopic", _BEFORE_ISSUE, "TERMINATED", _OFFICE, DESIGN,
            rules=(reason_given("joint-topic.terminate.reason", DESIGN),),
        ),
    ),
    initial="PROPOSED",
    final=("CLOSED", "TERMINATED"),
    planned=frozenset(_TOPIC_VERBS) - {"proposeJointTopic", "inviteJointTopic"},
)  # fmt: skip

PARTICIPATION = Machine(
    name="Participation",
    slug="participation",
    noun=Text("参与邀请", "invitation"),
    verbs={
        "receiveParticipation": ("receive", Text("收到", "be received")),
        "answerParticipation": ("answer", Text("答复", "be answered")),
        "lapseParticipation": ("lapse", Text("逾期失效", "lapse")),
        "withdrawParticipation": ("withdraw", Text("退出", "be withdrawn from")),
    },
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
        Move("receiveParticipation", (None,), "INVITED", SYSTEM, DESIGN),
        Move("lapseParticipation", ("INVITED",), "DECLINED", SYSTEM, DESIGN, rules=(LAPSE_OVERDUE,)),
        Move(
            "withdrawParticipation", ("ACCEPTED",), "WITHDRAWN", _OFFICE, GUIDANCE,
            rules=(
                WITHDRAW_NOT_ISSUED,
                reason_given("participation.withdraw.reason", DESIGN),
                authority_named("participation.withdraw.authority"),
            ),
        ),
    ),
    initial="INVITED",
    final=("DECLINED", "WITHDRAWN"),
    planned=frozenset({"withdrawParticipation"}),
)  # fmt: skip
