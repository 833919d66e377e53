"""What the messages of a shared proposal set in motion: at its lead, and at the committees that it asked.

A committee's own acts are records of its own; the lead follows them in the order in which it hears of them, and refuses
what comes too late. Nothing here changes a filing.
"""

from __future__ import annotations

from typing import Any, Final

from schema.errors import ShiziError, bad_user_input, not_found
from schema.ids import parse_id
from schema.shared_proposals.hashing import text_hash
from services.kit.acts import NEW, Act
from services.kit.authority import read_authority
from services.kit.events import Change
from services.kit.inputs import NAME, NOTE, TITLE, Input
from services.kit.receiving import Delivery, Handler, Refusal, nothing_more
from services.shared_proposals.endorsing import MACHINE as ENDORSED
from services.shared_proposals.leading import endorsement_of
from services.shared_proposals.records import ENDORSEMENT, SHARED_FILING, UMBRELLA
from services.shared_proposals.telling import keep
from services.shared_proposals.umbrella import AWAITED, MACHINE, locked

PARTIES: Final = 200
LATEST: Final = 2**31 - 1
SHA256: Final = 64


# At the lead.


async def _answered(act: Act, delivery: Delivery) -> None:
    """An endorsement is taken if it is of the latest version and still awaited; a committee may always decline."""
    body = act.input
    umbrella = await locked(act, body.text("sharedProposal", most=100))
    party, number = umbrella.party(delivery.peer), body.integer("number", 1, LATEST)
    if party is None:
        raise not_found("That committee was not asked.", "未请该政协会签。")
    row, declines = umbrella.row, body.text("state", most=NAME) == "DECLINED"
    if declines and (umbrella.state, party["state"], number) != ("ENDORSING", "INVITED", row["number"]):
        return
    values: dict[str, object] = {
        "state": "DECLINED" if declines else "ENDORSED",
        "answered_on": act.today.isoformat(),
        "note": body.optional_text("note", most=NOTE),
        "authority": read_authority(body),
    }
    if not declines:
        same = body.text("textHash", most=SHA256) == row["text_hash"]
        facts = {"version": number if same else None, "latest": row["number"], "party_state": party["state"]}
        act.derive(MACHINE, "takeEndorsementSharedProposal", umbrella.state, facts)
        values["valid_until"] = min(body.day("validUntil"), row["file_by"]).isoformat()
    umbrella.move(delivery.peer, **values)
    await umbrella.step("declined" if declines else "endorsed")
    await umbrella.settle()


async def _withdrawn(act: Act, delivery: Delivery) -> None:
    """One committee leaves; what the others have done stays. Where it was asked about a later version meanwhile, there
    is nothing left to withdraw: it answers anew.
    """
    body = act.input
    umbrella = await locked(act, body.text("sharedProposal", most=100))
    party = umbrella.party(delivery.peer)
    if party is None:
        raise not_found("That committee was not asked.", "未请该政协会签。")
    if party["number"] != body.integer("number", 1, LATEST):
        return
    facts = {"filings_of_it": sum(each["committee"] == delivery.peer for each in umbrella.reports)}
    act.derive(MACHINE, "releaseSharedProposal", umbrella.state, facts)
    umbrella.move(
        delivery.peer, state="WITHDRAWN", valid_until=None, answered_on=act.today.isoformat(),
        note=body.optional_text("note", most=NOTE), authority=read_authority(body),
    )  # fmt: skip
    await umbrella.step("endorsement-withdrawn")
    await umbrella.settle()


async def _drafted(act: Act, delivery: Delivery) -> None:
    await keep(act, delivery.peer, act.input, drafted=True)


async def _reported(act: Act, delivery: Delivery) -> None:
    await keep(act, delivery.peer, act.input, drafted=False)


async def _not_received(act: Act, delivery: Delivery, refusal: Refusal) -> None:
    """An invitation that could not be delivered is as good as declined; the reason stands beside it."""
    umbrella = await locked(act, act.input.text("sharedProposal", most=100))
    party = umbrella.party(delivery.peer)
    if party is None or (party["state"], party["number"]) != ("INVITED", act.input.integer("number", 1, LATEST)):
        return
    umbrella.move(delivery.peer, state="DECLINED", note=str(refusal)[:NOTE])
    await umbrella.step("invitation-refused")
    await umbrella.settle()


# At a committee that was asked.


async def _invited(act: Act, delivery: Delivery) -> None:
    body = act.input
    umbrella = _of_the_lead(body, delivery)
    title, text = body.text("title", most=TITLE), body.text("text")
    number, sha256 = body.integer("number", 1, LATEST), body.text("textHash", most=SHA256)
    if "\n" in title or text_hash(title, text) != sha256:
        raise bad_user_input("The hash is not that of the text.", "文本与其散列值不符。")
    own = endorsement_of(act.code, umbrella)
    row = (await act.lock(ENDORSEMENT, [own])).get(own)
    transition = act.derive(
        ENDORSED, "receiveSharedProposalEndorsement", None if row is None else row["state"], {}
    )  # fmt: skip
    respond_by = body.day("respondBy").isoformat()
    values: dict[str, object] = {
        **NEW,
        "visibility": "SHARED",
        "audience": sorted({delivery.peer, *body.words("parties", most=PARTIES)} - {act.code}),
        "shared_proposal_id": umbrella,
        "state": transition.after,
        "title": title,
        "text": text,
        "number": number,
        "text_hash": sha256,
        "respond_by": respond_by,
        "file_by": body.day("fileBy").isoformat(),
        "lapses_on": respond_by,
        "agreed": False,
        **dict.fromkeys(("valid_until", "answered_on", "note", "refusal", "authority")),
    }
    version = 0 if row is None else row["version"]
    await act.write(Change(ENDORSEMENT, "shared-endorsement.asked", own, values, version))


