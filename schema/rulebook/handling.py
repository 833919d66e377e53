"""Moves of a filing while it is handed over, and the machine of an assignment (承办任务)."""

from schema.handling.enums import AssignmentState
from schema.rulebook import replies
from schema.rulebook.model import SYSTEM, Machine, Mark, Move, Rule, Source, Text, short_names
from schema.rulebook.sources import DESIGN, PRACTICE

HANDOVER = Source(
    Mark.PUBLIC_RULE,
    "各地办理政协提案的规定：由政协与党委、政府办公厅（室）交办，分单办、主办会办、分办（法规库 fsou 17010450）",
)
OBJECTION = Source(
    Mark.PUBLIC_RULE,
    "各地办理政协提案的规定：对交办有异议的在限期内退回交办机关，不得自行转交（法规库 fymate 16927300、fsou 17010450）",
)
ASSIGNING_LEVEL = Source(
    Mark.DESIGN,
    "十字的设计：提案留在原政协，由承办单位所在层级的交办机关交办；各地规定只写由政协与本级党委、政府办公厅（室）交办",
)
DEADLINE = Source(
    Mark.PUBLIC_RULE,
    "地方政府办理提案的规定：三个月内答复，确有困难的事先说明理由，最迟不超过六个月"
    "（法规库 fymate 16808760，第八条、第九条）",
)
CREDIT_CODE = Source(Mark.PUBLIC_RULE, "GB 32100-2015《法人和其他组织统一社会信用代码编码规则》")
WORKING_DAYS = Source(
    Mark.PUBLIC_RULE, "《中华人民共和国民法典》第二百零三条：期间的最后一日是法定休假日的，顺延至次日"
)

_OFFICE = ("staff", "handover")
_UNIT = ("unit",)
_OPEN = ("ISSUED", "SIGNED", "EXTENDED", "RETURN_REQUESTED", "REPLY_DRAFTED")

ASSIGN_PLAN = Rule(
    id="filing.assign.plan",
    source=HANDOVER,
    reason=Text(
        "承办单位的分工不合交办方式。",
        "The parts of the units do not fit the plan of the hand-over.",
    ),
    allowed_when=Text(
        "单办一家；主办一家并会办至少一家；分办至少两家。",
        "SOLE with one unit; one LEAD with at least one SUPPORT; or SPLIT between at least two.",
    ),
    guard="plan_fits",
)
ASSIGN_ONCE = Rule(
    id="filing.assign.unit-once",
    source=HANDOVER,
    reason=Text("同一承办单位列了两次。", "A unit is named twice."),
    allowed_when=Text("每个承办单位只列一次。", "Name each unit once."),
    guard="units_given_once",
)
ALL_SIGNED = Rule(
    id="filing.start-handling.all-signed",
    source=PRACTICE,
    reason=Text("还有承办单位没有签收。", "A unit has not signed yet."),
    allowed_when=Text("所有承办单位签收之后。", "Once every unit has signed."),
    guard="all_have_signed",
)

FILING_VERBS: dict[str, tuple[str, Text]] = {
    "assignFiling": ("assign", Text("交办", "be handed over to units")),
    "startHandlingFiling": ("start-handling", Text("进入办理", "begin to be handled")),
}
FILING_MOVES: tuple[Move, ...] = (
    Move("assignFiling", ("FILED",), "ASSIGNED", _OFFICE, HANDOVER, rules=(ASSIGN_PLAN, ASSIGN_ONCE)),
    Move("startHandlingFiling", ("ASSIGNED",), "HANDLING", SYSTEM, PRACTICE, rules=(ALL_SIGNED,)),
)

