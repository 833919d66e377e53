"""Projects at the committee that proposed them: the umbrella, and what follows for it from what the other city does.

Each side's part is a contribution of its own (``contributions``). The umbrella keeps a row for each side with what its
rules need to know of it; those rows follow from the sides' own steps, here or by message.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from schema.ids import derived_id, new_id
from schema.rulebook.model import Text
from services.kit.acts import NEW, Act, Command, Done
from services.kit.authority import authority_facts, read_authority, told_authority
from services.kit.events import Change, Message
from services.kit.inputs import NOTE, TITLE
from services.kit.receiving import act_on
from services.partners.agreements import shared_with, suspension
from services.partners.answers import another_committee, answer_due
from services.partners.in_force import agreement_in_force
from services.partners.records import CONTRIBUTION, PROJECT

MACHINE: Final = "PartnerProject"
PART: Final = "ProjectContribution"
SIDES: Final = "project_side"
OUTPUTS: Final = 50
TO_ACCEPT: Final = Text(
    "对方政协接受后项目方可启动。", "The project can start only once that committee has accepted it."
)


def copied(partner: str, part: str) -> tuple[Message]:
    """The message by which the other city's copy of a contribution stays what the contribution is."""
    return (Message(partner, "project-contribution.updated", {"contribution": part}),)


def contribution_of(committee: str, project: str) -> str:
    """The id of a committee's contribution to a project, which both sides compute alike."""
    return str(derived_id(committee, CONTRIBUTION.kind, project))


async def _propose(act: Act) -> Done:
    given = act.input
    partner, authority = another_committee(act, given, "partner"), read_authority(given)
    agreement = await agreement_in_force(act.connection, partner, act.today, "PROJECTS")
    facts = {"partner_city": True, "agreement_active": agreement is not None, **authority_facts(authority)}
    transition = act.decide(MACHINE, None, facts)
    last = answer_due(act, "partner-project.answer")
    act.consent(partner, TO_ACCEPT)
    project, title = str(new_id(act.code, PROJECT.kind, at=act.at)), given.text("title", most=TITLE)
    values = {
        **NEW,
        **shared_with(partner),
        "partners": [partner],
        "title": title,
        "summary": given.optional_text("summary"),
        "state": transition.after,
        "agreement_id": agreement,
        "answer_due_on": last.on,
        "authority": authority,
    }
    states = {act.code: "TAKING_PART", partner: "INVITED"}
    sides = [
        {"committee": code, "contribution_id": contribution_of(code, project), "state": state, "participants": 0}
        for code, state in sorted(states.items())
    ]
    told = {"project": project, "title": title, "answerDueOn": last.on.isoformat()}
    message = Message(partner, "partner-project.proposed", {**told, "authority": told_authority(authority)})
    change = Change(PROJECT, "partner-project.proposed", project, values, children={SIDES: sides}, messages=(message,))
    written = await act.write(change)
    await _open_own(act, project, title, partner)
    return Done(written, peers=(partner,))


async def _open_own(act: Act, project: str, title: str, partner: str) -> None:
    """The proposing city takes part from the beginning."""
    transition = act.derive(PART, "openProjectContribution", None, {})
    values = {
        **NEW,
        **shared_with(partner),
        "project_id": project,
        "project_title": title,
        "partner": partner,
        "state": transition.after,
        "answered_on": act.today,
    }
    part = contribution_of(act.code, project)
    change = Change(CONTRIBUTION, "project-contribution.opened", part, values, messages=copied(partner, part))
    await act.write(change)


async def _start(act: Act) -> Done:
    sides = await act.rows(PROJECT, SIDES, act.record["id"])
    transition = act.decide(MACHINE, act.record["state"], _participants(act.code, sides))
    return await _step(act, "started", {"state": transition.after, "started_on": act.today}, {})


def _participants(own: str, sides: Sequence[Mapping[str, Any]]) -> dict[str, object]:
    counts = {side["committee"]: side["participants"] for side in sides}
    others = [count for code, count in counts.items() if code != own]
    return {"own_participants": counts.get(own, 0), "partner_participants": min(others, default=0)}


async def facts_of_sides(act: Act, row: Mapping[str, Any]) -> dict[str, object]:
    """What the rules ask of both sides of a project."""
    sides = await act.rows(PROJECT, SIDES, row["id"])
    unfinished = sum(side["state"] != "FINISHED" for side in sides)
    return {**_participants(act.code, sides), "unfinished_sides": unfinished}


async def _suspend(act: Act) -> Done:
    facts, told = binding_step(act)
    transition = act.decide(
        MACHINE, act.record["state"], {**facts, "side": act.code, "suspended_by": act.record["suspended_by"]}
    )
    by = sorted({*act.record["suspended_by"], act.code})
    return await _step(act, "suspended", {"state": transition.after, "suspended_by": by, "note": told["note"]}, told)


