"""A committee's own endorsement: given or declined at its own node, withdrawn before a filing was made of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from schema.ids import parse_id
from services.kit.acts import Act, Command, Done
from services.kit.authority import authority_facts, read_authority
from services.kit.events import Change, Message
from services.kit.inputs import NAME, NOTE
from services.shared_proposals.records import ENDORSEMENT

MACHINE: Final = "SharedProposalEndorsement"
SHA256: Final = 64


async def _answer(act: Act) -> Done:
    """The answer names the very text; the lead's node takes it or refuses it when it arrives there."""
    row, given, authority = act.record, act.input, read_authority(act.input)
    answer, valid_until = given.text("answer", most=NAME), given.optional_day("validUntil") or row["file_by"]
    facts = {
        "answer": answer,
        "asked_hash": row["text_hash"],
        "given_hash": given.optional_text("textHash", most=SHA256),
        "valid_until": valid_until,
        "today": act.today,
        "file_by": row["file_by"],
        **authority_facts(authority),
    }
    transition = act.decide(MACHINE, row["state"], facts)
    held = valid_until.isoformat() if answer == "ENDORSE" else None
    values = {
        "state": transition.after,
        "answered_on": act.today.isoformat(),
        "valid_until": held,
        "lapses_on": held,
        "note": given.optional_text("note", most=NOTE),
        "authority": authority,
    }
    body = {
        "sharedProposal": row["shared_proposal_id"],
        "state": transition.after,
        "number": row["number"],
        "textHash": row["text_hash"],
        "validUntil": held,
        "note": values["note"],
        "authority": authority,
    }
    return await _tell(act, row, "answered", values, body)


async def _withdraw(act: Act) -> Done:
    row, authority = act.record, read_authority(act.input)
    note = act.input.optional_text("note", most=NOTE)
    transition = act.decide(MACHINE, row["state"], {"note": note, **authority_facts(authority)})
    values = {"state": transition.after, "note": note, "authority": authority, "lapses_on": None}
    body = {
        "sharedProposal": row["shared_proposal_id"], "number": row["number"], "note": note, "authority": authority,
    }  # fmt: skip
    return await _tell(act, row, "withdrawn", values, body)


async def _tell(
    act: Act, row: Mapping[str, Any], event: str, values: Mapping[str, object], body: Mapping[str, object]
) -> Done:
    lead = parse_id(row["shared_proposal_id"]).owner
    kind = f"shared-endorsement.{event}"
    change = Change(ENDORSEMENT, kind, row["id"], values, row["version"], messages=(Message(lead, kind, body),))
    return Done(await act.write(change), peers=(lead,))


ENDORSING: Final = (
    Command("answerSharedProposalEndorsement", ENDORSEMENT, _answer),
    Command("withdrawSharedProposalEndorsement", ENDORSEMENT, _withdraw),
)
