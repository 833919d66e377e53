"""Facts for the machines of micro-consultations and village councils."""

from datetime import date

from tests.schema.rulebook.case import Break, Cases

CASES = (
    Cases(
        "MicroConsultation",
        facts={
            "category": "道路",
            "place": "大良",
            "report_source": "MEMBER",
            "needs_visit": False,
            "note": "理由",
            "leader": "副主席",
            "leader_committee": "440606",
            "committee": "440606",
            "site": "路口",
            "department": "城管局",
            "visited_on": date(2026, 3, 2),
            "follower": "专人",
            "revisited_on": date(2026, 3, 20),
            "last_revisit_resolved": True,
        },
        breaks=(
            Break("micro-consultation.triage.source", {"report_source": "RUMOUR"}),
            Break("micro-consultation.triage.place", {"category": None}),
            Break("micro-consultation.triage.place", {"place": " "}),
            Break("micro-consultation.refer.no-visit", {"needs_visit": True}),
            Break("micro-consultation.reject.reason", {"note": None}),
            Break("micro-consultation.assign-leader.leader", {"leader": None}),
            Break("micro-consultation.assign-leader.leader", {"leader_committee": "440600"}),
            Break("micro-consultation.consult.record", {"site": ""}),
            Break("micro-consultation.consult.record", {"department": None}),
            Break("micro-consultation.consult.record", {"visited_on": None}),
            Break("micro-consultation.follow.person", {"follower": None}),
            Break("micro-consultation.revisit.later", {"revisited_on": date(2026, 3, 2)}),
            Break("micro-consultation.resolve.revisit", {"last_revisit_resolved": False}),
        ),
    ),
    Cases(
        "VillageCouncilMatter",
        facts={
            "in_scope": True,
            "convenor_role": "PRESIDENT",
            "participants": 9,
            "meeting_form": "BENCH",
            "note": "理由",
            "evidence": "照片",
        },
        breaks=(
            Break("village-council-matter.schedule.scope", {"in_scope": False}),
            Break("village-council-matter.hold.convenor", {"convenor_role": "MEMBER"}),
            Break("village-council-matter.hold.record", {"participants": 0}),
            Break("village-council-matter.hold.record", {"meeting_form": None}),
            Break("village-council-matter.close.reason", {"note": None}),
            Break("village-council-matter.implement.evidence", {"evidence": ""}),
        ),
    ),
)
