"""The machines of what is settled on the spot: micro-consultations (微协商) and village councils (村务协商)."""

from schema.rulebook.common import reason_given
from schema.rulebook.model import Machine, Move, Rule, Text
from schema.rulebook.sources import DESIGN, MICRO_CONSULTATION, VILLAGE_COUNCILS

_OFFICE = ("staff",)
_MEMBER_OR_OFFICE = ("member", "staff")

TRIAGE_PLACE = Rule(
    id="micro-consultation.triage.place",
    source=MICRO_CONSULTATION,
    reason=Text("没有写明类别和地点。", "The category or the place is missing."),
    allowed_when=Text("写明类别和地点。", "Give both."),
    guard="category_and_place_given",
)
TRIAGE_SOURCE = Rule(
    id="micro-consultation.triage.source",
    source=MICRO_CONSULTATION,
    reason=Text("没有写明来自何处。", "It does not say where the matter comes from."),
    allowed_when=Text(
        "写明来自委员、社情民意、政府论坛或指尖办。",
        "Say if it comes from a member, an opinion report, the government's forum or the app.",
    ),
    guard="report_source_known",
)
REFER_NO_VISIT = Rule(
    id="micro-consultation.refer.no-visit",
    source=MICRO_CONSULTATION,
    reason=Text("该事项需要现场协商。", "The matter needs a consultation on the spot."),
    allowed_when=Text("不需要现场协商的，转指尖办。", "Only what needs none is referred to the app."),
    guard="needs_no_visit",
)
ASSIGN_LEADER = Rule(
    id="micro-consultation.assign-leader.leader",
    source=MICRO_CONSULTATION,
    reason=Text("没有写明本政协的一位领导。", "No leader of this committee is named."),
    allowed_when=Text("写明本政协负责督办的领导。", "Name a leader of this committee."),
    guard="leader_is_of_the_committee",
)
CONSULT_RECORD = Rule(
    id="micro-consultation.consult.record",
    source=MICRO_CONSULTATION,
    reason=Text("现场、日期、职能部门没有写全。", "The site, the day or the department is missing."),
    allowed_when=Text("写全现场、日期和职能部门。", "Give all three."),
    guard="visit_is_recorded",
)
FOLLOW_PERSON = Rule(
    id="micro-consultation.follow.person",
    source=MICRO_CONSULTATION,
    reason=Text("没有写明跟进的专人。", "Nobody is named to follow it up."),
    allowed_when=Text("写明跟进的专人。", "Name who follows it up."),
    guard="follower_named",
)
REVISIT_LATER = Rule(
    id="micro-consultation.revisit.later",
    source=MICRO_CONSULTATION,
    reason=Text("回访不晚于现场协商之日。", "The revisit is not later than the consultation."),
    allowed_when=Text("记录现场协商之后的回访。", "Record a revisit after that day."),
    guard="revisit_is_later",
)
RESOLVE_REVISIT = Rule(
    id="micro-consultation.resolve.revisit",
    source=MICRO_CONSULTATION,
    reason=Text("最近一次回访没有说已经解决。", "The last revisit does not say that it is resolved."),
    allowed_when=Text("回访确认彻底解决之后。", "Once a revisit confirms it."),
    guard="last_revisit_says_resolved",
)

