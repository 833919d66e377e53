"""The machines of supervision (督办, 提案+) and of the tasks in its ledger (台账任务)."""

from schema.rulebook.common import reason_given
from schema.rulebook.model import Machine, Move, Rule, Text
from schema.rulebook.sources import DESIGN, KEY_PROPOSALS, SUPERVISION

_OFFICE = ("staff",)
_UNIT_OR_OFFICE = ("unit", "staff")

DESIGNATE_FILED = Rule(
    id="supervision.designate.filed",
    source=KEY_PROPOSALS,
    reason=Text("提案没有立案。", "The proposal is not filed."),
    allowed_when=Text("提案立案之后。", "Once the proposal is filed."),
    guard="supervised_is_filed",
)
DESIGNATE_KEY = Rule(
    id="supervision.designate.key",
    source=KEY_PROPOSALS,
    reason=Text(
        "提案不是重点提案，也没有约定联合督办。", "It is neither a key proposal nor under an agreed joint supervision."
    ),
    allowed_when=Text("确定为重点提案，或双方约定联合督办。", "Designate it as key, or agree on a joint supervision."),
    guard="supervised_is_key",
)
PLAN_LEADER = Rule(
    id="supervision.plan.leader",
    source=KEY_PROPOSALS,
    reason=Text("没有写明领衔督办的领导。", "No leader of the supervision is named."),
    allowed_when=Text("写明领衔督办的领导。", "Name who leads the supervision."),
    guard="supervisor_named",
)
START_LEDGER = Rule(
    id="supervision.start.ledger",
    source=SUPERVISION,
    reason=Text("台账没有任务，清单也没有事项。", "The ledger has no task and the checklist no item."),
    allowed_when=Text("至少列一项任务或一项清单。", "List at least one task or one item."),
    guard="ledger_or_checklist",
)
START_COMPLETE = Rule(
    id="supervision.start.complete",
    source=SUPERVISION,
    reason=Text(
        "有的任务没有单位或期限，或有的清单事项没有责任人、成果或期限。",
        "A task lacks its unit or due day, or an item its person, tangible result or due day.",
    ),
    allowed_when=Text("补齐每项的单位（责任人）、成果和期限。", "Complete every task and every item."),
    guard="entries_are_complete",
)
ACTIVITY_KIND = Rule(
    id="supervision.record-activity.kind",
    source=SUPERVISION,
    reason=Text("没有写明督办活动的形式。", "The form of the activity is not given."),
    allowed_when=Text(
        "写明座谈、视察、专题协商、民主评议或民主监督。",
        "Say if it was a meeting, an inspection, a thematic consultation, an appraisal or democratic supervision.",
    ),
    guard="activity_kind_given",
)
CARRY_YEAR = Rule(
    id="supervision.carry-over.year",
    source=SUPERVISION,
    reason=Text("跨年督办的年度不连续。", "The years do not follow each other."),
    allowed_when=Text("接续到下一年度。", "Carry it over to the next year."),
    guard="years_follow",
)
CARRY_TASKS = Rule(
    id="supervision.carry-over.tasks",
    source=SUPERVISION,
    reason=Text("未销号的任务没有全部转入下一年度。", "Not every open task was copied into the next year."),
    allowed_when=Text("把未销号的任务全部转入。", "Copy every open task."),
    guard="open_tasks_are_copied",
)
CONCLUDE_TASKS = Rule(
    id="supervision.conclude.tasks",
    source=SUPERVISION,
    reason=Text("还有任务没有销号，也没有说明理由免办。", "A task is neither done nor waived with a reason."),
    allowed_when=Text("每项任务销号或免办之后。", "Once every task is done or waived."),
    guard="every_task_ended",
)

