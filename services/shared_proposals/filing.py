"""A committee's own filing of a shared proposal: drafted from the agreed version, worded differently where it says why,
opened to joint supervision.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from schema.ids import new_id, parse_id
from schema.shared_proposals.hashing import text_hash
from services.kit.acts import NEW, Act, Command, Done
from services.kit.authority import authority_facts, read_authority
from services.kit.events import Change
from services.kit.inputs import NOTE, TITLE
from services.proposals.drafting import bound, draft_filing
from services.proposals.records import FILING
from services.proposals.register import by_proposer, register_of
from services.shared_proposals.leading import endorsement_of, one_line
from services.shared_proposals.records import ENDORSEMENT, SHARED_FILING, UMBRELLA
from services.shared_proposals.telling import TERMS, publish
from services.shared_proposals.umbrella import MACHINE, OVER, STANDS_BEHIND

ENDORSED: Final = "SharedProposalEndorsement"
OWN: Final = "SharedFiling"


@dataclass(frozen=True, slots=True)
class Standing:
    """A shared proposal as the committee that is to file it knows it: its state, the agreed text, whether its own
    endorsement is in force, and who else takes part. ``endorsement`` is the committee's own, None at the lead.
    """

    state: str | None
    stands: bool
    title: str = ""
    text: str = ""
    number: int = 0
    audience: tuple[str, ...] = ()
    endorsement: Mapping[str, Any] | None = None


async def standing_here(act: Act, umbrella: str) -> Standing:
    """How the shared proposal stands here, locked: by the umbrella at its lead, by the own endorsement elsewhere."""
    if parse_id(umbrella).owner == act.code:
        return await _at_the_lead(act, umbrella)
    own = endorsement_of(act.code, umbrella)
    row = (await act.lock(ENDORSEMENT, [own])).get(own)
    if row is None:
        return Standing(None, stands=False)
    over = row["state"] == "ENDED"
    stands = row["agreed"] and (
        row["state"] == "CARRIED_OUT" or (row["state"] == "ENDORSED" and act.today <= row["valid_until"])
    )
    return Standing(
        "CONCLUDED" if over else "AGREED" if row["agreed"] else "ENDORSING", stands,
        row["title"], row["text"], row["number"], tuple(row["audience"]), row,
    )  # fmt: skip


async def _at_the_lead(act: Act, umbrella: str) -> Standing:
    row = (await act.lock(UMBRELLA, [umbrella])).get(umbrella)
    if row is None:
        return Standing(None, stands=False)
    parties = await act.rows(UMBRELLA, "shared_party", umbrella)
    stands = any(each["committee"] == act.code and each["state"] in STANDS_BEHIND for each in parties)
    versions = await act.rows(UMBRELLA, "shared_proposal_version", umbrella)
    if not versions or row["state"] in OVER:
        return Standing(row["state"], stands)
    last = versions[-1]
    return Standing(
        row["state"], stands, last["title"], last["text"], last["position"], tuple(row["audience"])
    )  # fmt: skip


async def _file(act: Act) -> Done:
    """The filing starts as a draft of the committee's own and goes its own way from there."""
    given = act.input
    umbrella = str(parse_id(given.text("sharedProposal", most=100), kind=UMBRELLA.kind))
    agreed = await standing_here(act, umbrella)
    term, reason = given.integer("term", 1, TERMS), given.optional_text("variantReason", most=NOTE)
    title = one_line(given, given.optional_text("title", most=TITLE)) or agreed.title
    text = given.optional_text("text") or agreed.text
    same = (title, text) == (agreed.title, agreed.text)
    filed = await act.connection.fetchval(
        "SELECT count(*) FROM shared_filing WHERE shared_proposal_id = $1 AND term = $2 AND wording <> 'NOT_LINKED'",
        umbrella, term,
    )  # fmt: skip
    wording = {"text_as_endorsed": same, "local_variant": not same and reason is not None}
    act.decide(MACHINE, agreed.state, {"endorsement_stands": agreed.stands, "filed_in_term": filed, **wording})
    filing, state = await draft_filing(replace(act, command="draftFiling"), {"title": title, "text": text})
    opened = act.derive(
        OWN, "openSharedFiling", None, {"wording": "AS_AGREED" if same else "LOCAL_VARIANT", **wording}
    )  # fmt: skip
    values: dict[str, object] = {
        **NEW,
        "visibility": "SHARED",
        "audience": [code for code in agreed.audience if code != act.code],
        "shared_proposal_id": umbrella,
        "filing_id": filing,
        "wording": opened.after,
        "number": agreed.number,
        "text_hash": text_hash(agreed.title, agreed.text),
        "term": term,
        "session": given.integer("session", 1, TERMS),
        "state": state,
        "outcome": None,
        "case_number": None,
        **({} if same else _variant(title, text, reason)),
    }
    await _carry_out(act, agreed.endorsement)
    shared = str(new_id(act.code, SHARED_FILING.kind, at=act.at))
    written, peers = await publish(act, "drafted", None, shared, values, [])
    return Done(written, peers)


