"""Drafting a filing, revising it, submitting it; what it carries on or takes up from a lower committee."""

from collections.abc import Mapping
from typing import Any, Final

from schema.ids import new_id, parse_id
from schema.rulebook import Transition
from services.kit.acts import NEW, Act, Command, Done
from services.kit.events import Change, Message, Row, Written
from services.kit.inputs import NAME, TITLE
from services.proposals.levels import committees_above
from services.proposals.proposers import in_order, named
from services.proposals.records import FILING
from services.proposals.register import by_office, by_proposer, in_session, register_of, submission_facts
from services.proposals.steps import MACHINE, take_step

TERMS: Final = 99
AS_AGREED: Final = ("title", "text", "term")
"""What a filing made of a shared proposal keeps unless a local variant is recorded."""


async def _draft(act: Act) -> Done:
    given = act.input
    words = {"title": given.text("title", most=TITLE), "text": given.optional_text("text")}
    return Done((await _drafted(act, words))[0])


async def draft_filing(act: Act, words: Row) -> tuple[str, str]:
    """Draft a filing in these words, by an input that names term, session and proposers as that of a draft does;
    its id and its state. Raises RULE_REFUSED.
    """
    written, state = await _drafted(act, words)
    return written.id, state


async def _drafted(act: Act, words: Row) -> tuple[Written, str]:
    given = act.input
    term, session = given.integer("term", 1, TERMS), given.integer("session", 1, TERMS)
    people = await named(act, "proposers", term)
    source, continued = _filing_named(act, "recommendedFrom"), _filing_named(act, "continues")
    facts: dict[str, object] = {"by_office": by_office(act), "recorded_signatures": people.recorded}
    facts |= await _source_facts(act, source) | await _chain_facts(act, continued, term, session)
    transition = act.decide(MACHINE, None, facts)
    values = {
        **NEW,
        **words,
        "term": term,
        "session": session,
        "origin": given.optional_text("origin", most=NAME) or "PROPOSER",
        "recommended_from": source,
        "continues": continued,
        "state": transition.after,
        **_shown(transition),
    }
    filing = str(new_id(act.code, FILING.kind, at=act.at))
    proposers = in_order(given, "proposers", people.rows)
    change = Change(FILING, "filing.drafted", filing, values, children={"proposer": proposers})
    return await act.write(change), transition.after


def _filing_named(act: Act, argument: str) -> str | None:
    given = act.input.optional_text(argument, most=100)
    return None if given is None else str(parse_id(given, kind=FILING.kind))


async def _source_facts(act: Act, source: str | None) -> dict[str, object]:
    """A recommended filing is another committee's: its id says whose, and no more is known of it here."""
    if source is None:
        return {"recommended_from_below": None, "recommendation_taken": False}
    taken = await act.connection.fetchval(
        "SELECT EXISTS (SELECT FROM filing WHERE recommended_from = $1 AND state <> 'WITHDRAWN')", source
    )
    return {
        "recommended_from_below": act.code in committees_above(parse_id(source).owner, act.today),
        "recommendation_taken": taken,
    }


async def _chain_facts(act: Act, continued: str | None, term: int | None, session: int | None) -> dict[str, object]:
    if continued is None:
        return {"continued_exists": None, "continued_earlier": None}
    row = await act.connection.fetchrow("SELECT term, session FROM filing WHERE id = $1", continued)
    if row is None:
        return {"continued_exists": False, "continued_earlier": None}
    return {"continued_exists": True, "continued_earlier": _earlier((row["term"], row["session"]), (term, session))}


def _earlier(one: tuple[int | None, int | None], other: tuple[int | None, int | None]) -> bool:
    """Whether one term and session lies before another; what is not known lies nowhere."""
    if one[0] is None or other[0] is None:
        return False
    if one[0] != other[0]:
        return one[0] < other[0]
    return one[1] is not None and other[1] is not None and one[1] < other[1]


def _shown(transition: Transition) -> dict[str, object]:
    return {name: value for name, value in transition.sets if name != "decision"}


async def _revise(act: Act) -> Done:
    """What the input leaves out stays; proposers are replaced as a whole."""
    row, given = act.record, act.input
    term = given.integer("term", 1, TERMS) or row["term"]
    before = await act.rows(FILING, "proposer", row["id"])
    children: dict[str, list[dict[str, Any]]] = {}
    recorded = 0
    if given.has("proposers"):
        people = await named(act, "proposers", term)
        children["proposer"], recorded = in_order(given, "proposers", people.rows), people.recorded
    session = given.integer("session", 1, TERMS) or row["session"]
    changed = {
        "title": given.optional_text("title", most=TITLE) or row["title"],
        "text": given.optional_text("text") or row["text"],
        "term": term,
        "session": session,
    }
    signed, chained = await bound(act, row)
    facts = {
        "by_office": by_office(act),
        "recorded_signatures": recorded,
        "by_proposer": by_proposer(act, await register_of(act, before, row["term"]), before),
        "cosigned": signed and row["submitted_at"] is None,
        "chain_moved": chained and (term, session) != (row["term"], row["session"]),
        "shared_text_moved": any(changed[name] != row[name] for name in AS_AGREED) and await made_of_shared(act),
    }
    transition = act.decide(MACHINE, row["state"], facts)
    return await take_step(act, transition, "filing.revised", changed, children=children)


async def made_of_shared(act: Act) -> bool:
    """Whether the filing that the command is on was made of a shared proposal, whose words it keeps."""
    return bool(
        await act.connection.fetchval(
            "SELECT EXISTS (SELECT FROM shared_filing WHERE filing_id = $1 AND wording <> 'NOT_LINKED')", act.id
        )
    )


async def bound(act: Act, row: Mapping[str, Any]) -> tuple[bool, bool]:
    """Whether others have co-signed the filing; whether it carries on another or is carried on."""
    signed = await act.connection.fetchval(
        "SELECT EXISTS (SELECT FROM cosignature WHERE filing_id = $1 AND state = 'SIGNED')", row["id"]
    )
    continued = await act.connection.fetchval("SELECT EXISTS (SELECT FROM filing WHERE continues = $1)", row["id"])
    return signed, continued or row["continues"] is not None


async def _submit(act: Act) -> Done:
    """Whoever submits signs for themselves; whoever else proposes has signed before."""
    row = act.record
    proposers = await act.rows(FILING, "proposer", row["id"])
    register = await register_of(act, proposers, row["term"])
    accepts = await in_session(act, row)
    signed = register.signed_by_viewer(proposers, act.at)
    facts = submission_facts(act, register, signed, row["term"], accepts) | {"text": row["text"]}
    transition = act.decide(MACHINE, row["state"], facts)
    received: dict[str, object] = {"submitted_at": row["submitted_at"] or act.at}
    if row["submitted_at"] is None and accepts is not None:
        received["channel"] = "IN_SESSION" if accepts else "OUT_OF_SESSION"
    return await take_step(
        act, transition, "filing.submitted", received, children={"proposer": signed}, messages=_told(act)
    )


def _told(act: Act) -> tuple[Message, ...]:
    """The committee that recommended the filing learns under which id it was received here."""
    row = act.record
    if row["recommended_from"] is None or row["submitted_at"] is not None:
        return ()
    source = parse_id(row["recommended_from"])
    body = {"recommendedFrom": str(source), "filing": row["id"], "title": row["title"]}
    return (Message(source.owner, "filing.taken-up", body),)


DRAFT: Final = Command("draftFiling", FILING, _draft, creates=True)
REVISE: Final = Command("reviseFiling", FILING, _revise)
SUBMIT: Final = Command("submitFiling", FILING, _submit)
