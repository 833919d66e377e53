"""Opinions of supporting units: sent to the lead, never to the proposer, or waived."""

from __future__ import annotations

from typing import Any, Final

from services.handling.answering import whose
from services.handling.issuing import MACHINE
from services.handling.records import ASSIGNMENT
from services.handling.replies import write
from services.handling.round import filing_of, in_force, start_when_signed
from services.kit.acts import Act, Command, Done
from services.kit.inputs import NAME, NOTE

_BLANK: Final[dict[str, Any]] = dict.fromkeys(("lead", "text", "signed_by", "sent_at", "waived_at", "waived_note"))


async def _send(act: Act) -> Done:
    row, text = act.record, act.input.optional_text("text")
    signed_by = act.input.optional_text("signedBy", most=NAME)
    facts = {**whose(act), "assignment_role": row["role"], "reply_text": text, "signed_by": signed_by}
    transition = act.decide(MACHINE, row["state"], facts)
    opinion = {
        **_BLANK, "position": 1, "lead": await _lead(act), "text": text, "signed_by": signed_by, "sent_at": act.at,
    }  # fmt: skip
    values = {"state": transition.after, "replied_at": act.at}
    return await write(act, "assignment.opinion-sent", values, "support_opinion", [opinion])


async def _lead(act: Act) -> str | None:
    """The lead's assignment of the same round."""
    found: str | None = await act.connection.fetchval(
        "SELECT id FROM assignment WHERE filing_id = $1 AND round = $2 AND role = 'LEAD'"
        " AND state NOT IN ('RETURNED_ACCEPTED', 'CANCELLED')",
        act.record["filing_id"], act.record["round"],
    )  # fmt: skip
    return found


async def _waive(act: Act) -> Done:
    """A waived assignment is cancelled, so that nobody waits for the unit, neither to sign nor to answer."""
    row, note = act.record, act.input.optional_text("note", most=NOTE)
    transition = act.decide(MACHINE, row["state"], {"assignment_role": row["role"], "note": note})
    opinion = {**_BLANK, "position": 1, "lead": await _lead(act), "waived_at": act.at, "waived_note": note}
    done = await write(act, "assignment.opinion-waived", {"state": transition.after}, "support_opinion", [opinion])
    filing = await filing_of(act)
    rest = {key: each["state"] for key, each in (await in_force(act, filing)).items() if key != row["id"]}
    if row["round"] == filing["round"]:
        await start_when_signed(act, filing, rest)
    return done


SEND_OPINION: Final = Command("sendSupportOpinionAssignment", ASSIGNMENT, _send)
WAIVE_OPINION: Final = Command("waiveSupportOpinionAssignment", ASSIGNMENT, _waive)
