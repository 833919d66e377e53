"""A city's own contribution to a project: answered, planned, reported, finished, suspended or ended by itself alone.

The other city gets a copy with every step. Where the project is this committee's own, the umbrella follows at once;
otherwise its owner follows when the message arrives (``project_handlers``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from schema.ids import derived_id, owner_of
from services.kit.acts import Act, Command, Done
from services.kit.authority import authority_facts, optional_sha256, read_authority, told_authority
from services.kit.events import Change, Message
from services.kit.inputs import NAME, NOTE, TITLE, Input
from services.partners.answers import overdue
from services.partners.in_force import agreement_in_force
from services.partners.projects import PART, binding_step, copied, side_did
from services.partners.records import CONTRIBUTION

LISTED: Final = 200
Row = dict[str, Any]


async def _answer(act: Act) -> Done:
    row, authority = act.record, read_authority(act.input)
    answer, note = act.input.text("answer", most=NAME), act.input.optional_text("note", most=NOTE)
    facts = {**await standing_facts(act), "answer": answer, **authority_facts(authority)}
    transition = act.decide(PART, row["state"], facts)
    values = {"state": transition.after, "answered_on": act.today, "note": note, "authority": authority}
    told = {"answer": answer, "note": note, "authority": told_authority(authority)}
    return await _step(act, "answered", values, told)


async def standing_facts(act: Act) -> dict[str, object]:
    """What is known of a contribution before a command says more."""
    row = act.record
    agreement = await agreement_in_force(act.connection, row["partner"], act.today, "PROJECTS")
    milestones = await act.rows(CONTRIBUTION, "contribution_milestone", row["id"])
    return {
        "answer_overdue": overdue(act, row["answer_due_on"]),
        "partner_city": True,
        "agreement_active": agreement is not None,
        "owns_project": owner_of(row["project_id"]) == act.code,
        "open_milestones": sum(each["reached_on"] is None for each in milestones),
    }


async def _revise(act: Act) -> Done:
    row, given = act.record, act.input
    transition = act.decide(PART, row["state"], {})
    unit = (
        given.optional_text("responsibleUnit", most=NAME) if given.has("responsibleUnit") else row["responsible_unit"]
    )
    children = {table: read(act, given) for table, (name, read) in _LISTS.items() if given.has(name)}
    enterprises = children.get("contribution_enterprise")
    if enterprises is None:
        enterprises = await act.rows(CONTRIBUTION, "contribution_enterprise", row["id"])
    told = {"participants": bool(unit) + len(enterprises)}
    values = {"state": transition.after, "responsible_unit": unit}
    return await _step(act, "revised", values, told, children, participants=told["participants"], side="TAKING_PART")


def _enterprises(_act: Act, given: Input) -> list[Row]:
    return [
        {
            "position": place,
            "name": each.text("name", most=NAME),
            "credit_code": each.optional_text("creditCode", most=18),
        }
        for place, each in enumerate(given.parts("enterprises", most=LISTED), 1)
    ]


def _milestones(act: Act, given: Input) -> list[Row]:
    """The id of a milestone follows from its number, so that it stays the same while its day moves."""
    return [
        {
            "position": place,
            "milestone_id": str(derived_id(act.code, "milestone", act.record["id"], str(place))),
            "title": each.text("title", most=TITLE),
            "due_on": each.optional_day("dueOn"),
            "reached_on": each.optional_day("reachedOn"),
        }
        for place, each in enumerate(given.parts("milestones", most=LISTED), 1)
    ]


def _tasks(_act: Act, given: Input) -> list[Row]:
    return [
        {
            "position": place,
            "title": each.text("title", most=TITLE),
            "unit": each.optional_text("unit", most=NAME),
            "due_on": each.optional_day("dueOn"),
            "done_on": each.optional_day("doneOn"),
        }
        for place, each in enumerate(given.parts("tasks", most=LISTED), 1)
    ]


def _documents(_act: Act, given: Input) -> list[Row]:
    return [
        {
            "position": place,
            "title": each.text("title", most=TITLE),
            "sha256": _sha256(each),
            "dated_on": each.optional_day("datedOn"),
        }
        for place, each in enumerate(given.parts("documents", most=LISTED), 1)
    ]


def _sha256(given: Input) -> str:
    given.text("sha256", most=64)
    found = optional_sha256(given, "sha256")
    assert found is not None
    return found


_LISTS: Final = {
    "contribution_enterprise": ("enterprises", _enterprises),
    "contribution_milestone": ("milestones", _milestones),
    "contribution_task": ("tasks", _tasks),
    "contribution_document": ("documents", _documents),
}


async def _report(act: Act) -> Done:
    row, given = act.record, act.input
    transition = act.decide(PART, row["state"], {})
    values: dict[str, object] = {"state": transition.after}
    if given.has("progress"):
        values["progress"] = given.optional_text("progress", most=NOTE)
    if given.has("percent"):
        values["percent"] = given.integer("percent", 0, 100)
    children = {}
    for table, name, column in (
        ("contribution_milestone", "reached", "reached_on"),
        ("contribution_task", "done", "done_on"),
    ):
        if given.has(name):
            rows = await act.rows(CONTRIBUTION, table, row["id"])
            children[table] = _dated(act, rows, name, column)
    return await _step(act, "progressed", values, {}, children)


def _dated(act: Act, rows: Sequence[Row], name: str, column: str) -> list[Row]:
    """The rows with today's date in those that the input names. Raises BAD_USER_INPUT for a number not listed."""
    numbers = set(act.input.numbers(name, most=LISTED))
    unknown = sorted(numbers - {each["position"] for each in rows})
    if unknown:
        raise act.input.wrong(name, f"names {unknown[0]}, which is not listed", f"中的 {unknown[0]} 不在所列之内")
    today = act.today.isoformat()
    return [{**each, column: each[column] or today} if each["position"] in numbers else each for each in rows]


