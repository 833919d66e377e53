"""The machines of members' homes (委员之家: duty, what is collected there) and of opinion reports (社情民意)."""

from schema.rulebook.common import reason_given, recipients_listed
from schema.rulebook.model import SYSTEM, Machine, Move, Rule, Text
from schema.rulebook.sources import DESIGN, MEMBER_HOMES, OPINION_CHAIN

_OFFICE = ("staff",)
_MEMBER_OR_OFFICE = ("member", "staff")


def _rule(id: str, zh: str, en: str, then_zh: str, then_en: str, guard: str) -> Rule:
    return Rule(id, MEMBER_HOMES, Text(zh, en), Text(then_zh, then_en), guard)


DUTY_MEMBERS = _rule(
    "duty-session.schedule.members",
    "值班委员当日不属于该委员之家。", "A member on duty does not belong to the home on that day.",
    "安排当日属于该处的委员。", "Name members who belong to the home on that day.",
    "duty_members_belong",
)  # fmt: skip
DUTY_RECORD = _rule(
    "duty-session.hold.record",
    "没有写明到岗的委员。", "It is not said who was there.",
    "写明到岗的委员。", "Name who was there.",
    "attendance_given",
)  # fmt: skip
DUTY_DAY = _rule(
    "duty-session.miss.day",
    "值班日还没有过。", "The day of the duty is not over.",
    "值班日过后。", "Once the day is over.",
    "duty_day_is_over",
)  # fmt: skip
OPINION_ANSWER = _rule(
    "collected-opinion.answer.text",
    "没有答复内容。", "There is no answer.",
    "写明答复。", "Write the answer.",
    "answer_text_given",
)  # fmt: skip
OPINION_TARGET = _rule(
    "collected-opinion.convert.target",
    "没有指明转成的记录。", "The record that it became is not named.",
    "指明转成的线索、社情民意或微协商事项。", "Name the lead, report or matter that it became.",
    "target_record_named",
)  # fmt: skip

_DUTY_VERBS = {
    "scheduleDutySession": ("schedule", Text("排班", "be scheduled")),
    "holdDutySession": ("hold", Text("记为已值班", "be recorded as held")),
    "missDutySession": ("miss", Text("记为缺岗", "be recorded as missed")),
}
DUTY_SESSION = Machine(
    name="DutySession",
    slug="duty-session",
    noun=Text("委员值班", "duty session"),
    verbs=_DUTY_VERBS,
    state_names={
        "PLANNED": Text("已排班", "Planned"),
        "HELD": Text("已值班", "Held"),
        "MISSED": Text("缺岗", "Missed"),
    },
    moves=(
        Move("scheduleDutySession", (None,), "PLANNED", _OFFICE, MEMBER_HOMES, rules=(DUTY_MEMBERS,)),
        Move("holdDutySession", ("PLANNED",), "HELD", _MEMBER_OR_OFFICE, MEMBER_HOMES, rules=(DUTY_RECORD,)),
        Move("missDutySession", ("PLANNED",), "MISSED", SYSTEM, DESIGN, rules=(DUTY_DAY,)),
    ),
    initial="PLANNED",
    final=("HELD", "MISSED"),
    planned=frozenset({"scheduleDutySession", "holdDutySession"}),
)

_COLLECTED_VERBS = {
    "receiveCollectedOpinion": ("receive", Text("收集", "be received")),
    "answerCollectedOpinion": ("answer", Text("当场答复", "be answered")),
    "convertCollectedOpinion": ("convert", Text("转化", "be converted")),
    "forwardCollectedOpinion": ("forward", Text("转送", "be forwarded")),
}
COLLECTED_OPINION = Machine(
    name="CollectedOpinion",
    slug="collected-opinion",
    noun=Text("收集的意见", "opinion"),
    verbs=_COLLECTED_VERBS,
    state_names={
        "RECEIVED": Text("已收集", "Received"),
        "ANSWERED": Text("已答复", "Answered"),
        "CONVERTED": Text("已转化", "Converted"),
        "FORWARDED": Text("已转送", "Forwarded"),
    },
    moves=(
        Move("receiveCollectedOpinion", (None,), "RECEIVED", _MEMBER_OR_OFFICE, MEMBER_HOMES),
        Move(
            "answerCollectedOpinion", ("RECEIVED",), "ANSWERED", _MEMBER_OR_OFFICE, MEMBER_HOMES,
            rules=(OPINION_ANSWER,),
        ),
        Move(
            "convertCollectedOpinion", ("RECEIVED",), "CONVERTED", _MEMBER_OR_OFFICE, MEMBER_HOMES,
            rules=(OPINION_TARGET,),
        ),
        Move(
            "forwardCollectedOpinion", ("RECEIVED",), "FORWARDED", _MEMBER_OR_OFFICE, MEMBER_HOMES,
            rules=(recipients_listed("collected-opinion.forward.recipients", MEMBER_HOMES),),
        ),
    ),
    initial="RECEIVED",
    final=("ANSWERED", "CONVERTED", "FORWARDED"),
    planned=frozenset(_COLLECTED_VERBS),
)  # fmt: skip

