"""The machine of a joint topic (联合调研课题), at the committee that leads it. What another participant does to it is a
step that the lead's node derives when that one's message arrives: the order of the lead's own ledger decides.
"""

from schema.rulebook.common import authority_named, reason_given, recipients_listed
from schema.rulebook.model import SYSTEM, Machine, Move, Rule, Source, Text, short_names
from schema.rulebook.sources import DESIGN, JOINT_WORK
from schema.topics.enums import JointTopicStage

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
RECALL_STANDS = Rule(
    id="joint-topic.recall-invitation.stands",
    source=DESIGN,
    reason=Text("该政协没有待答复的邀请。", "That committee has no invitation that waits for an answer."),
    allowed_when=Text("邀请尚未答复时。", "While an invitation is unanswered."),
    guard="invitation_is_open",
)
ANSWER_IN_TIME = Rule(
    id="joint-topic.record-answer.in-time",
    source=DESIGN,
    reason=Text("答复期限已过，邀请已失效。", "The time for an answer is over; the invitation has lapsed."),
    allowed_when=Text("由牵头政协重新邀请之后。", "Once the lead invites again."),
    guard="answer_is_in_time",
)
ANSWER_INVITED = Rule(
    id="joint-topic.record-answer.invited",
    source=DESIGN,
    reason=Text("该政协没有待答复的邀请。", "That committee has no invitation that waits for an answer."),
    allowed_when=Text("受到邀请且尚未答复时。", "While it is invited and has not answered."),
    guard="invitation_is_open",
)
ANSWER_AGREEMENT = Rule(
    id="joint-topic.record-answer.agreement",
    source=JOINT_WORK,
    reason=Text(
        "课题已立项，与该兄弟城市没有生效的协议。", "The topic stands, and no agreement in force covers this city."
    ),
    allowed_when=Text("与该城市的协议生效之后。", "While an agreement with that city is in force."),
    guard="agreement_covers",
)
LAPSE_OVERDUE = Rule(
    id="joint-topic.lapse.overdue",
    source=DESIGN,
    reason=Text("答复或认可的期限还没有过。", "The time for an answer or an endorsement is not over."),
    allowed_when=Text("期限过后。", "Once that time is over."),
    guard="answer_is_overdue",
)
REOPEN_NOBODY = Rule(
    id="joint-topic.reopen.nobody",
    source=JOINT_WORK,
    reason=Text("还有政协参与课题。", "Somebody still takes part."),
    allowed_when=Text("参与政协全部退出之后。", "Once nobody takes part any more."),
    guard="nobody_takes_part",
)
FREEZE_TEXT = Rule(
    id="joint-topic.freeze-draft.text",
    source=DESIGN,
    reason=Text("没有文稿。", "There is no draft."),
    allowed_when=Text("写明文稿。", "Give the text."),
    guard="has_text",
)
ENDORSE_LATEST = Rule(
    id="joint-topic.record-endorsement.latest",
    source=DESIGN,
    reason=Text("所认可的不是送会商的最新版本。", "What is endorsed is not the version under review."),
    allowed_when=Text("认可最新版本（编号与摘要相符）。", "Endorse the latest version, by its number and digest."),
    guard="endorses_the_draft_under_review",
)
ENDORSE_IN_TIME = Rule(
    id="joint-topic.record-endorsement.in-time",
    source=DESIGN,
    reason=Text("会商期限已过。", "The time for reviewing is over."),
    allowed_when=Text("牵头政协再次送会商之后。", "Once the lead circulates the draft again."),
    guard="answer_is_in_time",
)
JOIN_DECIDED = Rule(
    id="joint-topic.join.decided",
    source=DESIGN,
    reason=Text("没有决定并入哪个课题。", "No topic to join was decided on."),
    allowed_when=Text("答复邀请时决定并入。", "Once the answer to an invitation says so."),
    guard="joining_is_decided",
)
TRACK_OPEN = Rule(
    id="joint-topic.close-track.open",
    source=DESIGN,
    reason=Text("没有这一项并行推进，或已经结束。", "There is no such track, or it is closed."),
    allowed_when=Text("该项仍在推进时。", "While that track is open."),
    guard="track_is_open",
)


def _participant(verb: str, source: Source = DESIGN) -> Rule:
    return Rule(
        id=f"joint-topic.{verb}.participant",
        source=source,
        reason=Text("该政协没有参与课题。", "That committee does not take part in the topic."),
        allowed_when=Text("接受邀请且没有退出时。", "While it has accepted and not withdrawn."),
        guard="takes_part",
    )