_MICRO_VERBS = {
    "reportMicroConsultation": ("report", Text("反映", "be reported")),
    "triageMicroConsultation": ("triage", Text("梳理", "be triaged")),
    "referMicroConsultation": ("refer", Text("转指尖办", "be referred to the app")),
    "rejectMicroConsultation": ("reject", Text("记为不属范围", "be rejected")),
    "assignLeaderMicroConsultation": ("assign-leader", Text("交领导督办", "be given to a leader")),
    "consultMicroConsultation": ("consult", Text("现场协商", "be consulted on the spot")),
    "followMicroConsultation": ("follow", Text("跟进", "be followed up")),
    "revisitMicroConsultation": ("revisit", Text("回访", "be revisited")),
    "resolveMicroConsultation": ("resolve", Text("解决", "be resolved")),
}
MICRO = Machine(
    name="MicroConsultation",
    slug="micro-consultation",
    noun=Text("微协商事项", "matter"),
    verbs=_MICRO_VERBS,
    state_names={
        "REPORTED": Text("已反映", "Reported"),
        "TRIAGED": Text("已梳理", "Triaged"),
        "APP_REFERRED": Text("转指尖办", "Referred to the app"),
        "NOT_SUITABLE": Text("不属范围", "Not suitable"),
        "LEADER_ASSIGNED": Text("领导督办", "Given to a leader"),
        "ON_SITE": Text("现场协商", "Consulted on the spot"),
        "FOLLOWING": Text("跟进中", "Being followed up"),
        "RESOLVED": Text("彻底解决", "Resolved"),
    },
    moves=(
        Move("reportMicroConsultation", (None,), "REPORTED", _MEMBER_OR_OFFICE, MICRO_CONSULTATION),
        Move(
            "triageMicroConsultation", ("REPORTED",), "TRIAGED", _OFFICE, MICRO_CONSULTATION,
            rules=(TRIAGE_SOURCE, TRIAGE_PLACE),
        ),
        Move(
            "referMicroConsultation", ("TRIAGED",), "APP_REFERRED", _MEMBER_OR_OFFICE, MICRO_CONSULTATION,
            rules=(REFER_NO_VISIT,),
        ),
        Move(
            "rejectMicroConsultation", ("TRIAGED",), "NOT_SUITABLE", _OFFICE, MICRO_CONSULTATION,
            rules=(reason_given("micro-consultation.reject.reason", DESIGN),),
        ),
        Move(
            "assignLeaderMicroConsultation", ("TRIAGED",), "LEADER_ASSIGNED", _OFFICE, MICRO_CONSULTATION,
            rules=(ASSIGN_LEADER,),
        ),
        Move(
            "consultMicroConsultation", ("LEADER_ASSIGNED",), "ON_SITE", _OFFICE, MICRO_CONSULTATION,
            rules=(CONSULT_RECORD,),
        ),
        Move("followMicroConsultation", ("ON_SITE",), "FOLLOWING", _OFFICE, MICRO_CONSULTATION, rules=(FOLLOW_PERSON,)),
        Move(
            "revisitMicroConsultation", ("FOLLOWING",), "FOLLOWING", _MEMBER_OR_OFFICE, MICRO_CONSULTATION,
            rules=(REVISIT_LATER,),
        ),
        Move(
            "resolveMicroConsultation", ("FOLLOWING",), "RESOLVED", _OFFICE, MICRO_CONSULTATION,
            rules=(RESOLVE_REVISIT,),
        ),
    ),
    initial="REPORTED",
    final=("RESOLVED", "APP_REFERRED", "NOT_SUITABLE"),
    planned=frozenset(_MICRO_VERBS),
)  # fmt: skip

SCHEDULE_SCOPE = Rule(
    id="village-council-matter.schedule.scope",
    source=VILLAGE_COUNCILS,
    reason=Text("事项不在村务协商的范围之内。", "The matter is not within a village council's scope."),
    allowed_when=Text("属于村务协商范围的事项。", "Only what lies within the scope is scheduled."),
    guard="matter_is_in_scope",
)
HOLD_CONVENOR = Rule(
    id="village-council-matter.hold.convenor",
    source=VILLAGE_COUNCILS,
    reason=Text(
        "召集人不是会长或常务副会长。", "The convenor is neither the president nor the executive vice-president."
    ),
    allowed_when=Text("由会长或常务副会长召集。", "The president or the executive vice-president convenes it."),
    guard="convened_by_the_president",
)
HOLD_RECORD = Rule(
    id="village-council-matter.hold.record",
    source=VILLAGE_COUNCILS,
    reason=Text("会议记录没有写明参加人和形式。", "The record names no participants or no form of meeting."),
    allowed_when=Text("写明参加人和形式（板凳、地堂、树下）。", "Give the participants and the form of the meeting."),
    guard="meeting_is_recorded",
)
IMPLEMENT_EVIDENCE = Rule(
    id="village-council-matter.implement.evidence",
    source=VILLAGE_COUNCILS,
    reason=Text("没有落实的凭据。", "There is no evidence that it was done."),
    allowed_when=Text("写明落实情况的凭据。", "Give the evidence."),
    guard="evidence_given",
)

