"""Citizens' leads: sent in by anybody, screened and adopted by the office, claimed by a member.

The citizen's contact is stored apart and is no part of the record, its history or its event; the event holds a salted
commitment to it. The receipt is derived from the node's secret for this caller, this key and this lead: it is told
again when the command is repeated, and only its digest is kept.
"""

import hashlib
import secrets
from typing import Any, Final

from schema.ids import new_id
from services.citizens.reads import receipt_digest
from services.citizens.records import LEAD
from services.kit.acts import NEW, Act, Command, Done
from services.kit.events import Change
from services.kit.inputs import NAME, TITLE

MACHINE: Final = "CitizenLead"
TEXT: Final = 20_000
SALT_BYTES: Final = 16


async def _submit(act: Act) -> Done:
    given, salt = act.input, secrets.token_bytes(SALT_BYTES)
    lead = str(new_id(act.code, LEAD.kind, at=act.at))
    transition = act.decide(MACHINE, None, {})
    values = {
        **NEW,
        "title": given.text("title", most=TITLE),
        "text": given.optional_text("text", most=TEXT),
        "category": given.optional_text("category", most=NAME),
        "state": transition.after,
        "submitted_at": act.at,
        "receipt_digest": "\\x" + receipt_digest(act.tell("receipt", lead)).hex(),
    }
    contact = given.optional_text("contact", most=NAME)
    details = {} if contact is None else {"contactCommitment": commitment(salt, contact)}
    written = await act.write(Change(LEAD, "lead.submitted", lead, values, details=details))
    if contact is not None:
        await act.keep_apart(
            "INSERT INTO citizen_contact (lead_id, owner, contact, salt, created_at) VALUES ($1, $2, $3, $4, $5)",
            lead, act.code, contact, salt, act.at,
        )  # fmt: skip
    return Done(written)


def commitment(salt: bytes, contact: str) -> str:
    """What an event may say of a contact: it can be checked by whoever has contact and salt, and says nothing else."""
    return hashlib.sha256(salt + contact.encode()).hexdigest()


async def _screen(act: Act) -> Done:
    return await _step(act, "lead.screened", {}, {})


async def _adopt(act: Act) -> Done:
    return await _step(act, "lead.adopted", {"text": act.record["text"]}, {})


async def _claim(act: Act) -> Done:
    claimant = act.input.optional_text("claimant", most=NAME)
    facts = {"claimant": claimant, "active_claims": 0 if act.record["claimant"] is None else 1}
    return await _step(act, "lead.claimed", facts, {"claimant": claimant, "claimed_at": act.at})


async def _step(act: Act, event: str, facts: dict[str, Any], values: dict[str, Any]) -> Done:
    row = act.record
    transition = act.decide(MACHINE, row["state"], facts)
    return Done(await act.write(Change(LEAD, event, row["id"], {"state": transition.after, **values}, row["version"])))


COMMANDS: Final = (
    Command("submitCitizenLead", LEAD, _submit, creates=True, public=True, secrets=("receipt",)),
    Command("screenCitizenLead", LEAD, _screen),
    Command("adoptCitizenLead", LEAD, _adopt),
    Command("claimCitizenLead", LEAD, _claim),
)
