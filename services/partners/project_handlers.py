"""What the other city's messages do to a project here, or to this city's contribution to one.

The owner of the project decides in the order of its ledger; what came too late is refused with a signed refusal, and
the contribution that lost hears of it. What reaches a project that has come to its end changes nothing, but an end that
crossed a completion, which is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from schema.errors import not_found
from schema.ids import parse_id
from services.kit.acts import NEW, Act
from services.kit.authority import authority_facts, read_authority
from services.kit.events import Change
from services.kit.inputs import NAME, NOTE, TITLE
from services.kit.receiving import Delivery, Handler, Refusal, act_on, nothing_more
from services.partners.agreements import shared_with, suspension
from services.partners.answers import overdue
from services.partners.in_force import agreement_in_force
from services.partners.projects import (
    MACHINE,
    PART,
    SIDES,
    close_own,
    close_part,
    contribution_of,
    copied,
    origin,
    side_did,
    write_project,
)
from services.partners.records import CONTRIBUTION, PROJECT

OVER: Final = ("COMPLETED", "ENDED")
PARTICIPANTS: Final = 1000


async def _proposed(act: Act, delivery: Delivery) -> None:
    """A project to take part in: a contribution of this city's own, not answered yet."""
    given, peer = act.input, delivery.peer
    project = parse_id(given.text("project", most=100), kind=PROJECT.kind)
    if project.owner != peer:
        raise given.wrong("project", "must be the sender's own", "须是发送方自己的记录")
    agreement = await agreement_in_force(act.connection, peer, act.today, "PROJECTS")
    facts = {"partner_city": True, "agreement_active": agreement is not None}
    transition = act.derive(PART, "receiveProjectContribution", None, facts)
    values = {
        **NEW,
        **shared_with(peer),
        "project_id": str(project),
        "project_title": given.text("title", most=TITLE),
        "partner": peer,
        "state": transition.after,
        "answer_due_on": given.day("answerDueOn"),
    }
    part = contribution_of(act.code, str(project))
    change = Change(CONTRIBUTION, "project-contribution.received", part, values, messages=copied(peer, part))
    await act.write(change)


async def _proposal_refused(act: Act, delivery: Delivery, refusal: Refusal) -> None:
    """The other node takes no such project, for want of an agreement as it sees it."""
    on = await act_on(act, PROJECT, str(delivery.body["project"]))
    if on.record["state"] != "PROPOSED":
        return
    transition = on.derive(MACHINE, "refusePartnerProject", on.record["state"], origin(on.record))
    await close_own(act, on.record, "ENDED")
    values = {"state": transition.after, "ended_on": act.today, "note": _said(refusal)}
    await on.write(Change(PROJECT, "partner-project.refused", on.record["id"], values, on.record["version"]))


def _said(refusal: Refusal) -> str:
    return f"{refusal.message_zh} {refusal.message}"[:NOTE]


async def _answered(act: Act, delivery: Delivery) -> None:
    on = await _project(act, delivery)
    row, accepted = on.record, act.input.text("answer", most=NAME) == "ACCEPT"
    if not accepted and row["state"] in OVER:
        return
    read_authority(act.input)
    command = "acceptPartnerProject" if accepted else "declinePartnerProject"
    facts = {**origin(row), "answer_overdue": overdue(act, row["answer_due_on"])}
    transition = on.derive(MACHINE, command, row["state"], facts)
    values: dict[str, object] = {"state": transition.after, "note": act.input.optional_text("note", most=NOTE)}
    if not accepted:
        await close_own(act, row, "ENDED")
        values["ended_on"] = act.today
    state = "TAKING_PART" if accepted else "DECLINED"
    sides = await act.rows(PROJECT, SIDES, row["id"])
    changed = [{**each, "state": state} if each["committee"] == delivery.peer else each for each in sides]
    await write_project(on, "accepted" if accepted else "declined", values, children={SIDES: changed})


async def _changed(act: Act, delivery: Delivery) -> None:
    """The other city revised its part, reported on it or finished it: its copy is here, and the umbrella follows."""
    project = act.input.text("project", most=100)
    if parse_id(project, kind=PROJECT.kind).owner != act.code:
        await _part(act, delivery, project)
        return
    on = await _project(act, delivery)
    if on.record["state"] in OVER:
        return
    state = {"project-contribution.revised": "TAKING_PART", "project-contribution.finished": "FINISHED"}
    await side_did(
        act, project, delivery.peer, event="side-changed",
        participants=act.input.integer("participants", 0, PARTICIPANTS), state=state.get(delivery.kind),
    )  # fmt: skip