ISSUE_CREDIT_CODE = Rule(
    id="assignment.issue.credit-code",
    source=CREDIT_CODE,
    reason=Text(
        "统一社会信用代码的格式或校验码不对。",
        "The unit's credit code has not the form or not the right check character.",
    ),
    allowed_when=Text("核对承办单位的十八位代码。", "Check the unit's code of eighteen characters."),
    guard="credit_code_is_right",
)
ISSUE_AREA = Rule(
    id="assignment.issue.area",
    source=HANDOVER,
    reason=Text(
        "承办单位的行政区划代码与其层级不符。", "The unit's division is unknown, or is not of the unit's level."
    ),
    allowed_when=Text(
        "给出名录所载、与承办单位同级的行政区划代码。",
        "Give the code of a division of the directory of the unit's level.",
    ),
    guard="area_is_of_the_level",
)
ISSUE_ASSIGNING_LEVEL = Rule(
    id="assignment.issue.assigning-level",
    source=ASSIGNING_LEVEL,
    reason=Text(
        "交办机关与承办单位不在同一层级。", "Who hands it over is of another level than the unit that is to answer."
    ),
    allowed_when=Text(
        "由承办单位所在层级的党委或政府办公厅（室）交办。",
        "Let the office of the Party committee or the government at the unit's own level hand it over.",
    ),
    guard="handed_over_at_its_level",
)
ISSUE_DUE_AFTER = Rule(
    id="assignment.issue.due-later",
    source=DEADLINE,
    reason=Text("办理期限不晚于交办之日。", "The deadline is not later than the day of the hand-over."),
    allowed_when=Text("期限定在交办之后。", "Set a deadline after the day of the hand-over."),
    guard="due_after_hand_over",
)
ISSUE_DUE_WITHIN = Rule(
    id="assignment.issue.due-within-limit",
    source=DEADLINE,
    reason=Text("办理期限超过规定的时限。", "The deadline is later than the time limit allows."),
    allowed_when=Text(
        "期限不晚于本政协规则手册所定的时限；不给期限则按时限计算。",
        "Set it no later than the committee's time limit; left out, the limit sets it.",
    ),
    guard="due_within_limit",
)
ISSUE_WORKING_DAY = Rule(
    id="assignment.issue.working-day",
    source=WORKING_DAYS,
    reason=Text("办理期限落在休假日。", "The deadline falls on a day off."),
    allowed_when=Text("改定为工作日。", "Set a working day."),
    guard="due_on_a_working_day",
)


def _own_unit(command: str, verb_zh: str, verb_en: str) -> Rule:
    return Rule(
        id=f"assignment.{command}.unit",
        source=DESIGN,
        reason=Text(f"承办单位只能{verb_zh}交给自己的任务。", f"A unit may {verb_en} its own assignments only."),
        allowed_when=Text("由该任务的承办单位办理。", "The unit that it was given to does it."),
        guard="unit_is_its_own",
    )


SIGN_UNIT = _own_unit("sign", "签收", "sign for")
REQUEST_UNIT = _own_unit("request-return", "申退", "ask to return")
REQUEST_REASON = Rule(
    id="assignment.request-return.reason",
    source=OBJECTION,
    reason=Text("申退没有说明理由。", "The request to return it does not say why."),
    allowed_when=Text("在 reason 中写明理由。", "Say why in reason."),
    guard="has_note",
)
REQUEST_WINDOW = Rule(
    id="assignment.request-return.window",
    source=OBJECTION,
    reason=Text("提出异议的限期已过，应当办理。", "The time for objections is over; the unit handles it."),
    allowed_when=Text("只能在 objectionDueOn 当日或之前申退。", "On or before the day in objectionDueOn."),
    guard="objection_is_in_time",
)
ACCEPT_ONCE = Rule(
    id="assignment.accept-return.unit-once",
    source=HANDOVER,
    reason=Text(
        "改交的单位就是申退的单位，或已在承办这件提案。",
        "The replacement is the unit that returned it, or has the proposal already.",
    ),
    allowed_when=Text("改交另一个单位。", "Name another unit."),
    guard="units_given_once",
)
REFUSE_REASON = Rule(
    id="assignment.refuse-return.reason",
    source=DESIGN,
    reason=Text("不同意申退没有说明理由。", "The refusal of the return does not say why."),
    allowed_when=Text("在 reason 中写明理由。", "Say why in reason."),
    guard="has_note",
)
EXTEND_REASON = Rule(
    id="assignment.extend.reason",
    source=DEADLINE,
    reason=Text("延期没有说明理由。", "The extension does not say why."),
    allowed_when=Text("在 reason 中写明理由。", "Say why in reason."),
    guard="has_note",
)
EXTEND_BEFORE = Rule(
    id="assignment.extend.before-deadline",
    source=DEADLINE,
    reason=Text("办理期限已过，不能再延期。", "The deadline has passed; it cannot be extended any more."),
    allowed_when=Text("在期限当日或之前延期。", "Extend it on or before the deadline."),
    guard="deadline_not_passed",
)
EXTEND_LATER = Rule(
    id="assignment.extend.later",
    source=DEADLINE,
    reason=Text("延期后的期限不晚于现行期限。", "The new deadline is not later than the present one."),
    allowed_when=Text("给出更晚的日期。", "Give a later day."),
    guard="extends_the_deadline",
)
EXTEND_TOTAL = Rule(
    id="assignment.extend.total",
    source=DEADLINE,
    reason=Text(
        "自交办起的总期限超过规定的最长时限。", "Counted from the hand-over, that is longer than is allowed in all."
    ),
    allowed_when=Text("延至最长时限之内的日期。", "Give a day within the longest time from the hand-over."),
    guard="due_within_limit",
)
EXTEND_WORKING_DAY = Rule(
    id="assignment.extend.working-day",
    source=WORKING_DAYS,
    reason=Text("延期后的期限落在休假日。", "The new deadline falls on a day off."),
    allowed_when=Text("改定为工作日。", "Give a working day."),
    guard="due_on_a_working_day",
)
CANCEL_REASON = Rule(
    id="assignment.cancel.reason",
    source=DESIGN,
    reason=Text("取消承办任务没有说明理由。", "The cancellation does not say why."),
    allowed_when=Text("在 reason 中写明理由。", "Say why in reason."),
    guard="has_note",
)
CANCEL_PLAN = Rule(
    id="assignment.cancel.plan",
    source=HANDOVER,
    reason=Text(
        "取消之后，其余单位的分工不成一种交办方式。",
        "What is left after the cancellation is no plan of a hand-over.",
    ),
    allowed_when=Text(
        "其余为单办一家，或主办一家并会办至少一家，或分办至少两家；否则由承办单位申退并改交。",
        "SOLE with one unit, one LEAD with at least one SUPPORT, or SPLIT between at least two remain; otherwise the"
        " unit returns it and another takes its place.",
    ),
    guard="rest_is_a_plan",
)

