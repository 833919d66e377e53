"""What a committee tells the lead of its own filing, and how the lead keeps it; at the lead itself nothing is sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from schema.errors import ShiziError, bad_user_input, not_found
from schema.ids import parse_id
from schema.shared_proposals.hashing import text_hash
from services.kit.acts import Act
from services.kit.events import Change, Message, Row, Written
from services.kit.inputs import NAME, NOTE, TITLE, Input
from services.shared_proposals.records import SHARED_FILING
from services.shared_proposals.umbrella import MACHINE, OVER, STANDS_BEHIND, Umbrella, locked

FILING: Final = "filing"
REPLIES: Final = 1000
TERMS: Final = 99


async def publish(
    act: Act, event: str, row: Mapping[str, Any] | None, id: str, values: Row, replies: Sequence[Row]
) -> tuple[Written, tuple[str, ...]]:
    """Write the next version of a shared filing, and tell the lead what it then says; returns whom that is told."""
    after = {"consent": None, "variant_sha256": None, **(row or {}), **values, "id": id}
    body = _snapshot(after, replies)
    lead, kind = parse_id(str(after["shared_proposal_id"])).owner, f"shared-filing.{event}"
    change = Change(
        SHARED_FILING, kind, id, values, 0 if row is None else row["version"],
        children={"shared_filing_reply": replies},
        messages=() if lead == act.code else (Message(lead, kind, body),),
    )  # fmt: skip
    written = await act.write(change)
    if lead != act.code:
        return written, (lead,)
    await keep(act, act.code, Input(body, "body"), drafted=event == "drafted")
    return written, ()


def _snapshot(row: Mapping[str, Any], replies: Sequence[Row]) -> dict[str, object]:
    variant = None
    if row["variant_sha256"] is not None:
        variant = {
            "title": row["variant_title"], "text": row["variant_text"], "sha256": row["variant_sha256"],
            "reason": row["variant_reason"],
        }  # fmt: skip
    return {
        "sharedProposal": row["shared_proposal_id"],
        "sharedFiling": row["id"],
        "filing": row["filing_id"],
        "number": row["number"],
        "textHash": row["text_hash"],
        "term": row["term"],
        "state": row["state"],
        "outcome": row["outcome"],
        "caseNumber": row["case_number"],
        "grades": ["/".join(each["grade_canonical"]) for each in replies],  # type: ignore[arg-type]
        "variant": variant,
        "consented": row["consent"] is not None,
    }


async def keep(act: Act, code: str, body: Input, *, drafted: bool) -> None:
    """At the lead: what committee ``code`` tells of its filing, and what follows from it.

    The first word of a filing is judged by the rulebook as its filing of the shared proposal. Raises RULE_REFUSED,
    NOT_FOUND, BAD_USER_INPUT.
    """
    umbrella = await locked(act, body.text("sharedProposal", most=100))
    told = _report(act, code, body)
    if drafted:
        await _take(umbrella, code, body, told)
        return
    before = next((each for each in umbrella.reports if each["shared_filing_id"] == told["shared_filing_id"]), None)
    if before is None or before["committee"] != code:
        raise not_found("The lead knows no such filing of it.", "牵头政协没有登记这件提案。")
    umbrella.reports = [before | told if each is before else each for each in umbrella.reports]
    await umbrella.step("filing-reported")
    if umbrella.state not in OVER:
        await umbrella.settle()


async def _take(umbrella: Umbrella, code: str, body: Input, told: dict[str, Any]) -> None:
    party, row = umbrella.party(code), umbrella.row
    same = (body.integer("number", 1, 2**31 - 1), body.text("textHash", most=64)) == (row["number"], row["text_hash"])
    facts = {
        "endorsement_stands": party is not None and party["state"] in STANDS_BEHIND,
        "text_as_endorsed": same and told["variant_sha256"] is None,
        "local_variant": same and told["variant_sha256"] is not None,
        "filed_in_term": sum((each["committee"], each["term"]) == (code, told["term"]) for each in umbrella.reports),
    }
    transition = umbrella.act.derive(MACHINE, "fileSharedProposal", umbrella.state, facts)
    umbrella.reports = [*umbrella.reports, told | {"position": len(umbrella.reports) + 1}]
    umbrella.move(code, state="CARRIED_OUT")
    await umbrella.step("filed", {"state": transition.after})
    await umbrella.settle()


def _report(act: Act, code: str, body: Input) -> dict[str, Any]:
    """A row of the lead's reports. Raises BAD_USER_INPUT, also where an id is not the committee's own."""
    shared = parse_id(body.text("sharedFiling", most=100), kind=SHARED_FILING.kind)
    filing = parse_id(body.text("filing", most=100), kind=FILING)
    if {shared.owner, filing.owner} != {code}:
        raise bad_user_input("It is not that committee's own filing.", "所告知的不是该政协自己的提案。")
    return {
        "shared_filing_id": str(shared),
        "committee": code,
        "filing_id": str(filing),
        "term": body.integer("term", 1, TERMS),
        "state": body.text("state", most=NAME),
        "outcome": body.optional_text("outcome", most=NAME),
        "case_number": body.optional_text("caseNumber", most=NAME),
        "grades": body.words("grades", most=REPLIES),
        **_variant(body),
        "consented": bool(body.flag("consented")),
        "told_at": act.at,
    }


def _variant(body: Input) -> dict[str, str | None]:
    if not body.has("variant"):
        return dict.fromkeys(("variant_text", "variant_sha256", "variant_reason"))
    part = body.part("variant")
    title, text, sha256 = part.text("title", most=TITLE), part.text("text"), part.text("sha256", most=64)
    if "\n" in title or text_hash(title, text) != sha256:
        raise _not_its_hash()
    return {"variant_text": text, "variant_sha256": sha256, "variant_reason": part.text("reason", most=NOTE)}


def _not_its_hash() -> ShiziError:
    return bad_user_input("The variant's hash is not that of its text.", "本地文本与其散列值不符。")
