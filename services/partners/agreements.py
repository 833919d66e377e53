"""Agreements at either side: each acts on the record that it holds, and tells the other what it did.

A proposal binds until it is answered, withdrawn or lapses. It is concluded at the committee that proposed it, in the
order of that committee's ledger: what the other side sends is applied by ``agreement_handlers``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from schema.ids import derived_id, new_id
from schema.rulebook.model import Text
from services.kit.acts import NEW, Act, Command, Done
from services.kit.authority import authority_facts, read_authority, told_authority
from services.kit.events import Change, Message
from services.kit.inputs import NOTE
from services.partners.answers import another_committee, answer_due, overdue
from services.partners.in_force import in_one_line
from services.partners.records import AGREEMENT
from services.partners.terms import Terms

MACHINE: Final = "PartnerAgreement"
OPEN: Final = ("PROPOSED", "RECEIVED", "AGREED")
TO_AGREE: Final = Text(
    "对方政协同意同一条款后协议方为有效。", "It is in force only once that committee agrees to the same terms."
)


async def _propose(act: Act) -> Done:
    given = act.input
    partner, authority = another_committee(act, given, "partner"), read_authority(given)
    await one_at_a_time(act, partner)
    terms = Terms.read(given, act.code, partner)
    facts = {
        "in_line": in_one_line(act.code, partner, act.today),
        "open_proposals": len(await open_proposals(act, partner)),
        **authority_facts(authority),
    }
    transition = act.decide(MACHINE, None, facts)
    last = answer_due(act, "partner-agreement.answer")
    act.consent(partner, TO_AGREE)
    agreement = str(new_id(act.code, AGREEMENT.kind, at=act.at))
    counterpart = counterpart_of(partner, agreement)
    values = {
        **NEW,
        **terms.values,
        **shared_with(partner),
        "partner": partner,
        "state": transition.after,
        "proposed_by": act.code,
        "counterpart_id": counterpart,
        "published": bool(given.flag("published")),
        "answer_due_on": last.on,
        "authority": authority,
    }
    told = {"agreement": agreement, **terms.told, "termsHash": terms.digest, "answerDueOn": last.on.isoformat()}
    told["authority"] = told_authority(authority)
    message = Message(partner, "partner-agreement.proposed", told)
    change = Change(AGREEMENT, "partner-agreement.proposed", agreement, values, messages=(message,))
    return Done(await act.write(change), peers=(partner,))


async def one_at_a_time(act: Act, partner: str) -> None:
    """Let nobody else begin anything with the same partner until this ends."""
    key = f"agreement {act.code} {partner}"
    await act.connection.execute("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", key)


async def open_proposals(act: Act, partner: str) -> list[Mapping[str, Any]]:
    """Proposals between the two that wait for an answer."""
    return [
        dict(row)
        for row in await act.connection.fetch(
            "SELECT * FROM partner_agreement WHERE partner = $1 AND state = ANY ($2::text[]) ORDER BY id",
            partner, list(OPEN),
        )
    ]  # fmt: skip


def copied(partner: str, counterpart: str) -> tuple[Message]:
    """The message by which the other side's copy of this record stays what the record is."""
    return (Message(partner, "partner-agreement.updated", {"agreement": counterpart}),)


def counterpart_of(partner: str, agreement: str) -> str:
    """The id of the record that the other side holds of an agreement proposed under this id."""
    return str(derived_id(partner, AGREEMENT.kind, agreement))


def shared_with(partner: str) -> dict[str, object]:
    """Both sides may read either record."""
    return {"visibility": "SHARED", "audience": [partner]}


async def _agree(act: Act) -> Done:
    authority = read_authority(act.input)
    facts = {"answer_overdue": overdue(act, act.record["answer_due_on"]), **authority_facts(authority)}
    transition = act.decide(MACHINE, act.record["state"], facts)
    values = {"state": transition.after, "authority": authority, "published": bool(act.input.flag("published"))}
    return await _step(
        act, "agreed", values, {"termsHash": act.record["terms_hash"], "authority": told_authority(authority)}
    )


async def _decline(act: Act) -> Done:
    return await _let_go(act, "declined")


