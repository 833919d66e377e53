"""What a row's fields must say together: a filing is in one state, and an assignment plan is one of three; pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from services.spreadsheets.problems import Problem, shown

OUTCOMES: Final = {
    **dict.fromkeys(("SUBMITTED", "RETURNED", "PRELIM_PASSED"), "PENDING"),
    **{name: name for name in ("NOT_FILED", "MERGED", "CONVERTED", "WITHDRAWN", "HANDED_UP")},
    **dict.fromkeys(
        ("FILED", "ASSIGNED", "HANDLING", "REPLIED", "FEEDBACK_DONE", "REHANDLING", "CLOSED", "FOLLOW_UP", "ARCHIVED"),
        "FILED",
    ),
}
"""The result of review that each state implies; what was not yet received has none."""


def outcome_of(state: str | None) -> str | None:
    """The outcome of a filing whose file names its state alone."""
    return OUTCOMES.get(state or "")


def implausible(
    row: int, fields: Mapping[str, Any], people: Sequence[tuple[str, str]], units: Sequence[tuple[str, str | None]]
) -> Iterator[Problem]:
    """Everything in a readable row that cannot be so."""

    def problem(code: str, zh: str, en: str, value: object = "") -> Problem:
        return Problem(row, "", shown(value), code, zh, en)

    if not fields.get("title"):
        yield problem("row.title", "没有案由。", "There is no title.")
    if not fields.get("state"):
        yield problem("row.state", "没有状态。", "There is no state.")
    if not fields.get("caseNumber") and not fields.get("serial"):
        yield problem(
            "row.key", "既无案号也无流水号，再次导入时认不出这一行。", "It has neither a case number nor a serial."
        )
    state, outcome = fields.get("state"), fields.get("outcome")
    if state and outcome != OUTCOMES.get(state):
        yield problem(
            "row.outcome", "审查结果与状态不符。", "The outcome does not go with the state.", f"{state} / {outcome}"
        )
    submitted, filed = fields.get("submittedAt"), fields.get("filedAt")
    if submitted and filed and filed[:10] < submitted[:10]:
        yield problem("row.filed-before-submitted", "立案早于提交。", "It was filed before it was submitted.", filed)
    if len(people) > 100 or len(units) > 100:
        yield problem("row.too-many", "提案者或承办单位超过 100 个。", "More than 100 proposers or units.")
    yield from _plan(problem, units)


def _plan(problem: Any, units: Sequence[tuple[str, str | None]]) -> Iterator[Problem]:
    """A plan is one unit alone, a lead with supporting units, or units that split it. Rule P5 of the handling rules."""
    names = [name for name, _ in units]
    roles = [role for _, role in units if role]
    if len(set(names)) < len(names):
        yield problem("row.unit-twice", "同一承办单位出现两次。", "A unit is named twice.", "、".join(names))
    if not roles:
        return
    lead = roles.count("LEAD") == 1 and set(roles) <= {"LEAD", "SUPPORT"} and len(roles) > 1
    split = set(roles) == {"SPLIT"} and len(roles) > 1
    if not (roles == ["SOLE"] or lead or split) or len(roles) < len(units):
        yield problem(
            "row.assignment-plan",
            "分工应为单办一个单位，或一个主办加会办，或两个以上分办。",
            "A plan is one unit alone, one lead with supporting units, or two and more that split it.",
            "、".join(f"{name}={role}" for name, role in units),
        )
