"""What the lead does: it drafts, freezes and circulates versions, revises, begins joint supervision, dissolves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from schema.directory import division
from schema.ids import derived_id, new_id
from schema.rulebook.model import Text
from schema.shared_proposals.hashing import text_hash
from services.kit.acts import NEW, Act, Command, Done
from services.kit.authority import authority_facts, read_authority
from services.kit.events import Change, Message
from services.kit.inputs import NOTE, TITLE, Input
from services.shared_proposals.records import ENDORSEMENT, UMBRELLA
from services.shared_proposals.umbrella import MACHINE, Umbrella, opened

ASKED_AT_ONCE: Final = 100
AGAIN: Final = frozenset({"INVITED", "ENDORSED", "LAPSED", "SUPERSEDED", "CARRIED_OUT"})
"""Whoever was in one of these states is asked about the next version without being named again."""

TO_ENDORSE: Final = Text(
    "受邀政协会签后方为联合提案的一方。", "It becomes a party only by endorsing the version, at its own node."
)


def one_line(given: Input, title: str | None) -> str | None:
    """The title, which has no line feed: the text's hash tells it from the text by that. Raises BAD_USER_INPUT."""
    if title is not None and "\n" in title:
        raise given.wrong("title", "must be one line", "应为一行")
    return title


async def _draft(act: Act) -> Done:
    given = act.input
    transition = act.decide(MACHINE, None, {})
    values: dict[str, object] = {
        **NEW,
        "title": one_line(given, given.text("title", most=TITLE)),
        "text": given.optional_text("text"),
        "state": transition.after,
        "supervised": [],
    }
    umbrella = str(new_id(act.code, UMBRELLA.kind, at=act.at))
    return Done(await act.write(Change(UMBRELLA, "shared-proposal.drafted", umbrella, values)))


async def _revise(act: Act) -> Done:
    """Once circulated it goes back to its draft, and every endorsement of the version falls."""
    row, given = act.record, act.input
    note = given.optional_text("note", most=NOTE)
    transition = act.decide(MACHINE, row["state"], {"note": note})
    values = {
        "title": one_line(given, given.optional_text("title", most=TITLE)) or row["title"],
        "text": given.optional_text("text") or row["text"],
        "state": transition.after,
        "note": note,
    }
    umbrella = await opened(act, row)
    messages = umbrella.fall(note) if row["state"] == "ENDORSING" else ()
    written = await umbrella.step("revised", values, messages=messages)
    return Done(written, peers=tuple(each.peer for each in messages))


async def _circulate(act: Act) -> Done:
    row, given, authority = act.record, act.input, read_authority(act.input)
    umbrella = await opened(act, row)
    respond_by, file_by = given.day("respondBy"), given.day("fileBy")
    named = _named(act)
    asked = [*named, *(code for code in umbrella.others(AGAIN) if code not in named)]
    transition = act.decide(
        MACHINE, row["state"],
        {
            "text": row["text"], "invited": asked, "already_invited": (), "today": act.today,
            "respond_by": respond_by, "file_by": file_by, **authority_facts(authority),
        },
    )  # fmt: skip
    for code in asked:
        act.consent(code, TO_ENDORSE)
    versions = await act.rows(UMBRELLA, "shared_proposal_version", row["id"])
    frozen = {
        "position": len(versions) + 1,
        "title": row["title"],
        "text": row["text"],
        "sha256": text_hash(row["title"], row["text"]),
        "frozen_at": act.at,
    }
    umbrella.parties = _asked(act, umbrella, asked, frozen["position"], file_by, authority)
    values: dict[str, object] = {
        "state": transition.after,
        "number": frozen["position"],
        "text_hash": frozen["sha256"],
        "respond_by": respond_by.isoformat(),
        "file_by": file_by.isoformat(),
        "authority": authority,
        **_shared(row, asked),
    }
    messages = _invitations(act, row, values, asked)
    written = await umbrella.step("circulated", values, messages=messages, versions=[*versions, frozen])
    return Done(written, peers=tuple(asked))


