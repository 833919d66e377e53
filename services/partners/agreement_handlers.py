"""What the other side's messages do to the record of an agreement that this side holds.

The side that proposed concludes: what reaches it first counts, and what comes too late gets a signed refusal, by which
the other side learns that nothing was concluded. What reaches a record that has come to its end changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from schema.errors import not_found
from schema.ids import parse_id
from services.kit.acts import NEW, Act
from services.kit.authority import authority_facts, read_authority
from services.kit.events import Change, Message
from services.kit.inputs import NOTE
from services.kit.receiving import Delivery, Handler, Refusal, act_on, nothing_more
from services.partners.agreements import (
    MACHINE,
    copied,
    counterpart_of,
    one_at_a_time,
    open_proposals,
    shared_with,
    suspension,
)
from services.partners.answers import overdue
from services.partners.records import AGREEMENT
from services.partners.terms import Terms

ENDED: Final = ("ENDED", "NOT_CONCLUDED")


async def _proposed(act: Act, delivery: Delivery) -> None:
    """Keep the other side's proposal as a record of this side's own."""
    given, peer = act.input, delivery.peer
    theirs = parse_id(given.text("agreement", most=100), kind=AGREEMENT.kind)
    if theirs.owner != peer:
        raise given.wrong("agreement", "must be the sender's own", "须是发送方自己的记录")
    await one_at_a_time(act, peer)
    crossing = [row for row in await open_proposals(act, peer) if row["state"] == "PROPOSED"]
    facts = {"proposed_at_once": bool(crossing) and act.code < peer}
    transition = act.derive(MACHINE, "receivePartnerAgreement", None, facts)
    terms = Terms.read(given, act.code, peer)
    if terms.digest != given.text("termsHash", most=64):
        raise given.wrong("termsHash", "is not that of the terms", "与条款不符")
    values = {
        **NEW,
        **terms.values,
        **shared_with(peer),
        "partner": peer,
        "state": transition.after,
        "proposed_by": peer,
        "counterpart_id": str(theirs),
        "answer_due_on": given.day("answerDueOn"),
    }
    ours = counterpart_of(act.code, str(theirs))
    change = Change(AGREEMENT, "partner-agreement.received", ours, values, messages=copied(peer, str(theirs)))
    await act.write(change)


async def _agreed(act: Act, delivery: Delivery) -> None:
    """Conclude what this side proposed, on the day on which the other side's word is here."""
    on = await _own(act, delivery)
    row = on.record
    theirs = act.input.text("termsHash", most=64)
    facts = {**_origin(row), "terms": row["terms_hash"], "partner_terms": theirs}
    late = {"answer_overdue": overdue(act, row["answer_due_on"])}
    transition = on.derive(MACHINE, "concludePartnerAgreement", row["state"], {**facts, **late})
    told = {"agreement": row["counterpart_id"], "termsHash": row["terms_hash"], "signedOn": act.today.isoformat()}
    message = Message(delivery.peer, "partner-agreement.confirmed", told)
    await _write(on, "concluded", {"state": transition.after, "signed_on": act.today, **_opened(row)}, message)


async def _confirmed(act: Act, delivery: Delivery) -> None:
    """The other side, which proposed it, has concluded it."""
    on = await _own(act, delivery)
    row = on.record
    if row["state"] in ENDED:
        return
    facts = {"terms": row["terms_hash"], "partner_terms": act.input.text("termsHash", most=64), "answer_overdue": False}
    transition = on.derive(MACHINE, "concludePartnerAgreement", row["state"], {**_origin(row), **facts})
    signed = act.input.day("signedOn")
    await _write(on, "concluded", {"state": transition.after, "signed_on": signed, **_opened(row)})


def _opened(row: Mapping[str, Any]) -> dict[str, object]:
    """Who may see it from now on, as this side wanted."""
    return {"visibility": "PUBLISHED"} if row["published"] else {}


async def _declined(act: Act, delivery: Delivery) -> None:
    await _let_go(act, delivery, "declinePartnerAgreement", "declined", {})


async def _withdrawn(act: Act, delivery: Delivery) -> None:
    await _let_go(act, delivery, "withdrawPartnerAgreement", "withdrawn", {})


async def _lapsed(act: Act, delivery: Delivery) -> None:
    await _let_go(act, delivery, "lapsePartnerAgreement", "lapsed", {"answer_overdue": True})