async def _finish(act: Act) -> Done:
    note = act.input.optional_text("note", most=NOTE)
    transition = act.decide(PART, act.record["state"], await standing_facts(act))
    return await _step(act, "finished", {"state": transition.after, "note": note}, {"note": note}, side="FINISHED")


async def _suspend(act: Act) -> Done:
    return await _binding(act, "suspended")


async def _resume(act: Act) -> Done:
    return await _binding(act, "resumed")


async def _end(act: Act) -> Done:
    return await _binding(act, "ended", ended_on=act.today)


async def _binding(act: Act, event: str, **more: object) -> Done:
    facts, told = binding_step(act)
    transition = act.decide(PART, act.record["state"], {**await standing_facts(act), **facts})
    return await _step(act, event, {"state": transition.after, "note": told["note"], **more}, told)


async def _step(
    act: Act, event: str, values: Mapping[str, object], told: Mapping[str, object],
    children: Mapping[str, Sequence[Row]] | None = None, *, participants: int | None = None, side: str | None = None,
) -> Done:  # fmt: skip
    """Write the next version, tell the other city, and let the umbrella follow where it is this committee's own."""
    row, kind = act.record, f"project-contribution.{event}"
    message = Message(row["partner"], kind, {"project": row["project_id"], "contribution": row["id"], **told})
    change = Change(
        CONTRIBUTION, kind, row["id"], values, row["version"],
        children=children or {}, messages=(message,), details=told,
    )  # fmt: skip
    written = await act.write(change)
    if owner_of(row["project_id"]) == act.code:
        event = "side-changed"
        await side_did(act, row["project_id"], act.code, event=event, participants=participants, state=side)
    return Done(written, peers=(row["partner"],))


async def lapse(act: Act) -> None:
    """This city did not answer in time; the owner of the project knows that of itself."""
    row = act.record
    transition = act.derive(PART, "lapseProjectContribution", row["state"], {"answer_overdue": True})
    values = {"state": transition.after, "ended_on": act.today}
    kind, messages = "project-contribution.lapsed", copied(row["partner"], row["id"])
    await act.write(Change(CONTRIBUTION, kind, row["id"], values, row["version"], messages=messages))


COMMANDS: Final = (
    Command("answerProjectContribution", CONTRIBUTION, _answer),
    Command("reviseProjectContribution", CONTRIBUTION, _revise),
    Command("reportProgressProjectContribution", CONTRIBUTION, _report),
    Command("finishProjectContribution", CONTRIBUTION, _finish),
    Command("suspendProjectContribution", CONTRIBUTION, _suspend),
    Command("resumeProjectContribution", CONTRIBUTION, _resume),
    Command("endProjectContribution", CONTRIBUTION, _end),
)