def _named(act: Act) -> list[str]:
    codes = act.input.words("committees", most=ASKED_AT_ONCE)
    for code in codes:
        if division(code, at=act.today) is None:
            raise act.input.wrong("committees", f"names {code}, which no committee has", f"中的 {code} 不是政协的代码")
    return codes


def _asked(
    act: Act, umbrella: Umbrella, asked: Sequence[str], number: int, file_by: date, authority: Mapping[str, object]
) -> list[dict[str, Any]]:
    """The parties with those that are asked about the new version; the lead endorses it by circulating it."""
    blank = {"number": number, "answered_on": None, "valid_until": None, "note": None, "authority": None}
    own = {"state": "ENDORSED", "answered_on": act.today.isoformat(), "valid_until": file_by.isoformat()}
    fresh: dict[str, dict[str, Any]] = {
        act.code: blank | own | {"endorsement_id": None, "authority": authority},
        **{
            code: blank | {"state": "INVITED", "endorsement_id": endorsement_of(code, umbrella.id)} for code in asked
        },
    }  # fmt: skip
    known = {each["committee"]: each for each in umbrella.parties}
    rows = {code: {**row, "committee": code} for code, row in (known | fresh).items()}
    order = [act.code, *(code for code in rows if code != act.code)]
    return [{**rows[code], "position": place} for place, code in enumerate(order, 1)]


def endorsement_of(code: str, umbrella: str) -> str:
    """The id of a committee's endorsement, which everybody can compute."""
    return str(derived_id(code, ENDORSEMENT.kind, umbrella))


def _shared(row: Mapping[str, Any], codes: Sequence[str]) -> dict[str, object]:
    """What only the committee saw is shared with those it asks; what is published stays so."""
    if row["visibility"] not in ("NODE", "SHARED"):
        return {}
    return {"visibility": "SHARED", "audience": sorted({*row["audience"], *codes})}


def _invitations(act: Act, row: Mapping[str, Any], values: Mapping[str, object], asked: Sequence[str]) -> list[Message]:
    body = {
        "sharedProposal": row["id"],
        "title": row["title"],
        "text": row["text"],
        "number": values["number"],
        "textHash": values["text_hash"],
        "respondBy": values["respond_by"],
        "fileBy": values["file_by"],
        "parties": [act.code, *asked],
        "authority": values["authority"],
    }
    return [Message(code, "shared-proposal.invited", body) for code in asked]


async def _supervise(act: Act) -> Done:
    row, given, authority = act.record, act.input, read_authority(act.input)
    umbrella, concerned = await opened(act, row), given.words("committees", most=ASKED_AT_ONCE)
    facts = {
        "concerned": concerned,
        "handling": umbrella.handling,
        "consenting": [each["committee"] for each in umbrella.reports if each["consented"]],
        **authority_facts(authority),
    }
    transition = act.decide(MACHINE, row["state"], facts)
    body = {"sharedProposal": row["id"], "supervised": sorted(set(concerned)), "authority": authority}
    told = [
        Message(code, "shared-proposal.supervised", body)
        for code in umbrella.others()
        if any(each["committee"] == code for each in umbrella.reports)
    ]
    values = {"state": transition.after, "supervision": authority, "supervised": sorted(set(concerned))}
    written = await umbrella.step("supervised", values, messages=told)
    return Done(written, peers=tuple(each.peer for each in told))


async def _dissolve(act: Act) -> Done:
    row, note = act.record, act.input.optional_text("note", most=NOTE)
    transition = act.decide(MACHINE, row["state"], {"note": note})
    umbrella = await opened(act, row)
    told = umbrella.end(transition.after, note)
    values = {"state": transition.after, "note": note, "ended_on": act.today.isoformat()}
    written = await umbrella.step("dissolved", values, messages=told)
    return Done(written, peers=tuple(each.peer for each in told))


LEADING: Final = (
    Command("draftSharedProposal", UMBRELLA, _draft, creates=True),
    Command("reviseSharedProposal", UMBRELLA, _revise),
    Command("circulateSharedProposal", UMBRELLA, _circulate),
    Command("superviseSharedProposal", UMBRELLA, _supervise),
    Command("dissolveSharedProposal", UMBRELLA, _dissolve),
)