async def _let_go(act: Act, delivery: Delivery, command: str, event: str, facts: Mapping[str, object]) -> None:
    on = await _own(act, delivery)
    if on.record["state"] in ENDED:
        return
    transition = on.derive(MACHINE, command, on.record["state"], {**_origin(on.record), **facts})
    note = act.input.optional_text("note", most=NOTE)
    await _write(on, event, {"state": transition.after, "ended_on": act.today, "note": note})


async def _refused(act: Act, delivery: Delivery, refusal: Refusal) -> None:
    """The other node refused what this side proposed, or agreed to too late."""
    ours = str(delivery.body["agreement"])
    if delivery.kind != "partner-agreement.proposed":
        ours = counterpart_of(act.code, ours)
    on = await act_on(act, AGREEMENT, ours)
    if on.record["state"] not in ("PROPOSED", "AGREED"):
        return
    transition = on.derive(MACHINE, "refusePartnerAgreement", on.record["state"], _origin(on.record))
    note = f"{refusal.message_zh} {refusal.message}"[:NOTE]
    await _write(on, "refused", {"state": transition.after, "ended_on": act.today, "note": note})


async def _suspended(act: Act, delivery: Delivery) -> None:
    on = await _own(act, delivery)
    row = on.record
    if row["state"] in ENDED:
        return
    facts = {**_given(act), "side": delivery.peer, "suspended_by": row["suspended_by"]}
    transition = on.derive(MACHINE, "suspendPartnerAgreement", row["state"], {**_origin(row), **facts})
    by = sorted({*row["suspended_by"], delivery.peer})
    await _write(on, "suspended", {"state": transition.after, "suspended_by": by, "note": facts["note"]})


async def _resumed(act: Act, delivery: Delivery) -> None:
    on = await _own(act, delivery)
    row = on.record
    if row["state"] in ENDED:
        return
    facts = {**_given(act), **suspension(delivery.peer, row["suspended_by"])}
    transition = on.derive(MACHINE, "resumePartnerAgreement", row["state"], {**_origin(row), **facts})
    left = [code for code in row["suspended_by"] if code != delivery.peer]
    await _write(on, "resumed", {"state": transition.after, "suspended_by": left, "note": facts["note"]})


async def _ended(act: Act, delivery: Delivery) -> None:
    """Either side may end it; where both do at once, both are content."""
    on = await _own(act, delivery)
    if on.record["state"] in ENDED:
        return
    facts = _given(act)
    transition = on.derive(MACHINE, "endPartnerAgreement", on.record["state"], {**_origin(on.record), **facts})
    await _write(on, "ended", {"state": transition.after, "ended_on": act.today, "note": facts["note"]})


def _given(act: Act) -> dict[str, object]:
    """The other side's reason and authority, as facts."""
    return {"note": act.input.optional_text("note", most=NOTE), **authority_facts(read_authority(act.input))}


async def _own(act: Act, delivery: Delivery) -> Act:
    """The act on this side's record of an agreement with whoever sent the message. Raises NOT_FOUND."""
    on = await act_on(act, AGREEMENT, act.input.text("agreement", most=100))
    if on.record["partner"] != delivery.peer or on.record["counterpart_id"] is None:
        raise not_found("There is no such agreement between the two.", "双方之间没有这份协议。")
    return on


def _origin(row: Mapping[str, Any]) -> dict[str, object]:
    return {"provenance": row["provenance"], "gaps": row["gaps"]}


async def _write(on: Act, event: str, values: Mapping[str, object], *messages: Message) -> None:
    """The next version of the record; the other side's copy of it follows."""
    row = on.record
    messages = messages or copied(row["partner"], row["counterpart_id"])
    kind = f"partner-agreement.{event}"
    await on.write(Change(AGREEMENT, kind, row["id"], values, row["version"], messages=messages))


HANDLERS: Final = (
    Handler("partner-agreement.proposed", _proposed, _refused),
    Handler("partner-agreement.updated", nothing_more),
    Handler("partner-agreement.agreed", _agreed, _refused),
    Handler("partner-agreement.confirmed", _confirmed),
    Handler("partner-agreement.declined", _declined),
    Handler("partner-agreement.withdrawn", _withdrawn),
    Handler("partner-agreement.lapsed", _lapsed),
    Handler("partner-agreement.suspended", _suspended),
    Handler("partner-agreement.resumed", _resumed),
    Handler("partner-agreement.ended", _ended),
)
