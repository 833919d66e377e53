"""A party's own consent to a version of a joint plan, and how it follows the plan's fate."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from services.kit.acts import Act, Command, Done
from services.kit.authority import authority_facts, read_authority, told_authority
from services.kit.events import Change, Message
from services.kit.inputs import NAME, NOTE
from services.partners.answers import overdue
from services.partners.plans import agreed_before
from services.partners.records import CONSENT

MACHINE: Final = "PlanConsent"


async def _answer(act: Act) -> Done:
    row, authority = act.record, read_authority(act.input)
    answer, note = act.input.text("answer", most=NAME), act.input.optional_text("note", most=NOTE)
    facts = {**standing_facts(act), "answer": answer, "note": note, **authority_facts(authority)}
    transition = act.decide(MACHINE, row["state"], facts)
    values = {"state": transition.after, "answered_on": act.today, "note": note, "authority": authority}
    told = {
        "plan": row["plan_id"],
        "consent": row["id"],
        "answer": answer,
        "textVersion": row["text_version"],
        "textHash": row["text_hash"],
        "note": note,
        "authority": told_authority(authority),
    }
    message = Message(row["drafted_by"], "plan-consent.answered", told)
    change = Change(CONSENT, "plan-consent.answered", row["id"], values, row["version"], messages=(message,))
    return Done(await act.write(change), peers=(row["drafted_by"],))


def standing_facts(act: Act) -> dict[str, object]:
    """What is known of a consent before a command says more."""
    return {"answer_overdue": overdue(act, act.record["answer_due_on"])}


async def lapse(act: Act) -> None:
    """This party did not answer in time; what was agreed before stands."""
    await void(act, act.record, None)


async def void(act: Act, row: Mapping[str, Any], note: str | None) -> None:
    """The version that this is about came to nothing."""
    transition = act.derive(MACHINE, "voidPlanConsent", row["state"], {**origin(row), **agreed_before(row)})
    await write(act, row, "voided", {"state": transition.after, "note": note})


def origin(row: Mapping[str, Any]) -> dict[str, object]:
    """Where a record came from, as facts."""
    return {"provenance": row["provenance"], "gaps": row["gaps"]}


async def write(act: Act, row: Mapping[str, Any], event: str, values: Mapping[str, object]) -> None:
    """The next version of a consent; the copy at the committee that drafted the plan follows."""
    messages = (copied(row["drafted_by"], row["plan_id"]),)
    change = Change(CONSENT, f"plan-consent.{event}", row["id"], values, row["version"], messages=messages)
    await act.write(change)


def copied(drafted_by: str, plan: str) -> Message:
    """The message that brings the latest version of a consent."""
    return Message(drafted_by, "plan-consent.updated", {"plan": plan})


COMMANDS: Final = (Command("answerPlanConsent", CONSENT, _answer),)
