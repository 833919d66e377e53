"""The machines of a sector group's year (界别小组年度) and of its activities."""

from schema.rulebook.common import reason_given
from schema.rulebook.model import SYSTEM, Machine, Move, Rule, Text
from schema.rulebook.sources import DESIGN, SECTORS

_CONVENORS = ("member", "staff")

OPEN_ONCE = Rule(
    id="sector-group-year.open.once",
    source=SECTORS,
    reason=Text("该界别本年度已有小组。", "The sector has a group for the year already."),
    allowed_when=Text("每个界别每年一个小组。", "One group a sector and year."),
    guard="sector_has_no_group",
)
ADOPT_PEOPLE = Rule(
    id="sector-group-year.adopt-plan.people",
    source=SECTORS,
    reason=Text("召集人、联络员不是各一至三名。", "There are not one to three convenors and one to three liaisons."),
    allowed_when=Text("召集人、联络员各一至三名。", "Name one to three of each."),
    guard="one_to_three_of_each",
)
ADOPT_SECTOR = Rule(
    id="sector-group-year.adopt-plan.sector",
    source=SECTORS,
    reason=Text("有的召集人不是本界别委员。", "A convenor is no member of the sector."),
    allowed_when=Text("召集人都是本界别委员。", "Every convenor is a member of the sector."),
    guard="convenors_are_of_the_sector",
)
ADOPT_QUARTERS = Rule(
    id="sector-group-year.adopt-plan.quarters",
    source=SECTORS,
    reason=Text("有的季度没有安排主题活动。", "A quarter has no themed activity planned."),
    allowed_when=Text("四个季度都安排主题活动。", "Plan one in each of the four quarters."),
    guard="every_quarter_is_planned",
)
START_HELD = Rule(
    id="sector-group-year.start.activity",
    source=SECTORS,
    reason=Text("还没有开展活动。", "No activity was held yet."),
    allowed_when=Text("第一次活动之后。", "Once the first activity is held."),
    guard="an_activity_was_held",
)
YEAR_END_QUARTER = Rule(
    id="sector-group-year.start-year-end.quarter",
    source=SECTORS,
    reason=Text("还没有到第四季度。", "The fourth quarter has not begun."),
    allowed_when=Text("第四季度起。", "From the fourth quarter on."),
    guard="fourth_quarter_has_begun",
)
SUMMARISE_ITEMS = Rule(
    id="sector-group-year.summarise.items",
    source=SECTORS,
    reason=Text(
        "视察调研、座谈会、大会发言、界别提案中有的既没有记录，也没有注明缺项。",
        "Inspection, symposium, plenary speech or sector proposal is neither recorded nor marked absent.",
    ),
    allowed_when=Text("四项都有记录或注明缺项。", "Record each of the four, or mark it absent."),
    guard="year_end_is_recorded",
)

_YEAR_VERBS = {
    "openSectorGroupYear": ("open", Text("开始", "be opened")),
    "adoptPlanSectorGroupYear": ("adopt-plan", Text("通过计划", "have its plan adopted")),
    "startSectorGroupYear": ("start", Text("进入开展", "become active")),
    "startYearEndSectorGroupYear": ("start-year-end", Text("进入年底集中", "go into its year end")),
    "summariseSectorGroupYear": ("summarise", Text("总结", "be summed up")),
}
SECTOR_GROUP_YEAR = Machine(
    name="SectorGroupYear",
    slug="sector-group-year",
    noun=Text("界别小组年度", "sector group's year"),
    verbs=_YEAR_VERBS,
    state_names={
        "PLANNING": Text("订计划", "Being planned"),
        "PLANNED": Text("计划已定", "Planned"),
        "ACTIVE": Text("开展中", "Active"),
        "YEAR_END": Text("年底集中", "At its year end"),
        "SUMMARISED": Text("已总结", "Summed up"),
    },
    moves=(
        Move("openSectorGroupYear", (None,), "PLANNING", _CONVENORS, SECTORS, rules=(OPEN_ONCE,)),
        Move(
            "adoptPlanSectorGroupYear", ("PLANNING",), "PLANNED", _CONVENORS, SECTORS,
            rules=(ADOPT_PEOPLE, ADOPT_SECTOR, ADOPT_QUARTERS),
        ),
        Move("startSectorGroupYear", ("PLANNED",), "ACTIVE", SYSTEM, SECTORS, rules=(START_HELD,)),
        Move(
            "startYearEndSectorGroupYear", ("ACTIVE",), "YEAR_END", _CONVENORS, SECTORS, rules=(YEAR_END_QUARTER,)
        ),
        Move(
            "startYearEndSectorGroupYear", ("PLANNED",), "YEAR_END", _CONVENORS, DESIGN, rules=(YEAR_END_QUARTER,)
        ),
        Move("summariseSectorGroupYear", ("YEAR_END",), "SUMMARISED", _CONVENORS, SECTORS, rules=(SUMMARISE_ITEMS,)),
    ),
    initial="PLANNING",
    final=("SUMMARISED",),
    planned=frozenset(_YEAR_VERBS) - {"startSectorGroupYear"},
)  # fmt: skip

HOLD_RECORD = Rule(
    id="sector-activity.hold.record",
    source=SECTORS,
    reason=Text("没有活动记录。", "There is no record of the activity."),
    allowed_when=Text("写明活动情况。", "Record how it went."),
    guard="has_text",
)

_ACTIVITY_VERBS = {
    "planSectorActivity": ("plan", Text("安排", "be planned")),
    "holdSectorActivity": ("hold", Text("开展", "be recorded as held")),
    "postponeSectorActivity": ("postpone", Text("延期", "be postponed")),
    "rescheduleSectorActivity": ("reschedule", Text("改期", "be rescheduled")),
    "cancelSectorActivity": ("cancel", Text("取消", "be cancelled")),
}
SECTOR_ACTIVITY = Machine(
    name="SectorActivity",
    slug="sector-activity",
    noun=Text("界别小组活动", "activity of a sector group"),
    verbs=_ACTIVITY_VERBS,
    state_names={
        "PLANNED": Text("已安排", "Planned"),
        "HELD": Text("已开展", "Held"),
        "POSTPONED": Text("已延期", "Postponed"),
        "CANCELLED": Text("已取消", "Cancelled"),
    },
    moves=(
        Move("planSectorActivity", (None,), "PLANNED", _CONVENORS, SECTORS),
        Move("holdSectorActivity", ("PLANNED",), "HELD", _CONVENORS, SECTORS, rules=(HOLD_RECORD,)),
        Move(
            "postponeSectorActivity", ("PLANNED",), "POSTPONED", _CONVENORS, SECTORS,
            rules=(reason_given("sector-activity.postpone.reason", DESIGN),),
        ),
        Move("rescheduleSectorActivity", ("POSTPONED",), "PLANNED", _CONVENORS, DESIGN),
        Move(
            "cancelSectorActivity", ("PLANNED", "POSTPONED"), "CANCELLED", _CONVENORS, SECTORS,
            rules=(reason_given("sector-activity.cancel.reason", DESIGN),),
        ),
    ),
    initial="PLANNED",
    final=("HELD", "CANCELLED"),
    planned=frozenset(_ACTIVITY_VERBS),
)  # fmt: skip