async def _resume(act: Act) -> Done:
    facts, told = binding_step(act)
    by = act.record["suspended_by"]
    transition = act.decide(MACHINE, act.record["state"], {**facts, **suspension(act.code, by)})
    left = [code for code in by if code != act.code]
    return await _step(act, "resumed", {"state": transition.after, "suspended_by": left, "note": told["note"]}, told)


async def _complete(act: Act) -> Done:
    facts, told = binding_step(act)
    outputs = [each for each in act.input.words("outputs", most=OUTPUTS) if each]
    of_sides = await facts_of_sides(act, act.record)
    transition = act.decide(MACHINE, act.record["state"], {**facts, **of_sides, "outputs": len(outputs)})
    values = {"state": transition.after, "outputs": outputs, "ended_on": act.today, "note": told["note"]}
    await close_own(act, act.record, "COMPLETED")
    return await _step(act, "completed", values, told)


async def _end(act: Act) -> Done:
    facts, told = binding_step(act)
    transition = act.decide(MACHINE, act.record["state"], facts)
    await close_own(act, act.record, "ENDED")
    return await _step(act, "ended", {"state": transition.after, "ended_on": act.today, "note": told["note"]}, told)


def binding_step(act: Act) -> tuple[dict[str, object], dict[str, Any]]:
    """A binding step's reason and authority: as facts, and as the other side is told."""
    note, authority = act.input.optional_text("note", most=NOTE), read_authority(act.input)
    return {"note": note, **authority_facts(authority)}, {"note": note, "authority": told_authority(authority)}


async def close_own(act: Act, project: Mapping[str, Any], outcome: str) -> None:
    """The owner's contribution ends with the project."""
    part = contribution_of(act.code, project["id"])
    row = (await act.lock(CONTRIBUTION, [part])).get(part)
    if row is not None:
        await close_part(act, row, outcome)


async def close_part(act: Act, row: Mapping[str, Any], outcome: str, note: str | None = None) -> None:
    """A contribution ends as its project did, unless it has ended already."""
    if row["state"] in ("DECLINED", "ENDED", "COMPLETED"):
        return
    transition = act.derive(PART, "closeProjectContribution", row["state"], {**origin(row), "outcome": outcome})
    values = {"state": transition.after, "ended_on": act.today, "note": note}
    kind, messages = "project-contribution.closed", copied(row["partner"], row["id"])
    await act.write(Change(CONTRIBUTION, kind, row["id"], values, row["version"], messages=messages))


def origin(row: Mapping[str, Any]) -> dict[str, object]:
    """Where a record came from, as facts."""
    return {"provenance": row["provenance"], "gaps": row["gaps"]}


async def _step(act: Act, event: str, values: Mapping[str, object], told: Mapping[str, object]) -> Done:
    row, kind = act.record, f"partner-project.{event}"
    messages = tuple(Message(code, kind, {"project": row["id"], **told}) for code in row["partners"])
    change = Change(PROJECT, kind, row["id"], values, row["version"], messages=messages, details=told)
    return Done(await act.write(change), peers=tuple(row["partners"]))


async def side_did(
    act: Act, project: str, side: str, *, event: str, participants: int | None = None, state: str | None = None
) -> None:
    """Keep what a side's step changes in the umbrella's row of it; a step that changes nothing writes nothing."""
    on = await act_on(act, PROJECT, project)
    sides = await act.rows(PROJECT, SIDES, project)
    changed = [
        {
            **each,
            "participants": each["participants"] if participants is None else participants,
            "state": state or each["state"],
        }
        if each["committee"] == side
        else each
        for each in sides
    ]
    if changed != sides:
        await write_project(on, event, {}, children={SIDES: changed})


async def write_project(
    on: Act, event: str, values: Mapping[str, object], *,
    told: Mapping[str, object] | None = None, children: Mapping[str, Any] | None = None,
) -> None:  # fmt: skip
    """The next version of the umbrella; every partner gets a copy, and what is ``told`` beside it."""
    row, kind = on.record, f"partner-project.{event}"
    messages = tuple(Message(code, kind, {"project": row["id"], **(told or {})}) for code in row["partners"])
    change = Change(PROJECT, kind, row["id"], values, row["version"], children=children or {}, messages=messages)
    await on.write(change)


async def lapse(act: Act) -> None:
    """The other city did not answer in time."""
    row = act.record
    transition = act.derive(MACHINE, "lapsePartnerProject", row["state"], {"answer_overdue": True})
    await close_own(act, row, "ENDED")
    await write_project(act, "lapsed", {"state": transition.after, "ended_on": act.today})


COMMANDS: Final = (
    Command("proposePartnerProject", PROJECT, _propose, creates=True),
    Command("startPartnerProject", PROJECT, _start),
    Command("suspendPartnerProject", PROJECT, _suspend),
    Command("resumePartnerProject", PROJECT, _resume),
    Command("completePartnerProject", PROJECT, _complete),
    Command("endPartnerProject", PROJECT, _end),
)