_INVITE_RULES = (INVITE_OTHERS, INVITE_SELF, INVITE_ONCE, INVITE_AUTHORITY)
_ESTABLISH_RULES = (
    ESTABLISH_ACCEPTED, ESTABLISH_LEADER, ESTABLISH_TASK_FORCE, ESTABLISH_PLAN, ESTABLISH_AGREEMENT,
    authority_named("joint-topic.establish.authority"),
)  # fmt: skip
_CHANGES = (
    reason_given("joint-topic.request-changes.reason", DESIGN),
    _participant("request-changes"),
    Rule(
        id="joint-topic.request-changes.latest",
        source=DESIGN,
        reason=Text("所提意见的不是送会商的最新版本。", "The changes are not to the version under review."),
        allowed_when=Text("就最新版本提出。", "Ask for changes in the latest version."),
        guard="endorses_the_draft_under_review",
    ),
)
_DELIVER_RULES = (recipients_listed("joint-topic.deliver.recipients", JOINT_WORK), _participant("deliver"))
_BEFORE_ISSUE = ("PROPOSED", "INVITING", "ESTABLISHED", "FIELDWORK", "DRAFTING", "CO_REVIEW")
_OPEN = _BEFORE_ISSUE[1:]
_ISSUED = ("ISSUED", "DELIVERED", "RESPONDED")
_UNDER_WAY = (*_BEFORE_ISSUE[2:], *_ISSUED)


def _staying(
    command: str, states: tuple[str, ...], roles: tuple[str, ...], source: Source, *rules: Rule
) -> tuple[Move, ...]:
    """The moves of a command that leaves the stage as it is."""
    return tuple(Move(command, (state,), state, roles, source, rules=rules) for state in states)