async def _suspended(act: Act, delivery: Delivery) -> None:
    on = await _project(act, delivery)
    row = on.record
    if row["state"] in OVER:
        return
    facts = {**_given(act), "side": delivery.peer, "suspended_by": row["suspended_by"]}
    transition = on.derive(MACHINE, "suspendPartnerProject", row["state"], {**origin(row), **facts})
    by = sorted({*row["suspended_by"], delivery.peer})
    await write_project(on, "suspended", {"state": transition.after, "suspended_by": by, "note": facts["note"]})


async def _resumed(act: Act, delivery: Delivery) -> None:
    on = await _project(act, delivery)
    row = on.record
    if row["state"] in OVER or delivery.peer not in row["suspended_by"]:
        return
    facts = {**_given(act), **suspension(delivery.peer, row["suspended_by"])}
    transition = on.derive(MACHINE, "resumePartnerProject", row["state"], {**origin(row), **facts})
    left = [code for code in row["suspended_by"] if code != delivery.peer]
    await write_project(on, "resumed", {"state": transition.after, "suspended_by": left, "note": facts["note"]})


async def _left(act: Act, delivery: Delivery) -> None:
    """The other city leaves, which ends the project of two; where both end it at once, both are content."""
    on = await _project(act, delivery)
    row = on.record
    if row["state"] == "ENDED":
        return
    facts = _given(act)
    transition = on.derive(MACHINE, "endPartnerProject", row["state"], {**origin(row), **facts})
    await close_own(act, row, "ENDED")
    sides = await act.rows(PROJECT, SIDES, row["id"])
    changed = [{**each, "state": "ENDED"} if each["committee"] == delivery.peer else each for each in sides]
    values = {"state": transition.after, "ended_on": act.today, "note": facts["note"]}
    await write_project(on, "ended", values, children={SIDES: changed})


async def _step_refused(act: Act, delivery: Delivery, refusal: Refusal) -> None:
    """The owner of the project was there first: an acceptance that came too late ends, a suspension is lifted, and
    whatever else lost is noted.
    """
    on = await act_on(act, CONTRIBUTION, str(delivery.body["contribution"]))
    row = on.record
    undone = {"project-contribution.answered": "TAKING_PART", "project-contribution.suspended": "SUSPENDED"}
    values: dict[str, object] = {"note": _said(refusal)}
    if row["state"] == undone.get(delivery.kind):
        transition = on.derive(PART, "refuseProjectContribution", row["state"], origin(row))
        values |= {"state": transition.after}
        values |= {"ended_on": act.today} if transition.after == "ENDED" else {}
    kind, messages = "project-contribution.refused", copied(row["partner"], row["id"])
    await on.write(Change(CONTRIBUTION, kind, row["id"], values, row["version"], messages=messages))


async def _heard(act: Act, delivery: Delivery) -> None:
    """The owner changed the project, of which a copy is here."""
    await _part(act, delivery, act.input.text("project", most=100))


async def _over(act: Act, delivery: Delivery) -> None:
    """The project is over, and with it this city's part."""
    row = await _part(act, delivery, act.input.text("project", most=100))
    outcome = "COMPLETED" if delivery.kind == "partner-project.completed" else "ENDED"
    await close_part(act, row, outcome, act.input.optional_text("note", most=NOTE))


def _given(act: Act) -> dict[str, object]:
    """The other side's reason and authority, as facts."""
    return {"note": act.input.optional_text("note", most=NOTE), **authority_facts(read_authority(act.input))}


async def _project(act: Act, delivery: Delivery) -> Act:
    """The act on a project of this committee in which whoever sent the message takes part. Raises NOT_FOUND."""
    on = await act_on(act, PROJECT, act.input.text("project", most=100))
    if delivery.peer not in on.record["partners"]:
        raise not_found("There is no such project between the two.", "双方之间没有这个项目。")
    return on


async def _part(act: Act, delivery: Delivery, project: str) -> Mapping[str, Any]:
    """This city's contribution to the sender's project, locked. Raises NOT_FOUND."""
    on = await act_on(act, CONTRIBUTION, contribution_of(act.code, project))
    if on.record["partner"] != delivery.peer:
        raise not_found("There is no such project between the two.", "双方之间没有这个项目。")
    return on.record


HANDLERS: Final = (
    Handler("partner-project.proposed", _proposed, _proposal_refused),
    Handler("project-contribution.answered", _answered, _step_refused),
    *(Handler(f"project-contribution.{event}", _changed) for event in ("revised", "progressed", "finished")),
    Handler("project-contribution.updated", nothing_more),
    Handler("project-contribution.suspended", _suspended, _step_refused),
    Handler("project-contribution.resumed", _resumed, _step_refused),
    Handler("project-contribution.ended", _left, _step_refused),
    *(
        Handler(f"partner-project.{event}", _heard)
        for event in ("accepted", "started", "suspended", "resumed", "side-changed")
    ),
    *(Handler(f"partner-project.{event}", _over) for event in ("declined", "lapsed", "completed", "ended")),
)