REPORT_TEXT = Rule(
    id="opinion-report.submit.text",
    source=OPINION_CHAIN,
    reason=Text("社情民意没有正文。", "The report has no text."),
    allowed_when=Text("写明情况和建议。", "Write what is the case and what is suggested."),
    guard="has_text",
)
REPORT_UP = Rule(
    id="opinion-report.report-up.committee",
    source=OPINION_CHAIN,
    reason=Text("所报送的不是直接上级政协。", "The committee is not the one directly above."),
    allowed_when=Text("报送直接上级政协。", "Send it to the committee directly above."),
    guard="reports_to_the_upper_committee",
)

_REPORT_VERBS = {
    "submitOpinionReport": ("submit", Text("反映", "be submitted")),
    "adoptOpinionReport": ("adopt", Text("采用", "be adopted")),
    "declineOpinionReport": ("decline", Text("不采用", "be declined")),
    "sendOpinionReport": ("send", Text("主送或转送", "be sent to the departments")),
    "recordInstructionOpinionReport": ("record-instruction", Text("记录批示", "have an instruction recorded")),
    "reportUpOpinionReport": ("report-up", Text("报送上级政协", "be sent up")),
    "adoptAboveOpinionReport": ("adopt-above", Text("上级采用", "be adopted above")),
    "declineAboveOpinionReport": ("decline-above", Text("上级不采用", "be declined above")),
    "closeOpinionReport": ("close", Text("办结", "be closed")),
}
OPINION_REPORT = Machine(
    name="OpinionReport",
    slug="opinion-report",
    noun=Text("社情民意", "opinion report"),
    verbs=_REPORT_VERBS,
    state_names={
        "SUBMITTED": Text("已反映", "Submitted"),
        "NOT_ADOPTED": Text("未采用", "Not adopted"),
        "ADOPTED": Text("本级采用", "Adopted at this level"),
        "SENT": Text("已主送或转送", "Sent to the departments"),
        "INSTRUCTED": Text("已获批示", "Instructed upon"),
        "SENT_UP": Text("已报送上级政协", "Sent to the committee above"),
        "ADOPTED_ABOVE": Text("上级采用", "Adopted above"),
        "CLOSED": Text("办结", "Closed"),
    },
    moves=(
        Move("submitOpinionReport", (None,), "SUBMITTED", _MEMBER_OR_OFFICE, OPINION_CHAIN, rules=(REPORT_TEXT,)),
        Move("adoptOpinionReport", ("SUBMITTED",), "ADOPTED", _OFFICE, OPINION_CHAIN),
        Move(
            "declineOpinionReport", ("SUBMITTED",), "NOT_ADOPTED", _OFFICE, DESIGN,
            rules=(reason_given("opinion-report.decline.reason", DESIGN),),
        ),
        Move(
            "sendOpinionReport", ("ADOPTED", "SENT", "INSTRUCTED"), "SENT", _OFFICE, OPINION_CHAIN,
            rules=(recipients_listed("opinion-report.send.recipients", OPINION_CHAIN),),
        ),
        Move(
            "recordInstructionOpinionReport", ("SENT", "INSTRUCTED"), "INSTRUCTED", _OFFICE, OPINION_CHAIN,
            rules=(reason_given("opinion-report.record-instruction.text", OPINION_CHAIN),),
        ),
        Move(
            "reportUpOpinionReport", ("ADOPTED", "SENT", "INSTRUCTED"), "SENT_UP", _OFFICE, OPINION_CHAIN,
            rules=(REPORT_UP,),
        ),
        Move("adoptAboveOpinionReport", ("SENT_UP",), "ADOPTED_ABOVE", SYSTEM, OPINION_CHAIN),
        Move("declineAboveOpinionReport", ("SENT_UP",), "ADOPTED", SYSTEM, DESIGN),
        Move(
            "closeOpinionReport", ("ADOPTED", "SENT", "INSTRUCTED", "SENT_UP", "ADOPTED_ABOVE"), "CLOSED", _OFFICE,
            DESIGN,
        ),
    ),
    initial="SUBMITTED",
    final=("NOT_ADOPTED", "CLOSED"),
    planned=frozenset(_REPORT_VERBS) - {"adoptAboveOpinionReport", "declineAboveOpinionReport"},
)  # fmt: skip