def _variant(title: str, text: str, reason: str | None) -> dict[str, object]:
    return {
        "variant_title": title, "variant_text": text, "variant_sha256": text_hash(title, text),
        "variant_reason": reason,
    }  # fmt: skip


async def _carry_out(act: Act, row: Mapping[str, Any] | None) -> None:
    """The endorsement is carried out by a filing; the lead's own needs no record."""
    if row is None:
        return
    transition = act.derive(ENDORSED, "carryOutSharedProposalEndorsement", row["state"], {})
    values = {"state": transition.after, "lapses_on": None}
    await act.write(Change(ENDORSEMENT, "shared-endorsement.carried-out", row["id"], values, row["version"]))


async def words_facts(act: Act, filing: Mapping[str, Any]) -> dict[str, object]:
    """What the rules of rewording ask of the filing."""
    proposers = await act.rows(FILING, "proposer", filing["id"])
    cosigned, _ = await bound(act, filing)
    return {
        "filing_state": filing["state"],
        "by_proposer": by_proposer(act, await register_of(act, proposers, filing["term"]), proposers),
        "cosigned": cosigned and filing["submitted_at"] is None,
    }


async def _vary(act: Act) -> Done:
    """Filing and shared filing get the same words in one step."""
    row, given = act.record, act.input
    filing = (await act.lock(FILING, [row["filing_id"]]))[row["filing_id"]]
    title = one_line(given, given.optional_text("title", most=TITLE)) or filing["title"]
    text, reason = given.optional_text("text") or filing["text"], given.optional_text("reason", most=NOTE)
    facts = {"text": text, "note": reason, **await words_facts(act, filing)}
    transition = act.decide(OWN, row["wording"], facts)
    await act.write(Change(FILING, "filing.reworded", filing["id"], {"title": title, "text": text}, filing["version"]))
    replies = await act.rows(SHARED_FILING, "shared_filing_reply", row["id"])
    values = {"wording": transition.after, **_variant(title, text, reason)}
    written, peers = await publish(act, "varied", row, row["id"], values, replies)
    return Done(written, peers)


async def _consent(act: Act) -> Done:
    row, authority = act.record, read_authority(act.input)
    facts = {"filing_state": row["state"], "consented": row["consent"] is not None, **authority_facts(authority)}
    act.decide(OWN, row["wording"], facts)
    replies = await act.rows(SHARED_FILING, "shared_filing_reply", row["id"])
    written, peers = await publish(act, "consented", row, row["id"], {"consent": authority}, replies)
    return Done(written, peers)


FILING_IT: Final = (
    Command("fileSharedProposal", SHARED_FILING, _file, creates=True),
    Command("varySharedFiling", SHARED_FILING, _vary),
    Command("consentSharedFiling", SHARED_FILING, _consent),
)
