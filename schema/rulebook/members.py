"""The small machines of a committee's register: its members, the bodies that may propose, and its sessions."""

from dataclasses import replace

from schema.committees.enums import BodyState, MemberState, SessionState
from schema.rulebook.model import SYSTEM, Machine, Move, Rule, Text, short_names
from schema.rulebook.sources import DESIGN, ELIGIBILITY

_OFFICE = ("staff",)

REGISTER_TERM = Rule(
    id="member.register.term",
    source=ELIGIBILITY,
    reason=Text("该届已经结束，不能再登记该届委员。", "The term is over; a later term has opened by that day."),
    allowed_when=Text("资格起始日早于下一届开幕日。", "The membership begins before the next term opens."),
    guard="term_is_not_over",
)
REGISTER_SUBJECT = Rule(
    id="member.register.subject",
    source=DESIGN,
    reason=Text("该身份已属于本届另一名委员。", "Another member of this term has this subject."),
    allowed_when=Text("每个身份在一届之内只登记一名委员。", "Each subject stands for one member of a term."),
    guard="subject_is_free",
)
END_ORDER = Rule(
    id="member.end.order",
    source=DESIGN,
    reason=Text("终止日早于起始日。", "The membership would end before it began."),
    allowed_when=Text("终止日不早于起始日。", "The last day is not before the first day."),
    guard="ends_after_it_began",
)
END_TERM = Rule(
    id="member.end.term",
    source=ELIGIBILITY,
    reason=Text("终止日晚于下一届开幕日，超出本届。", "The last day lies after the next term has opened."),
    allowed_when=Text("终止日不晚于下一届开幕日。", "The last day is not after the day on which the next term opens."),
    guard="ends_within_its_term",
)
BODY_CONVENOR = Rule(
    id="body.register.convenor",
    source=ELIGIBILITY,
    reason=Text("召集人不是该届在任委员。", "The convenor is no serving member of the term."),
    allowed_when=Text("召集人为该届在任委员，或暂不填写。", "Name a serving member of the term, or nobody yet."),
    guard="convenor_is_of_the_term",
)
BODY_ONCE = Rule(
    id="body.register.once",
    source=DESIGN,
    reason=Text("该单位已经登记。", "The body is registered already."),
    allowed_when=Text("同一届内同类单位名称不重复。", "A kind, name and term are registered once."),
    guard="body_is_new",
)
SESSION_DAYS = Rule(
    id="session.schedule.dates",
    source=DESIGN,
    reason=Text(
        "日期先后有误：应依次为受理起始日、开幕日、受理截止日、闭幕日。",
        "The days are out of order: accepts from, opens, accepts until, closes.",
    ),
    allowed_when=Text("四个日期依次不早于前一个。", "Each of the four days is not before the one named before it."),
    guard="session_days_in_order",
)
SESSION_ONCE = Rule(
    id="session.schedule.once",
    source=DESIGN,
    reason=Text("该次会议已经排定。", "This session of the term is scheduled already."),
    allowed_when=Text("每届每次会议只排定一次。", "Each session of a term is scheduled once."),
    guard="session_is_new",
)
SESSION_SEQUENCE = Rule(
    id="session.schedule.sequence",
    source=DESIGN,
    reason=Text("与前后届次的会议日期相交或颠倒。", "It overlaps or passes a session numbered before or after it."),
    allowed_when=Text(
        "在前一次会议闭幕之后开幕，在后一次会议开幕之前闭幕。",
        "It opens after the session before it has closed, and closes before the one after it opens.",
    ),
    guard="session_in_sequence",
)


def _again(rule: Rule, id: str) -> Rule:
    """The same condition on another command."""
    return replace(rule, id=id)


SESSION_OVER = Rule(
    id="session.close.over",
    source=DESIGN,
    reason=Text("会议尚未闭幕。", "The session's last day is not over."),
    allowed_when=Text("闭幕日过后，由系统记录。", "The day after it closes, the system says so."),
    guard="session_is_over",
)

MEMBER = Machine(
    name="Member",
    slug="member",
    noun=Text("委员", "member"),
    verbs={
        "registerMember": ("register", Text("登记", "be registered")),
        "reviseMember": ("revise", Text("更正登记", "be corrected")),
        "endMembership": ("end", Text("终止任职", "leave office")),
    },
    state_names=short_names(MemberState),
    moves=(
        Move("registerMember", (None,), "IN_OFFICE", _OFFICE, DESIGN, rules=(REGISTER_TERM, REGISTER_SUBJECT)),
        Move(
            "reviseMember",
            ("IN_OFFICE",),
            "IN_OFFICE",
            _OFFICE,
            DESIGN,
            rules=(_again(REGISTER_SUBJECT, "member.revise.subject"),),
        ),
        Move("endMembership", ("IN_OFFICE",), "ENDED", _OFFICE, DESIGN, rules=(END_ORDER, END_TERM)),
    ),
    initial="IN_OFFICE",
    final=("ENDED",),
)

BODY = Machine(
    name="ProposingBody",
    slug="body",
    noun=Text("提案单位", "proposing body"),
    verbs={
        "registerBody": ("register", Text("登记", "be registered")),
        "reviseBody": ("revise", Text("改定召集人", "be given another convenor")),
        "endBody": ("end", Text("撤销", "be wound up")),
    },
    state_names=short_names(BodyState),
    moves=(
        Move("registerBody", (None,), "REGISTERED", _OFFICE, DESIGN, rules=(BODY_CONVENOR, BODY_ONCE)),
        Move(
            "reviseBody", ("REGISTERED",), "REGISTERED", _OFFICE, DESIGN,
            rules=(_again(BODY_CONVENOR, "body.revise.convenor"),),
        ),
        Move("endBody", ("REGISTERED",), "ENDED", _OFFICE, DESIGN),
    ),
    initial="REGISTERED",
    final=("ENDED",),
)  # fmt: skip

SESSION = Machine(
    name="PlenarySession",
    slug="session",
    noun=Text("全体会议", "plenary session"),
    verbs={
        "scheduleSession": ("schedule", Text("排定", "be scheduled")),
        "rescheduleSession": ("reschedule", Text("改期", "be given other dates")),
        "closeSession": ("close", Text("闭幕", "close")),
    },
    state_names=short_names(SessionState),
    moves=(
        Move(
            "scheduleSession", (None,), "SCHEDULED", _OFFICE, DESIGN,
            rules=(SESSION_DAYS, SESSION_ONCE, SESSION_SEQUENCE),
        ),
        Move(
            "rescheduleSession", ("SCHEDULED",), "SCHEDULED", _OFFICE, DESIGN,
            rules=(
                _again(SESSION_DAYS, "session.reschedule.dates"),
                _again(SESSION_SEQUENCE, "session.reschedule.sequence"),
            ),
        ),
        Move("closeSession", ("SCHEDULED",), "CLOSED", SYSTEM, DESIGN, rules=(SESSION_OVER,)),
    ),
    initial="SCHEDULED",
    final=("CLOSED",),
)  # fmt: skip