_VERBS = {
    "designateSupervision": ("designate", Text("确定", "be designated")),
    "planSupervision": ("plan", Text("制定方案", "be planned")),
    "startSupervision": ("start", Text("启动", "be started")),
    "recordActivitySupervision": ("record-activity", Text("记录活动", "have an activity recorded")),
    "carryOverSupervision": ("carry-over", Text("跨年接续", "be carried over")),
    "resumeSupervision": ("resume", Text("继续", "be resumed")),
    "lookBackSupervision": ("look-back", Text("回头看", "be looked back on")),
    "reopenSupervision": ("reopen", Text("重新督办", "be reopened")),
    "concludeSupervision": ("conclude", Text("结束", "be concluded")),
}
SUPERVISING = Machine(
    name="Supervision",
    slug="supervision",
    noun=Text("督办", "supervision"),
    verbs=_VERBS,
    state_names={
        "DESIGNATED": Text("确定", "Designated"),
        "PLANNED": Text("方案已定", "Planned"),
        "ACTIVE": Text("督办中", "Under way"),
        "CARRIED_OVER": Text("跨年", "Carried over into the next year"),
        "LOOK_BACK": Text("回头看", "Looked back on"),
        "CONCLUDED": Text("结束", "Concluded"),
    },
    moves=(
        Move(
            "designateSupervision", (None,), "DESIGNATED", _OFFICE, SUPERVISION,
            rules=(DESIGNATE_FILED, DESIGNATE_KEY),
        ),
        Move("planSupervision", ("DESIGNATED",), "PLANNED", _OFFICE, KEY_PROPOSALS, rules=(PLAN_LEADER,)),
        Move("startSupervision", ("PLANNED",), "ACTIVE", _OFFICE, SUPERVISION, rules=(START_LEDGER, START_COMPLETE)),
        Move("recordActivitySupervision", ("ACTIVE",), "ACTIVE", _OFFICE, SUPERVISION, rules=(ACTIVITY_KIND,)),
        Move(
            "carryOverSupervision", ("ACTIVE",), "CARRIED_OVER", _OFFICE, SUPERVISION,
            rules=(CARRY_YEAR, CARRY_TASKS),
        ),
        Move("resumeSupervision", ("CARRIED_OVER",), "ACTIVE", _OFFICE, SUPERVISION),
        Move("lookBackSupervision", ("ACTIVE",), "LOOK_BACK", _OFFICE, SUPERVISION),
        Move(
            "reopenSupervision", ("LOOK_BACK",), "ACTIVE", _OFFICE, SUPERVISION,
            rules=(reason_given("supervision.reopen.finding", SUPERVISION),),
        ),
        Move(
            "concludeSupervision", ("ACTIVE", "LOOK_BACK"), "CONCLUDED", _OFFICE, SUPERVISION,
            rules=(CONCLUDE_TASKS,),
        ),
    ),
    initial="DESIGNATED",
    final=("CONCLUDED",),
    planned=frozenset(_VERBS),
)  # fmt: skip

TASK_UNIT = Rule(
    id="ledger-task.claim.unit",
    source=SUPERVISION,
    reason=Text("认领的单位不是这件提案的承办单位。", "The unit does not handle the proposal."),
    allowed_when=Text("由这件提案的承办单位认领。", "A unit that handles the proposal claims it."),
    guard="claiming_unit_handles_it",
)
TASK_DUE = Rule(
    id="ledger-task.claim.due",
    source=SUPERVISION,
    reason=Text("任务没有期限。", "The task has no due day."),
    allowed_when=Text("写明期限。", "Give a due day."),
    guard="task_has_a_due_day",
)
TASK_RESULT = Rule(
    id="ledger-task.clear.result",
    source=SUPERVISION,
    reason=Text("销号没有写明成果。", "The result of the task is not given."),
    allowed_when=Text("写明看得见的成果。", "Say what there is to be seen."),
    guard="task_has_a_result",
)

_TASK_VERBS = {
    "claimLedgerTask": ("claim", Text("认领", "be claimed")),
    "startLedgerTask": ("start", Text("开始办理", "be started")),
    "clearLedgerTask": ("clear", Text("销号", "be cleared")),
    "verifyLedgerTask": ("verify", Text("核验", "be verified")),
    "reopenLedgerTask": ("reopen", Text("重新办理", "be reopened")),
    "waiveLedgerTask": ("waive", Text("免办", "be waived")),
}
LEDGER_TASK = Machine(
    name="LedgerTask",
    slug="ledger-task",
    noun=Text("台账任务", "task of the ledger"),
    verbs=_TASK_VERBS,
    state_names={
        "CLAIMED": Text("已认领", "Claimed"),
        "IN_PROGRESS": Text("办理中", "Under way"),
        "DONE": Text("已销号", "Done"),
        "VERIFIED": Text("已核验", "Verified"),
        "WAIVED": Text("免办", "Waived"),
    },
    moves=(
        Move("claimLedgerTask", (None,), "CLAIMED", _UNIT_OR_OFFICE, SUPERVISION, rules=(TASK_UNIT, TASK_DUE)),
        Move("startLedgerTask", ("CLAIMED",), "IN_PROGRESS", _UNIT_OR_OFFICE, SUPERVISION),
        Move("clearLedgerTask", ("IN_PROGRESS",), "DONE", _UNIT_OR_OFFICE, SUPERVISION, rules=(TASK_RESULT,)),
        Move("verifyLedgerTask", ("DONE",), "VERIFIED", _OFFICE, SUPERVISION),
        Move(
            "reopenLedgerTask", ("DONE",), "IN_PROGRESS", _OFFICE, SUPERVISION,
            rules=(reason_given("ledger-task.reopen.finding", SUPERVISION),),
        ),
        Move(
            "waiveLedgerTask", ("CLAIMED", "IN_PROGRESS"), "WAIVED", _OFFICE, DESIGN,
            rules=(reason_given("ledger-task.waive.reason", DESIGN),),
        ),
    ),
    initial="CLAIMED",
    final=("VERIFIED", "WAIVED"),
    planned=frozenset(_TASK_VERBS),
)  # fmt: skip