async def _withdraw(act: Act) -> Done:
    return await _let_go(act, "withdrawn")


async def _let_go(act: Act, event: str) -> Done:
    note = act.input.optional_text("note", most=NOTE)
    transition = act.decide(MACHINE, act.record["state"], {"note": note})
    return await _step(act, event, {"state": transition.after, "ended_on": act.today, "note": note}, {"note": note})


async def _suspend(act: Act) -> Done:
    facts, told = _given(act)
    by = act.record["suspended_by"]
    transition = act.decide(MACHINE, act.record["state"], {**facts, "side": act.code, "suspended_by": by})
    values = {"state": transition.after, "suspended_by": sorted({*by, act.code}), "note": told["note"]}
    return await _step(act, "suspended", values, told)


async def _resume(act: Act) -> Done:
    facts, told = _given(act)
    by = act.record["suspended_by"]
    left = [code for code in by if code != act.code]
    transition = act.decide(MACHINE, act.record["state"], {**facts, **suspension(act.code, by)})
    return await _step(act, "resumed", {"state": transition.after, "suspended_by": left, "note": told["note"]}, told)


def suspension(side: str, by: list[str]) -> dict[str, object]:
    """The facts of a resumption by one side."""
    return {"side": side, "suspended_by": by, "still_suspended": "YES" if set(by) - {side} else "NO"}


async def _end(act: Act) -> Done:
    facts, told = _given(act)
    transition = act.decide(MACHINE, act.record["state"], facts)
    return await _step(act, "ended", {"state": transition.after, "ended_on": act.today, "note": told["note"]}, told)


def _given(act: Act) -> tuple[dict[str, object], dict[str, Any]]:
    """A binding step's reason and authority: as facts, and as the other side is told."""
    note, authority = act.input.optional_text("note", most=NOTE), read_authority(act.input)
    return {"note": note, **authority_facts(authority)}, {"note": note, "authority": told_authority(authority)}


async def _step(act: Act, event: str, values: Mapping[str, object], told: Mapping[str, object]) -> Done:
    """Write the next version of the record and tell the other side under the id of the record that it holds."""
    row, kind = act.record, f"partner-agreement.{event}"
    message = Message(row["partner"], kind, {"agreement": row["counterpart_id"], **told})
    change = Change(AGREEMENT, kind, row["id"], values, row["version"], messages=(message,), details=told)
    return Done(await act.write(change), peers=(row["partner"],))


async def lapse(act: Act) -> None:
    """Nobody answered in time. The side that proposed says so to the other."""
    row = act.record
    transition = act.derive(MACHINE, "lapsePartnerAgreement", row["state"], {"answer_overdue": True})
    values = {"state": transition.after, "ended_on": act.today}
    kind = "partner-agreement.lapsed"
    told = {"agreement": row["counterpart_id"], "answerDueOn": row["answer_due_on"].isoformat()}
    proposer = row["state"] == "PROPOSED"
    messages = (Message(row["partner"], kind, told),) if proposer else copied(row["partner"], row["counterpart_id"])
    await act.write(Change(AGREEMENT, kind, row["id"], values, row["version"], messages=messages))


async def expire(act: Act) -> None:
    """The time agreed on is over; both sides know it of themselves."""
    row = act.record
    transition = act.derive(MACHINE, "expirePartnerAgreement", row["state"], {"time_over": True})
    values = {"state": transition.after, "ended_on": row["valid_until"]}
    messages = copied(row["partner"], row["counterpart_id"]) if row["counterpart_id"] else ()
    kind = "partner-agreement.expired"
    await act.write(Change(AGREEMENT, kind, row["id"], values, row["version"], messages=messages))


COMMANDS: Final = (
    Command("proposePartnerAgreement", AGREEMENT, _propose, creates=True),
    Command("agreePartnerAgreement", AGREEMENT, _agree),
    Command("declinePartnerAgreement", AGREEMENT, _decline),
    Command("withdrawPartnerAgreement", AGREEMENT, _withdraw),
    Command("suspendPartnerAgreement", AGREEMENT, _suspend),
    Command("resumePartnerAgreement", AGREEMENT, _resume),
    Command("endPartnerAgreement", AGREEMENT, _end),
)