async def _revised(act: Act, delivery: Delivery) -> None:
    row = await _own(act, delivery)
    if row is None or row["state"] not in AWAITED or row["number"] != act.input.integer("number", 1, LATEST):
        return
    transition = act.derive(ENDORSED, "supersedeSharedProposalEndorsement", row["state"], {})
    note = act.input.optional_text("note", most=NOTE)
    values = {"state": transition.after, "agreed": False, "lapses_on": None, "note": note}
    await act.write(Change(ENDORSEMENT, "shared-endorsement.superseded", row["id"], values, row["version"]))


async def _agreed(act: Act, delivery: Delivery) -> None:
    row, body = await _own(act, delivery), act.input
    said = (body.integer("number", 1, LATEST), body.text("textHash", most=SHA256))
    if row is None or row["state"] != "ENDORSED" or said != (row["number"], row["text_hash"]):
        return
    await act.write(Change(ENDORSEMENT, "shared-endorsement.agreed", row["id"], {"agreed": True}, row["version"]))


async def _ended(act: Act, delivery: Delivery) -> None:
    row = await _own(act, delivery)
    if row is None or row["state"] == "ENDED":
        return
    transition = act.derive(ENDORSED, "endSharedProposalEndorsement", row["state"], {})
    values = {"state": transition.after, "lapses_on": None}
    await act.write(Change(ENDORSEMENT, "shared-endorsement.ended", row["id"], values, row["version"]))


async def _own(act: Act, delivery: Delivery) -> Any:
    """The committee's own endorsement of the umbrella that the message is about, locked; None if there is none."""
    own = endorsement_of(act.code, _of_the_lead(act.input, delivery))
    return (await act.lock(ENDORSEMENT, [own])).get(own)


def _of_the_lead(body: Input, delivery: Delivery) -> str:
    """The umbrella's id, which must be the sender's. Raises BAD_USER_INPUT."""
    named = parse_id(body.text("sharedProposal", most=100), kind=UMBRELLA.kind)
    if named.owner != delivery.peer:
        raise _not_its_own()
    return str(named)


def _not_its_own() -> ShiziError:
    return bad_user_input("It is not that committee's shared proposal.", "所述联合提案不属于该政协。")


async def _answer_refused(act: Act, delivery: Delivery, refusal: Refusal) -> None:
    """The lead's ledger decides: an endorsement that came too late does not stand."""
    own = endorsement_of(act.code, act.input.text("sharedProposal", most=100))
    await _lose(act, own, refusal, number=act.input.integer("number", 1, LATEST), states=("ENDORSED",))


async def _withdrawal_refused(act: Act, _delivery: Delivery, refusal: Refusal) -> None:
    await _lose(act, endorsement_of(act.code, act.input.text("sharedProposal", most=100)), refusal, number=None)


async def _lose(act: Act, own: str, refusal: Refusal, *, number: int | None, states: tuple[str, ...] = ()) -> None:
    row = (await act.lock(ENDORSEMENT, [own])).get(own)
    if row is None:
        return
    values: dict[str, object] = {"refusal": str(refusal)[:NOTE]}
    if row["state"] in states and row["number"] == number:
        transition = act.derive(ENDORSED, "refuseSharedProposalEndorsement", row["state"], {})
        values |= {"state": transition.after, "lapses_on": None}
    await act.write(Change(ENDORSEMENT, "shared-endorsement.refused", own, values, row["version"]))


async def _filing_refused(act: Act, _delivery: Delivery, refusal: Refusal) -> None:
    """The committee's filing goes on as one like any other; only the link to the shared proposal is given up."""
    id_ = act.input.text("sharedFiling", most=100)
    row = (await act.lock(SHARED_FILING, [id_])).get(id_)
    if row is None or row["wording"] == "NOT_LINKED":
        return
    transition = act.derive("SharedFiling", "unlinkSharedFiling", row["wording"], {})
    values = {"wording": transition.after, "refusal": str(refusal)[:NOTE]}
    await act.write(Change(SHARED_FILING, "shared-filing.unlinked", id_, values, row["version"]))
    own = endorsement_of(act.code, row["shared_proposal_id"])
    await _lose(act, own, refusal, number=row["number"], states=("CARRIED_OUT",))


HANDLERS: Final = (
    Handler("shared-proposal.invited", _invited, _not_received),
    Handler("shared-proposal.revised", _revised),
    Handler("shared-proposal.agreed", _agreed),
    Handler("shared-proposal.supervised", nothing_more),
    Handler("shared-proposal.ended", _ended),
    Handler("shared-endorsement.answered", _answered, _answer_refused),
    Handler("shared-endorsement.withdrawn", _withdrawn, _withdrawal_refused),
    Handler("shared-filing.drafted", _drafted, _filing_refused),
    Handler("shared-filing.reported", _reported),
    Handler("shared-filing.varied", _reported),
    Handler("shared-filing.consented", _reported),
)