_VILLAGE_VERBS = {
    "raiseVillageCouncilMatter": ("raise", Text("提出", "be raised")),
    "scheduleVillageCouncilMatter": ("schedule", Text("列入议题", "be scheduled")),
    "holdVillageCouncilMatter": ("hold", Text("协商", "be deliberated")),
    "agreeVillageCouncilMatter": ("agree", Text("达成共识", "be agreed")),
    "adjournVillageCouncilMatter": ("adjourn", Text("改期再议", "be adjourned")),
    "closeVillageCouncilMatter": ("close", Text("记为未达成", "be closed without agreement")),
    "implementVillageCouncilMatter": ("implement", Text("落实", "be implemented")),
    "escalateVillageCouncilMatter": ("escalate", Text("上报", "be escalated")),
    "returnVillageCouncilMatter": ("return", Text("退回再议", "come back from the county")),
}
VILLAGE_MATTER = Machine(
    name="VillageCouncilMatter",
    slug="village-council-matter",
    noun=Text("村务协商事项", "matter"),
    verbs=_VILLAGE_VERBS,
    state_names={
        "RAISED": Text("提出", "Raised"),
        "SCHEDULED": Text("列入议题", "Scheduled"),
        "DELIBERATED": Text("已协商", "Deliberated"),
        "AGREED": Text("达成共识", "Agreed"),
        "ESCALATED": Text("上报", "Escalated to the county committee"),
        "IMPLEMENTED": Text("已落实", "Implemented"),
        "NO_AGREEMENT": Text("未达成", "Closed without agreement"),
    },
    moves=(
        Move("raiseVillageCouncilMatter", (None,), "RAISED", _MEMBER_OR_OFFICE, VILLAGE_COUNCILS),
        Move(
            "scheduleVillageCouncilMatter", ("RAISED",), "SCHEDULED", _OFFICE, VILLAGE_COUNCILS, rules=(SCHEDULE_SCOPE,)
        ),
        Move(
            "holdVillageCouncilMatter", ("SCHEDULED",), "DELIBERATED", _OFFICE, VILLAGE_COUNCILS,
            rules=(HOLD_CONVENOR, HOLD_RECORD),
        ),
        Move("agreeVillageCouncilMatter", ("DELIBERATED",), "AGREED", _OFFICE, VILLAGE_COUNCILS),
        Move("adjournVillageCouncilMatter", ("DELIBERATED",), "SCHEDULED", _OFFICE, DESIGN),
        Move(
            "closeVillageCouncilMatter", ("RAISED", "DELIBERATED", "ESCALATED"), "NO_AGREEMENT", _OFFICE, DESIGN,
            rules=(reason_given("village-council-matter.close.reason", DESIGN),),
        ),
        Move(
            "implementVillageCouncilMatter", ("AGREED",), "IMPLEMENTED", _OFFICE, VILLAGE_COUNCILS,
            rules=(IMPLEMENT_EVIDENCE,),
        ),
        Move(
            "implementVillageCouncilMatter", ("ESCALATED",), "IMPLEMENTED", _OFFICE, DESIGN, rules=(IMPLEMENT_EVIDENCE,)
        ),
        Move("escalateVillageCouncilMatter", ("DELIBERATED",), "ESCALATED", _OFFICE, DESIGN),
        Move("returnVillageCouncilMatter", ("ESCALATED",), "SCHEDULED", _OFFICE, DESIGN),
    ),
    initial="RAISED",
    final=("IMPLEMENTED", "NO_AGREEMENT"),
    planned=frozenset(_VILLAGE_VERBS),
)  # fmt: skip