_TOPIC_VERBS = {
    "proposeJointTopic": ("propose", Text("发起", "be proposed")),
    "inviteJointTopic": ("invite", Text("邀请参与", "have others invited to it")),
    "recallInvitationJointTopic": ("recall-invitation", Text("撤回邀请", "have an invitation recalled")),
    "recordAnswerJointTopic": ("record-answer", Text("登记答复", "have an answer recorded")),
    "recordWithdrawalJointTopic": ("record-withdrawal", Text("登记退出", "have a withdrawal recorded")),
    "lapseJointTopic": ("lapse", Text("登记逾期", "have a silence recorded")),
    "reopenJointTopic": ("reopen", Text("退回邀请", "go back to inviting")),
    "establishJointTopic": ("establish", Text("立项", "be established")),
    "startFieldworkJointTopic": ("start-fieldwork", Text("开始调研", "go into fieldwork")),
    "recordFieldworkJointTopic": ("record-fieldwork", Text("登记调研", "have fieldwork recorded")),
    "startDraftJointTopic": ("start-draft", Text("开始起草", "be drafted")),
    "freezeDraftJointTopic": ("freeze-draft", Text("固定文稿", "have a draft frozen")),
    "circulateJointTopic": ("circulate", Text("送会商", "be circulated for review")),
    "requestChangesJointTopic": ("request-changes", Text("退回修改", "be sent back for changes")),
    "recordEndorsementJointTopic": ("record-endorsement", Text("登记认可", "have an endorsement recorded")),
    "issueJointTopic": ("issue", Text("形成书面建议", "be issued")),
    "deliverJointTopic": ("deliver", Text("报送", "be delivered")),
    "recordResponseJointTopic": ("record-response", Text("记录采纳或批示", "have a response recorded")),
    "recordStatementJointTopic": ("record-statement", Text("登记声明", "have a statement recorded")),
    "linkOutputJointTopic": ("link-output", Text("登记成果", "have an output linked")),
    "openTrackJointTopic": ("open-track", Text("并行推进", "have a track opened")),
    "closeTrackJointTopic": ("close-track", Text("结束并行推进", "have a track closed")),
    "closeJointTopic": ("close", Text("结题", "be closed")),
    "terminateJointTopic": ("terminate", Text("终止", "be terminated")),
    "joinJointTopic": ("join", Text("并入", "be joined to another")),
    "relateJointTopic": ("relate", Text("关联", "be related to another")),
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
        *_staying("recallInvitationJointTopic", _OPEN, _OFFICE, DESIGN, RECALL_STANDS),
        *_staying(
            "recordAnswerJointTopic", _OPEN, SYSTEM, DESIGN, ANSWER_IN_TIME, ANSWER_INVITED, ANSWER_AGREEMENT
        ),
        *_staying("recordWithdrawalJointTopic", _OPEN, SYSTEM, DESIGN, _participant("record-withdrawal")),
        *_staying("lapseJointTopic", _OPEN, SYSTEM, DESIGN, LAPSE_OVERDUE),
        Move("reopenJointTopic", _OPEN[1:], "INVITING", SYSTEM, JOINT_WORK, rules=(REOPEN_NOBODY,)),
        Move("establishJointTopic", ("INVITING",), "ESTABLISHED", _OFFICE, JOINT_WORK, rules=_ESTABLISH_RULES),
        Move("startFieldworkJointTopic", ("ESTABLISHED",), "FIELDWORK", _ANY_PARTICIPANT, JOINT_WORK),
        *_staying(
            "recordFieldworkJointTopic", ("FIELDWORK", "DRAFTING"), SYSTEM, JOINT_WORK,
            _participant("record-fieldwork", JOINT_WORK),
        ),
        Move("startDraftJointTopic", ("FIELDWORK",), "DRAFTING", _OFFICE, DESIGN, rules=(DRAFT_FIELDWORK,)),
        *_staying("freezeDraftJointTopic", ("DRAFTING",), _OFFICE, DESIGN, FREEZE_TEXT),
        Move("circulateJointTopic", ("DRAFTING",), "CO_REVIEW", _OFFICE, DESIGN, rules=(CIRCULATE_DRAFT,)),
        Move("requestChangesJointTopic", ("CO_REVIEW",), "DRAFTING", _ANY_PARTICIPANT, DESIGN, rules=_CHANGES),
        Move("requestChangesJointTopic", ("DRAFTING",), "DRAFTING", SYSTEM, DESIGN, rules=_CHANGES),
        *_staying(
            "recordEndorsementJointTopic", ("CO_REVIEW",), SYSTEM, JOINT_WORK,
            _participant("record-endorsement"), ENDORSE_LATEST, ENDORSE_IN_TIME,
        ),
        Move(
            "issueJointTopic", ("CO_REVIEW",), "ISSUED", _OFFICE, JOINT_WORK,
            rules=(ISSUE_ENDORSED, authority_named("joint-topic.issue.authority")),
        ),
        Move("deliverJointTopic", ("ISSUED", "DELIVERED"), "DELIVERED", SYSTEM, JOINT_WORK, rules=_DELIVER_RULES),
        Move("deliverJointTopic", ("RESPONDED",), "RESPONDED", SYSTEM, JOINT_WORK, rules=_DELIVER_RULES),
        Move(
            "recordResponseJointTopic", ("DELIVERED", "RESPONDED"), "RESPONDED", SYSTEM, DESIGN,
            rules=(reason_given("joint-topic.record-response.text", DESIGN), _participant("record-response")),
        ),
        *_staying("recordStatementJointTopic", _ISSUED, SYSTEM, DESIGN, _participant("record-statement")),
        *_staying(
            "linkOutputJointTopic", _UNDER_WAY[1:], _ANY_PARTICIPANT, JOINT_WORK, _participant("link-output")
        ),
        *_staying("openTrackJointTopic", _UNDER_WAY, _OFFICE, JOINT_WORK),
        *_staying("closeTrackJointTopic", _UNDER_WAY, _OFFICE, JOINT_WORK, TRACK_OPEN),
        Move("closeJointTopic", ("DELIVERED", "RESPONDED"), "CLOSED", _OFFICE, DESIGN, rules=(CLOSE_OUTPUTS,)),
        Move(
            "terminateJointTopic", _BEFORE_ISSUE, "TERMINATED", _OFFICE, DESIGN,
            rules=(reason_given("joint-topic.terminate.reason", DESIGN),),
        ),
        Move("joinJointTopic", _BEFORE_ISSUE, "TERMINATED", SYSTEM, DESIGN, rules=(JOIN_DECIDED,)),
        *_staying("relateJointTopic", (*_BEFORE_ISSUE, *_ISSUED), SYSTEM, DESIGN),
    ),
    initial="PROPOSED",
    final=("CLOSED", "TERMINATED"),
)  # fmt: skip
