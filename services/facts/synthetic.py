"""Example filings, marked SYNTHETIC: the same number always gives the same filings, and a larger one adds to them.

They spread over states, outcomes, dates, missing values, proposers and assignments, so that lists have ties and NULLs.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from schema.ids import derived_id
from services.facts.fact import fact
from services.facts.filings import ASSIGNMENT_COLUMNS, FILING_COLUMNS
from services.handling.records import ASSIGNMENT
from services.kit.events import Row
from services.kit.importing import ImportRecord
from services.proposals.records import FILING

OPENING = datetime(2026, 1, 12, 1, 0, tzinfo=UTC)
TERM, SESSION = 14, 5
VERBS = ("完善", "推进", "加强", "规范", "优化", "支持", "提升", "加快")
PLACES = (
    "老旧小区",
    "中小学校",
    "社区卫生服务中心",
    "乡村公路",
    "河涌沿岸",
    "历史街区",
    "产业园区",
    "农贸市场",
    "口岸片区",
)
MATTERS = (
    "停车管理",
    "无障碍设施",
    "托育服务",
    "垃圾分类",
    "消防安全",
    "数字化改造",
    "绿化养护",
    "排水防涝",
    "夜间照明",
    "文化活动",
)
PROPOSERS = (
    ("MEMBER", "示例委员甲"),
    ("MEMBER", "示例委员乙"),
    ("MEMBERS_JOINTLY", "示例委员丙等5名委员"),
    ("SECTOR", "示例教育界"),
    ("SECTOR_GROUP", "示例界别小组"),
    ("PARTY", "示例党派市委会"),
    ("PEOPLES_ORGANISATION", "示例人民团体"),
    ("SPECIAL_COMMITTEE", "示例专门委员会"),
)
UNITS = ("示例住房城乡建设局", "示例教育局", "示例卫生健康局", "示例交通运输局", "示例城市管理局")
# state, outcome, how often; a draft was not received and has no outcome
STATES = (
    ("DRAFT", None, 4),
    ("SUBMITTED", "PENDING", 10),
    ("RETURNED", "PENDING", 3),
    ("PRELIM_PASSED", "PENDING", 5),
    ("FILED", "FILED", 30),
    ("ASSIGNED", "FILED", 10),
    ("HANDLING", "FILED", 10),
    ("REPLIED", "FILED", 8),
    ("CLOSED", "FILED", 8),
    ("NOT_FILED", "NOT_FILED", 5),
    ("MERGED", "MERGED", 3),
    ("CONVERTED", "CONVERTED", 3),
    ("WITHDRAWN", "WITHDRAWN", 1),
)
HANDLED = frozenset({"ASSIGNED", "HANDLING", "REPLIED", "CLOSED"})


@dataclass(frozen=True, slots=True)
class _Draw:
    """One filing as the dice fell."""

    code: str
    number: int
    dice: random.Random

    @property
    def id(self) -> str:
        return str(derived_id(self.code, "filing", "synthetic", str(self.number)))


def synthetic_filings(code: str, count: int) -> Iterator[ImportRecord]:
    """The first `count` example filings of a committee, and after them their assignments."""
    assignments: list[ImportRecord] = []
    for number in range(1, count + 1):
        filing, given = _filing(_Draw(code, number, random.Random(f"{code}:{number}")))  # noqa: S311 - examples, not secrets
        yield filing
        assignments += given
    yield from assignments


def _filing(draw: _Draw) -> tuple[ImportRecord, list[ImportRecord]]:
    dice = draw.dice
    state, outcome, _ = dice.choices(STATES, weights=[often for *_, often in STATES])[0]
    title = f"【示例】关于{dice.choice(VERBS)}{dice.choice(PLACES)}{dice.choice(MATTERS)}的提案"
    submitted = None if state == "DRAFT" or dice.random() < 0.1 else OPENING + timedelta(hours=dice.randrange(24 * 60))
    filed = submitted + timedelta(days=dice.randrange(1, 15)) if outcome == "FILED" and submitted else None
    numbered = outcome == "FILED" and dice.random() < 0.9
    entry: dict[str, Any] = {
        "title": title,
        "text": "示例正文：情况、分析与建议。",
        "term": TERM,
        "session": SESSION,
        "case_number": f"{TERM}{SESSION:02}{draw.number:05}" if numbered else None,
        "state": state,
        "outcome": outcome,
        "origin": "CITIZEN_LEAD" if dice.random() < 0.15 else "PROPOSER",
        "is_key_proposal": outcome == "FILED" and dice.random() < 0.1,
        "submitted_at": _text(submitted),
        "filed_at": _text(filed),
        "happened_in": OPENING.year,
        "source": "synthetic",
        "gaps": [],
    }
    proposers = _proposers(dice)
    assignments = _assignments(draw) if state in HANDLED else []
    children = {"proposer": proposers, "review": _reviews(dice, outcome, filed)}
    return fact(FILING, draw.id, entry, FILING_COLUMNS, children), assignments


def _proposers(dice: random.Random) -> list[Row]:
    chosen = dice.sample(PROPOSERS, dice.choice((1, 1, 1, 2, 3)))
    return [
        {"position": position, "kind": kind, "name": name, "first": position == 1}
        for position, (kind, name) in enumerate(chosen, 1)
    ]


def _assignments(draw: _Draw) -> list[ImportRecord]:
    """One unit alone, or a lead with supporting units."""
    units = draw.dice.sample(UNITS, draw.dice.choice((1, 1, 2, 3)))
    due = (OPENING + timedelta(days=draw.dice.randrange(90, 180))).date().isoformat()
    return [
        fact(
            ASSIGNMENT,
            str(derived_id(draw.code, "assignment", draw.id, unit)),
            {
                "filing_id": draw.id,
                "position": position,
                "unit": unit,
                "role": "SOLE" if len(units) == 1 else "LEAD" if position == 1 else "SUPPORT",
                "state": draw.dice.choice(("ISSUED", "SIGNED", "REPLY_DRAFTED")),
                "due_on": due if draw.dice.random() < 0.8 else None,
                "source": "synthetic",
                "gaps": [],
            },
            ASSIGNMENT_COLUMNS,
        )
        for position, unit in enumerate(units, 1)
    ]


def _reviews(dice: random.Random, outcome: str | None, at: datetime | None) -> list[Row]:
    if outcome is None or outcome == "PENDING":
        return []
    reason = "EMPTY_NO_CONCRETE_SUGGESTION" if outcome == "NOT_FILED" else None
    note = "示例意见" if dice.random() < 0.3 else None
    return [
        {"position": 1, "round": 1, "decision": outcome, "reason_code": reason, "note": note, "decided_at": _text(at)}
    ]


def _text(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
