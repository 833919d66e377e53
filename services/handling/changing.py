"""What the office changes in an assignment that stands: its deadline is put off, or it is cancelled."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from services.handling.copies import notices, peers
from services.handling.deadlines import extension
from services.handling.issuing import MACHINE
from services.handling.records import ASSIGNMENT
from services.handling.replies import complete_when_replied
from services.handling.round import filing_of, in_force, start_when_signed
from services.kit.acts import Act, Command, Done
from services.kit.events import Change
from services.kit.inputs import NOTE

DONE: Final = frozenset({"REPLIED", "OPINION_SENT"})
BEING_HANDLED: Final = frozenset({"HANDLING", "REHANDLING"})


async def _extend(act: Act) -> Done:
    row, reason, until = act.record, act.input.optional_text("reason", most=NOTE), act.input.day("until")
    limit = extension(act.book, row["issued_on"], until)
    facts = {"note": reason, "today": act.today, "present_due": row["due_on"], **limit.facts}
    transition = act.decide(MACHINE, row["state"], facts)
    act.clock("dueOn", limit.due, starts_on=row["issued_on"])
    values = {
        "state": transition.after,
        "due_on": until,
        "due_provisional": limit.due.provisional,
        "extended_to": until,
        "extension_reason": reason,
        "warned_on": None,
        "overdue_on": None,
    }
    messages = notices("assignment.extended", row["id"], await filing_of(act), {**row, **values})
    change = Change(ASSIGNMENT, "assignment.extended", row["id"], values, row["version"], messages=messages)
    return Done(await act.write(change), peers(messages))


async def _cancel(act: Act) -> Done:
    row, reason, filing = act.record, act.input.optional_text("reason", most=NOTE), await filing_of(act)
    rest = {key: each for key, each in (await in_force(act, filing)).items() if key != row["id"]}
    facts = {"note": reason, "rest": tuple(each["role"] for each in rest.values())}
    transition = act.decide(MACHINE, row["state"], facts)
    values = {"state": transition.after, "cancel_reason": reason}
    messages = notices("assignment.cancelled", row["id"], filing, row)
    change = Change(ASSIGNMENT, "assignment.cancelled", row["id"], values, row["version"], messages=messages)
    done = await act.write(change)
    filing = await start_when_signed(act, filing, {key: each["state"] for key, each in rest.items()})
    if filing["state"] in BEING_HANDLED:
        await complete_when_replied(act, filing, rest)
    return Done(done, peers(messages))


async def void_assignments(act: Act, filing: Mapping[str, Any], reason: str | None) -> tuple[str, ...]:
    """Let every open assignment of a filing lapse with it, as when it is withdrawn; returns whom that is told.

    ``filing`` is the locked row. What was answered already stays as it is.
    """
    told: set[str] = set()
    for key, row in (await in_force(act, filing)).items():
        if row["state"] in DONE:
            continue
        transition = act.derive(MACHINE, "voidAssignment", row["state"], {})
        messages = notices("assignment.cancelled", key, filing, row)
        values = {"state": transition.after, "cancel_reason": reason}
        await act.write(Change(ASSIGNMENT, "assignment.voided", key, values, row["version"], messages=messages))
        told.update(peers(messages))
    return tuple(sorted(told))


EXTEND: Final = Command("extendAssignment", ASSIGNMENT, _extend)
CANCEL: Final = Command("cancelAssignment", ASSIGNMENT, _cancel)