ASSIGNMENT = Machine(
    name="Assignment",
    slug="assignment",
    noun=Text("承办任务", "assignment"),
    verbs={
        "issueAssignment": ("issue", Text("交办", "be issued")),
        "signAssignment": ("sign", Text("签收", "be signed for")),
        "requestReturnAssignment": ("request-return", Text("申退", "be asked to be taken back")),
        "acceptReturnAssignment": ("accept-return", Text("同意申退", "be taken back")),
        "refuseReturnAssignment": ("refuse-return", Text("不同意申退", "be left with the unit that returns it")),
        "extendAssignment": ("extend", Text("延期", "be extended")),
        "cancelAssignment": ("cancel", Text("取消", "be cancelled")),
        "voidAssignment": ("void", Text("随提案撤销", "lapse with its proposal")),
        **replies.ASSIGNMENT_VERBS,
    },
    state_names=short_names(AssignmentState),
    moves=(
        Move(
            "issueAssignment", (None,), "ISSUED", SYSTEM, HANDOVER,
            rules=(
                ISSUE_CREDIT_CODE, ISSUE_AREA, ISSUE_ASSIGNING_LEVEL, ISSUE_DUE_AFTER, ISSUE_DUE_WITHIN,
                ISSUE_WORKING_DAY,
            ),
        ),
        Move("signAssignment", ("ISSUED",), "SIGNED", (*_UNIT, *_OFFICE), PRACTICE, rules=(SIGN_UNIT,)),
        Move(
            "requestReturnAssignment", ("ISSUED",), "RETURN_REQUESTED", (*_UNIT, *_OFFICE), OBJECTION,
            rules=(REQUEST_UNIT, REQUEST_REASON, REQUEST_WINDOW),
        ),
        Move(
            "acceptReturnAssignment", ("RETURN_REQUESTED",), "RETURNED_ACCEPTED", _OFFICE, OBJECTION,
            rules=(ACCEPT_ONCE,),
        ),
        Move(
            "refuseReturnAssignment", ("RETURN_REQUESTED",), "ISSUED", _OFFICE, OBJECTION, rules=(REFUSE_REASON,)
        ),
        Move(
            "extendAssignment", ("SIGNED", "EXTENDED"), "EXTENDED", _OFFICE, DEADLINE,
            rules=(EXTEND_REASON, EXTEND_BEFORE, EXTEND_LATER, EXTEND_TOTAL, EXTEND_WORKING_DAY),
        ),
        Move("cancelAssignment", _OPEN, "CANCELLED", _OFFICE, DESIGN, rules=(CANCEL_REASON, CANCEL_PLAN)),
        Move("voidAssignment", _OPEN, "CANCELLED", SYSTEM, DESIGN),
        *replies.ASSIGNMENT_MOVES,
    ),
    initial="ISSUED",
    final=("REPLIED", "OPINION_SENT", "RETURNED_ACCEPTED", "CANCELLED"),
)  # fmt: skip
