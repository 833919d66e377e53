"""Facts for the machines of a sector group."""

from tests.schema.rulebook.case import Break, Cases

CASES = (
    Cases(
        "SectorGroupYear",
        facts={
            "groups_of_sector": 0,
            "convenors": 1,
            "liaisons": 3,
            "convenors_elsewhere": 0,
            "quarters_planned": (1, 2, 3, 4),
            "activities_held": 1,
            "quarter": 4,
            "year_end_missing": 0,
        },
        breaks=(
            Break("sector-group-year.open.once", {"groups_of_sector": 1}),
            Break("sector-group-year.adopt-plan.people", {"convenors": 4}),
            Break("sector-group-year.adopt-plan.people", {"liaisons": 0}),
            Break("sector-group-year.adopt-plan.sector", {"convenors_elsewhere": 1}),
            Break("sector-group-year.adopt-plan.quarters", {"quarters_planned": (1, 2, 4, 4)}),
            Break("sector-group-year.start.activity", {"activities_held": 0}),
            Break("sector-group-year.start-year-end.quarter", {"quarter": 3}),
            Break("sector-group-year.summarise.items", {"year_end_missing": 1}),
        ),
    ),
    Cases(
        "SectorActivity",
        facts={"text": "记录", "note": "理由"},
        breaks=(
            Break("sector-activity.hold.record", {"text": None}),
            Break("sector-activity.postpone.reason", {"note": None}),
            Break("sector-activity.cancel.reason", {"note": None}),
        ),
    ),
)
