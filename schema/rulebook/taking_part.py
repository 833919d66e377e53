"""The machines of what a participant of a joint topic keeps itself: its participation, its records of fieldwork, and
its endorsement of a frozen draft.
"""

from schema.rulebook.common import authority_named, reason_given
from schema.rulebook.model import SYSTEM, Machine, Move, Rule, Source, Text, short_names
from schema.rulebook.sources import DESIGN, GUIDANCE, JOINT_WORK
from schema.topics.enums import EndorsementState, FieldworkState, ParticipationState

_OFFICE = ("staff",)


_LEAD_TOO = Text("牵头，或接受邀请且没有退出时。", "While it leads the topic, or has accepted and not withdrawn.")
_OTHERS = Text(
    "接受邀请且没有退出时；牵头政协以形成书面建议表示认可。",
    "While it has accepted and not withdrawn; the lead endorses by issuing.",
)


def _takes_part(slug: str, source: Source, allowed_when: Text) -> Rule:
    return Rule(
        id=f"{slug}.participant",
        source=source,
        reason=Text("本政协没有参与该课题。", "This committee does not take part in the topic."),
        allowed_when=allowed_when,
        guard="takes_part",
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
ANSWER_IN_TIME = Rule(
    id="participation.answer.in-time",
    source=DESIGN,
    reason=Text("答复期限已过，邀请已失效。", "The time for an answer is over; the invitation has lapsed."),
    allowed_when=Text("由牵头政协重新邀请之后。", "Once the lead invites again."),
    guard="answer_is_in_time",
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
    reason=Text("答复或认可的期限还没有过。", "The time for an answer or an endorsement is not over."),
    allowed_when=Text("期限过后。", "Once that time is over."),
    guard="answer_is_overdue",
)
STATEMENT_ISSUED = Rule(
    id="participation.attach-statement.issued",
    source=DESIGN,
    reason=Text("书面建议尚未形成，不必附声明。", "Nothing was issued yet that a statement could go with."),
    allowed_when=Text("书面建议形成之后；其前可以退出。", "Once it is issued; before that, withdraw."),
    guard="topic_is_issued",
)
_ANSWER_RULES = (ANSWER_LEAD, ANSWER_AUTHORITY, ANSWER_IN_TIME)
_UNANSWERED = (None, "INVITED")

PARTICIPATION = Machine(
    name="Participation",
    slug="participation",
    noun=Text("参与邀请", "invitation"),
    verbs={
        "receiveParticipation": ("receive", Text("收到", "be received")),
        "answerParticipation": ("answer", Text("答复", "be answered")),
        "lapseParticipation": ("lapse", Text("逾期失效", "lapse")),
        "recallParticipation": ("recall", Text("由牵头政协撤回", "be recalled by the lead")),
        "reviewParticipation": ("review", Text("收到会商文稿", "have a draft to review")),
        "withdrawParticipation": ("withdraw", Text("退出", "be withdrawn from")),
        "restoreParticipation": ("restore", Text("恢复参与", "be restored")),
        "attachStatementParticipation": ("attach-statement", Text("附声明", "have a statement attached")),
        "linkOutputParticipation": ("link-output", Text("登记成果", "have an output linked")),
        "concludeParticipation": ("conclude", Text("随课题结束", "end with the topic")),
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
        Move("receiveParticipation", (None, "LAPSED", "RECALLED"), "INVITED", SYSTEM, DESIGN),
        Move("lapseParticipation", ("INVITED", "ACCEPTED"), "LAPSED", SYSTEM, DESIGN, rules=(LAPSE_OVERDUE,)),
        Move("recallParticipation", ("INVITED", "ACCEPTED"), "RECALLED", SYSTEM, DESIGN),
        Move("reviewParticipation", ("ACCEPTED",), "ACCEPTED", SYSTEM, DESIGN),
        Move(
            "withdrawParticipation", ("ACCEPTED",), "WITHDRAWN", _OFFICE, GUIDANCE,
            rules=(
                WITHDRAW_NOT_ISSUED,
                reason_given("participation.withdraw.reason", DESIGN),
                authority_named("participation.withdraw.authority"),
            ),
        ),
        Move("restoreParticipation", ("WITHDRAWN",), "ACCEPTED", SYSTEM, DESIGN),
        Move(
            "attachStatementParticipation", ("ACCEPTED",), "ACCEPTED", _OFFICE, DESIGN,
            rules=(
                STATEMENT_ISSUED,
                reason_given("participation.attach-statement.text", DESIGN),
                authority_named("participation.attach-statement.authority"),
            ),
        ),
        Move("linkOutputParticipation", ("ACCEPTED",), "ACCEPTED", _OFFICE, JOINT_WORK),
        Move("concludeParticipation", ("ACCEPTED",), "CONCLUDED", SYSTEM, DESIGN),
    ),
    initial="INVITED",
    final=("DECLINED", "CONCLUDED"),
)  # fmt: skip
"""A withdrawal counts once it stands in the lead's ledger before the issue; where it lost, the lead's signed refusal
restores the participation. Silence lapses: without an answer in time, or without an endorsement in time, a committee no
longer takes part, and the lead may invite it again."""

FIELDWORK_OPEN = Rule(
    id="fieldwork-record.add.open",
    source=JOINT_WORK,
    reason=Text("课题不在调研阶段。", "The topic is not open for fieldwork."),
    allowed_when=Text("课题已立项、调研中或起草中。", "While the topic is established, in fieldwork or being drafted."),
    guard="fieldwork_is_open",
)
FINDINGS_GIVEN = Rule(
    id="fieldwork-record.conclude.findings",
    source=DESIGN,
    reason=Text("没有写明调研发现。", "No findings are given."),
    allowed_when=Text("在 findings 中写明发现。", "Give the findings."),
    guard="has_text",
)
_FIELDWORK_VERBS = {
    "addFieldworkRecord": ("add", Text("登记", "be added")),
    "concludeFieldworkRecord": ("conclude", Text("形成发现", "be concluded with its findings")),
}
FIELDWORK_RECORD = Machine(
    name="FieldworkRecord",
    slug="fieldwork-record",
    noun=Text("调研记录", "record of fieldwork"),
    verbs=_FIELDWORK_VERBS,
    state_names=short_names(FieldworkState),
    moves=(
        Move(
            "addFieldworkRecord", (None,), "HELD", _OFFICE, JOINT_WORK,
            rules=(_takes_part("fieldwork-record.add", JOINT_WORK, _LEAD_TOO), FIELDWORK_OPEN),
        ),
        Move("concludeFieldworkRecord", ("HELD",), "CONCLUDED", _OFFICE, DESIGN, rules=(FINDINGS_GIVEN,)),
    ),
    initial="HELD",
    final=("CONCLUDED",),
)  # fmt: skip

GIVE_LATEST = Rule(
    id="topic-endorsement.give.latest",
    source=JOINT_WORK,
    reason=Text("所认可的不是送会商的最新版本。", "What is endorsed is not the version under review."),
    allowed_when=Text("认可最新版本（编号与摘要相符）。", "Endorse the latest version, by its number and digest."),
    guard="endorses_the_draft_under_review",
)
GIVE_IN_TIME = Rule(
    id="topic-endorsement.give.in-time",
    source=DESIGN,
    reason=Text("会商期限已过。", "The time for reviewing is over."),
    allowed_when=Text("牵头政协再次送会商之后。", "Once the lead circulates the draft again."),
    guard="answer_is_in_time",
)
CHANGES_LATEST = Rule(
    id="topic-endorsement.request-changes.latest",
    source=DESIGN,
    reason=Text("所提意见的不是送会商的最新版本。", "The changes are not to the version under review."),
    allowed_when=Text("就最新版本提出（编号与摘要相符）。", "Name the latest version, by its number and digest."),
    guard="endorses_the_draft_under_review",
)
_ENDORSEMENT_VERBS = {
    "giveTopicEndorsement": ("give", Text("认可", "be given")),
    "requestChangesTopicEndorsement": ("request-changes", Text("提出修改意见", "ask for changes")),
    "supersedeTopicEndorsement": ("supersede", Text("因新版本失效", "be superseded by a new version")),
    "expireTopicEndorsement": ("expire", Text("到期失效", "expire")),
    "bindTopicEndorsement": ("bind", Text("随书面建议形成", "become part of what is issued")),
}
_UNENDORSED = (None, "CHANGES_REQUESTED", "SUPERSEDED", "EXPIRED")
TOPIC_ENDORSEMENT = Machine(
    name="TopicEndorsement",
    slug="topic-endorsement",
    noun=Text("对课题文稿的认可", "endorsement of the draft"),
    verbs=_ENDORSEMENT_VERBS,
    state_names=short_names(EndorsementState),
    moves=(
        Move(
            "giveTopicEndorsement", _UNENDORSED, "GIVEN", _OFFICE, JOINT_WORK,
            rules=(
                _takes_part("topic-endorsement.give", DESIGN, _OTHERS), GIVE_LATEST, GIVE_IN_TIME,
                authority_named("topic-endorsement.give.authority"),
            ),
        ),
        Move(
            "requestChangesTopicEndorsement", _UNENDORSED, "CHANGES_REQUESTED", _OFFICE, DESIGN,
            rules=(
                _takes_part("topic-endorsement.request-changes", DESIGN, _OTHERS), CHANGES_LATEST,
                reason_given("topic-endorsement.request-changes.reason", DESIGN),
            ),
        ),
        Move("supersedeTopicEndorsement", ("GIVEN", "CHANGES_REQUESTED"), "SUPERSEDED", SYSTEM, DESIGN),
        Move("expireTopicEndorsement", ("GIVEN", "CHANGES_REQUESTED"), "EXPIRED", SYSTEM, DESIGN),
        Move("bindTopicEndorsement", ("GIVEN",), "BOUND", SYSTEM, JOINT_WORK),
    ),
    initial="GIVEN",
    final=("BOUND",),
)  # fmt: skip
"""An endorsement binds once the text is issued; until then it holds for its time only, and for one frozen version."""
